"""What is due in a session, and what answers it."""

from typing import Any

import pytest

from kap_companion.ids import new_id
from kap_companion.session.prompts import Due, DueKind, due, next_change_ms, next_to_answer, overdue
from kap_companion.session.timeline import project
from kap_companion.vocabulary.details import (
    DoseDetail,
    PhaseDetail,
    PlainDetail,
    SettingDetail,
    VitalsDetail,
    VitalsStatus,
)
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.facts import FactDetail, FactKind
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.limits import Limit, LimitDetail, LimitScope, Measure
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.prompting import PromptDetail, PromptOutcome
from kap_companion.vocabulary.protocol import (
    Anchor,
    CheckInPlan,
    DischargePlan,
    LimitPlan,
    MaskPlan,
    Protocol,
    TimerKind,
    TimerPlan,
    VitalsPlan,
    VitalsPoint,
)
from kap_companion.vocabulary.routes import Drug, Route, Unit
from tests.builders import an_entry

MINUTE = 60_000
NOTICE = "What do you notice in your body right now?"


def a_plan(**fields: Any) -> Protocol:
    given: dict[str, Any] = {"key": "im", "name": "IM", "route": Route.IM, "drug": Drug.KETAMINE}
    return Protocol(**(given | fields))


def vitals_at(*minutes: float, **fields: Any) -> VitalsPlan:
    return VitalsPlan(points=tuple(VitalsPoint(minutes=each) for each in minutes), **fields)


def a_phase(phase: Phase, minutes: float) -> Entry:
    return an_entry(EntryKind.PHASE, PhaseDetail(phase=phase), minutes=minutes)


def a_dose(minutes: float, **fields: Any) -> Entry:
    detail = DoseDetail(drug=Drug.KETAMINE, amount=70, unit=Unit.MG, route=fields.pop("route", None))
    return an_entry(EntryKind.DOSE, detail, minutes=minutes, **fields)


def some_vitals(minutes: float, systolic: int | None = 120, **fields: Any) -> Entry:
    diastolic = 80 if systolic else None
    detail = VitalsDetail(systolic=systolic, diastolic=diastolic, status=fields.pop("status", "taken"))
    return an_entry(EntryKind.VITALS, detail, minutes=minutes, **fields)


def said(key: str, outcome: PromptOutcome, minutes: float, **fields: Any) -> Entry:
    detail = PromptDetail(
        key=key, outcome=outcome, until_ms=fields.pop("until_ms", None), minutes=fields.pop("put_off", None)
    )
    return an_entry(EntryKind.PROMPT, detail, minutes=minutes, **fields)


def a_fact(what: FactKind, minutes: float) -> Entry:
    return an_entry(EntryKind.FACT, FactDetail(what=what), minutes=minutes)


def a_mask(minutes: float, *, on: bool) -> Entry:
    return an_entry(EntryKind.SETTING, SettingDetail(what="mask", on=on), minutes=minutes)


def taken_back(row: Entry, minutes: float = 200) -> Entry:
    detail = PlainDetail(kind="retraction")
    return an_entry(EntryKind.RETRACTION, detail, minutes=minutes, retracts=row.id)


def amended(row: Entry, typed: float, **fields: Any) -> Entry:
    changed = {"id": new_id(), "amends": row.id, "typed_ms": round(typed * MINUTE)} | fields
    return row.model_copy(update=changed)


def dues(protocol: Protocol, *rows: Entry) -> tuple[Due, ...]:
    return due(project([a_phase(Phase.PREPARATION, 0), *rows]), protocol)


def times(protocol: Protocol, *rows: Entry) -> dict[str, float]:
    """Minutes from the anchor, by key."""
    return {each.key: each.at_ms / MINUTE for each in dues(protocol, *rows)}


EVERYTHING = a_plan(
    route=Route.SL,
    vitals=vitals_at(15, 30, baseline=True, before_leaving=True, recheck_minutes=5),
    timers=(TimerPlan(what=TimerKind.HOLD, minutes=12),),
    check_ins=(CheckInPlan(minutes=20, question=NOTICE),),
    mask=MaskPlan(minutes=60),
    limits=(LimitPlan(limit=Limit(measure=Measure.SYSTOLIC, upper=160), source="a source"),),
    discharge=DischargePlan(first_dose_minutes=120, last_dose_minutes=90),
)


