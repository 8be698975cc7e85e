"""Vitals and what lies outside a limit, in a fragment of a sentence; never what that means."""

from collections.abc import Iterable, Mapping

from kap_companion.session.limits import Bound, Outside, outside
from kap_companion.session.points import Finding
from kap_companion.session.since import clock_words
from kap_companion.vocabulary.details import VitalsDetail, VitalsStatus
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.facts import PointState
from kap_companion.vocabulary.limits import LimitScope, Measure

_NAMES = {
    Measure.SYSTOLIC: "systolic",
    Measure.DIASTOLIC: "diastolic",
    Measure.HEART_RATE: "heart rate",
    Measure.SPO2: "SpO2",
    Measure.RESPIRATORY_RATE: "respiratory rate",
}
_SCOPES = {
    LimitScope.CLIENT: "the client’s limit",
    LimitScope.FACILITY: "the practice’s limit",
    LimitScope.PROTOCOL: "the protocol’s limit",
}


def vitals_point(
    entries: Iterable[Entry], limits: Mapping[Measure, Bound], missing: str, upon: tuple[Entry, ...] = ()
) -> Finding:
    """The hard point "vitals": taken, and by the newest values inside the limits that are in force.

    Args:
        entries: the vitals that count for it, by their time.
        limits: in force when it is looked at.
        missing: what is said while there are none.
        upon: what else the point rests on.
    """
    said = [(entry, entry.detail) for entry in entries if isinstance(entry.detail, VitalsDetail)]
    taken = [(entry, detail) for entry, detail in said if vitals_words(detail)]
    if not said:
        return Finding("vitals", PointState.OPEN, missing, hard=True, upon=upon)
    if not taken:
        entry, detail = said[-1]
        says = f"{detail.status.value}: {detail.reason}" if detail.reason else f"{detail.status.value}"
        says = "nothing of them could be read" if detail.status is VitalsStatus.TAKEN else says
        says = f"{says}, at {clock_words(entry.at)}"
        return Finding("vitals", PointState.NOT_MET, says, hard=True, upon=(*upon, entry))
    entry, detail = taken[-1]
    beyond = outside(detail, limits)
    says = f"{vitals_words(detail)}, at {clock_words(entry.at)}"
    says = "; ".join((says, *map(outside_words, beyond)))
    state = PointState.NOT_MET if beyond else PointState.MET
    return Finding("vitals", state, says, hard=True, upon=(*upon, entry))


def vitals_words(detail: VitalsDetail) -> str:
    """What was measured: "132/84 mmHg, heart rate 72, SpO2 97 %"; empty where nothing was."""
    if detail.status is not VitalsStatus.TAKEN:
        return ""
    pieces: list[str] = []
    if detail.systolic is not None or detail.diastolic is not None:
        high, low = ("–" if each is None else each for each in (detail.systolic, detail.diastolic))
        pieces.append(f"{high}/{low} mmHg")
    pieces += [f"heart rate {detail.heart_rate}"] if detail.heart_rate is not None else []
    pieces += [f"SpO2 {detail.spo2} %"] if detail.spo2 is not None else []
    pieces += [f"respiratory rate {detail.respiratory_rate}"] if detail.respiratory_rate is not None else []
    return ", ".join(pieces)


def outside_words(found: Outside) -> str:
    """Which value lies beyond which limit, whose that is, since when and where it is written."""
    bound = found.bound
    limit = bound.upper if found.above else bound.lower
    side = "above" if found.above else "below"
    whose = [_SCOPES[bound.scope]]
    whose += [f"by {bound.ordered_by}"] if bound.ordered_by else []
    whose += [bound.ordered_at.date().isoformat()] if bound.ordered_at is not None else []
    whose += [bound.source] if bound.source else []
    return f"{_NAMES[bound.measure]} {found.value} {side} {limit:g} ({', '.join(whose)})"
