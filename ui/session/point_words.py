"""The points of the gate and of "ready to leave" as rows of a sheet, with the lines that state them."""

from PySide6.QtCore import QCoreApplication

from kap_companion.vocabulary.consent import ConsentScope
from kap_companion.vocabulary.facts import GatePoint, PointState
from kap_companion.vocabulary.protocol import CheckPlan
from ui.session.consent_words import scope_word
from ui.session.key_words import point_word
from ui.session.sheet_rows import SheetRow, Stand

CONSENT = "consent_"
_STANDS = {
    PointState.MET: Stand.MET,
    PointState.OPEN: Stand.OPEN,
    PointState.NOT_MET: Stand.NOT_MET,
    PointState.OVERRIDDEN: Stand.OVERRIDDEN,
}
_LINES = {
    "fasting_food": "> ate ",
    "fasting_drink": "> drank ",
    "weight": "> weight ",
    "medicines": "> took ",
    "ride": "> ride ",
    "vitals": "v ",
    "escort": "> escort ",
    "rescue_kit": "> check rescue_kit ",
}


def point_row(point: GatePoint, checks: dict[str, CheckPlan], *, frozen: bool = False) -> SheetRow:
    """A point as a row.

    Args:
        point: as it stands.
        checks: the questions of the protocol, by their key.
        frozen: whether nothing can change it any more.
    """
    says = str(point.says)
    if point.state is PointState.OVERRIDDEN:
        by = QCoreApplication.translate("Sheet", "{by}: {reason}").format(by=point.by, reason=point.reason)
        says = f"{says} · {by}" if says else by
    return SheetRow(
        title=_title(point.key, checks),
        says=says,
        line="" if frozen else _line(point, checks),
        stand=_STANDS[point.state],
        state=_state(point),
    )


def _line(point: GatePoint, checks: dict[str, CheckPlan]) -> str:
    if point.state is PointState.NOT_MET:
        return f"> override {point.key} by "
    if point.key.startswith(CONSENT):
        return f"> consent {point.key.removeprefix(CONSENT)} "
    if point.key in checks:
        return f"> check {point.key} "
    return _LINES.get(point.key, f"> override {point.key} by ")


def _state(point: GatePoint) -> str:
    if point.hard and point.state is PointState.NOT_MET:
        return QCoreApplication.translate("Sheet", "not met · needs a name and a reason")
    return ""


def _title(key: str, checks: dict[str, CheckPlan]) -> str:
    if key.startswith(CONSENT):
        scope = ConsentScope(key.removeprefix(CONSENT))
        return QCoreApplication.translate("Sheet", "Consent: {scope}").format(scope=scope_word(scope))
    if key in checks:
        return checks[key].question
    return point_word(key)
