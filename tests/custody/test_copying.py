"""Copies from the notebook into the record: who, when, why, from what; the original untouched."""

import pytest

from kap_companion.custody.copying import copy_to_record
from kap_companion.custody.signing import sign_session
from kap_companion.errors import SessionError
from kap_companion.vocabulary.entry import Addition
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.signature import Meaning
from tests.custody.staff import ANA, BEN, PASSPHRASES, Staff, line_of

BRIDGE = "n she spoke of the bridge"


def test_a_copy_says_who_when_why_and_from_what_and_leaves_the_original(staff: Staff) -> None:
    practice = staff.opens(ANA)
    session = staff.holds(practice, staff.a_client(practice))
    original = line_of(practice, session, BRIDGE)
    assert practice.notebook is not None
    before = practice.notebook.entries(session.id)

    staff.clock.pass_time(3600)
    copy = copy_to_record(practice, original, "Spoke of self-harm.", "duty to the record", staff.clock)

    assert practice.record.entries(session.id)[-1] == copy
    assert (copy.compartment, copy.kind) == (Compartment.RECORD, EntryKind.NOTE)
    assert (copy.author, copy.reason) == (practice.person.id, "duty to the record")
    assert copy.copied_from == original.id
    assert (copy.at, copy.elapsed_ms) == (original.at, original.elapsed_ms)
    assert copy.typed_at == staff.clock.now().at
    assert copy.part is None
    assert practice.notebook.entries(session.id) == before
    # The rows of both files stay in the order they were written.
    assert copy.typed_ms > max(row.typed_ms for row in before)


def test_into_a_signed_session_a_copy_goes_as_a_late_entry(staff: Staff) -> None:
    practice = staff.opens(ANA)
    session = staff.holds(practice, staff.a_client(practice))
    sign_session(practice, session, Meaning.AUTHOR, PASSPHRASES[ANA], staff.clock)
    copy = copy_to_record(
        practice, line_of(practice, session, BRIDGE), "Spoke of harm.", "asked for", staff.clock
    )
    assert copy.addition is Addition.LATE
    assert practice.verify().ok


def test_only_one_s_own_private_notes_are_copied_and_only_with_words_and_a_reason(staff: Staff) -> None:
    practice = staff.opens(ANA)
    session = staff.holds(practice, staff.a_client(practice))
    original = line_of(practice, session, BRIDGE)
    dose = line_of(practice, session, "d 70mg im lot 4471")
    rows = practice.record.entries(session.id)
    for entry, text, why in ((dose, "dose", "why"), (original, " ", "why"), (original, "words", "\n")):
        with pytest.raises(SessionError):
            copy_to_record(practice, entry, text, why, staff.clock)
    practice = staff.opens(BEN)
    with pytest.raises(SessionError):
        copy_to_record(practice, original, "words", "why", staff.clock)
    assert practice.record.entries(session.id) == rows
