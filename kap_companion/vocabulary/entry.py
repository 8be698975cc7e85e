"""An entry: one thing that happened in a session, kept exactly as it was logged."""

from datetime import datetime
from enum import StrEnum

from kap_companion.vocabulary.details import Detail
from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.texts import Text


class EntrySource(StrEnum):
    """How an entry came to be: typed live, transcribed from paper, or written by the companion itself."""

    TYPED = "typed"
    TRANSCRIBED = "transcribed"
    COMPANION = "companion"


class Addition(StrEnum):
    """How a row stands that came after its session was signed.

    A late entry tells what was left out; an addendum tells what was not known then, and why it is added.

    Source: CMS Medicare Program Integrity Manual, chapter 3, 3.3.2.5.
    """

    ADDENDUM = "addendum"
    LATE = "late"


class Entry(Frozen):
    """One row of a session. Entries are only ever added; a correction is another entry.

    Attributes:
        id: uuid7.
        session: the session's id.
        part: the part's id in the author's notebook, for a part entry and for what is about one.
        phase: the phase the session was in, or moved to, at that moment; None before the first.
        author: the person's id.
        device: the computer's id, so that rows of several rooms can be told apart.
        raw: the line exactly as typed; empty for what the companion writes itself.
        text: the free text left when everything understood is taken out of the line.
        not_understood: pieces of the line that looked like something but could not be read; they are in
            `text` too.
        at: when it happened, with the offset of the place.
        elapsed_ms: the same instant counted from the session's anchor on a clock that does not jump.
        typed_at: when Enter was pressed.
        typed_ms: the same instant counted from the session's anchor on the clock that does not jump; rows of
            the two files are put in the order they were written by it.
        amends: the entry this one replaces as the current reading.
        retracts: the entry this one takes back.
        closes: the part entry whose presence this one closes.
        reason: why it was amended, taken back, copied or added.
        about: the entry that an addendum, a risk mark or its answer speaks of.
        copied_from: the entry in the other compartment, or in another person's notebook, of which this one
            is a copy; that one stays unchanged.
        addition: what it is where it came after the session was signed; None for all else.
    """

    id: str
    session: str
    kind: EntryKind
    detail: Detail
    compartment: Compartment
    part: str | None = None
    phase: Phase | None = None
    author: str
    device: str = ""
    source: EntrySource = EntrySource.TYPED
    raw: Text = ""
    text: Text = ""
    not_understood: tuple[Text, ...] = ()
    at: datetime
    elapsed_ms: int
    typed_at: datetime
    typed_ms: int
    amends: str | None = None
    retracts: str | None = None
    closes: str | None = None
    reason: Text = ""
    about: str | None = None
    copied_from: str | None = None
    addition: Addition | None = None
