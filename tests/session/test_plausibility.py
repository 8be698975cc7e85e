"""Values that can be so and look mistyped are asked about."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.session.plausibility import Doubt, DoubtKind, doubts
from kap_companion.vocabulary.details import VitalsDetail, VitalsStatus
from kap_companion.vocabulary.limits import Measure

USUAL = VitalsDetail(systolic=118, diastolic=76, heart_rate=68, spo2=99, respiratory_rate=14)


def vitals(**fields: int) -> VitalsDetail:
    return USUAL.model_copy(update=fields)


def kinds(detail: VitalsDetail, earlier: VitalsDetail | None = USUAL) -> list[DoubtKind]:
    return [doubt.key for doubt in doubts(detail, earlier)]


def test_vitals_like_the_ones_before_raise_no_question() -> None:
    assert kinds(vitals(systolic=131, heart_rate=82, spo2=97)) == []
    assert kinds(USUAL, None) == []


def test_heart_rate_and_spo2_that_look_exchanged_are_asked_about_once() -> None:
    assert doubts(vitals(heart_rate=98, spo2=69), USUAL) == (
        Doubt(DoubtKind.EXCHANGED, (Measure.HEART_RATE, Measure.SPO2), (98, 69), (68, 99)),
    )


def test_a_heart_rate_that_rises_past_spo2_is_not_taken_for_an_exchange() -> None:
    before = vitals(heart_rate=96, spo2=97)
    assert kinds(vitals(heart_rate=98, spo2=95), before) == []


def test_a_saturation_below_what_an_oximeter_tells_is_asked_about_with_nothing_before_it() -> None:
    assert doubts(VitalsDetail(heart_rate=68, spo2=16), None) == (
        Doubt(DoubtKind.BELOW_OXIMETER, (Measure.SPO2,), (16,)),
    )
    assert kinds(VitalsDetail(spo2=70), None) == []


@pytest.mark.parametrize(
    ("field", "value", "asks"),
    [
        ("heart_rate", 136, False),
        ("heart_rate", 137, True),
        ("heart_rate", 34, False),
        ("heart_rate", 33, True),
        ("respiratory_rate", 6, True),
        ("systolic", 240, True),
    ],
)
def test_a_figure_more_than_doubled_or_halved_is_asked_about(field: str, value: int, asks: bool) -> None:
    found = doubts(vitals(**{field: value}), USUAL)
    expected = Doubt(DoubtKind.JUMP, (Measure(field),), (value,), (getattr(USUAL, field),))
    assert found == ((expected,) if asks else ())


def test_a_lower_pressure_that_is_not_below_the_upper_one_is_asked_about() -> None:
    assert kinds(vitals(systolic=76, diastolic=118)) == [DoubtKind.PRESSURES]


def test_nothing_is_asked_about_a_value_that_has_no_other_beside_it() -> None:
    assert kinds(VitalsDetail(heart_rate=170), VitalsDetail(systolic=118, diastolic=76)) == []


@pytest.mark.parametrize("status", [VitalsStatus.DECLINED, VitalsStatus.DEFERRED])
def test_vitals_that_were_not_taken_raise_no_question_and_are_no_measure(status: VitalsStatus) -> None:
    not_taken = VitalsDetail(status=status, reason="asleep")
    assert kinds(not_taken) == []
    assert kinds(vitals(heart_rate=170), not_taken) == []


FIGURES = st.one_of(st.none(), st.integers(1, 100))
ANY = st.builds(
    VitalsDetail,
    systolic=FIGURES,
    diastolic=FIGURES,
    heart_rate=FIGURES,
    spo2=FIGURES,
    respiratory_rate=FIGURES,
)


@settings(max_examples=100)
@given(ANY, st.one_of(st.none(), ANY))
def test_no_value_is_asked_about_twice_and_each_question_quotes_what_was_typed(
    detail: VitalsDetail, earlier: VitalsDetail | None
) -> None:
    found = doubts(detail, earlier)
    asked = [measure for doubt in found for measure in doubt.measures]
    assert len(asked) == len(set(asked))
    for doubt in found:
        assert doubt.values == tuple(getattr(detail, measure.value) for measure in doubt.measures)
        if doubt.before:
            assert doubt.before == tuple(getattr(earlier, measure.value) for measure in doubt.measures)
