"""Values on their way to paper: as lists, tables, numbers and texts, every character of them visible."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Final

from kap_companion.vocabulary.frozen import Frozen
from kap_companion.worksheets.characters import has_right_to_left, name_of, reads_right_to_left, show
from kap_companion.worksheets.sentences import Piece, Sentence
from kap_companion.worksheets.sheet import Quote
from kap_companion.worksheets.system_fonts import SystemFonts

_NAMED_IN_A_NOTE: Final = 5
_LONGEST_IN_A_BOX: Final = 60


class Printable:
    """Makes values plain; it remembers which characters stand on the page by name.

    Args:
        elsewhere: asked about what the shipped fonts lack, whether a font of the system prints it.
    """

    def __init__(self, elsewhere: Callable[[str], bool] | None = None) -> None:
        self._elsewhere = elsewhere or SystemFonts().prints
        self._named: dict[str, None] = {}

    def plain(self, value: object) -> object:
        """A value as a template gets it; a sentence is a list of its runs."""
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, str):
            return self._printable(value)
        if isinstance(value, Sentence):
            return [self._run(piece) for piece in value.pieces if piece.text]
        if isinstance(value, Frozen):
            return {name: self.plain(getattr(value, name)) for name in type(value).model_fields}
        if isinstance(value, tuple | list):
            return [self.plain(item) for item in value]
        if isinstance(value, dict):
            return {key: self.plain(item) for key, item in value.items()}
        if is_dataclass(value):
            table = {field.name: self.plain(getattr(value, field.name)) for field in fields(value)}
            if isinstance(value, Quote):
                table["rtl"] = reads_right_to_left(value.sentence.text)
            return table
        return value

    def note(self) -> str:
        """Which characters stand there by name, as a sentence; empty where none does."""
        if not self._named:
            return ""
        names = [name_of(character) for character in self._named]
        listed = " ".join(names[:_NAMED_IN_A_NOTE]) + (" …" if len(names) > _NAMED_IN_A_NOTE else "")
        said = "Some characters cannot be printed with the fonts at hand and stand on the page by name"
        return f"{said}: {listed}."

    def _printable(self, text: str) -> str:
        shown = show(text, self._elsewhere)
        self._named |= dict.fromkeys(shown.named)
        return shown.text

    def _run(self, piece: Piece) -> dict[str, object]:
        text = self._printable(piece.text)
        return {
            "text": text,
            "own": piece.own,
            "rtl": reads_right_to_left(text),
            # In a box of its own it cannot turn around the words of ours beside it, but it cannot break.
            "apart": piece.own and has_right_to_left(text) and len(text) <= _LONGEST_IN_A_BOX,
        }
