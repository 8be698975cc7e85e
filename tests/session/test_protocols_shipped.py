"""The protocols that ship, one by one: every value with its source, or the prescriber's to set."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from kap_companion.session import protocol
from kap_companion.vocabulary.consent import ConsentScope
from kap_companion.vocabulary.limits import Measure
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.protocol import PRESCRIBER, Anchor, Protocol, TimerKind, VisitKind
from kap_companion.vocabulary.routes import Drug, Route, Unit
from tests.builders import a_session

DOSING = ("im", "iv", "subcutaneous", "oral", "sublingual", "intranasal")
VISITS = ("preparation", "integration")

# What clinical ground 1.2 to 1.11 gives with a source; None: no source, so it is the prescriber's.
TABLE: dict[str, dict[str, Any]] = {
    "im": {
        "route": Route.IM, "drug": Drug.KETAMINE, "units": {Unit.MG, Unit.MG_PER_KG}, "device_mg": None,
        "concentrations": (10, 50, 100), "dosing_minutes": 60, "points": (), "every": None, "timers": {},
        "check_ins": (60,), "fasting": (4, 4), "leave": (60, 60, 120), "limits": {}, "course": True,
    },
    "iv": {
        "route": Route.IV, "drug": Drug.KETAMINE, "units": {Unit.MG, Unit.MG_PER_KG}, "device_mg": None,
        "concentrations": (10, 50, 100), "dosing_minutes": 40, "points": (), "every": 10, "timers": {},
        "check_ins": (), "fasting": (4, 4), "leave": (100, 100, 160), "limits": {}, "course": False,
    },
    "subcutaneous": {
        "route": Route.SC, "drug": Drug.KETAMINE, "units": {Unit.MG, Unit.MG_PER_KG}, "device_mg": None,
        "concentrations": (10, 50, 100), "dosing_minutes": None, "points": (30, 60, 90, 120), "every": None,
        "timers": {}, "check_ins": (), "fasting": (4, 4), "leave": (60, 60, 120), "limits": {},
        "course": False,
    },
    "oral": {
        "route": Route.PO, "drug": Drug.KETAMINE, "units": {Unit.MG, Unit.MG_PER_KG}, "device_mg": None,
        "concentrations": (), "dosing_minutes": None, "points": (), "every": None, "timers": {},
        "check_ins": (), "fasting": (4, 2), "leave": (60, 60, 120), "limits": {}, "course": False,
    },
    "sublingual": {
        "route": Route.SL, "drug": Drug.KETAMINE, "units": {Unit.MG}, "device_mg": None,
        "concentrations": (), "dosing_minutes": 120, "points": (), "every": None,
        "timers": {TimerKind.HOLD: 12}, "check_ins": (60,), "fasting": (4, 2), "leave": (60, 60, 120),
        "limits": {}, "course": True,
    },
    "intranasal": {
        "route": Route.IN, "drug": Drug.ESKETAMINE, "units": {Unit.MG}, "device_mg": 28,
        "concentrations": (), "dosing_minutes": 120, "points": (40,), "every": None,
        "timers": {TimerKind.REST: 5}, "check_ins": (), "fasting": (2, 0.5), "leave": (120, 120, None),
        "limits": {Measure.SYSTOLIC: 140, Measure.DIASTOLIC: 90}, "course": False,
    },
}  # fmt: skip

# Numbers of the field that clinical ground marks as unverified: limits, holds, weights and times of vitals.
UNVERIFIED = {150, 180, 110, 92, 1.5, 0.75}


@pytest.fixture(params=DOSING)
def dosing(request: pytest.FixtureRequest) -> Protocol:
    return protocol.load(request.param)


@pytest.fixture(params=VISITS)
def visit(request: pytest.FixtureRequest) -> Protocol:
    return protocol.load(request.param)


def plans(said: Any) -> Iterator[dict[str, Any]]:
    """All tables of a protocol that have a source."""
    if isinstance(said, dict):
        if "source" in said:
            yield said
        for inner in said.values():
            yield from plans(inner)
    elif isinstance(said, list):
        for inner in said:
            yield from plans(inner)


def numbers(said: Any) -> Iterator[float]:
    if isinstance(said, dict | list):
        for inner in said.values() if isinstance(said, dict) else said:
            yield from numbers(inner)
    elif isinstance(said, int | float) and not isinstance(said, bool):
        yield said


@pytest.mark.parametrize("key", TABLE)
def test_a_protocol_holds_what_its_sources_say_and_no_other_number(key: str) -> None:
    read, row = protocol.load(key), TABLE[key]
    assert (read.visit, read.route, read.drug) == (VisitKind.DOSING, row["route"], row["drug"])
    assert set(read.dose.units) == row["units"]
    assert read.dose.forms
    assert (read.dose.device_mg, read.dose.concentrations) == (row["device_mg"], row["concentrations"])
    lengths = {plan.phase: plan.minutes for plan in read.phases}
    assert lengths == {
        Phase.PREPARATION: None,
        Phase.DOSING: row["dosing_minutes"],
        Phase.INTEGRATION: None,
    }
    assert tuple(point.minutes for point in read.vitals.points) == row["points"]
    assert (read.vitals.every_minutes, read.vitals.until_minutes) == (row["every"], None)
    assert {timer.what: timer.minutes for timer in read.timers} == row["timers"]
    assert tuple(check.minutes for check in read.check_ins) == row["check_ins"]
    assert (read.fasting.food_hours, read.fasting.drink_hours) == row["fasting"]
    leaving = read.discharge
    assert (leaving.first_dose_minutes, leaving.last_dose_minutes, leaving.alone_minutes) == row["leave"]
    assert {plan.limit.measure: plan.limit.upper for plan in read.limits} == row["limits"]
    assert all(plan.limit.lower is None for plan in read.limits)
    assert bool(read.course) == row["course"]


def test_what_no_source_gives_is_set_by_the_prescriber(dosing: Protocol) -> None:
    assert all(plan.source == PRESCRIBER for plan in dosing.phases if plan.minutes is None)
    assert dosing.mask.minutes is None
    assert dosing.mask.source == PRESCRIBER
    assert dosing.course or dosing.course_source == PRESCRIBER
    assert dosing.vitals.recheck_minutes is None
    assert PRESCRIBER in dosing.vitals.source
    assert dosing.discharge.alone_minutes or PRESCRIBER in dosing.discharge.source
    for medicine in dosing.medicines:
        # A source may count in days where the field counts in hours.
        assert medicine.hours or medicine.source == PRESCRIBER or "the day itself" in medicine.source
    for check in dosing.checklist:
        assert check.expected is not None or check.source == PRESCRIBER or check.key == "suicidality"


@pytest.mark.parametrize("key", protocol.names())
def test_every_number_has_a_source_that_can_be_looked_up(key: str) -> None:
    said = json.loads(protocol.load(key).model_dump_json())
    for plan in plans(said):
        own = {name: value for name, value in plan.items() if name not in ("points", "needs")}
        assert not re.search(r"\bK\d", plan["source"]), "a key of our own notes is no source"
        if list(numbers(own)):
            assert plan["source"] != PRESCRIBER
            assert re.search(r"\w+\.\w+|mims|SKIPMDD", plan["source"]), plan
    assert bool(said["course"]) <= bool(said["course_source"])


def test_no_number_that_is_only_common_knowledge_ships(dosing: Protocol) -> None:
    assert not UNVERIFIED & set(numbers(json.loads(dosing.model_dump_json())))


def test_a_course_runs_forward(dosing: Protocol) -> None:
    minutes = [point.minutes for point in dosing.course]
    assert minutes == sorted(minutes)


def test_vitals_are_taken_before_the_dose_and_before_leaving(dosing: Protocol) -> None:
    assert dosing.vitals.baseline
    assert dosing.vitals.before_leaving
    assert dosing.vitals.counted_from is Anchor.FIRST_DOSE


def test_the_gate_asks_for_what_a_clinic_asks_on_the_day(dosing: Protocol) -> None:
    asked = {check.key: check for check in dosing.checklist}
    day = {"new_symptoms", "suicidality", "contact", "touch_read", "intention", "toilet", "phones", "lenses",
           "comfort", "bag", "pregnancy", "allergy", "psychosis", "mania", "intoxicated"}  # fmt: skip
    assert day <= asked.keys()
    for key in ("pregnancy", "allergy", "psychosis", "mania", "suicidality", "new_symptoms"):
        assert asked[key].hard
    assert not asked["comfort"].hard
    assert dosing.rescue_kit
    assert set(dosing.consents) == {ConsentScope.TREATMENT, ConsentScope.DOSE, ConsentScope.TOUCH}
    assert dosing.medicines


@pytest.mark.parametrize("key", ["im", "iv", "subcutaneous", "oral", "sublingual"])
def test_what_speaks_against_ketamine_is_hard(key: str) -> None:
    asked = {check.key: check for check in protocol.load(key).checklist}
    for against in ("uncontrolled_bp", "heart", "psychosis", "mania", "pregnancy", "allergy", "head_pressure",
                    "liver", "bladder"):  # fmt: skip
        assert asked[against].hard
        assert asked[against].expected is False


def test_what_speaks_against_the_nasal_spray_and_what_its_programme_asks_is_hard() -> None:
    asked = {check.key: check for check in protocol.load("intranasal").checklist}
    assert all(
        asked[key].hard and asked[key].expected is False for key in ("aneurysm", "brain_bleed", "allergy")
    )
    assert all(asked[key].hard and asked[key].expected for key in ("enrolled", "prescriber_here", "oximeter"))


def test_leaving_asks_for_more_than_the_time(dosing: Protocol) -> None:
    needs = {check.key: check for check in dosing.discharge.needs}
    asked = {"orientation", "dissociation", "gait", "fluids", "aftercare", "suicidality_again", "belongings"}
    assert needs.keys() == asked
    assert all(check.hard and check.expected for check in needs.values())
    assert dosing.discharge.vitals
    assert dosing.discharge.escort


def test_a_visit_without_a_dose_asks_for_nothing_of_one(visit: Protocol) -> None:
    assert visit.visit.value == visit.key
    assert visit.route is None
    assert visit.drug is None
    (only,) = visit.phases
    assert only.phase.value == visit.key
    assert only.source
    empty = Protocol(key=visit.key, name=visit.name, visit=visit.visit, phases=visit.phases)
    assert visit.model_copy(update={"prompts": ()}) == empty


def test_a_visit_has_questions_for_the_parts(visit: Protocol) -> None:
    assert len(visit.prompts) >= 8
    assert any("{name}" in prompt for prompt in visit.prompts)


def test_preparation_asks_what_protectors_fear_and_what_they_need_to_allow_it() -> None:
    prompts = protocol.load("preparation").prompts
    assert protocol.load("preparation").phases[0].minutes == 53
    assert any("{name} fear the medicine" in prompt for prompt in prompts)
    assert any("{name} need" in prompt and "allow" in prompt for prompt in prompts)
    assert any("promise" in prompt for prompt in prompts)


@pytest.mark.parametrize("key", protocol.names())
def test_a_protocol_gives_no_verdict_and_no_dose(key: str) -> None:
    text = files("resources").joinpath("protocols", f"{key}.toml").read_text(encoding="utf-8")
    assert not re.search(r"\b(un)?safe(ly)?\b|\b(ab)?normal\b|\bdanger", text, re.IGNORECASE)
    assert not re.search(r"\d\s*mg/kg", text)


@pytest.mark.parametrize("key", protocol.names())
def test_where_sources_disagree_the_file_says_so(key: str) -> None:
    text = files("resources").joinpath("protocols", f"{key}.toml").read_text(encoding="utf-8")
    assert ("Sources disagree" in text) == (key not in ("intranasal", "preparation"))


@pytest.mark.parametrize("key", protocol.names())
def test_the_copy_that_a_session_keeps_comes_back_as_it_was(key: str) -> None:
    read = protocol.load(key)
    kept = json.loads(json.dumps(read.model_dump(mode="json")))
    assert Protocol.model_validate(kept) == read
    session = a_session(protocol=read)
    assert type(session).model_validate_json(session.model_dump_json()).protocol == read


def test_a_copy_kept_before_protocols_said_more_still_reads() -> None:
    kept = {
        "key": "im",
        "name": "IM ketamine",
        "route": "im",
        "drug": "ketamine",
        "course": [{"minutes": 0.0, "strength": 0.0}, {"minutes": 10.0, "strength": 1.0}],
        "course_source": "nushamatherapy.com, FAQ on ketamine",
    }
    read = Protocol.model_validate(kept)
    assert read.visit is VisitKind.DOSING
    assert (len(read.course), read.vitals.points, read.discharge.needs) == (2, (), ())
