"""When a session's end was written: a session that is over shows its parts as they were known then."""

from datetime import datetime

from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.details import PhaseDetail
from kap_companion.vocabulary.phases import Phase


def end_written(timeline: Timeline) -> datetime | None:
    """The moment at which the session's end was typed; None while it has not ended."""
    if timeline.ended_ms is None:
        return None
    ends = (entry.typed_at for entry in timeline.entries if entry.detail == PhaseDetail(phase=Phase.ENDED))
    return max(ends, default=None)
