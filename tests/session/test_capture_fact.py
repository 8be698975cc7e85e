"""Facts for before the first dose and for leaving."""

from datetime import date
from typing import Any

import pytest

from kap_companion.session.capture import read
from kap_companion.vocabulary.facts import FactDetail, FactKind
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Roster

ATE, DRANK, MEDICINE = FactKind.ATE, FactKind.DRANK, FactKind.MEDICINE


@pytest.mark.parametrize(
    ("line", "stated", "text"),
    [
        ("ate 7:30 toast", {"what": ATE, "clock": (7, 30)}, "toast"),
        ("ate at 07:30, toast", {"what": ATE, "clock": (7, 30)}, "toast"),
        ("ate 7 pm soup", {"what": ATE, "clock": (19, 0)}, "soup"),
        ("ate 7:15 a.m. soup", {"what": ATE, "clock": (7, 15)}, "soup"),
        ("ate 12am", {"what": ATE, "clock": (0, 0)}, ""),
        ("ate 12:30pm", {"what": ATE, "clock": (12, 30)}, ""),
        ("ate 3h ago", {"what": ATE, "minutes_ago": 180}, ""),
        ("ate 1.5 hours ago, toast", {"what": ATE, "minutes_ago": 90}, "toast"),
        ("ate 2 h 15 min ago", {"what": ATE, "minutes_ago": 135}, ""),
        ("ate 2h15m ago", {"what": ATE, "minutes_ago": 135}, ""),
        ("ate 90 min ago", {"what": ATE, "minutes_ago": 90}, ""),
        ("ate 2 days ago", {"what": ATE, "minutes_ago": 2880}, ""),
        ("drank 9:15 water", {"what": DRANK, "clock": (9, 15)}, "water"),
        ("ate nothing since 22:00", {"what": ATE, "clock": (22, 0)}, "nothing since"),
        ("ate toast", {"what": ATE}, "toast"),
        ("ate 2 eggs", {"what": ATE}, "2 eggs"),
        ("ate", {"what": ATE}, ""),
        ("ate yesterday", {"what": ATE}, "yesterday"),
        ("weight 68 kg", {"what": FactKind.WEIGHT, "kg": 68}, ""),
        ("weight 68,5kg, with shoes", {"what": FactKind.WEIGHT, "kg": 68.5}, "with shoes"),
        ("weight 150 lb", {"what": FactKind.WEIGHT, "kg": 68.04}, ""),
        (
            "weight 150 lbs clinic scale weighed 2026-11-20",
            {"what": FactKind.WEIGHT, "kg": 68.04, "weighed_on": date(2026, 11, 20)},
            "clinic scale",
        ),
        ("took sertraline 50 mg", {"what": MEDICINE, "answer": True, "name": "sertraline"}, "50 mg"),
        (
            "took her vitamins, as always",
            {"what": MEDICINE, "answer": True, "name": "her vitamins"},
            "as always",
        ),
        ("took 5-HTP 100 mg", {"what": MEDICINE, "answer": True, "name": "5-HTP"}, "100 mg"),
        ("took vitamin B12", {"what": MEDICINE, "answer": True, "name": "vitamin B12"}, ""),
        ("held lorazepam", {"what": MEDICINE, "answer": False, "name": "lorazepam"}, ""),
        ("ride Marta", {"what": FactKind.RIDE, "name": "Marta"}, ""),
        ("ride Marta at 17:00", {"what": FactKind.RIDE, "name": "Marta"}, "at 17:00"),
        ("ride none yet", {"what": FactKind.RIDE}, "none yet"),
        ("escort Marta", {"what": FactKind.ESCORT, "name": "Marta"}, ""),
        ("escort Marta arrived", {"what": FactKind.ESCORT, "name": "Marta", "answer": True}, ""),
        ("escort Jo (sister) is here", {"what": FactKind.ESCORT, "name": "Jo (sister)", "answer": True}, ""),
        (
            "escort Marta, has arrived; has the sheet",
            {"what": FactKind.ESCORT, "name": "Marta", "answer": True},
            "has the sheet",
        ),
        ("escort Marta not here yet", {"what": FactKind.ESCORT, "name": "Marta", "answer": False}, ""),
        ("escort arrived", {"what": FactKind.ESCORT, "answer": True}, ""),
        ("escort nobody arrived", {"what": FactKind.ESCORT}, "nobody arrived"),
        ("check pregnancy no", {"what": FactKind.CHECK, "key": "pregnancy", "answer": False}, ""),
        ("check Gait: y steady", {"what": FactKind.CHECK, "key": "gait", "answer": True}, "steady"),
        ("check gait steady", {"what": FactKind.CHECK, "key": "gait"}, "steady"),
        (
            'check dissociation yes "back in my hands"',
            {"what": FactKind.CHECK, "key": "dissociation", "answer": True},
            '"back in my hands"',
        ),
        ("spat", {"what": FactKind.SPAT}, ""),
        ("swallowed half of it", {"what": FactKind.SWALLOWED}, "half of it"),
    ],
)
def test_a_fact_line(line: str, stated: dict[str, Any], text: str) -> None:
    reading = read(f"> {line}", Roster())
    assert reading.kind is EntryKind.FACT
    assert (reading.detail, reading.text, reading.not_understood) == (FactDetail(**stated), text, ())


@pytest.mark.parametrize(
    ("line", "unread"),
    [("ate 25:00 toast", "25:00"), ("ate 8:00 yesterday", "8:00"), ("drank 400 days ago", "400 days ago")],
)
def test_a_time_that_cannot_be_right_or_is_of_another_day_is_not_guessed(line: str, unread: str) -> None:
    reading = read(f"> {line}", Roster())
    assert isinstance(reading.detail, FactDetail)
    assert (reading.detail.clock, reading.detail.minutes_ago) == (None, None)
    assert (reading.text, reading.not_understood) == (line.split(maxsplit=1)[1], (unread,))


def test_a_day_that_is_none_stays_in_the_text() -> None:
    reading = read("> weight 68 kg weighed 2026-13-40", Roster())
    assert reading.detail == FactDetail(what=FactKind.WEIGHT, kg=68)
    assert reading.not_understood == ("weighed 2026-13-40",)


@pytest.mark.parametrize(
    "line",
    [
        "weight",
        "weight 68",
        "weight 6.8 kg",
        "weight 6800 kg",
        "took",
        "took 50 mg",
        "ride",
        "escort",
        "check",
    ],
)
def test_a_fact_that_says_nothing_is_kept_as_text(line: str) -> None:
    reading = read(f"> {line}", Roster())
    assert (reading.kind, reading.not_understood) == (EntryKind.NOTE, (f"> {line}",))
