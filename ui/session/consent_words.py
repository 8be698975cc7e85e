"""Consents as they read on the screen."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail, ConsentScope
from ui.one_line import one_line
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


def terms_of(consent: ConsentDetail) -> Iterator[str]:
    """What exactly was agreed, piece by piece: what and where, how much, by whom."""
    if consent.touch:
        yield one_line(consent.touch, 240)
    if consent.dose_mg is not None:
        yield translate("Consent", "up to {mg} mg").format(mg=number(consent.dose_mg))
    if consent.booster_mg == 0:
        yield translate("Consent", "no booster")
    elif consent.booster_mg is not None:
        yield translate("Consent", "boosters up to {mg} mg").format(mg=number(consent.booster_mg))
    if consent.people:
        names = ", ".join(one_line(name, 120) for name in consent.people)
        by_whom = consent.scope in (ConsentScope.TOUCH, ConsentScope.RECORDING)
        yield translate("Consent", "by {names}").format(names=names) if by_whom else names


def terms(consent: ConsentDetail, text: str = "") -> str:
    """The same in one line with the free text behind; empty where nothing more was said."""
    pieces = [*terms_of(consent), one_line(text, 240)]
    return " · ".join(piece for piece in pieces if piece)
