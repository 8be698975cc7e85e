"""Our words around somebody's own, kept apart on the way to paper."""

import re
from dataclasses import dataclass

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `own` where it is somebody's own words and not the worksheet's."""

    text: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """Our words around somebody's own, kept apart so that the latter can never disturb the former."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The sentence as one text."""
        return "".join(piece.text for piece in self.pieces)

    def __add__(self, other: "Sentence") -> "Sentence":
        return Sentence(self.pieces + other.pieces)


def ours(text: str) -> Sentence:
    """A sentence of the worksheet's own."""
    return Sentence((Piece(text),))


def own(text: str) -> Sentence:
    """Somebody's own words, as they are."""
    return Sentence((Piece(text, own=True),))


def fill(template: str, **slots: Sentence) -> Sentence:
    """A template of ours with its `{slots}` filled; what fills one is never read for slots itself."""
    pieces: list[Piece] = []
    for at, text in enumerate(_SLOT.split(template)):
        if at % 2:
            pieces.extend(slots[text].pieces)
        elif text:
            pieces.append(Piece(text))
    return Sentence(tuple(pieces))
