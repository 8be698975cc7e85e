"""How much a dose is in milligrams."""

from kap_companion.vocabulary.details import DoseDetail
from kap_companion.vocabulary.routes import Unit


def dose_mg(detail: DoseDetail, weight_kg: float | None) -> float | None:
    """A dose's amount in mg of its own drug; None where what it takes to know it was not said.

    Where no amount was stated, it is the volume in mL times the concentration in mg/mL.
    """
    if detail.amount is None:
        return by_volume_mg(detail)
    if detail.unit is Unit.MG:
        return detail.amount
    if detail.unit is None or weight_kg is None:
        return None
    return detail.amount * weight_kg


def by_volume_mg(detail: DoseDetail) -> float | None:
    """What the stated volume holds at the stated concentration, in mg; None where one of them is not said."""
    if detail.concentration is None or detail.volume_ml is None:
        return None
    return detail.concentration * detail.volume_ml
