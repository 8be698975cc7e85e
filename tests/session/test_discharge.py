"""Ready to leave: the protocol's times and needs, gaps stated, overrides named."""

from typing import Any

import pytest

from kap_companion.session import protocol as protocols
from kap_companion.session.discharge import Leaving, ready_to_leave
from kap_companion.vocabulary.details import PhaseDetail, VitalsStatus
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.facts import FactKind, GatePoint, PointState
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.limits import Limit, Measure
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.protocol import (
    PRESCRIBER,
    CheckPlan,
    DischargePlan,
    LimitPlan,
    Protocol,
    VisitKind,
    VitalsPlan,
    VitalsPoint,
)
from tests.builders import an_entry
from tests.session.facts import (
    a_check,
    a_dose,
    a_fact,
    a_protocol,
    a_session_of,
    an_override,
    ms,
    no_vitals,
    some_vitals,
    told,
)

MET, OPEN, NOT_MET, OVERRIDDEN = PointState.MET, PointState.OPEN, PointState.NOT_MET, PointState.OVERRIDDEN
GAIT = CheckPlan(key="gait", question="A steady walk, seen?", expected=True, source="PADSS")


def a_plan(**said: Any) -> Protocol:
    given: dict[str, Any] = {"first_dose_minutes": 120, "last_dose_minutes": 90, "source": "the house rules"}
    return a_protocol(discharge=DischargePlan(**(given | said)))


def leaving(*rows: Entry, now: float, protocol: Protocol | None = None) -> Leaving:
    return ready_to_leave(told(*rows), a_session_of(protocol or a_plan()), ms(now))


def point(found: Leaving, key: str) -> GatePoint:
    return next(each for each in found.points if each.key == key)


def state(found: Leaving, key: str) -> PointState:
    return point(found, key).state


def arrived(minutes: float = 100) -> Entry:
    return a_fact(FactKind.ESCORT, name="Marta", answer=True, minutes=minutes)


def test_both_times_are_shown_and_the_later_counts_also_after_a_booster() -> None:
    first = a_dose(0)
    assert state(leaving(first, now=119), "time") is NOT_MET
    assert state(leaving(first, now=120), "time") is MET
    booster = a_dose(40)
    found = leaving(first, booster, now=125)
    assert state(found, "time") is NOT_MET
    assert point(found, "time").hard
    says = point(found, "time").says
    assert "earliest 19:10" in says
    assert "19:00 by the first dose" in says
    assert "19:10 by the last dose" in says
    assert "the house rules" in says
    assert found.earliest is not None
    assert found.earliest.counts_ms == ms(130)
    assert state(leaving(first, booster, now=130), "time") is MET


def test_whoever_nobody_fetches_stays_longer() -> None:
    protocol = a_plan(first_dose_minutes=60, last_dose_minutes=60, alone_minutes=120)
    assert state(leaving(a_dose(0), now=59, protocol=protocol), "time") is NOT_MET
    assert state(leaving(a_dose(0), now=100, protocol=protocol), "time") is OPEN
    assert state(leaving(a_dose(0), arrived(90), now=100, protocol=protocol), "time") is MET
    assert state(leaving(a_dose(0), now=120, protocol=protocol), "time") is MET


def test_a_time_that_the_prescriber_sets_is_asked_for() -> None:
    protocol = a_plan(first_dose_minutes=None, last_dose_minutes=None, source=PRESCRIBER)
    found = leaving(a_dose(0), now=500, protocol=protocol)
    assert state(found, "time") is OPEN
    assert PRESCRIBER in point(found, "time").says
    stated = a_check("time", True, "2 h, Dr. Okafor", minutes=130)
    assert state(leaving(a_dose(0), stated, now=140, protocol=protocol), "time") is MET
    booster = a_dose(135)
    assert state(leaving(a_dose(0), stated, booster, now=140, protocol=protocol), "time") is OPEN


def test_vitals_before_leaving_are_later_than_those_of_the_plan() -> None:
    protocol = a_plan(vitals=True).model_copy(
        update={"vitals": VitalsPlan(points=(VitalsPoint(minutes=40),), every_minutes=20, until_minutes=60)}
    )
    dose = a_dose(0)
    assert state(leaving(dose, now=130, protocol=protocol), "vitals") is OPEN
    assert state(leaving(dose, some_vitals(60), now=130, protocol=protocol), "vitals") is OPEN
    assert state(leaving(dose, some_vitals(90), now=130, protocol=protocol), "vitals") is MET
    again = leaving(dose, some_vitals(90), a_dose(100), now=200, protocol=protocol)
    assert state(again, "vitals") is OPEN
    declined = no_vitals(VitalsStatus.DECLINED, "wants to go", 115)
    found = point(leaving(dose, declined, now=130, protocol=protocol), "vitals")
    assert found.state is NOT_MET
    assert "wants to go" in found.says


