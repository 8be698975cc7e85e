"""Self-energy before a part was met, with it there, and after: each meeting a column, each quality a line."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from kap_companion.parts.client_parts import ClientParts
from kap_companion.parts.self_meetings import Around, Meeting, Readings
from kap_companion.vocabulary.self_energy import Quality
from ui.parts.self_chart import Chart, Column, Dot, Row
from ui.parts.self_charts import RatingWords
from ui.parts.when_words import moment_in, newest_year, session_day

translate = QCoreApplication.translate

_X: dict[Around, float] = {Around.BEFORE: 0.1, Around.WITH_IT: 0.5, Around.AFTER: 0.9}
# The words under the marks stand side by side.
_NARROWEST = 9.5


def around_word(around: Around) -> str:
    """When, seen from a meeting."""
    return {
        Around.BEFORE: translate("Self", "before"),
        Around.WITH_IT: translate("Self", "with it"),
        Around.AFTER: translate("Self", "after"),
    }[around]


def meetings_chart(parts: ClientParts, meetings: Sequence[Meeting]) -> Chart:
    """The meetings around which anybody rated anything."""
    rated = [meeting for meeting in meetings if meeting.readings]
    qualities = [quality for quality in Quality if any(quality in each.readings for each in rated)]
    words = RatingWords(parts)
    ticks = tuple((x, around_word(around)) for around, x in _X.items())
    return Chart(
        columns=tuple(Column(head=_head(parts, each), ticks=ticks) for each in rated),
        rows=tuple(
            Row(quality, tuple(_cell(each.readings.get(quality, {}), words) for each in rated))
            for quality in qualities
        ),
        stepped=False,
        narrowest=_NARROWEST,
    )


def _cell(readings: Readings, words: RatingWords) -> tuple[Dot, ...]:
    pattern = translate("Self", "{when}: {rating}")
    found = [
        Dot(
            x=_X[around],
            level=rating.level,
            by=rating.by,
            words=pattern.format(when=around_word(around), rating=words.of(rating)),
            session=rating.session,
            source=rating.source,
        )
        for (_by, around), rating in readings.items()
    ]
    return tuple(sorted(found, key=lambda dot: dot.x))


def _head(parts: ClientParts, meeting: Meeting) -> str:
    day = session_day(meeting.session, newest_year(parts))
    moment = moment_in(parts, meeting.session.id, meeting.start_ms)
    return f"{day}, {moment}" if moment else day
