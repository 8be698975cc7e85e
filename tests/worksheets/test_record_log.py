"""The log on the session record: each line once, in order, with what became of it beside it."""

from kap_companion.session.live import Live
from kap_companion.session.recorded import SessionRecord
from kap_companion.session.timeline import project
from kap_companion.vocabulary.details import PlainDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.worksheets.record_log import RowNotes, kept_entries, log_of
from kap_companion.worksheets.record_page import LogLine
from kap_companion.worksheets.record_times import RecordTimes
from kap_companion.worksheets.record_words import record_words
from tests.builders import a_client, a_person, a_session, an_entry
from tests.session.desks import Desk
from tests.worksheets.recorded import a_full_session, record_of


def lines_of(*rows: Entry) -> tuple[LogLine, ...]:
    ana = a_person()
    session = a_session(facilitator="person-1")
    found = SessionRecord(session, a_client(), {"person-1": ana}, project(rows), ())
    return log_of(RowNotes.of(found, record_words()), RecordTimes.of(session, found.timeline)).lines


def taken_back(row: Entry, minutes: float, reason: str = "") -> Entry:
    plain = PlainDetail(kind="retraction")
    return an_entry(
        EntryKind.RETRACTION,
        plain,
        minutes=minutes,
        retracts=row.id,
        reason=reason,
        compartment=Compartment.RECORD,
    )


def notes_of(line: LogLine) -> list[tuple[str, bool]]:
    return [(note.sentence.text, note.struck) for note in line.notes]


def test_every_line_stands_once_in_order_of_time(desk: Desk) -> None:
    live: Live = a_full_session(desk)
    found = record_of(desk, live.session.id)
    kept = kept_entries(found)
    assert [each.row.elapsed_ms for each in kept] == sorted(each.row.elapsed_ms for each in kept)
    shown = [row.id for each in kept for row in (each.row, *each.earlier)]
    assert len(shown) == len(set(shown))
    retractions = [row.id for row in found.timeline.everything if row.kind is EntryKind.RETRACTION]
    assert {*shown, *retractions} == {row.id for row in found.timeline.everything}


def test_a_corrected_line_keeps_the_one_before_struck_with_who_when_and_why() -> None:
    first = an_entry(EntryKind.STOP, raw="stop at once")
    second = an_entry(
        EntryKind.STOP, minutes=0, raw="stop, gently", amends=first.id, reason="her word", typed_ms=60_000
    )
    (line,) = lines_of(first, second)
    assert (line.said.sentence.text, line.said.struck) == ("stop, gently", False)
    assert notes_of(line) == [
        ("Corrected by Ana Ruiz, 21 November 2026, 17:00:00 UTC.", False),
        ("Why: her word", False),
        ("stop at once", True),
    ]


def test_a_line_that_was_taken_back_is_struck_and_can_be_read() -> None:
    row = an_entry(EntryKind.STOP, raw="stop")
    (line,) = lines_of(row, taken_back(row, 2, "a cough"))
    assert (line.said.sentence.text, line.said.struck) == ("stop", True)
    assert notes_of(line) == [
        ("Taken back by Ana Ruiz, 21 November 2026, 17:02:00 UTC.", False),
        ("Why: a cough", False),
    ]


def test_taking_back_the_taking_back_is_told_and_the_line_counts_again() -> None:
    row = an_entry(EntryKind.STOP, raw="stop")
    first = taken_back(row, 2)
    (line,) = lines_of(row, first, taken_back(first, 3))
    assert not line.said.struck
    assert [text for text, _ in notes_of(line)] == [
        "Taken back by Ana Ruiz, 21 November 2026, 17:02:00 UTC.",
        "That was taken back by Ana Ruiz, 21 November 2026, 17:03:00 UTC.",
    ]


def test_what_was_moved_here_from_a_notebook_is_not_told() -> None:
    moved = an_entry(EntryKind.STOP, raw="stop", amends="of a notebook")
    (line,) = lines_of(moved)
    assert notes_of(line) == [("Written by Ana Ruiz, 21 November 2026, 17:00:00 UTC.", False)]


def test_a_copy_from_private_notes_says_who_when_and_why() -> None:
    copy = an_entry(
        EntryKind.NOTE,
        raw="Risk spoken of.",
        compartment=Compartment.RECORD,
        copied_from="of a notebook",
        reason="duty",
    )
    (line,) = lines_of(copy)
    assert [text for text, _ in notes_of(line)] == [
        "Copied from private notes by Ana Ruiz, 21 November 2026, 17:00:00 UTC.",
        "Why: duty",
    ]


def test_words_from_the_right_run_from_the_right() -> None:
    (line,) = lines_of(an_entry(EntryKind.PROMISE, raw="ללכת הביתה עכשיו"))
    assert line.said.rtl


def test_there_is_a_word_for_every_kind() -> None:
    assert set(record_words().log.kinds) == set(EntryKind)
