"""What is asked before a line is saved: values that look mistyped, a dose above what was agreed.

It is asked once; the same line entered again is kept as it is.
"""

from PySide6.QtCore import QCoreApplication

from kap_companion.session.capture import Reading
from kap_companion.session.doses import above_ceiling, weight_of
from kap_companion.session.measures import measured
from kap_companion.session.plausibility import doubts
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.details import DoseDetail, VitalsDetail
from kap_companion.vocabulary.session import Session
from ui.session.doubt_words import doubt_words
from ui.session.record_words import number

translate = QCoreApplication.translate


def question_before(
    reading: Reading, timeline: Timeline, session: Session, amending: str | None = None
) -> str:
    """What is to be asked about a line before it is saved; empty for nothing.

    Args:
        reading: the line.
        timeline: of the session, without it.
        session: whose weight counts where none was stated.
        amending: the id of the entry that the line amends; None for a new one.
    """
    detail = reading.detail
    if isinstance(detail, VitalsDetail):
        found = doubts(detail, _earlier(timeline, amending))
        if not found:
            return ""
        asked = " ".join(doubt_words(doubt) for doubt in found)
        return translate("Question", "{asked} Enter again keeps it as typed.").format(asked=asked)
    if isinstance(detail, DoseDetail) and not detail.ordered_by:
        weight = weight_of(timeline, session)
        above = above_ceiling(detail, timeline, weight.kg if weight is not None else None, amending)
        if above is not None:
            return translate(
                "Question",
                "That is {mg} mg above what was agreed. Who ordered it? Add “ordered by NAME”, "
                "or Enter again keeps it as typed.",
            ).format(mg=number(above))
    return ""


def _earlier(timeline: Timeline, amending: str | None) -> VitalsDetail | None:
    """The newest vitals that were taken, but for those that are being amended."""
    for entry in reversed(timeline.entries):
        if isinstance(entry.detail, VitalsDetail) and measured(entry.detail) and entry.id != amending:
            return entry.detail
    return None