def test_before_a_dose_only_the_baseline_is_due_and_vitals_answer_it() -> None:
    assert times(EVERYTHING) == {"vitals:baseline": 0}
    assert times(EVERYTHING, some_vitals(3)) == {}
    assert due(project(()), EVERYTHING) == ()


def test_the_first_dose_makes_everything_of_the_plan_due_in_the_order_of_time() -> None:
    dose = a_dose(10)
    found = dues(EVERYTHING, some_vitals(3), dose)
    assert [(each.key, each.what, each.at_ms / MINUTE) for each in found] == [
        (f"hold:{dose.id}", DueKind.HOLD, 22),
        ("vitals:15", DueKind.VITALS, 25),
        ("check_in:0", DueKind.CHECK_IN, 30),
        ("vitals:30", DueKind.VITALS, 40),
        ("mask", DueKind.MASK_OFF, 70),
        ("discharge", DueKind.DISCHARGE, 130),
        ("vitals:leaving", DueKind.VITALS, 130),
    ]
    assert all(each.first_ms == each.at_ms and not each.snoozed for each in found)
    assert {each.about for each in found} == {dose.id}
    assert [each.question for each in found if each.question] == [NOTICE]


def test_a_protocol_that_says_nothing_makes_nothing_due() -> None:
    assert dues(a_plan(), a_dose(10), some_vitals(12, systolic=220)) == ()


def test_taking_the_only_dose_back_takes_all_of_it_away() -> None:
    dose = a_dose(10)
    assert dues(EVERYTHING, some_vitals(3), dose, taken_back(dose)) == ()


def test_nothing_is_due_after_the_end_and_taking_the_end_back_brings_all_of_it_back() -> None:
    rows = (some_vitals(3), a_dose(10))
    end = a_phase(Phase.ENDED, 150)
    assert dues(EVERYTHING, *rows, end) == ()
    assert dues(EVERYTHING, *rows, end, taken_back(end)) == dues(EVERYTHING, *rows)


def test_what_is_overdue_stays_however_late_it_gets() -> None:
    found = dues(EVERYTHING, a_dose(0))
    late = overdue(found, 8 * 60 * MINUTE)
    assert late == found
    assert next_change_ms(found, 8 * 60 * MINUTE) is None


def test_now_only_tells_what_has_come_due_and_when_the_next_does() -> None:
    found = dues(a_plan(vitals=vitals_at(15, 30)), a_dose(0))
    assert overdue(found, 15 * MINUTE - 1) == ()
    assert next_change_ms(found, 15 * MINUTE - 1) == 15 * MINUTE
    assert [each.key for each in overdue(found, 15 * MINUTE)] == ["vitals:15"]
    assert next_change_ms(found, 15 * MINUTE) == 30 * MINUTE


def test_an_answer_without_a_key_is_for_the_first_overdue_and_never_for_a_time_to_leave_to_come() -> None:
    plan = a_plan(vitals=vitals_at(15, 30), discharge=DischargePlan(last_dose_minutes=20))
    found = dues(plan, a_dose(0))
    meant = [next_to_answer(found, minutes * MINUTE) for minutes in (1, 40)]
    assert [each.key for each in meant if each] == ["vitals:15", "vitals:15"]
    leaving = found[1:2]
    assert next_to_answer(leaving, 19 * MINUTE) is None
    assert next_to_answer(leaving, 20 * MINUTE) == leaving[0]


@pytest.mark.parametrize("status", list(VitalsStatus))
def test_vitals_of_any_state_answer_those_of_the_plan(status: VitalsStatus) -> None:
    taken = some_vitals(16, systolic=120 if status is VitalsStatus.TAKEN else None, status=status)
    assert list(times(a_plan(vitals=vitals_at(15, 30)), a_dose(0), taken)) == ["vitals:30"]


def test_a_vitals_line_of_which_nothing_could_be_read_answers_nothing() -> None:
    unread = some_vitals(15, systolic=None)
    assert list(times(EVERYTHING, unread)) == ["vitals:baseline"]


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        (-1, ["vitals:15", "vitals:30", "vitals:60"]),
        (7, ["vitals:15", "vitals:30", "vitals:60"]),
        (7.5, ["vitals:30", "vitals:60"]),
        (22, ["vitals:30", "vitals:60"]),
        (22.5, ["vitals:60"]),
        (44, ["vitals:60"]),
        (300, []),
    ],
)
def test_vitals_count_from_halfway_since_the_moment_before_and_answer_all_that_is_overdue(
    taken: float, left: list[str]
) -> None:
    assert list(times(a_plan(vitals=vitals_at(60, 15, 30)), a_dose(0), some_vitals(taken))) == left


