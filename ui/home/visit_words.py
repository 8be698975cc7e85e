"""What kind of visit a protocol is for, in one quiet line."""

from PySide6.QtCore import QCoreApplication

from kap_companion.vocabulary.protocol import Protocol, VisitKind
from kap_companion.vocabulary.routes import Drug, Route


def visit_words(protocol: Protocol) -> str:
    """The kind of visit: "A dosing session: ketamine, intramuscular." or "…, without a dose."."""
    translate = QCoreApplication.translate
    if protocol.visit is VisitKind.PREPARATION:
        return translate("Visit", "A preparation visit, without a dose.")
    if protocol.visit is VisitKind.INTEGRATION:
        return translate("Visit", "An integration visit, without a dose.")
    given = [drug_word(protocol.drug)] if protocol.drug else []
    if protocol.route:
        given.append(way_word(protocol.route))
    if not given:
        return translate("Visit", "A dosing session.")
    return translate("Visit", "A dosing session: {given}.").format(given=", ".join(given))


def drug_word(drug: Drug) -> str:
    """A drug in a sentence."""
    translate = QCoreApplication.translate
    return {
        Drug.KETAMINE: translate("Drug", "ketamine"),
        Drug.ESKETAMINE: translate("Drug", "esketamine"),
    }[drug]


def way_word(route: Route) -> str:
    """How a drug is given, in a sentence."""
    translate = QCoreApplication.translate
    return {
        Route.IM: translate("Way", "intramuscular"),
        Route.IV: translate("Way", "intravenous"),
        Route.SL: translate("Way", "sublingual"),
        Route.PO: translate("Way", "oral"),
        Route.IN: translate("Way", "intranasal"),
        Route.SC: translate("Way", "subcutaneous"),
    }[route]
