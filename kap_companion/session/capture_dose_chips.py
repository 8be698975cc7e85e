"""The chips of a dose line."""

from collections.abc import Iterator

from kap_companion.session.capture_chip import Chip, ChipKind
from kap_companion.vocabulary.details import DoseDetail


def chips_of_dose(detail: DoseDetail) -> Iterator[Chip]:
    """What was given and how first, then what was ordered, prepared and wasted, then who and where."""
    if detail.booster:
        yield Chip(ChipKind.BOOSTER)
    if detail.amount is not None and detail.unit is not None:
        yield Chip(ChipKind.DOSE, f"{detail.amount:g}", detail.unit.value)
    if detail.route is not None:
        yield Chip(ChipKind.ROUTE, detail.route.value)
    strength = ((ChipKind.CONCENTRATION, detail.concentration), (ChipKind.VOLUME, detail.volume_ml))
    amounts = (
        (ChipKind.ORDERED, detail.ordered_mg),
        (ChipKind.PREPARED, detail.prepared_mg),
        (ChipKind.WASTED, detail.wasted_mg),
    )
    printed = (
        (ChipKind.FORM, detail.form),
        (ChipKind.SITE, detail.site),
        (ChipKind.LOT, detail.lot),
        (ChipKind.EXPIRY, detail.expiry),
    )
    yield from (Chip(kind, f"{value:g}") for kind, value in strength if value is not None)
    yield from (Chip(kind, text) for kind, text in printed if text)
    yield from (Chip(kind, f"{value:g}", "mg") for kind, value in amounts if value is not None)
    if detail.witness:
        yield Chip(ChipKind.WITNESS, detail.witness)
    if detail.ordered_by:
        yield Chip(ChipKind.BY, detail.ordered_by, "ordered")
