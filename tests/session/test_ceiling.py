"""The most that was agreed before the session, and by how much a dose goes above it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.session.ceiling import Ceiling, above_ceiling, ceiling
from kap_companion.session.timeline import Timeline, project
from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail, ConsentScope
from kap_companion.vocabulary.details import DoseDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.routes import Drug, Unit
from tests.builders import an_entry
from tests.session.test_doses import a_dose, a_weight


def agreed(
    minutes: float, dose_mg: float | None, booster_mg: float | None = None, act: ConsentAct = ConsentAct.GIVEN
) -> Entry:
    detail = ConsentDetail(act=act, scope=ConsentScope.DOSE, dose_mg=dose_mg, booster_mg=booster_mg)
    return an_entry(EntryKind.CONSENT, detail, minutes=minutes)


def above(
    timeline: Timeline,
    mg: float,
    *,
    booster: bool = False,
    unit: Unit = Unit.MG,
    weight_kg: float | None = None,
    drug: Drug | None = Drug.KETAMINE,
) -> float | None:
    detail = DoseDetail(amount=mg, unit=unit, booster=booster, drug=drug)
    return above_ceiling(detail, timeline, weight_kg)


def test_without_an_agreement_there_is_no_ceiling_and_nothing_is_above_it() -> None:
    for rows in ([], [agreed(0, None)]):
        timeline = project(rows)
        assert ceiling(timeline) is None
        assert above(timeline, 1000) is None


def test_what_was_agreed_is_shown_before_the_first_dose_and_after_it_what_is_left_for_boosters() -> None:
    rows = [agreed(0, 70, 30)]
    assert ceiling(project(rows)) == Ceiling(70, 30, None)
    rows.append(a_dose(5, 60))
    assert ceiling(project(rows)) == Ceiling(70, 30, 30)
    rows.append(a_dose(30, 20, booster=True))
    assert ceiling(project(rows)) == Ceiling(70, 30, 10)
    rows.append(a_dose(40, 20, booster=True))
    assert ceiling(project(rows)) == Ceiling(70, 30, 0)


def test_the_first_dose_is_held_against_what_was_agreed_for_it() -> None:
    timeline = project([agreed(0, 70, 30)])
    assert [above(timeline, mg) for mg in (69, 70, 80)] == [None, None, 10]


def test_boosters_are_held_together_against_what_was_agreed_for_boosters() -> None:
    timeline = project([agreed(0, 70, 30), a_dose(5, 60), a_dose(30, 20, booster=True)])
    assert [above(timeline, mg, booster=True) for mg in (10, 15)] == [None, 5]


def test_several_devices_are_held_together_against_what_was_agreed_for_the_dose() -> None:
    rows = [agreed(0, 84)]
    rows += [a_dose(minutes, 28, Drug.ESKETAMINE) for minutes in (5, 10)]
    assert above(project(rows), 28, drug=Drug.ESKETAMINE) is None
    rows.append(a_dose(15, 28, Drug.ESKETAMINE))
    assert above(project(rows), 28, drug=Drug.ESKETAMINE) == 28


def test_a_booster_of_which_nothing_was_said_was_not_agreed() -> None:
    timeline = project([agreed(0, 70), a_dose(5, 70)])
    assert ceiling(timeline) == Ceiling(70, None, 0)
    assert above(timeline, 20, booster=True) == 20


def test_a_dose_of_which_only_the_booster_was_agreed_has_no_ceiling() -> None:
    assert above(project([agreed(0, None, 30)]), 500) is None


def test_a_dose_in_mg_per_kg_is_worked_out_with_the_weight() -> None:
    timeline = project([agreed(0, 34, 10)])
    assert above(timeline, 0.5, unit=Unit.MG_PER_KG, weight_kg=68) is None
    assert above(timeline, 0.5, unit=Unit.MG_PER_KG, weight_kg=70) == 1
    assert above(timeline, 0.5, unit=Unit.MG_PER_KG) is None


def test_boosters_before_are_worked_out_with_the_weight_known_then() -> None:
    rows = [agreed(0, 70, 30), a_weight(1, 60), a_dose(5, 70)]
    rows += [a_dose(20, 0.25, unit=Unit.MG_PER_KG, booster=True), a_weight(25, 100)]
    timeline = project(rows)
    assert ceiling(timeline) == Ceiling(70, 30, 15)
    assert above(timeline, 20, booster=True, weight_kg=100) == 5


def test_what_is_left_is_not_known_where_a_boosters_amount_is_not() -> None:
    rows = [agreed(0, 70, 30), a_dose(5, 70), a_dose(20, None, booster=True)]
    assert ceiling(project(rows)) == Ceiling(70, 30, None)


def test_after_the_first_dose_an_agreement_can_only_become_less() -> None:
    rows = [agreed(0, 70, 30), a_dose(5, 70)]
    assert ceiling(project([*rows, agreed(10, 100, 50)])) == Ceiling(70, 30, 30)
    assert ceiling(project([*rows, agreed(10, 70, 10)])) == Ceiling(70, 10, 10)


@pytest.mark.parametrize("act", [ConsentAct.REFUSED, ConsentAct.WITHDRAWN])
def test_where_the_dose_was_refused_or_withdrawn_any_dose_is_above_what_is_agreed(act: ConsentAct) -> None:
    timeline = project([agreed(0, 70, 30), agreed(1, None, act=act)])
    assert ceiling(timeline) == Ceiling(0, 0, None)
    assert above(timeline, 5) == 5


def test_withdrawing_all_that_can_be_withdrawn_leaves_the_ceiling() -> None:
    everything = an_entry(EntryKind.CONSENT, ConsentDetail(act=ConsentAct.WITHDRAWN), minutes=1)
    assert ceiling(project([agreed(0, 70, 30), everything])) == Ceiling(70, 30, None)


def test_an_agreement_about_one_drug_says_nothing_of_another() -> None:
    timeline = project([agreed(0, 70, 30), a_dose(5, 10)])
    assert above(timeline, 28, drug=Drug.ESKETAMINE) == 28


def test_a_dose_that_is_corrected_is_not_counted_twice() -> None:
    dose = a_dose(5, 70)
    timeline = project([agreed(0, 70), dose])
    detail = DoseDetail(amount=60, unit=Unit.MG, drug=Drug.KETAMINE)
    assert above_ceiling(detail, timeline, None, replacing=dose.id) is None
    assert above_ceiling(detail, timeline, None) == 60


@settings(max_examples=40)
@given(st.integers(0, 100), st.lists(st.integers(1, 60), min_size=1, max_size=5))
def test_boosters_go_above_exactly_where_their_sum_does(most: int, boosters: list[int]) -> None:
    rows = [agreed(0, 70, most), a_dose(5, 70)]
    for i, mg in enumerate(boosters):
        over = sum(boosters[: i + 1]) - most
        timeline = project(rows)
        assert above(timeline, mg, booster=True) == (over if over > 0 else None)
        rows.append(a_dose(10 + i, mg, booster=True))
    left = ceiling(project(rows))
    assert left is not None
    assert left.left_mg == max(0, most - sum(boosters))
