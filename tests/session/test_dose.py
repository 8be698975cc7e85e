"""How much a dose is in milligrams."""

import pytest

from kap_companion.session.dose import by_volume_mg, dose_mg
from kap_companion.vocabulary.details import DoseDetail
from kap_companion.vocabulary.routes import Unit


@pytest.mark.parametrize(
    ("amount", "unit", "weight_kg", "expected"),
    [
        (70, Unit.MG, None, 70.0),
        (70, Unit.MG, 68, 70.0),
        (0.5, Unit.MG_PER_KG, 68, 34.0),
        (0.5, Unit.MG_PER_KG, None, None),
        (None, None, 68, None),
        (70, None, 68, None),
    ],
)
def test_a_dose_in_milligrams_needs_its_unit_and_for_mg_per_kg_the_weight(
    amount: float | None, unit: Unit | None, weight_kg: float | None, expected: float | None
) -> None:
    assert dose_mg(DoseDetail(amount=amount, unit=unit), weight_kg) == expected


@pytest.mark.parametrize(
    ("concentration", "volume_ml", "expected"), [(50, 1.4, 70.0), (None, 1.4, None), (50, None, None)]
)
def test_a_volume_at_a_concentration_is_an_amount(
    concentration: float | None, volume_ml: float | None, expected: float | None
) -> None:
    detail = DoseDetail(concentration=concentration, volume_ml=volume_ml)
    assert dose_mg(detail, None) == by_volume_mg(detail) == expected


def test_a_stated_amount_counts_and_the_volume_is_told_beside_it() -> None:
    detail = DoseDetail(amount=70, unit=Unit.MG, concentration=50, volume_ml=1.0)
    assert (dose_mg(detail, None), by_volume_mg(detail)) == (70.0, 50.0)
