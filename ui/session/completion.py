"""Tab in the capture line: the names and words that could be meant, one after the other."""

from dataclasses import dataclass

from kap_companion.session.capture import complete
from kap_companion.session.completion import complete_word
from kap_companion.vocabulary.part import Roster


@dataclass(frozen=True, slots=True)
class Completed:
    """A line with a name completed, and where the cursor stands then."""

    text: str
    cursor: int


@dataclass(slots=True)
class Completion:
    """Steps through the names that fit what was typed; any other key forgets where it was."""

    _offers: tuple[Completed, ...] = ()
    _at: int = 0

    def step(self, text: str, cursor: int, roster: Roster, *, back: bool = False) -> Completed | None:
        """The next name (the one before with `back`); None where nothing can be completed."""
        if self._offers and self._offers[self._at] == Completed(text, cursor):
            self._at = (self._at + (-1 if back else 1)) % len(self._offers)
        else:
            self._offers = offers(text, cursor, roster)
            self._at = len(self._offers) - 1 if back else 0
        return self._offers[self._at] if self._offers else None

    def forget(self) -> None:
        """Begin anew with the next Tab."""
        self._offers = ()


def offers(text: str, cursor: int, roster: Roster) -> tuple[Completed, ...]:
    """Every way to complete a name or a word at the cursor, the likeliest first, none twice."""
    words = complete_word(text, cursor, roster)
    if words:
        return tuple(Completed(*completed) for completed in words)
    rosters = (roster, *(Roster((part,)) for part in roster.parts))
    found = (complete(text, cursor, one) for one in rosters)
    return tuple(dict.fromkeys(Completed(*completed) for completed in found if completed is not None))