def test_vitals_taken_back_or_entered_late_at_their_own_time_are_counted_as_such() -> None:
    plan = a_plan(vitals=vitals_at(15, 30))
    taken = some_vitals(16)
    assert len(dues(plan, a_dose(0), taken, taken_back(taken))) == 2
    assert list(times(plan, a_dose(0), some_vitals(14, typed_ms=50 * MINUTE))) == ["vitals:30"]


def test_done_and_skipped_answer_what_they_name_and_nothing_else() -> None:
    plan = a_plan(vitals=vitals_at(15, 30, 45))
    rows = (
        said("vitals:15", PromptOutcome.DONE, 16),
        said("vitals:45", PromptOutcome.SKIPPED, 20),
        said("", PromptOutcome.DONE, 21),
        said("vitals:99", PromptOutcome.DONE, 22),
    )
    assert list(times(plan, a_dose(0), *rows)) == ["vitals:30"]
    assert len(dues(plan, a_dose(0), *rows, taken_back(rows[0]))) == 2


def test_what_is_put_off_comes_back_then_and_says_when_it_was_planned() -> None:
    plan = a_plan(vitals=vitals_at(15))
    (put_off,) = dues(plan, a_dose(0), said("vitals:15", PromptOutcome.SNOOZED, 16, until_ms=26 * MINUTE))
    assert (put_off.at_ms, put_off.first_ms, put_off.snoozed) == (26 * MINUTE, 15 * MINUTE, True)
    assert overdue([put_off], 20 * MINUTE) == ()
    assert times(plan, a_dose(0), said("vitals:15", PromptOutcome.SNOOZED, 16)) == {"vitals:15": 21}
    assert times(plan, a_dose(0), said("vitals:15", PromptOutcome.SNOOZED, 16, put_off=2)) == {
        "vitals:15": 18
    }


def test_the_newest_snooze_counts_and_none_brings_anything_forward() -> None:
    plan = a_plan(vitals=vitals_at(15))
    newest = said("vitals:15", PromptOutcome.SNOOZED, 17, put_off=3)
    older = said("vitals:15", PromptOutcome.SNOOZED, 16, put_off=30)
    assert times(plan, a_dose(0), newest, older) == {"vitals:15": 20}
    early = said("vitals:15", PromptOutcome.SNOOZED, 1, put_off=2)
    (found,) = dues(plan, a_dose(0), early)
    assert (found.at_ms, found.snoozed) == (15 * MINUTE, False)


def test_what_was_said_of_a_dose_taken_back_is_not_said_of_the_one_given_after_it() -> None:
    plan = a_plan(vitals=vitals_at(15), discharge=DischargePlan(last_dose_minutes=90))
    first = a_dose(0)
    answers = [said(key, PromptOutcome.DONE, 16) for key in ("vitals:15", "discharge")]
    assert times(plan, first, *answers) == {}
    again = a_dose(20)
    found = times(plan, first, *answers, taken_back(first, 19), again)
    assert found == {"vitals:15": 35, "discharge": 110}


def test_amending_a_dose_keeps_what_was_answered_and_every_key() -> None:
    dose = a_dose(0)
    answers = (said("vitals:15", PromptOutcome.DONE, 16), said("mask", PromptOutcome.SKIPPED, 17))
    before = dues(EVERYTHING, some_vitals(-1), dose, *answers)
    new = amended(dose, 40)
    after = dues(EVERYTHING, some_vitals(-1), dose, *answers, new)
    assert [each.key for each in after] == [each.key for each in before]
    assert {each.about for each in after} == {new.id}
    moved = amended(dose, 40, elapsed_ms=2 * MINUTE)
    shifted = dues(EVERYTHING, some_vitals(-1), dose, *answers, moved)
    assert [each.at_ms for each in shifted] == [each.at_ms + 2 * MINUTE for each in before]


