"""The session record and the handoff card as values: what stands on them, before they are set on paper."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kap_companion.worksheets.characters import reads_right_to_left
from kap_companion.worksheets.sentences import Piece, Sentence
from kap_companion.worksheets.sheet import Foot


@dataclass(frozen=True, slots=True)
class Note:
    """Words on a line of their own; `rtl` where they run from the right."""

    sentence: Sentence
    struck: bool = False
    rtl: bool = False


def note(sentence: Sentence, *, struck: bool = False) -> Note:
    """Words on a line of their own."""
    return Note(sentence, struck, reads_right_to_left(sentence.text))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: a cell for each column, and what stands beneath it over the whole width."""

    cells: tuple[Sentence, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `nothing` is said where it has no rows, `about` stands beneath it."""

    heading: str
    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    nothing: str = ""
    about: tuple[Sentence, ...] = ()
    kind: str = field(default="table", init=False)


@dataclass(frozen=True, slots=True)
class Line:
    """What something is called, and what is said of it, in one line or several."""

    label: str
    said: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Labelled lines under a heading; an empty heading is none."""

    heading: str
    lines: tuple[Line, ...]
    kind: str = field(default="lines", init=False)


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log.

    Attributes:
        since: T+, or how long after the beginning where there was no dose.
        clock: on the wall.
        what: its kind, in our words.
        said: as it was typed; struck where it was taken back, and still to be read.
        notes: who wrote or corrected it and why, earlier readings of it (struck), addenda about it.
    """

    since: str
    clock: str
    what: str
    said: Note
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Log:
    """The log in order of time."""

    heading: str
    columns: tuple[str, ...]
    lines: tuple[LogLine, ...]
    nothing: str
    kind: str = field(default="log", init=False)


Section = Table | Lines | Log


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A sheet for the facilitator.

    Attributes:
        title: ours, and the title of the file; never holds a client's words.
        says: how far the record is, in plain sentences, above everything else.
        stands_out: whether `says` has to be seen first.
    """

    title: str
    language: str
    subtitle: Sentence
    says: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    foot: Foot
    stands_out: bool = False


def joined(between: str, sentences: Iterable[Sentence]) -> Sentence:
    """Those sentences that say something, one after the other with words of ours in between."""
    pieces = [
        piece
        for sentence in sentences
        if sentence.text.strip()
        for piece in (Piece(between), *sentence.pieces)
    ]
    return Sentence(tuple(pieces[1:]))
