"""Going back through earlier lines, and forward again to the one that was half typed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kap_companion.clock import Moment


@dataclass(frozen=True, slots=True)
class Line:
    """A line in the field and the moment of its first key; None where it has none yet."""

    text: str
    first_key: Moment | None = None


@dataclass(slots=True)
class Recall:
    """Where the reader is among the earlier lines.

    Attributes:
        set_aside: lines that were typed but never logged, oldest first; they can be called back too.
        draft: what was in the field before the first step back; None while nothing is recalled.
    """

    set_aside: list[str] = field(default_factory=list)
    draft: Line | None = None
    _lines: tuple[str, ...] = ()
    _at: int = 0

    def earlier(self, now_in_field: Line, logged: Sequence[str]) -> str | None:
        """The line before the one in the field; None at the oldest."""
        if self.draft is None:
            self._lines = tuple(dict.fromkeys([*reversed(self.set_aside), *reversed(logged)]))
            self._at = -1
        if self._at + 1 >= len(self._lines):
            return None
        if self.draft is None:
            self.draft = now_in_field
        self._at += 1
        return self._lines[self._at]

    def later(self) -> Line | None:
        """The line after the recalled one, and at last the draft; None where nothing is recalled."""
        if self.draft is None:
            return None
        self._at -= 1
        if self._at >= 0:
            return Line(self._lines[self._at])
        draft, self.draft = self.draft, None
        return draft

    def adopt(self) -> None:
        """The recalled line is being changed: it is now what is typed, and the draft is set aside."""
        if self.draft is not None:
            self.put_aside(self.draft.text)
            self.draft = None

    def put_aside(self, text: str) -> None:
        """Keep a line that was typed and taken out of the field again."""
        if text.strip():
            self.set_aside.append(text)
