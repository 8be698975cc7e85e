"""Consents as they read on the screen."""

from PySide6.QtCore import QCoreApplication

from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail, ConsentScope
from ui.session.record_words import number

translate = QCoreApplication.translate


def scope_word(scope: ConsentScope) -> str:
    """What a consent is about, in a word or two."""
    return {
        ConsentScope.TREATMENT: translate("Consent", "treatment"),
        ConsentScope.DOSE: translate("Consent", "dose"),
        ConsentScope.TOUCH: translate("Consent", "touch"),
        ConsentScope.RECORDING: translate("Consent", "recording"),
        ConsentScope.OBSERVERS: translate("Consent", "observers"),
        ConsentScope.TELLING: translate("Consent", "who may be told"),
    }[scope]


def act_word(act: ConsentAct) -> str:
    """What became of it."""
    return {
        ConsentAct.GIVEN: translate("Consent", "given"),
        ConsentAct.REFUSED: translate("Consent", "refused"),
        ConsentAct.WITHDRAWN: translate("Consent", "withdrawn"),
        ConsentAct.ASKED: translate("Consent", "asked, not granted"),
    }[act]


def terms(detail: ConsentDetail, text: str = "") -> str:
    """What exactly was agreed, such as "hand on shoulder · by Ana"; empty where nothing more was said."""
    pieces: list[str] = [str(detail.touch)] if detail.touch else []
    if detail.dose_mg is not None:
        pieces.append(translate("Consent", "up to {mg} mg").format(mg=number(detail.dose_mg)))
    if detail.booster_mg is not None:
        pieces.append(translate("Consent", "boosters up to {mg} mg").format(mg=number(detail.booster_mg)))
    if detail.people:
        names = ", ".join(detail.people)
        by_whom = detail.scope is ConsentScope.TOUCH
        pieces.append(translate("Consent", "by {names}").format(names=names) if by_whom else names)
    if text:
        pieces.append(text)
    return " · ".join(pieces)
