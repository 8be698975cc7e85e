"""The charts of Self-energy over one session and across all of them."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from kap_companion.parts.client_parts import ClientParts
from kap_companion.parts.self_seen import Rating, across, qualities_in, ratings_of
from kap_companion.session.timeline import Timeline, seconds_from_dose
from kap_companion.vocabulary.self_energy import Rater
from ui.one_line import one_line
from ui.parts.self_chart import Chart, Column, Dot, Row
from ui.parts.when_words import moment_in, newest_year, session_day
from ui.words import t_plus

translate = QCoreApplication.translate

# Minutes between the times under a session, the first that leaves few enough of them.
_STEPS = (10, 15, 30, 60, 120, 240)
_MOST_TICKS = 8


def rater_word(parts: ClientParts, by: Rater) -> str:
    """Who rated: the facilitator, or the client by their name."""
    if by is Rater.FACILITATOR:
        return translate("Self", "facilitator")
    return one_line(parts.client.name, 40) or translate("Self", "client")


def session_chart(parts: ClientParts, session_id: str) -> Chart:
    """One session: each quality that was rated, over its time."""
    timeline = parts.timelines[session_id]
    seen = ratings_of(timeline.entries)
    first, last = _ends(timeline)
    words = RatingWords(parts)
    rows = tuple(Row(quality, (_dots(ratings, (first, last), words),)) for quality, ratings in seen.items())
    dose = timeline.first_dose_ms
    line = None if dose is None else (dose - first) / (last - first)
    return Chart((Column(ticks=_ticks(timeline, first, last), line=line),), rows)


def across_chart(parts: ClientParts) -> Chart:
    """Every session in which Self-energy was rated, side by side; nothing joins one with the next."""
    found = across(parts.sessions, lambda session_id: parts.timelines[session_id].entries)
    year = newest_year(parts)
    columns = tuple(Column(head=session_day(session, year)) for session, _seen in found)
    words = RatingWords(parts)
    ends = {session.id: _ends(parts.timelines[session.id]) for session, _seen in found}
    rows = tuple(
        Row(quality, tuple(_dots(seen.get(quality, ()), ends[session.id], words) for session, seen in found))
        for quality in qualities_in(seen for _session, seen in found)
    )
    return Chart(columns, rows)


class RatingWords:
    """Tells ratings of one client in words, such as "21 Nov, T+0:33: 3, facilitator"."""

    def __init__(self, parts: ClientParts) -> None:
        year = newest_year(parts)
        self._parts = parts
        self._sessions = {session.id: (session, session_day(session, year)) for session in parts.sessions}
        self._raters = {by: rater_word(parts, by) for by in Rater}
        self._pattern = translate("Self", "{day}, {moment}: {level}, {who}")

    def of(self, rating: Rating) -> str:
        """When, how much, and by whom."""
        session, day = self._sessions[rating.session]
        at = session.anchor + timedelta(milliseconds=rating.at_ms)
        return self._pattern.format(
            day=day,
            moment=moment_in(self._parts, rating.session, rating.at_ms, at),
            level=rating.level,
            who=self._raters[rating.by],
        )


def _dots(ratings: Sequence[Rating], ends: tuple[int, int], words: RatingWords) -> tuple[Dot, ...]:
    first, last = ends
    return tuple(
        Dot(
            x=(rating.at_ms - first) / (last - first),
            level=rating.level,
            by=rating.by,
            words=words.of(rating),
            session=rating.session,
            source=rating.source,
        )
        for rating in ratings
    )


def _ends(timeline: Timeline) -> tuple[int, int]:
    """From the first entry to the last, milliseconds from the anchor; never the same."""
    times = [entry.elapsed_ms for entry in timeline.entries]
    first, last = min(times, default=0), max(times, default=0)
    return first, max(last, first + 60_000)


def _ticks(timeline: Timeline, first: int, last: int) -> tuple[tuple[float, str], ...]:
    """Round times from the dose; without a dose, none."""
    start, end = seconds_from_dose(timeline, first), seconds_from_dose(timeline, last)
    if start is None or end is None:
        return ()
    minutes = next((step for step in _STEPS if (end - start) / 60 / step <= _MOST_TICKS), _STEPS[-1])
    step = minutes * 60
    times = range(-int(-start // step) * step, int(end) + 1, step)
    # A session of many days has more times than words that fit; the axis leaves out what does not.
    return tuple(
        ((at - start) / (end - start), t_plus(at, with_seconds=False)) for at in times[:200] if at >= start
    )
