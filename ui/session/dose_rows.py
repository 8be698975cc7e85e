"""The sheet of doses: each with what was ordered, prepared, given and wasted; what was agreed; the weight."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from kap_companion.session.doses import Ceiling, DoseLine, Weight
from ui.one_line import one_line
from ui.session.record_words import dose_terms, number
from ui.session.sheet_rows import SheetContent, SheetRow, Stand

translate = QCoreApplication.translate
LONGEST = 240


def dose_content(
    doses: Sequence[DoseLine],
    agreed: Ceiling | None,
    weight: Weight | None,
    time_of: Callable[[int], str],
) -> SheetContent:
    """The doses in their order, then what they are measured against.

    Args:
        doses: of the session.
        agreed: the most that was agreed before the first dose.
        weight: for doses in mg/kg.
        time_of: a moment in words.
    """
    rows = [_dose(dose, time_of) for dose in doses]
    rows.append(SheetRow(translate("Sheet", "Another dose"), line="d booster " if doses else "d "))
    return SheetContent(
        translate("Sheet", "Doses"),
        " ".join((ceiling_words(agreed), _weight(weight))),
        tuple(rows),
    )


def ceiling_words(agreed: Ceiling | None) -> str:
    """What was agreed before the session, in a sentence."""
    if agreed is None or (agreed.dose_mg is None and agreed.booster_mg is None):
        return translate("Sheet", "No ceiling was agreed before the session.")
    pieces = []
    if agreed.dose_mg is not None:
        pieces.append(translate("Sheet", "{mg} mg").format(mg=number(agreed.dose_mg)))
    if agreed.booster_mg is not None:
        pieces.append(translate("Sheet", "boosters {mg} mg").format(mg=number(agreed.booster_mg)))
    said = translate("Sheet", "Agreed before the session: {amounts}.").format(amounts=", ".join(pieces))
    if agreed.left_mg is not None:
        said += " " + translate("Sheet", "{mg} mg of it are left.").format(mg=number(agreed.left_mg))
    return said


def _dose(dose: DoseLine, time_of: Callable[[int], str]) -> SheetRow:
    return SheetRow(
        title=translate("Sheet", "{n}. {time}").format(n=dose.number, time=time_of(dose.entry.elapsed_ms)),
        says=dose_words(dose),
        stand=Stand.MET,
        state=translate("Sheet", "given"),
    )


def dose_words(dose: DoseLine) -> str:
    """A dose in one line: what was given of which drug, and all that was written down about it."""
    detail = dose.detail
    said: list[str] = []
    if detail.amount is not None and detail.unit is not None:
        said.append(f"{number(detail.amount)} {detail.unit.value}")
    if dose.weight is not None and dose.mg is not None:
        said.append(
            translate("Sheet", "{mg} mg at {kg} kg").format(mg=number(dose.mg), kg=number(dose.weight.kg))
        )
    if dose.drug is not None:
        said.append(dose.drug.value)
    said += [detail.route.value.upper()] if detail.route is not None else []
    return " · ".join([*said, *dose_terms(detail, one_line(dose.entry.text, LONGEST))])


def _weight(weight: Weight | None) -> str:
    if weight is None:
        return translate("Sheet", "No weight was taken.")
    if weight.weighed_on is None:
        return translate("Sheet", "Weight {kg} kg.").format(kg=number(weight.kg))
    return translate("Sheet", "Weight {kg} kg, weighed {day}.").format(
        kg=number(weight.kg), day=weight.weighed_on.isoformat()
    )
