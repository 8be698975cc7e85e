"""The words for what is due."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.session.leaving_time import EarliestLeave
from kap_companion.session.prompts import Due, DueKind
from tests.fakes import MORNING
from ui.session.due_words import due_word, due_words, leave_words, veil_words

MINUTE = 60_000
NOW = 30 * MINUTE


def a_due(what: DueKind = DueKind.VITALS, minutes: float = 0, **fields: object) -> Due:
    at = NOW + round(minutes * MINUTE)
    return Due(f"{what}:{minutes}", what, at, at, **fields)  # type: ignore[arg-type]  # a test's own fields


def said(*dues: Due, now: int = NOW) -> str:
    words = due_words(dues, now)
    return words.whole if words is not None else ""


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (a_due(minutes=3.2), "Vitals due in 3:12"),
        (a_due(minutes=0.0001), "Vitals due in 0:01"),
        (a_due(minutes=75), "Vitals due in 1 h 15 min"),
        (a_due(minutes=2, snoozed=True), "Vitals due again in 2:00"),
        (a_due(), "Vitals due now · Ctrl+Space done"),
        (a_due(minutes=-4.5), "Vitals due, 4 min ago · Ctrl+Space done"),
        (a_due(minutes=-64), "Vitals due, 1 h 04 min ago · Ctrl+Space done"),
        (a_due(DueKind.RECHECK, 5), "Vitals again due in 5:00"),
        (a_due(DueKind.HOLD, 5), "Hold in the mouth ends in 5:00"),
        (a_due(DueKind.HOLD, -2), "Hold in the mouth ended, 2 min ago · Ctrl+Space done"),
        (a_due(DueKind.REST, 5), "Rest between devices ends in 5:00"),
        (a_due(DueKind.REST, 0), "Rest between devices ended now · Ctrl+Space done"),
        (a_due(DueKind.CHECK_IN, 5), "Check-in due in 5:00"),
        (a_due(DueKind.MASK_OFF, -1), "Mask off due, 1 min ago · Ctrl+Space done"),
        (a_due(DueKind.DISCHARGE, -1), "Earliest discharge reached, 1 min ago · Ctrl+Space done"),
    ],
)
def test_each_says_when_it_is_due_and_how_it_is_answered(due: Due, words: str) -> None:
    assert said(due) == words


def test_several_that_are_overdue_are_counted_and_named() -> None:
    assert said(a_due(minutes=-3), a_due(DueKind.CHECK_IN, -1), a_due(minutes=9)) == (
        "2 due: vitals, check-in · Ctrl+Space done"
    )
    assert said(a_due(minutes=-30), a_due(minutes=-15)) == "2 due: vitals · Ctrl+Space done"


def test_the_earliest_discharge_is_shown_among_them_only_once_its_time_has_come() -> None:
    discharge = a_due(DueKind.DISCHARGE, 5)
    assert said(discharge) == ""
    assert said(discharge, a_due(minutes=9)) == "Vitals due in 9:00"
    assert said(discharge, now=NOW + 6 * MINUTE).startswith("Earliest discharge reached")


def test_nothing_due_says_nothing() -> None:
    assert due_words((), NOW) is None
    assert veil_words((), NOW) == ""


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(DueKind), st.integers(-90, 90)), max_size=5), st.text(min_size=3))
def test_the_veil_never_says_a_question_nor_a_key(rows: list[tuple[DueKind, int]], question: str) -> None:
    asked = tuple(a_due(what, minutes, question=question) for what, minutes in rows)
    unasked = tuple(a_due(what, minutes) for what, minutes in rows)
    words = veil_words(asked, NOW)
    assert words == veil_words(unasked, NOW)
    assert "Ctrl" not in words


def test_a_check_in_tells_its_question_beside_the_pill() -> None:
    words = due_words((a_due(DueKind.CHECK_IN, 1, question="What do you notice?"),), NOW)
    assert words is not None
    assert words.tells == "What do you notice?"


def test_what_a_screen_reader_hears_does_not_change_every_second() -> None:
    heard = {w.name for s in range(60) if (w := due_words((a_due(minutes=2),), NOW + s * 1000))}
    assert heard == {"Vitals due in 2 min"}


def test_every_kind_has_its_word() -> None:
    assert len({due_word(kind) for kind in DueKind}) == len(DueKind)


def test_the_earliest_discharge_is_a_time_of_day_and_says_both_times_and_which_counts() -> None:
    leave = EarliestLeave(NOW + 120 * MINUTE, NOW + 60 * MINUTE, None, NOW + 120 * MINUTE, "the rules")
    words = leave_words(leave, NOW, MORNING + timedelta(minutes=48))
    assert words.whole == words.name == "Earliest discharge 11:48"
    assert words.tells == (
        "From the first dose: 11:48. From the last dose: 10:48. The later one counts: 11:48. "
        "Source: the rules"
    )


def test_where_nobody_says_when_they_may_leave_it_is_the_prescribers_word() -> None:
    words = leave_words(EarliestLeave(None, None, None, None, "set by your prescriber"), NOW, MORNING)
    assert words.whole == "Earliest discharge: set by your prescriber"
    assert words.tells == ""


def test_a_time_for_somebody_whom_nobody_fetches_is_told_too() -> None:
    words = leave_words(EarliestLeave(None, NOW, NOW + MINUTE, NOW, ""), NOW, MORNING)
    assert words.tells == "From the last dose: 09:00. Without an escort: 09:01."
