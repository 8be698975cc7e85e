"""The doses of a session as a list, and totals of each drug."""

from datetime import date
from math import isclose
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.session.amounts import Amount, Esketamine, Ketamine
from kap_companion.session.doses import dose_lines, total, totals
from kap_companion.session.timeline import project
from kap_companion.session.weight import weight_of
from kap_companion.vocabulary.details import DoseDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.facts import FactDetail, FactKind
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.routes import Drug, Route, Unit
from tests.builders import a_session, an_entry
from tests.session.test_timeline import a_retraction, amended

SESSION = a_session()


def a_dose(minutes: float, mg: float | None = 70, drug: Drug | None = Drug.KETAMINE, **fields: Any) -> Entry:
    said = {"amount": mg, "unit": Unit.MG if mg is not None else None, "drug": drug} | fields
    return an_entry(EntryKind.DOSE, DoseDetail.model_validate(said), minutes=minutes)


def a_weight(minutes: float, kg: float, weighed_on: date | None = None) -> Entry:
    detail = FactDetail(what=FactKind.WEIGHT, kg=kg, weighed_on=weighed_on)
    return an_entry(EntryKind.FACT, detail, minutes=minutes)


def test_a_dose_is_listed_with_all_that_was_said_of_it() -> None:
    dose = a_dose(
        3,
        70,
        route=Route.IM,
        form="vial",
        concentration=50,
        volume_ml=1.4,
        ordered_mg=70,
        prepared_mg=80,
        wasted_mg=10,
        lot="4471",
        expiry="2027-03",
        witness="Noor",
    )
    (line,) = dose_lines(project([dose]), SESSION)
    assert (line.number, line.entry, line.detail, line.drug) == (1, dose, dose.detail, Drug.KETAMINE)
    assert (line.ordered, line.prepared, line.mg, line.wasted) == (70, 80, 70, 10)
    assert (line.given, line.by_volume, line.weight) == (Amount(Ketamine, 70), 70, None)


def test_doses_are_numbered_by_time_and_only_current_ones_count() -> None:
    first, second, wrong = a_dose(0, 50), a_dose(20, 20, booster=True), a_dose(5, 999)
    mended = amended(first, detail=DoseDetail(amount=60, unit=Unit.MG, drug=Drug.KETAMINE))
    lines = dose_lines(project([second, first, wrong, mended, a_retraction(wrong)]), SESSION)
    assert [(line.number, line.mg) for line in lines] == [(1, 60), (2, 20)]
    assert total(lines, Drug.KETAMINE) == Amount(Ketamine, 80)


def test_a_dose_in_mg_per_kg_shows_the_weight_it_was_worked_out_with() -> None:
    weighed = date(2026, 11, 20)
    rows = [a_weight(0, 68, weighed), a_dose(5, 0.5, unit=Unit.MG_PER_KG), a_weight(10, 70)]
    rows.append(a_dose(20, 0.25, unit=Unit.MG_PER_KG, booster=True))
    first, second = dose_lines(project(rows), SESSION)
    assert first.weight is not None
    assert (first.mg, first.weight.kg, first.weight.weighed_on) == (34, 68, weighed)
    assert second.weight is not None
    assert (second.mg, second.weight.kg) == (17.5, 70)


def test_the_sessions_weight_counts_where_nobody_stated_one_and_its_day_is_not_known() -> None:
    session = a_session(weight_kg=80)
    (line,) = dose_lines(project([a_dose(5, 0.5, unit=Unit.MG_PER_KG)]), session)
    assert line.weight is not None
    assert (line.mg, line.weight.weighed_on, line.weight.entry) == (40, None, None)


def test_a_weight_that_was_stated_after_the_dose_counts_where_there_was_none() -> None:
    (line,) = dose_lines(project([a_dose(5, 0.5, unit=Unit.MG_PER_KG), a_weight(6, 68)]), SESSION)
    assert line.mg == 34


def test_a_dose_without_any_weight_has_no_milligrams_and_is_in_no_total() -> None:
    lines = dose_lines(project([a_dose(0, 10), a_dose(5, 0.5, unit=Unit.MG_PER_KG)]), SESSION)
    assert [(line.mg, line.given) for line in lines] == [(10, Amount(Ketamine, 10)), (None, None)]
    assert total(lines, Drug.KETAMINE) == Amount(Ketamine, 10)


def test_the_newest_weight_counts_before_the_sessions_own() -> None:
    rows = [a_weight(0, 68), a_weight(3, 69)]
    newest = weight_of(project(rows), a_session(weight_kg=80))
    assert newest is not None
    assert (newest.kg, newest.entry, newest.weighed_on) == (69, rows[1], rows[1].at.date())
    assert weight_of(project([]), SESSION) is None


def test_a_dose_without_a_drug_of_its_own_is_of_the_protocols() -> None:
    (line,) = dose_lines(project([a_dose(0, drug=None)]), SESSION)
    assert line.given == Amount(Ketamine, 70)


def test_two_drugs_have_two_totals_and_none_of_both() -> None:
    rows = [a_dose(0, 28, Drug.ESKETAMINE), a_dose(5, 28, Drug.ESKETAMINE), a_dose(60, 50)]
    lines = dose_lines(project(rows), SESSION)
    assert totals(lines) == (Amount(Ketamine, 50), Amount(Esketamine, 56))
    assert total([], Drug.ESKETAMINE) == Amount(Esketamine, 0)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(Drug), st.floats(0.1, 500), st.booleans()), max_size=8))
def test_the_total_of_a_drug_is_the_sum_of_its_doses_and_of_nothing_else(
    given_doses: list[tuple[Drug, float, bool]],
) -> None:
    rows = [a_dose(i, mg, drug, booster=booster) for i, (drug, mg, booster) in enumerate(given_doses)]
    lines = dose_lines(project(rows), SESSION)
    assert [line.number for line in lines] == list(range(1, len(rows) + 1))
    for drug in Drug:
        found = total(lines, drug)
        assert found.drug is drug
        assert isclose(found.mg, sum(mg for its, mg, _ in given_doses if its is drug), abs_tol=1e-9)
