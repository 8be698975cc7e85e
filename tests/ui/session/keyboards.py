"""Keyboards as they are printed: what each key writes plain and with Shift."""

from collections.abc import Iterator
from dataclasses import dataclass

CTRL, SHIFT, ALT = "Ctrl", "Shift", "Alt"
# Every 60 % keyboard has these besides letters, digits and signs; arrows, F keys and the block of Insert to
# Page Down lie on a second layer there, or nowhere.
NAMED = frozenset({"Return", "Space", "Tab", "Esc", "Backspace"})


@dataclass(frozen=True)
class Stroke:
    """Keys held and the key pressed, by the row and place it has on the keyboard."""

    held: frozenset[str]
    row: int
    place: int


@dataclass(frozen=True)
class Keyboard:
    """The four rows that hold letters, digits and signs."""

    name: str
    plain: tuple[str, str, str, str]
    shifted: tuple[str, str, str, str]

    def strokes(self, *held: str) -> Iterator[Stroke]:
        for row, keys in enumerate(self.plain):
            for place in range(len(keys)):
                yield Stroke(frozenset(held), row, place)

    def sequences(self, stroke: Stroke) -> Iterator[str]:
        """What a stroke can mean to a shortcut, likeliest first, as Qt tries them."""
        plain = self.plain[stroke.row][stroke.place].upper()
        shifted = self.shifted[stroke.row][stroke.place].upper()
        if SHIFT in stroke.held:
            yield sequence(stroke.held, shifted)
            yield sequence(stroke.held, plain)
            yield sequence(stroke.held - {SHIFT}, shifted)
        else:
            yield sequence(stroke.held, plain)

    def digit_of(self, stroke: Stroke) -> int | None:
        """The digit of a key by its place: the first key of the row stands left of the 1."""
        return stroke.place if stroke.row == 0 and 1 <= stroke.place <= 9 else None


def sequence(held: frozenset[str], key: str) -> str:
    """As `parsed` gives it."""
    return "+".join((*sorted(held), key))


def parsed(keys: str) -> tuple[frozenset[str], str]:
    """The keys held and the key pressed, of a portable key sequence."""
    held, _, key = keys[:-1].rpartition("+")
    return frozenset(held.split("+")) - {""}, key + keys[-1]


US = Keyboard(
    "US",
    ("`1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", "zxcvbnm,./"),
    ("~!@#$%^&*()_+", "QWERTYUIOP{}|", 'ASDFGHJKL:"', "ZXCVBNM<>?"),
)
GERMAN = Keyboard(
    "German",
    ("^1234567890ß´", "qwertzuiopü+", "asdfghjklöä#", "<yxcvbnm,.-"),
    ('°!"§$%&/()=?`', "QWERTZUIOPÜ*", "ASDFGHJKLÖÄ'", ">YXCVBNM;:_"),
)
FRENCH = Keyboard(
    "French",
    ("²&é\"'(-è_çà)=", "azertyuiop^$", "qsdfghjklmù*", "<wxcvbn,;:!"),
    ("²1234567890°+", "AZERTYUIOP¨£", "QSDFGHJKLM%µ", ">WXCVBN?./§"),
)
KEYBOARDS = (US, GERMAN, FRENCH)
