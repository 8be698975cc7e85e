"""Every character of a text made visible on paper: what cannot be printed is shown by its name."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from kap_companion.worksheets.fonts import can_print, coverage

_SELECTORS = frozenset([*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
# They only shape their neighbours and print nothing themselves: soft hyphen, joiners, direction marks, word
# joiner, zero width spaces, emoji tags, variation selectors.
_SHAPING = _SELECTORS | frozenset(
    [0x00AD, 0x034F, 0x061C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, *range(0xE0020, 0xE0080)]
)
# They would turn around the rest of the page.
_TURNING = frozenset([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_SKIN_TONES = range(0x1F3FB, 0x1F400)
# Also what a file may not hold: a byte order mark inside a text, which is the word joiner's old name.
_PLAINER = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " ", "\ufeff": "\u2060"})
_PRIVATE_USE, _CONTROL, _SURROGATE = "Co", "Cc", "Cs"

# Whether some other font has a character and the marks on it whole.
Elsewhere = Callable[[str], bool]


def _nowhere(_cluster: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as it can be printed.

    Attributes:
        text: valid Unicode that the shipped fonts can print, lines ended by a line feed.
        named: the characters that could not be printed and stand there by name, in order, once each.
    """

    text: str
    named: tuple[str, ...] = ()


def show(text: str, elsewhere: Elsewhere = _nowhere) -> Shown:
    """A text with every unprintable character in its place as `[U+1F98A FOX FACE]`; never raises.

    Args:
        text: any text.
        elsewhere: asked about what the shipped fonts lack, whether a font of the system prints it.
    """
    if _single_characters().issuperset(text):
        return Shown(text)
    pieces: list[str] = []
    named: dict[str, None] = {}
    for cluster in _clusters(text.replace("\r\n", "\n").translate(_PLAINER)):
        for printable, piece in _printable(cluster, elsewhere):
            pieces.append(piece if printable else name_of(piece))
            if not printable:
                named[piece] = None
    return Shown("".join(pieces), tuple(named))


def name_of(character: str) -> str:
    """A character's code point and name in brackets, the code point alone where it has no name."""
    name = unicodedata.name(character, "")
    return f"[U+{ord(character):04X} {name}]" if name else f"[U+{ord(character):04X}]"


def reads_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction is a right-to-left one."""
    if text.isascii():
        return False
    directions = (unicodedata.bidirectional(c) for c in text)
    return next((d for d in directions if d in {"L", "R", "AL"}), "L") != "L"


def has_right_to_left(text: str) -> bool:
    """Whether any character could turn its neighbours around."""
    return not text.isascii() and any(unicodedata.bidirectional(c) in {"R", "AL", "AN"} for c in text)


@cache
def _single_characters() -> frozenset[str]:
    """What stands for itself and can be printed: a text of nothing else needs no closer look."""
    covered = frozenset().union(*coverage().values())
    simple = {c for c in map(chr, covered) if not (_extends(c) or _never_printed(c) or ord(c) in _SHAPING)}
    return frozenset((simple | {"\n"}) - set(map(chr, _PLAINER)))


def _clusters(text: str) -> Iterator[str]:
    start = 0
    for at in range(1, len(text)):
        if not _extends(text[at]):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _extends(character: str) -> bool:
    return (
        unicodedata.category(character).startswith("M")
        or ord(character) in _SHAPING
        or ord(character) in _SKIN_TONES
    )


def _printable(cluster: str, elsewhere: Elsewhere) -> Iterator[tuple[bool, str]]:
    """The cluster whole where one font has it, else its base, and the marks on it by name."""
    if cluster in _single_characters():
        yield True, cluster
        return
    plain = "".join(c for c in cluster if ord(c) not in _SHAPING)
    # A variation selector keeps the typesetter from composing what it follows.
    selected = any(ord(c) in _SELECTORS for c in cluster)
    if not any(map(_never_printed, plain)) and (
        plain in {"", "\n"} or can_print(plain, as_written=selected) or elsewhere(plain)
    ):
        yield True, cluster
        return
    yield _alone(cluster[0]), cluster[0]
    for mark in cluster[1:]:
        yield ord(mark) in _SHAPING - _SELECTORS, mark


def _alone(character: str) -> bool:
    if ord(character) in _SHAPING or character == "\n":
        return True
    return not _never_printed(character) and can_print(character)


def _never_printed(character: str) -> bool:
    if character == "\n":
        return False
    return ord(character) in _TURNING or unicodedata.category(character) in {
        _PRIVATE_USE,
        _CONTROL,
        _SURROGATE,
    }
