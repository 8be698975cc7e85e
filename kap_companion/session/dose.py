"""How much a dose is in milligrams."""

from kap_companion.vocabulary.details import DoseDetail
from kap_companion.vocabulary.routes import Unit


def dose_mg(detail: DoseDetail, weight_kg: float | None) -> float | None:
    """A dose's amount in mg of its own drug; None where the amount, its unit or the weight is not known."""
    if detail.amount is None or detail.unit is None:
        return None
    if detail.unit is Unit.MG:
        return detail.amount
    return None if weight_kg is None else detail.amount * weight_kg
