"""The doses of a session as a list: ordered, prepared, given, wasted; and totals, of one drug each.

What was agreed beforehand is in `ceiling`, typed amounts are in `amounts`; both are named here too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, overload

from kap_companion.session.amounts import Amount, AnyAmount, D, Esketamine, Ketamine, amount_of
from kap_companion.session.ceiling import Ceiling, above_ceiling, ceiling
from kap_companion.session.dose import by_volume_mg, dose_mg
from kap_companion.session.timeline import Timeline
from kap_companion.session.weight import Weight, weight_of
from kap_companion.vocabulary.details import DoseDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.routes import Drug, Unit
from kap_companion.vocabulary.session import Session

__all__ = [
    "Amount",
    "AnyAmount",
    "Ceiling",
    "DoseLine",
    "Esketamine",
    "Ketamine",
    "Weight",
    "above_ceiling",
    "ceiling",
    "dose_lines",
    "dose_mg",
    "total",
    "totals",
    "weight_of",
]


@dataclass(frozen=True, slots=True)
class DoseLine:
    """One dose; milligrams are of its own drug, and None where nobody said.

    Attributes:
        entry: its current reading.
        detail: what that says.
        number: from 1, by time.
        drug: None where neither the line nor the protocol names one.
        mg: what was given.
        ordered: what the prescriber ordered.
        prepared: what was drawn up or laid out.
        given: what was given, as an amount that knows its drug.
        wasted: what was thrown away.
        by_volume: what the stated volume holds at the stated concentration.
        weight: the weight a dose in mg/kg was worked out with; None for all others.
    """

    entry: Entry
    detail: DoseDetail
    number: int
    drug: Drug | None
    mg: float | None
    ordered: float | None
    prepared: float | None
    given: AnyAmount | None
    wasted: float | None
    by_volume: float | None
    weight: Weight | None


def dose_lines(timeline: Timeline, session: Session) -> tuple[DoseLine, ...]:
    """The current doses by time; one in mg/kg is worked out with the weight that was known then."""
    doses = [(entry, entry.detail) for entry in timeline.doses if isinstance(entry.detail, DoseDetail)]
    return tuple(
        _line(number, entry, detail, timeline, session)
        for number, (entry, detail) in enumerate(doses, start=1)
    )


@overload
def total(doses: Iterable[DoseLine], drug: Literal[Drug.KETAMINE]) -> Amount[Ketamine]: ...
@overload
def total(doses: Iterable[DoseLine], drug: Literal[Drug.ESKETAMINE]) -> Amount[Esketamine]: ...
@overload
def total(doses: Iterable[DoseLine], drug: Drug) -> AnyAmount: ...
def total(doses: Iterable[DoseLine], drug: Drug) -> AnyAmount:
    """All that was given of one drug; doses whose amount is not known are not in it."""
    return _sum(doses, Ketamine) if drug is Drug.KETAMINE else _sum(doses, Esketamine)


def totals(doses: Iterable[DoseLine]) -> tuple[AnyAmount, ...]:
    """A total for each drug that a dose names, in the order of `Drug`; there is none of all together."""
    lines = tuple(doses)
    named = {line.drug for line in lines}
    return tuple(total(lines, drug) for drug in Drug if drug in named)


def _sum(doses: Iterable[DoseLine], of: type[D]) -> Amount[D]:
    found = (line.mg for line in doses if line.drug is of.drug and line.mg is not None)
    return sum((Amount(of, mg) for mg in found), start=Amount(of, 0.0))


def _line(number: int, entry: Entry, detail: DoseDetail, timeline: Timeline, session: Session) -> DoseLine:
    weight = weight_of(timeline, session, entry.elapsed_ms) if detail.unit is Unit.MG_PER_KG else None
    mg = dose_mg(detail, weight.kg if weight is not None else None)
    drug = detail.drug or session.protocol.drug
    return DoseLine(
        entry=entry,
        detail=detail,
        number=number,
        drug=drug,
        mg=mg,
        ordered=detail.ordered_mg,
        prepared=detail.prepared_mg,
        given=amount_of(drug, mg) if drug is not None and mg is not None else None,
        wasted=detail.wasted_mg,
        by_volume=by_volume_mg(detail),
        weight=weight,
    )
