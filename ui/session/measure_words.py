"""Limits and scores in words: every number with what it is of."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from kap_companion.vocabulary.limits import Limit, Measure
from kap_companion.vocabulary.scales import BY_KEY, ScaleDetail
from ui.one_line import one_line
from ui.session.record_words import number

translate = QCoreApplication.translate
_PRESSURES = (Measure.SYSTOLIC, Measure.DIASTOLIC)


def limit_words(limits: Iterable[Limit]) -> str:
    """Limits in a row: "BP to 160/100, HR 50–120, SpO₂ from 92"; empty where there are none."""
    rows = list(limits)
    uppers = {limit.measure: limit.upper for limit in rows if limit.lower is None and limit.upper is not None}
    said = []
    if all(measure in uppers for measure in _PRESSURES):
        pressure = "/".join(number(uppers[measure]) for measure in _PRESSURES)
        said.append(translate("Limit", "BP to {pressure}").format(pressure=pressure))
        rows = [limit for limit in rows if limit.measure not in _PRESSURES]
    return ", ".join([*said, *(_limit(limit) for limit in rows)])


def scale_name(key: str) -> str:
    """What an instrument is called, by its key; the key itself where nobody knows it any more."""
    return BY_KEY[key].name if key in BY_KEY else one_line(key, 60)


def scale_words(scale: ScaleDetail) -> str:
    """A score with its range and what that means: "MOAA/S 4 of 0–5 (5 responds readily to name)"."""
    version = one_line(scale.version, 120).removeprefix(f"{scale.lowest} to {scale.highest}, ")
    return translate("Scale", "{name} {score} of {lowest}–{highest} ({version})").format(
        name=scale_name(scale.instrument),
        score=scale.score,
        lowest=scale.lowest,
        highest=scale.highest,
        version=version,
    )


def _limit(limit: Limit) -> str:
    name = short_measure(limit.measure)
    if limit.lower is not None and limit.upper is not None:
        return f"{name} {number(limit.lower)}–{number(limit.upper)}"
    if limit.lower is not None:
        return translate("Limit", "{measure} from {value}").format(measure=name, value=number(limit.lower))
    if limit.upper is not None:
        return translate("Limit", "{measure} to {value}").format(measure=name, value=number(limit.upper))
    return translate("Limit", "{measure} no limit").format(measure=name)


def short_measure(measure: Measure) -> str:
    """What is measured, as vitals are labelled."""
    return {
        Measure.SYSTOLIC: translate("Limit", "systolic"),
        Measure.DIASTOLIC: translate("Limit", "diastolic"),
        Measure.HEART_RATE: "HR",
        Measure.SPO2: "SpO₂",
        Measure.RESPIRATORY_RATE: "RR",
    }[measure]
