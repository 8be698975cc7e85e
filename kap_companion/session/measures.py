"""What a set of vitals holds, measure by measure."""

from kap_companion.vocabulary.details import VitalsDetail, VitalsStatus
from kap_companion.vocabulary.limits import Measure


def measured(detail: VitalsDetail) -> dict[Measure, int]:
    """The values that were taken, in the units of `Measure`; empty for vitals that were not taken."""
    if detail.status is not VitalsStatus.TAKEN:
        return {}
    values = {
        Measure.SYSTOLIC: detail.systolic,
        Measure.DIASTOLIC: detail.diastolic,
        Measure.HEART_RATE: detail.heart_rate,
        Measure.SPO2: detail.spo2,
        Measure.RESPIRATORY_RATE: detail.respiratory_rate,
    }
    return {measure: value for measure, value in values.items() if value is not None}
