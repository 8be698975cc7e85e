"""How much a dose is in milligrams."""

import pytest

from kap_companion.session.dose import dose_mg
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
