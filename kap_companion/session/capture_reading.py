"""How a line was read: the values that reading, rendering and the chips share."""

from dataclasses import dataclass

from kap_companion.vocabulary.details import Detail
from kap_companion.vocabulary.kinds import EntryKind


@dataclass(frozen=True, slots=True)
class TimeShift:
    """Where in time a line was put: back from its first key, or at a clock time. One of the two is None.

    Attributes:
        seconds_back: seconds before the moment of the line, 0 to a day.
        clock: hour, minute, second of the room's clock.
    """

    seconds_back: float | None = None
    clock: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One line, read.

    Attributes:
        detail: what was understood, by kind.
        text: everything that was not taken as part of `detail`, in the order it was written; where a
            kind has attributes, its white space is single spaces.
        part: the id of the known part a part line is about, None for a new or unnamed one.
        not_understood: pieces that looked like something but could not be read; they are in `text` too.
        raw: exactly the line.
    """

    kind: EntryKind
    detail: Detail
    text: str
    part: str | None
    shift: TimeShift | None
    not_understood: tuple[str, ...]
    raw: str


@dataclass(frozen=True, slots=True)
class Body:
    """A line behind its time, as the reader of one kind hands it back; the fields are those of `Reading`."""

    kind: EntryKind
    detail: Detail
    text: str = ""
    part: str | None = None
    not_understood: tuple[str, ...] = ()