def test_vitals_from_the_last_dose_begin_anew_with_a_booster_and_missed_ones_stay() -> None:
    plan = a_plan(vitals=vitals_at(15, 30, counted_from=Anchor.LAST_DOSE))
    first, booster = a_dose(0), a_dose(20)
    assert times(plan, first) == {f"vitals:15:{first.id}": 15, f"vitals:30:{first.id}": 30}
    assert times(plan, first, booster) == {
        f"vitals:15:{first.id}": 15,
        f"vitals:15:{booster.id}": 35,
        f"vitals:30:{booster.id}": 50,
    }
    assert list(times(plan, first, booster, some_vitals(28))) == [f"vitals:30:{booster.id}"]
    assert times(plan, first, booster, taken_back(booster)) == times(plan, first)


def test_vitals_from_the_first_dose_are_not_moved_by_a_booster() -> None:
    plan = a_plan(vitals=vitals_at(15, 30))
    assert times(plan, a_dose(0), a_dose(20)) == times(plan, a_dose(0)) == {"vitals:15": 15, "vitals:30": 30}


def test_repeated_vitals_come_besides_the_points_until_they_end() -> None:
    plan = a_plan(vitals=vitals_at(5, 20, every_minutes=10, until_minutes=30))
    assert times(plan, a_dose(0)) == {
        "vitals:5": 5,
        "vitals:every:1": 10,
        "vitals:20": 20,
        "vitals:every:3": 30,
    }
    assert list(times(plan, a_dose(0), some_vitals(15))) == ["vitals:every:3"]
    assert list(times(plan, a_dose(0), some_vitals(14))) == ["vitals:20", "vitals:every:3"]


def test_repeated_vitals_without_an_end_show_the_first_that_is_missing() -> None:
    plan = a_plan(vitals=vitals_at(every_minutes=10))
    assert times(plan, a_dose(0)) == {"vitals:every:1": 10}
    assert times(plan, a_dose(0), some_vitals(47)) == {"vitals:every:6": 60}
    done = said("vitals:every:1", PromptOutcome.DONE, 11)
    assert times(plan, a_dose(0), done) == {"vitals:every:2": 20}
    far = some_vitals(10**7)
    assert times(plan, a_dose(0), far) == {}


def test_vitals_outside_a_limit_are_due_again_and_the_next_ones_answer_it() -> None:
    plan = a_plan(vitals=VitalsPlan(recheck_minutes=10), limits=EVERYTHING.limits)
    high = some_vitals(20, systolic=170)
    (again,) = dues(plan, a_dose(0), high)
    assert (again.key, again.what, again.at_ms, again.about) == (
        f"recheck:{high.id}",
        DueKind.RECHECK,
        30 * MINUTE,
        high.id,
    )
    assert dues(plan, a_dose(0), high, some_vitals(24)) == (again,)
    assert dues(plan, a_dose(0), high, some_vitals(25)) == ()
    assert dues(plan, a_dose(0), high, some_vitals(26, systolic=None, status="deferred")) == ()
    higher = some_vitals(27, systolic=180)
    assert times(plan, a_dose(0), high, higher) == {f"recheck:{higher.id}": 37}
    assert dues(plan, a_dose(0), high, said(again.key, PromptOutcome.SKIPPED, 22)) == ()
    assert dues(plan, a_dose(0), some_vitals(20, systolic=160)) == ()


def test_a_recheck_goes_by_the_limits_in_force_when_the_vitals_were_taken() -> None:
    plan = a_plan(vitals=VitalsPlan(recheck_minutes=10), limits=EVERYTHING.limits)
    order = an_entry(
        EntryKind.LIMIT,
        LimitDetail(scope=LimitScope.CLIENT, limits=(Limit(measure=Measure.SYSTOLIC, upper=190),)),
        minutes=25,
    )
    assert len(dues(plan, some_vitals(20, systolic=170), order)) == 1
    assert dues(plan, order, some_vitals(26, systolic=170)) == ()
    amended_down = some_vitals(20, systolic=170)
    corrected = amended(amended_down, 21, detail=VitalsDetail(systolic=117, diastolic=80))
    assert dues(plan, amended_down, corrected) == ()


def test_where_nobody_says_when_to_recheck_nothing_is_due() -> None:
    assert dues(a_plan(limits=EVERYTHING.limits), some_vitals(20, systolic=230)) == ()


