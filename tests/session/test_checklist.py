"""The gate: facts against rules, overrides by name and reason, and frozen by the first dose."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.session import protocol as protocols
from kap_companion.session.checklist import Gate, gate
from kap_companion.vocabulary.consent import ConsentAct, ConsentScope
from kap_companion.vocabulary.details import VitalsStatus
from kap_companion.vocabulary.entry import Entry, EntrySource
from kap_companion.vocabulary.facts import FactKind, GatePoint, PointState
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.limits import Limit, LimitDetail, Measure
from kap_companion.vocabulary.protocol import (
    PRESCRIBER,
    CheckPlan,
    FastingPlan,
    LimitPlan,
    MedicinePlan,
    Protocol,
    VisitKind,
    VitalsPlan,
)
from tests.builders import an_entry
from tests.session.facts import (
    a_check,
    a_consent,
    a_dose,
    a_fact,
    a_gate,
    a_protocol,
    a_session_of,
    an_override,
    ms,
    no_vitals,
    some_vitals,
    taking_back,
    told,
)

MET, OPEN, NOT_MET, OVERRIDDEN = PointState.MET, PointState.OPEN, PointState.NOT_MET, PointState.OVERRIDDEN
WEST = timezone(timedelta(hours=-8))
MORNING = datetime(2026, 11, 21, 11, 40, tzinfo=WEST)
ATE, DRANK = FactKind.ATE, FactKind.DRANK


def the_gate(*rows: Entry, now: float = 60, protocol: Protocol | None = None, **fields: Any) -> Gate:
    return gate(told(*rows), a_session_of(protocol, **fields), ms(now))


def point(found: Gate, key: str) -> GatePoint:
    return next(each for each in found.points if each.key == key)


def state(found: Gate, key: str) -> PointState:
    return point(found, key).state


def fasting(food: float | None = None, drink: float | None = None, source: str = "isha.health") -> Protocol:
    return a_protocol(fasting=FastingPlan(food_hours=food, drink_hours=drink, source=source))


@pytest.mark.parametrize(
    ("rule", "source", "ate_hours_ago", "expected"),
    [
        (4, "isha.health", 4, MET),
        (4, "isha.health", 3.99, NOT_MET),
        (4, "hipaa.jotform.com", 26, MET),
        (6, "evolvehealthcare.com", 5, NOT_MET),
        (6, "evolvehealthcare.com", 6.5, MET),
        (2, "tabsul.com", 1.9, NOT_MET),
        (2, "tabsul.com", 2, MET),
        (0.5, "tabsul.com", 0.4, NOT_MET),
        (0.5, "tabsul.com", 0.5, MET),
    ],
)
@pytest.mark.parametrize(("kind", "key"), [(ATE, "fasting_food"), (DRANK, "fasting_drink")])
def test_fasting_is_counted_from_the_time_and_not_ticked(
    kind: FactKind, key: str, rule: float, source: str, ate_hours_ago: float, expected: PointState
) -> None:
    fact = a_fact(kind, minutes=60, minutes_ago=ate_hours_ago * 60)
    found = point(the_gate(fact, protocol=fasting(rule, rule, source)), key)
    assert found.state is expected
    assert found.hard
    assert source in found.says


def test_a_point_says_what_it_rests_on() -> None:
    ate = a_fact(ATE, "toast", clock=(7, 30), at=MORNING)
    found = point(the_gate(ate, now=0, protocol=fasting(4)), "fasting_food")
    assert found.says == "ate toast 7:30, 4 h 10 min before; rule 4 h, isha.health"


@pytest.mark.parametrize(
    ("at", "clock", "hours"),
    [
        (MORNING, (7, 30), 4 + 10 / 60),
        (MORNING, (11, 40), 0),
        (MORNING, (11, 41), 0),  # the room's clock runs a minute fast
        (MORNING, (11, 50), 23 + 50 / 60),
        (MORNING, (23, 0), 12 + 40 / 60),
        (datetime(2026, 11, 21, 0, 10, tzinfo=WEST), (23, 0), 1 + 10 / 60),
        (datetime(2026, 3, 1, 0, 10, tzinfo=UTC), (0, 5), 5 / 60),
        (datetime(1, 1, 1, 0, 10, tzinfo=UTC), (23, 0), None),
    ],
)
def test_a_clock_time_is_the_newest_that_is_not_after_the_entry(
    at: datetime, clock: tuple[int, int], hours: float | None
) -> None:
    ate = a_fact(ATE, clock=clock, at=at)
    rules = [
        state(the_gate(ate, now=0, protocol=fasting(rule)), "fasting_food") for rule in (0, 1, 5, 13, 24)
    ]
    if hours is None:
        assert set(rules) == {OPEN}
    else:
        assert rules == [MET if hours >= rule else NOT_MET for rule in (0, 1, 5, 13, 24)]


def test_time_passing_meets_the_rule() -> None:
    ate = a_fact(ATE, minutes=0, minutes_ago=180)
    assert state(the_gate(ate, now=59, protocol=fasting(4)), "fasting_food") is NOT_MET
    assert state(the_gate(ate, now=60, protocol=fasting(4)), "fasting_food") is MET


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=4), st.integers(0, 12))
def test_what_was_eaten_last_counts(ago: list[int], rule: int) -> None:
    facts = [a_fact(ATE, minutes=10, minutes_ago=each) for each in ago]
    found = state(the_gate(*facts, now=10, protocol=fasting(rule)), "fasting_food")
    assert found is (MET if min(ago) >= rule * 60 else NOT_MET)


def test_fasting_is_open_while_nobody_says_when() -> None:
    assert state(the_gate(protocol=fasting(4)), "fasting_food") is OPEN
    untimed = a_fact(ATE, "a little", minutes=5)
    assert state(the_gate(untimed, protocol=fasting(4)), "fasting_food") is OPEN
    before = a_fact(ATE, minutes=1, minutes_ago=600)
    assert state(the_gate(before, untimed, protocol=fasting(4)), "fasting_food") is OPEN
    after = a_fact(ATE, minutes=6, minutes_ago=600)
    assert state(the_gate(untimed, after, protocol=fasting(4)), "fasting_food") is MET


def test_hours_that_the_prescriber_sets_stay_open_until_somebody_states_them() -> None:
    protocol = fasting(source=PRESCRIBER)
    ate = a_fact(ATE, minutes=1, minutes_ago=600)
    found = point(the_gate(ate, protocol=protocol), "fasting_food")
    assert found.state is OPEN
    assert PRESCRIBER in found.says
    assert state(the_gate(ate, a_check("fasting_food", True), protocol=protocol), "fasting_food") is OPEN
    stated = point(the_gate(ate, a_check("fasting_food", True, "8 h"), protocol=protocol), "fasting_food")
    assert stated.state is MET
    assert "8 h" in stated.says
    assert "10 h" in stated.says
    broken = a_check("fasting_food", False, "12 h")
    assert state(the_gate(ate, broken, protocol=protocol), "fasting_food") is NOT_MET
    unsure = a_check("fasting_food", None, "12 h")
    assert state(the_gate(ate, unsure, protocol=protocol), "fasting_food") is OPEN
    decided = the_gate(ate, an_override("fasting_food", minutes=2), protocol=protocol)
    assert state(decided, "fasting_food") is OVERRIDDEN


def test_no_tick_meets_a_rule_that_has_hours() -> None:
    ticked = the_gate(a_check("fasting_food", True, "it is fine"), protocol=fasting(4))
    assert state(ticked, "fasting_food") is OPEN


def test_a_protocol_without_a_word_on_fasting_asks_nothing() -> None:
    assert [each.key for each in the_gate().points] == ["weight", "ride"]


def test_the_weight_is_the_stated_one_or_that_of_the_session() -> None:
    assert state(the_gate(), "weight") is OPEN
    assert not point(the_gate(), "weight").hard
    assert "68 kg" in point(the_gate(a_fact(FactKind.WEIGHT, kg=68)), "weight").says
    assert "70 kg" in point(the_gate(weight_kg=70), "weight").says


def medicines(*plans: MedicinePlan) -> Protocol:
    return a_protocol(medicines=plans)


@pytest.mark.parametrize(
    ("taken", "minutes_ago", "expected"),
    [
        (None, None, OPEN),
        (False, None, MET),
        (True, None, NOT_MET),
        (True, 23 * 60, NOT_MET),
        (True, 24 * 60, MET),
    ],
)
def test_a_medicine_is_open_until_it_was_taken_or_held(
    taken: bool | None, minutes_ago: float | None, expected: PointState
) -> None:
    protocol = medicines(MedicinePlan(name="Benzodiazepines", hours=24, source="journeyclinical.com"))
    rows = []
    if taken is not None:
        said: dict[str, Any] = {"name": "benzodiazepine tablets", "answer": taken, "minutes_ago": minutes_ago}
        rows.append(a_fact(FactKind.MEDICINE, minutes=60, **said))
    found = point(the_gate(*rows, protocol=protocol), "medicines")
    assert (found.state, found.hard) == (expected, False)
    assert "24 h" in found.says
    assert taken is None or "journeyclinical.com" in found.says


def test_a_hold_without_hours_needs_the_prescribers_word_where_it_was_taken() -> None:
    protocol = medicines(MedicinePlan(name="opioids", source=PRESCRIBER))
    held = a_fact(FactKind.MEDICINE, name="opioids", answer=False)
    assert state(the_gate(held, protocol=protocol), "medicines") is MET
    taken = a_fact(FactKind.MEDICINE, name="OPIOIDS", answer=True)
    assert state(the_gate(taken, protocol=protocol), "medicines") is OPEN
    word = a_check("medicines", True, "Dr. Okafor knows and goes on", minutes=1)
    assert state(the_gate(taken, word, protocol=protocol), "medicines") is MET


def test_all_medicines_have_to_be_spoken_of_and_others_are_told() -> None:
    plans = (MedicinePlan(name="opioids", hours=0), MedicinePlan(name="alcohol", hours=48))
    held = a_fact(FactKind.MEDICINE, name="opioids", answer=False)
    other = a_fact(FactKind.MEDICINE, "50 mg", name="sertraline", answer=True)
    found = point(the_gate(held, other, protocol=medicines(*plans)), "medicines")
    assert found.state is OPEN
    assert "sertraline 50 mg" in found.says
    drank = a_fact(FactKind.MEDICINE, name="alcohol", answer=True, minutes=2)
    held_too = a_fact(FactKind.MEDICINE, name="alcohol", answer=False, minutes=3)
    assert state(the_gate(held, drank, held_too, protocol=medicines(*plans)), "medicines") is NOT_MET


def test_a_ride_has_a_name() -> None:
    assert state(the_gate(), "ride") is OPEN
    assert point(the_gate(), "ride").hard
    assert state(the_gate(a_fact(FactKind.RIDE, name="Marta")), "ride") is MET
    assert state(the_gate(a_fact(FactKind.ESCORT, name="Marta")), "ride") is MET
    nobody = a_fact(FactKind.RIDE, "nobody", minutes=2)
    assert state(the_gate(a_fact(FactKind.RIDE, name="Marta"), nobody), "ride") is NOT_MET
    here = a_fact(FactKind.ESCORT, answer=True, minutes=2)
    assert state(the_gate(a_fact(FactKind.RIDE, name="Marta"), here), "ride") is MET


def baseline(**said: Any) -> Protocol:
    return a_protocol(vitals=VitalsPlan(baseline=True), **said)


def test_baseline_vitals_are_taken_and_inside_the_limits_in_force() -> None:
    limit = LimitPlan(limit=Limit(measure=Measure.SYSTOLIC, upper=140), source="Spravato label")
    protocol = baseline(limits=(limit,))
    assert state(the_gate(protocol=protocol), "vitals") is OPEN
    assert state(the_gate(some_vitals(), protocol=protocol), "vitals") is MET
    high = point(the_gate(some_vitals(systolic=150), protocol=protocol), "vitals")
    assert (high.state, high.hard) == (NOT_MET, True)
    assert "systolic 150 above 140 (the protocol’s limit, Spravato label)" in high.says
    order = LimitDetail(limits=(Limit(measure=Measure.SYSTOLIC, upper=160),), ordered_by="Dr. Okafor")
    ordered = an_entry(EntryKind.LIMIT, order, minutes=2)
    assert state(the_gate(some_vitals(systolic=150), ordered, protocol=protocol), "vitals") is MET


def test_vitals_that_were_declined_are_not_met_and_say_why() -> None:
    declined = no_vitals(VitalsStatus.DECLINED, "the cuff hurts")
    found = point(the_gate(declined, protocol=baseline()), "vitals")
    assert found.state is NOT_MET
    assert "the cuff hurts" in found.says
    assert state(the_gate(declined, some_vitals(5), protocol=baseline()), "vitals") is MET


@pytest.mark.parametrize("scope", list(ConsentScope))
def test_consents_are_asked_for_and_only_treatment_and_dose_must_be_given(scope: ConsentScope) -> None:
    protocol, key = a_protocol(consents=(scope.value,)), f"consent_{scope.value}"
    binding = scope in {ConsentScope.TREATMENT, ConsentScope.DOSE}
    assert state(the_gate(protocol=protocol), key) is OPEN
    assert point(the_gate(protocol=protocol), key).hard
    said: dict[str, Any] = {"dose_mg": 70} if scope is ConsentScope.DOSE else {}
    assert state(the_gate(a_consent(scope, **said), protocol=protocol), key) is MET
    refused = a_consent(scope, ConsentAct.REFUSED, minutes=1)
    assert state(the_gate(refused, protocol=protocol), key) is (NOT_MET if binding else MET)


def test_a_dose_is_agreed_with_a_ceiling() -> None:
    protocol = a_protocol(consents=("dose",))
    assert state(the_gate(a_consent(ConsentScope.DOSE), protocol=protocol), "consent_dose") is OPEN
    agreed = a_consent(ConsentScope.DOSE, dose_mg=70, booster_mg=30)
    assert "up to 70 mg, boosters 30 mg" in point(the_gate(agreed, protocol=protocol), "consent_dose").says


@pytest.mark.parametrize(
    ("expected", "answer", "text", "stands"),
    [
        (True, True, "", MET),
        (True, False, "", NOT_MET),
        (False, False, "", MET),
        (False, True, "since May", NOT_MET),
        (None, True, "", MET),
        (None, False, "", MET),
        (None, None, "passing thoughts, no plan", MET),
        (None, None, "", OPEN),
        (False, None, "perhaps", OPEN),
    ],
)
@pytest.mark.parametrize("hard", [True, False])
def test_a_question_stands_as_it_was_answered(
    expected: bool | None, answer: bool | None, text: str, stands: PointState, hard: bool
) -> None:
    plan = CheckPlan(key="new_symptoms", question="New?", expected=expected, hard=hard, source="ours")
    protocol = a_protocol(checklist=(plan,))
    assert state(the_gate(protocol=protocol), "new_symptoms") is OPEN
    found = point(the_gate(a_check("New-Symptoms", answer, text), protocol=protocol), "new_symptoms")
    assert (found.state, found.hard) == (stands, hard)
    assert text in found.says


def test_the_newest_answer_counts() -> None:
    protocol = a_protocol(rescue_kit=True)
    assert state(the_gate(protocol=protocol), "rescue_kit") is OPEN
    rows = [a_check("rescue_kit", True, minutes=2), a_check("rescue_kit", False, minutes=1)]
    assert state(the_gate(*rows, protocol=protocol), "rescue_kit") is MET
    assert point(the_gate(protocol=protocol), "rescue_kit").hard


def test_an_override_has_a_name_and_a_reason_or_counts_for_nothing() -> None:
    assert state(the_gate(an_override("ride")), "ride") is OVERRIDDEN
    found = point(the_gate(an_override("ride", "Dr. Okafor", "a taxi with a nurse")), "ride")
    assert (found.by, found.reason) == ("Dr. Okafor", "a taxi with a nurse")
    assert state(the_gate(an_override("ride", by=" ")), "ride") is OPEN
    assert state(the_gate(an_override("ride", reason="")), "ride") is OPEN
    assert state(the_gate(an_override("weight")), "ride") is OPEN


def test_an_override_decides_what_was_known_and_nothing_that_came_later() -> None:
    ate = a_fact(ATE, minutes=1, minutes_ago=120)
    decided = an_override("fasting_food", minutes=2)
    assert state(the_gate(ate, decided, protocol=fasting(4)), "fasting_food") is OVERRIDDEN
    again = a_fact(ATE, "a biscuit", minutes=3, minutes_ago=0)
    assert state(the_gate(ate, decided, again, protocol=fasting(4)), "fasting_food") is NOT_MET


def test_what_is_met_needs_no_override() -> None:
    rows = [a_fact(FactKind.RIDE, name="Marta"), an_override("ride", minutes=2)]
    assert state(the_gate(*rows), "ride") is MET


def test_after_the_dose_the_gate_is_the_one_that_was_kept() -> None:
    stood = GatePoint(key="ride", state=NOT_MET, hard=True, says="nobody is named")
    dose = a_dose()
    kept = a_gate(dose, stood)
    later = [a_fact(FactKind.RIDE, name="Marta", minutes=70), an_override("ride", minutes=71)]
    found = the_gate(dose, kept, *later, taking_back(kept, 72), now=90)
    assert found == Gate((stood,), frozen=True)
    assert found.open_count == 1


def test_correcting_the_doses_own_line_changes_nothing_of_the_gate() -> None:
    stood = GatePoint(key="ride", state=MET, says="Marta")
    dose = a_dose()
    mended = a_dose(amends=dose.id, typed_ms=ms(80))
    assert the_gate(dose, a_gate(dose, stood), mended, now=90) == Gate((stood,), frozen=True)


def test_taking_the_only_dose_back_opens_the_gate_again() -> None:
    dose = a_dose()
    kept = a_gate(dose, GatePoint(key="ride", state=MET, says="Marta"))
    found = the_gate(dose, kept, taking_back(dose, 70), now=90)
    assert not found.frozen
    assert state(found, "ride") is OPEN


@pytest.mark.parametrize("later", ["typed", "amended", "taken back"])
def test_a_dose_without_a_kept_gate_is_judged_by_what_was_typed_before_it(later: str) -> None:
    ate = a_fact(ATE, minutes=10, minutes_ago=300)
    dose = a_dose(60)
    match later:
        case "typed":
            row = a_fact(ATE, minutes=70, minutes_ago=60)
        case "amended":
            row = a_fact(ATE, minutes=10, minutes_ago=0).model_copy(
                update={"amends": ate.id, "typed_ms": ms(70)}
            )
        case _:
            row = taking_back(ate, 70)
    found = the_gate(ate, dose, row, now=90, protocol=fasting(4))
    assert found.frozen
    assert "5 h 50 min before" in point(found, "fasting_food").says


def test_on_paper_the_gate_stands_as_it_did_when_the_dose_was_given() -> None:
    on_paper: dict[str, Any] = {"source": EntrySource.TRANSCRIBED, "typed_ms": ms(900)}
    ate, ride = (
        a_fact(ATE, minutes=10, minutes_ago=300).model_copy(update=on_paper),
        a_fact(FactKind.RIDE, name="Marta", minutes=70).model_copy(update=on_paper),
    )
    found = the_gate(ate, a_dose(60, **on_paper), ride, now=900, protocol=fasting(4))
    assert (found.frozen, state(found, "fasting_food"), state(found, "ride")) == (True, MET, OPEN)


def test_a_dose_that_is_put_back_is_judged_by_the_time_it_was_given() -> None:
    rows = [some_vitals(minutes=50), a_fact(ATE, minutes=55, minutes_ago=240)]
    protocol = baseline(fasting=FastingPlan(food_hours=4, source="isha.health"))
    found = the_gate(*rows, now=45, protocol=protocol)
    assert state(found, "vitals") is OPEN
    assert state(found, "fasting_food") is NOT_MET


@pytest.mark.parametrize("visit", [VisitKind.PREPARATION, VisitKind.INTEGRATION])
def test_other_visits_have_no_gate(visit: VisitKind) -> None:
    protocol = a_protocol(visit=visit, rescue_kit=True, vitals=VitalsPlan(baseline=True))
    assert the_gate(protocol=protocol) == Gate()


@pytest.mark.parametrize("key", ["im", "intranasal", "iv", "oral", "subcutaneous", "sublingual"])
def test_every_shipped_protocol_asks_from_the_beginning_and_can_be_met(key: str) -> None:
    protocol = protocols.load(key)
    empty = the_gate(protocol=protocol)
    keys = [each.key for each in empty.points]
    assert len(keys) == len(set(keys))
    assert {each.state for each in empty.points} == {OPEN}
    assert empty.open_count == len(empty.points)
    rows = [
        a_fact(ATE, minutes=0, minutes_ago=24 * 60),
        a_fact(DRANK, minutes=0, minutes_ago=24 * 60),
        a_check("fasting_food", True, "kept"),
        a_check("fasting_drink", True, "kept"),
        a_fact(FactKind.WEIGHT, kg=68),
        a_fact(FactKind.RIDE, name="Marta"),
        some_vitals(1, systolic=118, diastolic=76),
        a_check("rescue_kit", True),
        *(a_fact(FactKind.MEDICINE, name=plan.name, answer=False) for plan in protocol.medicines),
        *(a_check(plan.key, plan.expected is not False) for plan in protocol.checklist),
        *(a_consent(ConsentScope(scope), dose_mg=70) for scope in protocol.consents),
    ]
    full = the_gate(*rows, protocol=protocol)
    assert {each.key: each.says for each in full.points if each.state is not MET} == {}


def test_no_point_passes_a_verdict() -> None:
    limit = LimitPlan(limit=Limit(measure=Measure.SYSTOLIC, upper=140))
    protocol = baseline(limits=(limit,), fasting=FastingPlan(food_hours=4), rescue_kit=True)
    rows = [some_vitals(systolic=190), a_fact(ATE, minutes_ago=5), a_check("rescue_kit", False)]
    words = " ".join(each.says for each in the_gate(*rows, protocol=protocol).points).casefold()
    assert not [word for word in ("safe", "normal", "danger") if word in words]
