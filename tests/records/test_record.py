from pathlib import Path

import pytest

from kap_companion.errors import BugError, PracticeError, SessionError
from kap_companion.records.record import Record
from kap_companion.vocabulary.entry import EntrySource
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.session import Session, SessionState
from kap_companion.vocabulary.shared import KeptWorksheet, SharedField, SharedItem
from tests.builders import BEGAN, a_client, a_person, a_session, an_entry
from tests.fakes import ManualClock
from tests.records.files import RECORD_KEY, WRITER


def test_what_was_added_is_there_after_opening_again(
    record: Record, session: Session, tmp_path: Path, clock: ManualClock
) -> None:
    entry = an_entry(EntryKind.EXPECTED_EFFECT, session=session.id, raw="x far away", text="far away")
    record.append(entry)
    people, clients = record.people(), record.clients()
    record.close()
    again = Record.open(tmp_path / "record.db", RECORD_KEY, WRITER, clock)
    assert again.people() == people
    assert again.clients() == clients
    assert again.session(session.id) == session
    assert again.entries(session.id) == (entry,)
    again.close()


def test_a_record_is_not_made_over_an_existing_file(
    record: Record, tmp_path: Path, clock: ManualClock
) -> None:
    before = (tmp_path / "record.db").read_bytes()
    with pytest.raises(PracticeError):
        Record.create(tmp_path / "record.db", RECORD_KEY, WRITER, clock)
    assert (tmp_path / "record.db").read_bytes() == before


def test_entries_come_in_the_order_written_not_in_the_order_of_their_moments(
    record: Record, session: Session
) -> None:
    late, early = (an_entry(EntryKind.STOP, session=session.id, minutes=m) for m in (9, 2))
    record.append(late)
    record.append(early)
    assert record.entries(session.id) == (late, early)


def test_a_state_moves_with_the_entry_that_moves_it(record: Record, session: Session) -> None:
    record.append(an_entry(EntryKind.STOP, session=session.id), state=SessionState.DOSING)
    assert record.session(session.id) == session.model_copy(update={"state": SessionState.DOSING})


def test_a_state_that_is_already_so_writes_nothing_of_the_session(record: Record, session: Session) -> None:
    rows = record.verify().rows
    record.append(an_entry(EntryKind.STOP, session=session.id), state=session.state)
    assert record.verify().rows == rows + 1


def test_a_state_without_an_entry_is_a_bug(record: Record) -> None:
    with pytest.raises(BugError):
        record.append(state=SessionState.ENDED)


def test_a_state_for_an_unknown_session_is_refused_and_nothing_is_kept(record: Record) -> None:
    with pytest.raises(SessionError):
        record.append(an_entry(EntryKind.STOP, session="nobody"), state=SessionState.ENDED)
    assert record.entries("nobody") == ()


def test_process_notes_never_enter_the_record(record: Record, session: Session) -> None:
    with pytest.raises(BugError):
        record.append(an_entry(EntryKind.NOTE, session=session.id))
    assert record.entries(session.id) == ()


def test_one_entry_that_is_refused_takes_the_whole_transaction_with_it(
    record: Record, session: Session
) -> None:
    good, other = (an_entry(EntryKind.STOP, session=session.id) for _ in range(2))
    with pytest.raises(BugError):
        record.append(good, good)
    assert record.entries(session.id) == ()
    record.append(good, other)
    assert record.entries(session.id) == (good, other)
    assert record.verify().ok


def test_an_unknown_session_or_client_is_said_plainly(record: Record) -> None:
    with pytest.raises(SessionError):
        record.session("nobody")
    with pytest.raises(SessionError):
        record.client("nobody")


def test_sessions_come_by_when_they_began_whatever_offset_they_were_written_with(
    record: Record, session: Session
) -> None:
    # 01:00 on +14:00 is long before 17:00 on UTC of the same day, and sorts after it as local text.
    earlier = a_session(session.client, number=2, anchor=BEGAN.fromisoformat("2026-11-21T20:00:00+14:00"))
    record.add_session(earlier)
    assert record.sessions() == (earlier, session)
    assert record.sessions(session.client) == (earlier, session)
    assert record.sessions("nobody") == ()


def test_sessions_are_numbered_by_client(record: Record, session: Session) -> None:
    assert record.next_number(session.client) == 2
    assert record.next_number("nobody") == 1
    with pytest.raises(BugError):
        record.add_session(a_session(session.client, number=1))


def test_the_running_session_is_the_newest_that_was_typed_and_not_ended(record: Record) -> None:
    client = a_client()
    record.add_client(client)
    assert record.running_session() is None
    sessions = {
        state: a_session(client.id, number=number, state=state, anchor=BEGAN.replace(hour=number))
        for number, state in enumerate(SessionState, start=1)
    }
    transcribed = a_session(client.id, number=9, source=EntrySource.TRANSCRIBED)
    for session in (transcribed, *sessions.values()):
        record.add_session(session)
    assert record.running_session() == sessions[SessionState.INTEGRATION]


def test_a_session_comes_with_its_first_entries_or_not_at_all(record: Record) -> None:
    client = a_client()
    record.add_client(client)
    session = a_session(client.id)
    first = an_entry(EntryKind.STOP, session=session.id)
    with pytest.raises(BugError):
        record.add_session(session, first, first)
    assert record.sessions() == ()
    record.add_session(session, first)
    assert record.entries(session.id) == (first,)


def test_what_was_shared_and_taken_back_and_printed_is_kept(record: Record, session: Session) -> None:
    given = SharedItem(
        id="item-1",
        client=session.client,
        session=session.id,
        about="p1",
        field=SharedField.WORDS,
        value="if I look away",
        elapsed_seconds=-0.0,
        agreed_at=BEGAN,
        author="person-1",
    )
    back = given.model_copy(update={"id": "item-2", "withdraws": "item-1"})
    printed = KeptWorksheet(
        id="sheet-1",
        session=session.id,
        made_at=BEGAN,
        author="person-1",
        paper="a4",
        sha256="0" * 64,
        items=("item-1",),
    )
    record.share(given, back)
    record.keep_worksheet(printed)
    assert record.shared(session.id) == (given, back)
    assert record.worksheets(session.id) == (printed,)
    assert record.verify().ok


def test_closing_twice_is_closing_once(record: Record) -> None:
    record.close()
    record.close()


def test_a_name_may_be_anything(record: Record) -> None:
    names = ("", "'; DROP TABLE person; --", "{0}%s", "\u202eAna", "\ud83d\ude00\udead\0", "🌊" * 10)
    for name in names:
        record.add_person(a_person(name))
    assert tuple(person.name for person in record.people()) == names
    assert record.verify().ok


def test_a_line_of_ten_megabytes_is_kept(record: Record, session: Session) -> None:
    entry = an_entry(EntryKind.EXPECTED_EFFECT, session=session.id, raw="a\0\udc80" + "x" * 10_000_000)
    record.append(entry)
    assert record.entries(session.id) == (entry,)
    assert record.verify().ok