def test_vitals_outside_a_limit_are_not_met() -> None:
    limit = LimitPlan(limit=Limit(measure=Measure.SYSTOLIC, upper=140), source="Spravato label")
    protocol = a_plan(vitals=True).model_copy(update={"limits": (limit,)})
    rows = [a_dose(0), some_vitals(110, systolic=150)]
    assert state(leaving(*rows, now=130, protocol=protocol), "vitals") is NOT_MET
    assert state(leaving(*rows, some_vitals(120), now=130, protocol=protocol), "vitals") is MET


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([], OPEN),
        ([a_fact(FactKind.RIDE, name="Marta")], OPEN),
        ([a_fact(FactKind.ESCORT, name="Marta", minutes=1)], OPEN),
        ([a_fact(FactKind.ESCORT, answer=True, minutes=100)], OPEN),
        ([a_fact(FactKind.RIDE, name="Marta"), a_fact(FactKind.ESCORT, answer=True, minutes=100)], MET),
        ([arrived()], MET),
        ([arrived(), a_fact(FactKind.ESCORT, name="marta", answer=False, minutes=101)], OPEN),
        ([arrived(), a_fact(FactKind.RIDE, name="a taxi", minutes=101)], OPEN),
    ],
)
def test_whoever_fetches_them_has_a_name_and_is_here(facts: list[Entry], expected: PointState) -> None:
    found = point(leaving(a_dose(0), *facts, now=130, protocol=a_plan(escort=True)), "escort")
    assert (found.state, found.hard) == (expected, True)


def test_a_need_is_looked_at_after_the_last_dose() -> None:
    protocol = a_plan(needs=(GAIT,))
    before, after = a_check("gait", True, minutes=-10), a_check("gait", True, minutes=100)
    assert state(leaving(before, a_dose(0), now=130, protocol=protocol), "gait") is OPEN
    assert state(leaving(a_dose(0), after, now=130, protocol=protocol), "gait") is MET
    assert point(leaving(a_dose(0), after, now=130, protocol=protocol), "gait").hard
    assert state(leaving(a_dose(0), after, a_dose(110), now=130, protocol=protocol), "gait") is OPEN
    unsteady = a_check("gait", False, "holds on to the wall", minutes=105)
    assert state(leaving(a_dose(0), after, unsteady, now=130, protocol=protocol), "gait") is NOT_MET


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", OPEN),
        ("seems fine", OPEN),
        ('""', OPEN),
        ('"I am all here again"', MET),
        ("says “back in my body”, smiles", MET),
        ("„wieder da“", MET),
    ],
)
def test_dissociation_is_over_in_the_clients_own_words(text: str, expected: PointState) -> None:
    need = CheckPlan(key="dissociation", question="Back to how they were before?", expected=True)
    answer = a_check("dissociation", True, text, minutes=100)
    found = leaving(a_dose(0), answer, now=130, protocol=a_plan(needs=(need,)))
    assert state(found, "dissociation") is expected


def test_gaps_are_stated_and_overrides_are_named() -> None:
    protocol = a_plan(escort=True, vitals=True, needs=(GAIT,))
    found = leaving(a_dose(0), now=60, protocol=protocol)
    assert found.gaps == ("time since the dose", "vitals before leaving", "who fetches them", "gait")
    decided = [an_override("time", minutes=50), an_override("escort", "Dr. Okafor", "a taxi", minutes=51)]
    found = leaving(a_dose(0), *decided, now=60, protocol=protocol)
    assert found.gaps == ("vitals before leaving", "gait")
    assert (point(found, "escort").by, point(found, "escort").reason) == ("Dr. Okafor", "a taxi")
    nameless = an_override("time", by="", minutes=50)
    assert "time since the dose" in leaving(a_dose(0), nameless, now=60, protocol=protocol).gaps


def test_an_override_from_before_the_dose_says_nothing_of_afterwards() -> None:
    early = an_override("vitals", minutes=-5)
    found = leaving(early, a_dose(0), now=130, protocol=a_plan(vitals=True))
    assert state(found, "vitals") is OPEN
    decided = an_override("time", minutes=50)
    found = leaving(a_dose(0), decided, a_dose(55), now=60)
    assert state(found, "time") is NOT_MET


def test_correcting_the_doses_own_line_keeps_what_was_decided() -> None:
    dose = a_dose(0)
    mended = a_dose(0, amends=dose.id, typed_ms=ms(60))
    found = leaving(dose, an_override("time", minutes=50), mended, now=70)
    assert state(found, "time") is OVERRIDDEN


def test_once_the_session_has_ended_it_stays_as_it_was_then() -> None:
    ended = an_entry(EntryKind.PHASE, PhaseDetail(phase=Phase.ENDED), minutes=100)
    assert state(leaving(a_dose(0), ended, now=500), "time") is NOT_MET


def test_without_a_dose_or_on_another_visit_nothing_is_asked_for() -> None:
    assert leaving(now=60) == Leaving()
    protocol = a_plan().model_copy(update={"visit": VisitKind.INTEGRATION})
    assert leaving(a_dose(0), now=60, protocol=protocol) == Leaving()


@pytest.mark.parametrize("key", ["im", "intranasal", "iv", "oral", "subcutaneous", "sublingual"])
def test_every_shipped_protocol_lets_a_client_leave_when_all_of_it_is_there(key: str) -> None:
    protocol = protocols.load(key)
    empty = leaving(a_dose(0), now=1, protocol=protocol)
    assert len(empty.gaps) == len(empty.points) > 3
    rows = [
        a_dose(0),
        arrived(400),
        some_vitals(410, systolic=118, diastolic=76),
        a_check("time", True, "as Dr. Okafor says", minutes=410),
        *(
            a_check(need.key, need.expected is not False, '"I am here"', minutes=411)
            for need in protocol.discharge.needs
        ),
    ]
    full = leaving(*rows, now=420, protocol=protocol)
    assert {each.key: each.says for each in full.points if each.state is not MET} == {}
    assert full.gaps == ()
