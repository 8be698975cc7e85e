"""Limits and scores: numbers with what they are of, and nothing guessed."""

import pytest

from kap_companion.session.capture import read
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.limits import Limit, LimitDetail, LimitScope, Measure
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.scales import INSTRUMENTS, Instrument, ScaleDetail

PRESSURE = (Limit(measure=Measure.SYSTOLIC, upper=160), Limit(measure=Measure.DIASTOLIC, upper=100))


@pytest.mark.parametrize(
    ("line", "limits", "by", "source"),
    [
        ("bp 160/100 by Dr. Okafor", PRESSURE, "Dr. Okafor", ""),
        ("bp 160/100 by Dr. Okafor, order of 12 Nov", PRESSURE, "Dr. Okafor", "order of 12 Nov"),
        ("BP: 160/100", PRESSURE, "", ""),
        (
            "bp 90-160/50-100",
            (
                Limit(measure=Measure.SYSTOLIC, lower=90, upper=160),
                Limit(measure=Measure.DIASTOLIC, lower=50, upper=100),
            ),
            "",
            "",
        ),
        (
            "spo2 92% hr 50-120 rr 24 by Noor",
            (
                Limit(measure=Measure.HEART_RATE, lower=50, upper=120),
                Limit(measure=Measure.SPO2, lower=92),
                Limit(measure=Measure.RESPIRATORY_RATE, upper=24),
            ),
            "Noor",
            "",
        ),
        ("systolic 150", (Limit(measure=Measure.SYSTOLIC, upper=150),), "", ""),
        ("pulse 50–120", (Limit(measure=Measure.HEART_RATE, lower=50, upper=120),), "", ""),
    ],
)
def test_limits_for_this_client(line: str, limits: tuple[Limit, ...], by: str, source: str) -> None:
    reading = read(f"> limit {line}", Roster())
    wanted = LimitDetail(scope=LimitScope.CLIENT, limits=limits, ordered_by=by, source=source)
    assert (reading.kind, reading.detail) == (EntryKind.LIMIT, wanted)
    assert (reading.text, reading.not_understood) == ("", ())


def test_a_limit_that_cannot_be_right_stays_in_the_text_beside_those_that_can() -> None:
    reading = read("> limit bp 160/100 spo2 120 hr 120-50 call me by Ana", Roster())
    assert reading.detail == LimitDetail(limits=PRESSURE, ordered_by="Ana")
    assert (reading.text, reading.not_understood) == (
        "spo2 120 hr 120-50 call me",
        ("spo2 120", "hr 120-50"),
    )


@pytest.mark.parametrize("line", ["", "bp", "bp 100/160", "160/100", "hr fast by Ana", "spo2 0"])
def test_a_line_that_sets_no_limit_is_kept_as_text(line: str) -> None:
    reading = read(f"> limit {line}".strip(), Roster())
    assert (reading.kind, reading.not_understood) == (EntryKind.NOTE, (f"> limit {line}".strip(),))


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda each: each.key)
def test_a_score_keeps_its_version_its_direction_and_its_range(instrument: Instrument) -> None:
    for score in (instrument.lowest, instrument.highest):
        reading = read(f"> scale {instrument.key.upper()} {score} eyes open", Roster())
        assert (reading.kind, reading.text) == (EntryKind.SCALE, "eyes open")
        assert reading.detail == ScaleDetail(
            instrument=instrument.key,
            version=instrument.version,
            direction=instrument.direction,
            lowest=instrument.lowest,
            highest=instrument.highest,
            score=score,
        )


@pytest.mark.parametrize("line", ["moaas 6", "moaas", "moaas four", "cadss 12", "cadss-23 93", ""])
def test_a_score_the_instrument_does_not_have_is_kept_as_text(line: str) -> None:
    reading = read(f"> scale {line}".strip(), Roster())
    assert (reading.kind, reading.not_understood) == (EntryKind.NOTE, (f"> scale {line}".strip(),))
