"""Long pasted text, kept whole beside the field while a short stand-in is shown in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

# A one-line field lays out all of its text at each key: 3 ms at this length, and 60 at 100,000 characters.
LONGEST_SHOWN = 4_000


@dataclass(slots=True)
class HeldText:
    """What the stand-ins in the field stand for.

    Attributes:
        name: the words of a stand-in, made of its number and the length of what it stands for.
    """

    name: Callable[[int, int], str]
    _held: dict[str, str] = field(default_factory=dict)

    def shown(self, text: str, already: int = 0) -> str:
        """What the field shows for `text` beside `already` characters: itself, or its stand-in."""
        if len(text) + already <= LONGEST_SHOWN and not _is_lost_in_a_field(text):
            return text
        stand_in = self.name(len(self._held) + 1, len(text))
        self._held[stand_in] = text
        return stand_in

    def whole(self, shown: str) -> str:
        """The text that is meant by what the field shows."""
        if not self._held:
            return shown
        stand_ins = re.compile("|".join(map(re.escape, self._held)))
        return stand_ins.sub(lambda found: self._held[found[0]], shown)

    def clear(self) -> None:
        """Hold nothing any more."""
        self._held.clear()


def _is_lost_in_a_field(text: str) -> bool:
    # Qt's texts cannot carry half a character out again.
    return any("\ud800" <= letter <= "\udfff" for letter in text)
