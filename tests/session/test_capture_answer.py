"""Answers to what is due, to a point of the gate, to what is open; and promises."""

import pytest

from kap_companion.session.capture import read
from kap_companion.vocabulary.concerns import ActionDetail, ActionWhat
from kap_companion.vocabulary.details import PlainDetail
from kap_companion.vocabulary.facts import OverrideDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.prompting import PromptDetail, PromptOutcome

SNOOZED, SKIPPED = PromptOutcome.SNOOZED, PromptOutcome.SKIPPED
TOLD, RESOLVED = ActionWhat.TOLD, ActionWhat.RESOLVED


@pytest.mark.parametrize(
    ("line", "detail", "text"),
    [
        ("done", PromptDetail(), ""),
        ("done vitals:15", PromptDetail(key="vitals:15"), ""),
        ("Done Check_in:0, warm", PromptDetail(key="check_in:0"), "warm"),
        ("done mask", PromptDetail(key="mask"), ""),
        ("done she feels warm", PromptDetail(), "she feels warm"),
        ("snooze", PromptDetail(outcome=SNOOZED), ""),
        ("snooze 10", PromptDetail(outcome=SNOOZED, minutes=10), ""),
        ("snooze 2.5 min, asleep", PromptDetail(outcome=SNOOZED, minutes=2.5), "asleep"),
        ("snooze vitals:15 10min", PromptDetail(key="vitals:15", outcome=SNOOZED, minutes=10), ""),
        ("snooze asleep", PromptDetail(outcome=SNOOZED), "asleep"),
        ("skip", PromptDetail(outcome=SKIPPED), ""),
        ("skip too deep to disturb", PromptDetail(outcome=SKIPPED), "too deep to disturb"),
        ("skip vitals:15 asleep", PromptDetail(key="vitals:15", outcome=SKIPPED), "asleep"),
        ("action turned on side", ActionDetail(), "turned on side"),
        ("action #2 turned on side", ActionDetail(number=2), "turned on side"),
        ("action severity moderate lay down", ActionDetail(severity=2), "lay down"),
        ("told Dr. Okafor", ActionDetail(what=TOLD, who="Dr. Okafor"), ""),
        ("told Dr. Okafor, will call", ActionDetail(what=TOLD, who="Dr. Okafor"), "will call"),
        ("told #1 Noor about it", ActionDetail(what=TOLD, who="Noor", number=1), "about it"),
        ("resolved", ActionDetail(what=RESOLVED), ""),
        ("resolved #2 severity 3, slept", ActionDetail(what=RESOLVED, number=2, severity=3), "slept"),
        ("override ride by Ana Ruiz: walks home", OverrideDetail(key="ride", by="Ana Ruiz"), "walks home"),
        (
            "override fasting_food by Dr. Okafor at 9:45: toast only",
            OverrideDetail(key="fasting_food", by="Dr. Okafor at 9:45"),
            "toast only",
        ),
        ("promise five minutes a day", PlainDetail(kind="promise"), "five minutes a day"),
    ],
)
def test_an_answer_line(line: str, detail: object, text: str) -> None:
    reading = read(f"> {line}", Roster())
    assert (reading.detail, reading.text, reading.not_understood) == (detail, text, ())


def test_a_time_nobody_can_wait_for_is_not_stored() -> None:
    reading = read("> snooze 0 min", Roster())
    assert (reading.detail, reading.not_understood) == (PromptDetail(outcome=SNOOZED), ("0 min",))


@pytest.mark.parametrize(
    "line",
    [
        "override ride",
        "override ride by Ana",
        "override ride by Ana:",
        "override ride by : walks home",
        "override by Ana: walks home",
    ],
)
def test_nothing_is_overridden_without_a_point_a_name_and_a_reason(line: str) -> None:
    reading = read(f"> {line}", Roster())
    assert (reading.kind, reading.not_understood) == (EntryKind.NOTE, (f"> {line}",))


@pytest.mark.parametrize("line", ["action", "action #2", "told", "told #2", "told about it", "promise"])
def test_an_answer_that_says_nothing_is_kept_as_text(line: str) -> None:
    reading = read(f"> {line}", Roster())
    assert (reading.kind, reading.not_understood) == (EntryKind.NOTE, (f"> {line}",))
