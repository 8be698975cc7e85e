"""A line that belongs in a notebook, kept in the record instead by someone who has none and said so."""

from dataclasses import replace

from kap_companion.errors import NotebookNeededError
from kap_companion.session.capture import Reading
from kap_companion.session.capture_time import take_time
from kap_companion.vocabulary.details import PlainDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import Compartment, EntryKind, compartment_of


def is_private(reading: Reading) -> bool:
    """Whether a line belongs in its author's notebook."""
    return compartment_of(reading.kind) is Compartment.PROCESS


def as_record_note(reading: Reading) -> Reading:
    """The line as a note for everyone in the practice: its words as they stand, no part, no rating."""
    if reading.kind is EntryKind.NOTE:
        return reading
    _shift, not_a_time, line = take_time(reading.raw.strip())
    return replace(
        reading,
        kind=EntryKind.NOTE,
        detail=PlainDetail(kind="note"),
        text=f"{not_a_time} {line}".strip(),
        part=None,
        not_understood=(not_a_time,) if not_a_time else (),
    )


def is_record_note(entry: Entry) -> bool:
    """Whether an entry is such a note; amended, it stays where everyone reads it."""
    return entry.compartment is Compartment.RECORD and compartment_of(entry.kind) is Compartment.PROCESS


def notebook_needed() -> NotebookNeededError:
    """The error for a line that belongs in a notebook its author does not have."""
    return NotebookNeededError(
        "This would be a private process note, and you have no notebook.",
        "It can be kept in the record, where everyone in the practice reads it.",
    )
