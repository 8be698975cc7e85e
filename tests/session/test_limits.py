"""Which limits hold for vitals: the client's order, then the facility's, then the protocol's."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.session.limits import Bound, limit_history, limits_in_force, outside
from kap_companion.session.timeline import project
from kap_companion.vocabulary.details import VitalsDetail, VitalsStatus
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.limits import Limit, LimitDetail, LimitScope, Measure
from kap_companion.vocabulary.protocol import LimitPlan, Protocol
from tests.builders import BEGAN, a_protocol, an_entry
from tests.session.test_timeline import a_retraction, amended

SYSTOLIC, DIASTOLIC, RATE = Measure.SYSTOLIC, Measure.DIASTOLIC, Measure.HEART_RATE


def planned(*limits: Limit) -> Protocol:
    plans = tuple(LimitPlan(limit=limit, source="the spray's label") for limit in limits)
    return a_protocol().model_copy(update={"limits": plans})


def stated(scope: LimitScope, minutes: float, *limits: Limit, **fields: Any) -> Entry:
    detail = LimitDetail(scope=scope, limits=limits, **fields)
    return an_entry(EntryKind.LIMIT, detail, minutes=minutes)


def at_most(upper: float | None, measure: Measure = SYSTOLIC, lower: float | None = None) -> Limit:
    return Limit(measure=measure, lower=lower, upper=upper)


def uppers(bounds: dict[Measure, Bound]) -> dict[Measure, float | None]:
    return {measure: bound.upper for measure, bound in bounds.items()}


@pytest.mark.parametrize(("client", "facility", "protocol"), list(product((True, False), repeat=3)))
def test_the_clients_order_goes_before_the_facilitys_limit_and_that_before_the_protocols(
    client: bool, facility: bool, protocol: bool
) -> None:
    rows = [stated(LimitScope.CLIENT, 0, at_most(150))] if client else []
    rows += [stated(LimitScope.FACILITY, 1, at_most(160))] if facility else []
    bound = limits_in_force(project(rows), planned(at_most(140)) if protocol else a_protocol()).get(SYSTOLIC)
    expected = 150 if client else 160 if facility else 140 if protocol else None
    assert (bound.upper if bound else None) == expected


def test_precedence_is_measure_by_measure() -> None:
    rows = [stated(LimitScope.FACILITY, 0, at_most(160), at_most(120, RATE))]
    rows.append(stated(LimitScope.CLIENT, 0, at_most(150)))
    bounds = limits_in_force(project(rows), planned(at_most(90, DIASTOLIC), at_most(100, RATE)))
    assert [(m, b.upper, b.scope) for m, b in bounds.items()] == [
        (SYSTOLIC, 150, LimitScope.CLIENT),
        (DIASTOLIC, 90, LimitScope.PROTOCOL),
        (RATE, 120, LimitScope.FACILITY),
    ]


def test_a_limit_says_whose_it_is_since_when_and_where_it_is_written() -> None:
    ordered_at = BEGAN - timedelta(days=3)
    order = stated(
        LimitScope.CLIENT, 4, at_most(150), ordered_by="Dr. Okafor", ordered_at=ordered_at, source="letter"
    )
    bounds = limits_in_force(project([order]), planned(at_most(90, DIASTOLIC)))
    assert bounds[SYSTOLIC] == Bound(
        SYSTOLIC, None, 150, LimitScope.CLIENT, "Dr. Okafor", ordered_at, "letter"
    )
    assert bounds[DIASTOLIC] == Bound(DIASTOLIC, None, 90, LimitScope.PROTOCOL, "", None, "the spray's label")


def test_an_order_without_a_date_was_made_when_it_was_stated() -> None:
    order = stated(LimitScope.CLIENT, 4, at_most(150))
    assert limits_in_force(project([order]), a_protocol())[SYSTOLIC].ordered_at == order.at


def test_the_newest_order_counts_for_what_it_names_and_leaves_the_rest() -> None:
    rows = [stated(LimitScope.CLIENT, 0, at_most(150), at_most(120, RATE))]
    rows.append(stated(LimitScope.CLIENT, 5, at_most(160)))
    assert uppers(limits_in_force(project(rows), a_protocol())) == {SYSTOLIC: 160, RATE: 120}


def test_limits_hold_from_their_entry_on() -> None:
    rows = [stated(LimitScope.CLIENT, 0, at_most(150)), stated(LimitScope.CLIENT, 5, at_most(160))]
    history = limit_history(project(rows).entries, planned(at_most(140)))
    found = [history.at(at_ms)[SYSTOLIC].upper for at_ms in (-1, 0, 299_999, 300_000)]
    assert found == [140, 150, 150, 160]


def test_a_limit_without_a_number_takes_the_one_of_its_scope_away() -> None:
    rows = [stated(LimitScope.CLIENT, 0, at_most(150), at_most(120, RATE))]
    rows.append(stated(LimitScope.CLIENT, 1, at_most(None)))
    bounds = limits_in_force(project(rows), planned(at_most(140)))
    assert uppers(bounds) == {SYSTOLIC: 140, RATE: 120}


def test_limits_that_name_no_measure_take_all_of_their_scope_away() -> None:
    rows = [stated(LimitScope.CLIENT, 0, at_most(150)), stated(LimitScope.FACILITY, 0, at_most(160))]
    rows.append(stated(LimitScope.CLIENT, 1))
    assert uppers(limits_in_force(project(rows), a_protocol())) == {SYSTOLIC: 160}


def test_a_limit_that_was_amended_or_taken_back_counts_no_more() -> None:
    first = stated(LimitScope.CLIENT, 0, at_most(150))
    mended = amended(first, detail=LimitDetail(limits=(at_most(155),)))
    assert uppers(limits_in_force(project([first, mended]), a_protocol())) == {SYSTOLIC: 155}
    assert limits_in_force(project([first, a_retraction(first)]), a_protocol()) == {}


def test_a_protocol_that_leaves_it_to_the_prescriber_sets_no_limit() -> None:
    assert limits_in_force(project([]), planned(at_most(None))) == {}


@pytest.mark.parametrize(
    ("value", "found"), [(89, "below"), (90, None), (120, None), (160, None), (161, "above")]
)
def test_a_value_on_a_limit_is_inside_it(value: int, found: str | None) -> None:
    limits = limits_in_force(project([]), planned(at_most(160, lower=90)))
    sides = ["above" if each.above else "below" for each in outside(VitalsDetail(systolic=value), limits)]
    assert sides == ([found] if found else [])


def test_what_lies_outside_carries_the_limit_and_the_value() -> None:
    limits = limits_in_force(project([]), planned(at_most(140), at_most(90, DIASTOLIC)))
    found = outside(VitalsDetail(systolic=152, diastolic=96, heart_rate=200), limits)
    assert [(each.bound, each.value) for each in found] == [
        (limits[SYSTOLIC], 152),
        (limits[DIASTOLIC], 96),
    ]


@pytest.mark.parametrize("status", [status for status in VitalsStatus if status is not VitalsStatus.TAKEN])
def test_vitals_that_were_not_taken_lie_outside_nothing(status: VitalsStatus) -> None:
    limits = limits_in_force(project([]), planned(at_most(140)))
    assert outside(VitalsDetail(status=status, reason="asleep"), limits) == ()


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(LimitScope),
            st.integers(0, 9),
            st.sampled_from(Measure),
            st.one_of(st.none(), st.integers(50, 200)),
        ),
        max_size=8,
    )
)
def test_whatever_was_stated_the_first_scope_that_has_a_number_counts(
    said: list[tuple[LimitScope, int, Measure, int | None]],
) -> None:
    rows = [stated(scope, minutes, at_most(upper, measure)) for scope, minutes, measure, upper in said]
    bounds = limits_in_force(project(rows), a_protocol())
    for measure in Measure:
        expected = None
        for scope in reversed(LimitScope):
            of_it = [each for each in said if each[0] is scope and each[2] is measure]
            newest = max(enumerate(of_it), key=lambda each: (each[1][1], each[0]), default=None)
            expected = newest[1][3] if newest and newest[1][3] is not None else expected
        assert (bounds[measure].upper if measure in bounds else None) == expected