@pytest.mark.parametrize("how", [FactKind.SPAT, FactKind.SWALLOWED])
def test_each_lozenge_is_held_until_it_is_spat_out_or_swallowed(how: FactKind) -> None:
    plan = a_plan(route=Route.SL, timers=EVERYTHING.timers)
    first, second = a_dose(0), a_dose(8)
    assert times(plan, first, second) == {f"hold:{first.id}": 12, f"hold:{second.id}": 20}
    assert times(plan, first, a_fact(how, 6), second) == {f"hold:{second.id}": 20}
    assert times(plan, first, second, a_fact(how, 12)) == {}
    assert times(plan, first, second, said(f"hold:{first.id}", PromptOutcome.DONE, 12)) == {
        f"hold:{second.id}": 20
    }


def test_only_what_lies_under_the_tongue_is_held() -> None:
    plan = a_plan(route=Route.SL, timers=EVERYTHING.timers)
    assert times(plan, a_dose(0, route=Route.PO)) == {}
    assert len(times(a_plan(timers=EVERYTHING.timers), a_dose(0, route=Route.SL))) == 1


def test_a_rest_is_due_after_each_nasal_device_until_the_next_one_or_an_answer() -> None:
    plan = a_plan(route=Route.IN, timers=(TimerPlan(what=TimerKind.REST, minutes=5),))
    devices = [a_dose(minutes) for minutes in (0, 5, 10)]
    assert [times(plan, *devices[: 1 + number]) for number in range(3)] == [
        {f"rest:{devices[0].id}": 5},
        {f"rest:{devices[1].id}": 10},
        {f"rest:{devices[2].id}": 15},
    ]
    assert times(plan, *devices, said(f"rest:{devices[2].id}", PromptOutcome.DONE, 15)) == {}


def test_a_timer_that_nobody_gives_minutes_is_not_started() -> None:
    plan = a_plan(route=Route.SL, timers=(TimerPlan(what=TimerKind.HOLD),))
    assert dues(plan, a_dose(0)) == ()


def test_of_84_mg_in_three_devices_leaving_is_due_by_the_later_rule_and_a_booster_moves_it() -> None:
    plan = a_plan(
        route=Route.IN,
        drug=Drug.ESKETAMINE,
        discharge=DischargePlan(first_dose_minutes=120, last_dose_minutes=120, vitals=True),
    )
    devices = [a_dose(minutes) for minutes in (0, 5, 10)]
    assert times(plan, *devices) == {"discharge": 130, "vitals:leaving": 130}
    ready = said("discharge", PromptOutcome.DONE, 131)
    assert times(plan, *devices, ready) == {"vitals:leaving": 130}
    # Written down after "done", though it was given before: nobody has said anything to the new time.
    late = a_dose(60, typed_ms=140 * MINUTE)
    assert times(plan, *devices, ready, late) == {"discharge": 180, "vitals:leaving": 180}


def test_vitals_before_leaving_are_those_of_the_plan_where_both_fall_together() -> None:
    plan = a_plan(vitals=vitals_at(60, 120, before_leaving=True), discharge=EVERYTHING.discharge)
    assert list(times(plan, a_dose(0))) == ["vitals:60", "discharge", "vitals:120"]
    repeated = a_plan(
        vitals=VitalsPlan(every_minutes=60, until_minutes=120, before_leaving=True),
        discharge=EVERYTHING.discharge,
    )
    assert list(times(repeated, a_dose(0))) == ["vitals:every:1", "discharge", "vitals:every:2"]


def test_the_mask_is_due_off_until_it_is_off_after_the_dose() -> None:
    plan = a_plan(mask=MaskPlan(minutes=60))
    tried_on = (a_mask(-5, on=True), a_mask(-4, on=False))
    assert times(plan, *tried_on, a_dose(0)) == {"mask": 60}
    assert times(plan, a_dose(0), a_mask(1, on=True), a_mask(30, on=False)) == {}
    assert times(plan, a_dose(0), a_mask(30, on=False), a_mask(40, on=True)) == {"mask": 60}
    assert times(a_plan(), a_dose(0), a_mask(1, on=True)) == {}


def test_a_question_from_the_last_dose_is_asked_anew_after_each() -> None:
    plan = a_plan(check_ins=(CheckInPlan(minutes=20, counted_from=Anchor.LAST_DOSE, question=NOTICE),))
    first, booster = a_dose(0), a_dose(10)
    assert times(plan, first, booster) == {f"check_in:0:{booster.id}": 30}
    late = a_dose(25)
    assert times(plan, first, late) == {f"check_in:0:{first.id}": 20, f"check_in:0:{late.id}": 45}
