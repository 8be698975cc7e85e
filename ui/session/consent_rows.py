"""The sheet of consents: every kind of consent with what stands, and the line that takes it back."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from kap_companion.session.consents import Consent, Consents
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.consent import ConsentAct, ConsentScope
from ui.session.consent_words import act_word, scope_word, terms
from ui.session.sheet_rows import SheetContent, SheetRow, Stand

translate = QCoreApplication.translate


def consent_content(agreed: Consents, timeline: Timeline, time_of: Callable[[int], str]) -> SheetContent:
    """What stands first, kind by kind; then what was withdrawn, refused, or asked too late.

    Args:
        agreed: as it stands now.
        timeline: of the session.
        time_of: a moment in words.
    """
    rows: list[SheetRow] = []
    for scope in ConsentScope:
        standing = [consent for consent in agreed.standing if consent.scope is scope]
        rows += [_standing(consent, time_of) for consent in standing]
        if not standing and timeline.first_dose_ms is None:
            rows.append(
                SheetRow(scope_word(scope).capitalize(), line=f"> consent {_typed(scope)} ", stand=Stand.OPEN)
            )
    for consent in (*agreed.withdrawn, *agreed.refused, *agreed.asked):
        rows.append(_over(consent, time_of))
    about = translate("Sheet", "Ctrl+Shift+W withdraws touch, recording, observers and telling at once.")
    if timeline.first_dose_ms is not None:
        late = translate("Sheet", "After the first dose nothing is added: what is asked for is not granted.")
        about = f"{about} {late}"
    return SheetContent(translate("Sheet", "Consents"), about, tuple(rows))


def _standing(consent: Consent, time_of: Callable[[int], str]) -> SheetRow:
    scope = consent.scope
    withdraws = scope is not None and scope not in {ConsentScope.TREATMENT, ConsentScope.DOSE}
    says = terms(consent.detail, str(consent.entry.text))
    since = translate("Sheet", "since {time}").format(time=time_of(consent.at_ms))
    return SheetRow(
        title=scope_word(scope).capitalize() if scope is not None else translate("Sheet", "In words"),
        says=f"{says} · {since}" if says else since,
        line=f"> consent withdraw {_typed(scope)}" if withdraws and scope is not None else "",
        stand=Stand.MET,
        state=act_word(consent.act),
    )


def _over(consent: Consent, time_of: Callable[[int], str]) -> SheetRow:
    scope = consent.scope
    says = terms(consent.detail, str(consent.entry.text))
    at = time_of(consent.at_ms)
    return SheetRow(
        title=scope_word(scope).capitalize() if scope is not None else _without_scope(consent),
        says=f"{says} · {at}" if says else at,
        state=act_word(consent.act),
    )


def _without_scope(consent: Consent) -> str:
    if consent.act is ConsentAct.WITHDRAWN:
        return translate("Sheet", "Touch, recording, observers, telling")
    return translate("Sheet", "In words")


def _typed(scope: ConsentScope) -> str:
    return "tell" if scope is ConsentScope.TELLING else scope.value
