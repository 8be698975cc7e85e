"""After signing: only addenda and late entries, dated, authored, with their reason."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from kap_companion.custody.addenda import add_addendum, add_late_entry
from kap_companion.custody.signing import sign_session
from kap_companion.errors import KnownError, NotebookNeededError, SessionError, SigningError
from kap_companion.session.live import Live
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.entry import Addition
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.signature import Meaning
from tests.builders import an_entry
from tests.custody.staff import ANA, NIA, PASSPHRASES, Staff, line_of, timeline_of


def signed(staff: Staff) -> tuple[Practice, Session]:
    practice = staff.opens(ANA)
    session = staff.holds(practice, staff.a_client(practice))
    sign_session(practice, session, Meaning.AUTHOR, PASSPHRASES[ANA], staff.clock)
    staff.clock.pass_time(86_400)
    return practice, practice.record.session(session.id)


def test_an_addendum_is_dated_authored_gives_its_reason_and_leaves_the_original(staff: Staff) -> None:
    practice, session = signed(staff)
    before = practice.record.entries(session.id)
    dose = line_of(practice, session, "d 70mg im lot 4471")
    entry = add_addendum(
        practice, session, "The lot was recalled.", "letter from the maker", staff.clock, about=dose.id
    )
    assert practice.record.entries(session.id) == (*before, entry)
    assert (entry.kind, entry.addition) == (EntryKind.ADDENDUM, Addition.ADDENDUM)
    assert (entry.author, entry.reason, entry.about) == (
        practice.person.id,
        "letter from the maker",
        dose.id,
    )
    assert entry.at == entry.typed_at == staff.clock.now().at
    timeline = timeline_of(practice, session)
    assert timeline.addenda == (entry,)
    assert entry not in timeline.entries
    assert practice.verify().ok


def test_a_private_addendum_stays_in_the_notebook(staff: Staff) -> None:
    practice, session = signed(staff)
    entry = add_addendum(
        practice, session, "On reflection", "supervision", staff.clock, compartment=Compartment.PROCESS
    )
    assert practice.notebook is not None
    assert practice.notebook.entries(session.id)[-1] == entry
    assert all(row.id != entry.id for row in practice.record.entries(session.id))
    assert practice.verify().ok


def test_somebody_without_a_notebook_adds_to_the_record_alone(staff: Staff) -> None:
    _, session = signed(staff)
    practice = staff.opens(NIA)
    add_addendum(practice, session, "Pulse was checked twice.", "asked about it", staff.clock)
    with pytest.raises(NotebookNeededError):
        add_addendum(practice, session, "x", "y", staff.clock, compartment=Compartment.PROCESS)
    with pytest.raises(NotebookNeededError):
        add_late_entry(practice, session, "n she wept", session.anchor, "forgotten", staff.clock)
    assert practice.verify().ok


def test_a_late_entry_stands_at_its_time_and_is_marked_late(staff: Staff) -> None:
    practice, session = signed(staff)
    at = session.anchor + timedelta(minutes=3, seconds=30)
    late = add_late_entry(practice, session, "v 150/90 91 96", at, "from the paper strip", staff.clock)
    assert (late.kind, late.addition, late.at) == (EntryKind.VITALS, Addition.LATE, at)
    assert late.elapsed_ms == 210_000
    assert late.typed_at == staff.clock.now().at
    entries = timeline_of(practice, session).entries
    assert late in entries
    assert [each.elapsed_ms for each in entries] == sorted(each.elapsed_ms for each in entries)
    assert practice.verify().ok


def test_a_late_line_about_a_new_part_brings_the_part_into_the_notebook(staff: Staff) -> None:
    practice, session = signed(staff)
    late = add_late_entry(
        practice,
        session,
        "m The Archivist: #hands 3 ->The Watchman",
        session.anchor + timedelta(minutes=4),
        "left out",
        staff.clock,
    )
    assert practice.notebook is not None
    assert practice.notebook.entries(session.id)[-1] == late
    parts = {part.id: part.name for part in practice.notebook.parts(session.client)}
    assert late.part is not None
    assert parts[late.part] == "The Archivist"
    assert len(practice.notebook.links(session.client)) == 2
    assert practice.verify().ok


@pytest.mark.parametrize(("text", "reason"), [("", "why"), (" \n", "why"), ("words", ""), ("words", "\t")])
def test_nothing_is_added_without_words_and_a_reason(staff: Staff, text: str, reason: str) -> None:
    practice, session = signed(staff)
    before = practice.record.entries(session.id)
    with pytest.raises(SigningError):
        add_addendum(practice, session, text, reason, staff.clock)
    with pytest.raises(SigningError):
        add_late_entry(practice, session, text, session.anchor, reason, staff.clock)
    assert practice.record.entries(session.id) == before


def test_a_late_entry_lies_between_the_beginning_and_now_and_moves_no_phase(staff: Staff) -> None:
    practice, session = signed(staff)
    for at in (session.anchor - timedelta(seconds=1), staff.clock.now().at + timedelta(minutes=1)):
        with pytest.raises(SessionError):
            add_late_entry(practice, session, "v 150/90", at, "left out", staff.clock)
    with pytest.raises(SigningError):
        add_late_entry(practice, session, "> integration", session.anchor, "left out", staff.clock)


def test_an_addendum_speaks_only_of_an_entry_in_its_own_file(staff: Staff) -> None:
    practice, session = signed(staff)
    private = line_of(practice, session, "n she spoke of the bridge")
    for about in (private.id, "no-such-entry"):
        with pytest.raises(SessionError):
            add_addendum(practice, session, "x", "y", staff.clock, about=about)


def test_a_session_that_is_not_signed_takes_no_additions(staff: Staff) -> None:
    practice = staff.opens(ANA)
    session = staff.holds(practice, staff.a_client(practice))
    with pytest.raises(SigningError):
        add_addendum(practice, session, "x", "y", staff.clock)
    with pytest.raises(SigningError):
        add_late_entry(practice, session, "v 120/80", session.anchor, "y", staff.clock)


def test_nothing_else_gets_into_a_signed_session_by_any_way(staff: Staff) -> None:
    practice, session = signed(staff)
    dose = line_of(practice, session, "d 70mg im lot 4471")
    rows = practice.record.entries(session.id)
    live = Live.look(practice.record, practice.notebook, staff.clock, session, practice.person)
    acts: tuple[Callable[[], object], ...] = (
        lambda: live.log("v 120/80", staff.clock.now()),
        lambda: live.amend(dose.id, "d 20mg im", staff.clock.now(), "typo"),
        lambda: live.retract(dose.id, staff.clock.now(), "typo"),
    )
    for act in acts:
        with pytest.raises(KnownError):
            act()
    with pytest.raises(SigningError):
        practice.record.append(an_entry(EntryKind.STOP, session=session.id, compartment=Compartment.RECORD))
    with pytest.raises(SigningError):
        practice.record.append(
            an_entry(
                EntryKind.STOP,
                session=session.id,
                compartment=Compartment.RECORD,
                amends=dose.id,
                addition=Addition.LATE,
                reason="slip",
            )
        )
    assert practice.record.entries(session.id) == rows
