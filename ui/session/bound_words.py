"""A limit in words: what it is, whose, who set it when, and where it is written."""

from PySide6.QtCore import QCoreApplication

from kap_companion.session.limits import Bound
from kap_companion.vocabulary.limits import Limit, LimitScope
from ui.one_line import one_line
from ui.session.measure_words import limit_words
from ui.words import clock_time, day

translate = QCoreApplication.translate


def bound_words(bound: Bound) -> str:
    """A limit with its source; never what a value beyond it means."""
    whose = {
        LimitScope.CLIENT: translate("Bound", "Limit for this client: {limit}"),
        LimitScope.FACILITY: translate("Bound", "Limit of the practice: {limit}"),
        LimitScope.PROTOCOL: translate("Bound", "Limit of the protocol: {limit}"),
    }[bound.scope]
    limit = Limit(measure=bound.measure, lower=bound.lower, upper=bound.upper)
    at = bound.ordered_at
    said = [
        whose.format(limit=limit_words([limit])),
        one_line(bound.ordered_by, 120),
        f"{day(at)} {clock_time(at)}" if at is not None else "",
        one_line(bound.source, 300),
    ]
    return " · ".join(text for text in said if text)
