"""When a client may leave at the earliest."""

from typing import Any

from kap_companion.session.leaving_time import EarliestLeave, earliest_leave
from kap_companion.session.timeline import project
from kap_companion.vocabulary.details import DoseDetail, PlainDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.protocol import DischargePlan, Protocol
from kap_companion.vocabulary.routes import Drug, Route, Unit
from tests.builders import a_protocol, an_entry

MINUTE = 60_000
TWO_HOURS = DischargePlan(
    first_dose_minutes=120, last_dose_minutes=120, source="REMS Patient Monitoring Form 2024"
)


def a_nasal_protocol(plan: DischargePlan = TWO_HOURS) -> Protocol:
    return Protocol(key="in", name="Nasal", route=Route.IN, drug=Drug.ESKETAMINE, discharge=plan)


def a_device(minutes: float, **fields: Any) -> Entry:
    detail = DoseDetail(drug=Drug.ESKETAMINE, amount=28, unit=Unit.MG, route=Route.IN)
    return an_entry(EntryKind.DOSE, detail, minutes=minutes, **fields)


def taken_back(row: Entry) -> Entry:
    return an_entry(EntryKind.RETRACTION, PlainDetail(kind="retraction"), minutes=99, retracts=row.id)


def test_without_a_dose_there_is_no_time_to_leave() -> None:
    assert earliest_leave(project([an_entry(minutes=5)]), a_nasal_protocol()) is None


def test_of_84_mg_in_three_devices_both_times_are_told_and_the_later_counts() -> None:
    timeline = project([a_device(minutes) for minutes in (0, 5, 10)])
    assert earliest_leave(timeline, a_nasal_protocol()) == EarliestLeave(
        by_first_ms=120 * MINUTE,
        by_last_ms=130 * MINUTE,
        alone_ms=None,
        counts_ms=130 * MINUTE,
        source="REMS Patient Monitoring Form 2024",
    )


def test_the_first_dose_counts_where_its_time_is_the_later_one() -> None:
    plan = DischargePlan(first_dose_minutes=120, last_dose_minutes=40)
    earliest = earliest_leave(project([a_device(0), a_device(10)]), a_nasal_protocol(plan))
    assert earliest is not None
    assert (earliest.by_last_ms, earliest.counts_ms) == (50 * MINUTE, 120 * MINUTE)


def test_a_booster_moves_the_time_and_taking_it_back_moves_it_again() -> None:
    first, booster = a_device(0), a_device(70)
    rows = [first, booster]
    times = [earliest_leave(project(seen), a_nasal_protocol()) for seen in (rows[:1], rows)]
    assert [each.counts_ms for each in times if each] == [120 * MINUTE, 190 * MINUTE]
    back = earliest_leave(project([*rows, taken_back(booster)]), a_nasal_protocol())
    assert back == times[0]
    assert earliest_leave(project([first, taken_back(first)]), a_nasal_protocol()) is None


def test_who_is_fetched_by_nobody_has_a_time_of_their_own_that_moves_with_the_last_dose() -> None:
    plan = DischargePlan(last_dose_minutes=60, alone_minutes=120, source="Oxford NHS")
    earliest = earliest_leave(project([a_device(0), a_device(10)]), a_nasal_protocol(plan))
    assert earliest == EarliestLeave(None, 70 * MINUTE, 130 * MINUTE, 70 * MINUTE, "Oxford NHS")


def test_where_a_protocol_says_nothing_no_time_is_made_up() -> None:
    timeline = project([a_device(0)])
    assert earliest_leave(timeline, a_protocol()) == EarliestLeave(None, None, None, None, "")


def test_a_dose_entered_late_at_its_own_time_counts_from_then() -> None:
    late = a_device(-3, typed_ms=40 * MINUTE)
    earliest = earliest_leave(project([a_device(0), late]), a_nasal_protocol())
    assert earliest is not None
    assert (earliest.by_first_ms, earliest.by_last_ms) == (117 * MINUTE, 120 * MINUTE)
