"""The most that was agreed before the session for the first dose and for boosters; nobody renegotiates it.

Source: Oregon psilocybin forms (dose and booster are agreed beforehand, so that nobody negotiates under the
influence), clinical ground 1.2 and 1.10.
"""

from dataclasses import dataclass
from typing import Final

from kap_companion.session.consents import consents
from kap_companion.session.dose import dose_mg
from kap_companion.session.timeline import Timeline
from kap_companion.session.weight import weight_kg_at
from kap_companion.vocabulary.consent import ConsentScope
from kap_companion.vocabulary.details import DoseDetail
from kap_companion.vocabulary.routes import Drug

# Sums of figures as typed are exact to far less than this, in mg.
_EXACT: Final = 6


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What was agreed, in mg of the session's drug.

    Attributes:
        dose_mg: the most for the first dose; None where no number was agreed for it.
        booster_mg: the most for all boosters together; None where nothing was said about boosters, and then
            none was agreed.
        left_mg: what is left for boosters once the first dose was given; None before, and where it cannot be
            known because the amount of a booster is not.
    """

    dose_mg: float | None
    booster_mg: float | None
    left_mg: float | None


_NOTHING: Final = (0.0, 0.0)


def ceiling(timeline: Timeline, weight_kg: float | None = None) -> Ceiling | None:
    """What was agreed before the first dose, or None where no number was.

    What is stated later counts only where it is less. Where the consent to a dose was refused or withdrawn,
    both numbers are 0.

    Args:
        timeline: of the session.
        weight_kg: for boosters in mg/kg that were given before a weight was stated.
    """
    agreed = _agreed(timeline)
    if agreed is None:
        return None
    dose_most, booster_most = agreed
    left_mg: float | None = None
    if timeline.doses:
        boosters = _given(timeline, weight_kg, _first_drug(timeline), booster=True)
        if None not in boosters:
            left_mg = max(0.0, round((booster_most or 0) - _sum(boosters), _EXACT))
    return Ceiling(dose_most, booster_most, left_mg)


def above_ceiling(
    detail: DoseDetail, timeline: Timeline, weight_kg: float | None, replacing: str | None = None
) -> float | None:
    """By how many mg a dose goes above what was agreed; None where it does not, or where that is not known.

    A booster is added to the boosters before it, any other dose to the others before it, such as the second
    of several devices. An agreement about one drug says nothing of another: all of that is above it.

    Args:
        detail: the dose that is about to be written.
        timeline: of the session, without it.
        weight_kg: for a dose in mg/kg; None where it is not known.
        replacing: the entry that the dose corrects, which is then not counted.
    """
    agreed = _agreed(timeline)
    mg = dose_mg(detail, weight_kg)
    if agreed is None or mg is None:
        return None
    most = (agreed[1] or 0) if detail.booster else agreed[0]
    if most is None:
        return None
    drug = _first_drug(timeline)
    if timeline.doses and detail.drug is not None and detail.drug is not drug:
        return mg
    before = _given(timeline, weight_kg, drug, booster=detail.booster, but=replacing)
    above = round(_sum(before) + mg - most, _EXACT)
    return above if above > 0 else None


def _agreed(timeline: Timeline) -> tuple[float | None, float | None] | None:
    """The most for the first dose and for boosters in mg; None where no number was agreed."""
    stated = consents(timeline)
    standing = stated.of(ConsentScope.DOSE)
    if not standing:
        # A withdrawal of all that can be withdrawn does not speak of the dose.
        denied = any(no.scope is ConsentScope.DOSE for no in (*stated.refused, *stated.withdrawn))
        return _NOTHING if denied else None
    most = standing[-1].detail
    return None if most.dose_mg is None and most.booster_mg is None else (most.dose_mg, most.booster_mg)


def _first_drug(timeline: Timeline) -> Drug | None:
    """The drug that was agreed on: doses take it from the protocol, so the first one names it."""
    first = timeline.doses[0].detail if timeline.doses else None
    return first.drug if isinstance(first, DoseDetail) else None


def _given(
    timeline: Timeline, weight_kg: float | None, drug: Drug | None, *, booster: bool, but: str | None = None
) -> tuple[float | None, ...]:
    """The amounts of a drug in mg that were given as boosters, or as other doses."""
    return tuple(
        dose_mg(entry.detail, weight_kg_at(timeline, entry.elapsed_ms, weight_kg))
        for entry in timeline.doses
        if isinstance(entry.detail, DoseDetail)
        and entry.id != but
        and entry.detail.drug is drug
        and entry.detail.booster is booster
    )


def _sum(amounts: tuple[float | None, ...]) -> float:
    return sum(mg for mg in amounts if mg is not None)
