"""The words for what is due: of the pills in the top bar, and of the veil, where anyone may read them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from kap_companion.session.leaving_time import EarliestLeave
from kap_companion.session.prompts import Due, DueKind, next_to_answer, overdue
from kap_companion.vocabulary.protocol import PRESCRIBER
from ui.one_line import one_line
from ui.words import clock_time, duration

translate = QCoreApplication.translate

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DONE_KEYS, LATER_KEYS = "Ctrl+Space", "Ctrl+Shift+Space"
# More names than these make a pill of the whole bar.
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class PillWords:
    """What a pill says.

    Attributes:
        lead: before the time.
        time: what is looked for, a length or a time of day; stands out.
        tail: after it.
        hint: which keys answer it; left out where there is no room.
        name: the same for a screen reader, without anything that moves every second.
        tells: more of it, for the tooltip and a screen reader.
    """

    lead: str
    time: str = ""
    tail: str = ""
    hint: str = ""
    name: str = ""
    tells: str = ""

    @property
    def shape(self) -> tuple[str, int, str, str]:
        """What has to change for it to need another width; digits are all equally wide."""
        return self.lead, len(self.time), self.tail, self.hint

    @property
    def whole(self) -> str:
        """All of it as one text."""
        return self.lead + self.time + self.tail + self.hint


def due_word(what: DueKind) -> str:
    """What is due, in one or two words."""
    return {
        DueKind.VITALS: translate("Due", "vitals"),
        DueKind.RECHECK: translate("Due", "vitals again"),
        DueKind.HOLD: translate("Due", "end of the hold"),
        DueKind.REST: translate("Due", "end of the rest"),
        DueKind.CHECK_IN: translate("Due", "check-in"),
        DueKind.MASK_OFF: translate("Due", "mask off"),
        DueKind.DISCHARGE: translate("Due", "earliest discharge"),
    }[what]


def due_words(dues: Sequence[Due], now_ms: int) -> PillWords | None:
    """What is due now or next; None where there is nothing.

    Args:
        dues: all of them, by time.
        now_ms: milliseconds from the session's anchor.
    """
    shown = next_to_answer(dues, now_ms)
    if shown is None:
        return None
    come = overdue(dues, now_ms)
    if len(come) > 1:
        return _several(come)
    if come:
        return _come(shown, now_ms - shown.at_ms)
    lead = _lead_before(shown)
    left = shown.at_ms - now_ms
    return PillWords(lead, _countdown(left), name=lead + _minutes(left), tells=one_line(shown.question))


def veil_words(dues: Sequence[Due], now_ms: int) -> str:
    """What is due as the veil says it: never a word of the client, nor of the facilitator; empty for nothing.

    The question of a check-in is left out.
    """
    words = due_words(dues, now_ms)
    return replace(words, hint="").whole if words is not None else ""


def leave_words(leave: EarliestLeave, now_ms: int, wall: datetime) -> PillWords:
    """The earliest discharge as the wall's time, and what it comes from.

    Args:
        leave: the times.
        now_ms: milliseconds from the session's anchor.
        wall: the wall's time then.
    """

    def at(ms: int) -> str:
        return clock_time(wall + timedelta(milliseconds=ms - now_ms))

    source = one_line(leave.source)
    if leave.counts_ms is None:
        lead = translate("Due", "Earliest discharge: set by your prescriber")
        return PillWords(lead, name=lead, tells=source if source != PRESCRIBER else "")
    lead, time = translate("Due", "Earliest discharge") + " ", at(leave.counts_ms)
    return PillWords(lead, time, name=lead + time, tells=" ".join(_leave_tells(leave, at, source)))


def _leave_tells(leave: EarliestLeave, at: Callable[[int], str], source: str) -> list[str]:
    said = []
    if leave.by_first_ms is not None:
        said.append(translate("Due", "From the first dose: {time}.").format(time=at(leave.by_first_ms)))
    if leave.by_last_ms is not None:
        said.append(translate("Due", "From the last dose: {time}.").format(time=at(leave.by_last_ms)))
    if leave.by_first_ms is not None and leave.by_last_ms is not None:
        said.append(translate("Due", "The later one counts: {time}.").format(time=at(leave.counts_ms or 0)))
    if leave.alone_ms is not None:
        said.append(translate("Due", "Without an escort: {time}.").format(time=at(leave.alone_ms)))
    if source:
        said.append(translate("Due", "Source: {source}").format(source=source))
    return said


def _several(come: Sequence[Due]) -> PillWords:
    named = list(dict.fromkeys(due_word(each.what) for each in come))
    names = ", ".join(named[:MOST_NAMED]) + (", …" if len(named) > MOST_NAMED else "")
    count = translate("Due", "{count} due").format(count=len(come))
    first = translate("Due", "First: {name}").format(name=due_word(come[0].what))
    tells = " · ".join(filter(None, (first, one_line(come[0].question))))
    return PillWords("", count, f": {names}", _hint(), f"{count}: {names}", tells)


def _come(due: Due, since_ms: int) -> PillWords:
    lead, tells = _lead_since(due), one_line(due.question)
    if since_ms < MINUTE_MS:
        now = translate("Due", "now")
        return PillWords(f"{lead} ", now, "", _hint(), f"{lead} {now}", tells)
    ago = translate("Due", "{length} ago").format(length=duration(since_ms / 1000))
    return PillWords(f"{lead}, ", ago, "", _hint(), f"{lead}, {ago}", tells)


def _hint() -> str:
    return " · " + translate("Due", "{keys} done").format(keys=DONE_KEYS)


def _lead_before(due: Due) -> str:
    usual = translate("Due", "{what} due again in ") if due.snoozed else translate("Due", "{what} due in ")
    lead = {
        DueKind.HOLD: translate("Due", "Hold in the mouth ends in "),
        DueKind.REST: translate("Due", "Rest between devices ends in "),
    }.get(due.what, usual)
    return lead.format(what=_capital(due_word(due.what)))


def _lead_since(due: Due) -> str:
    lead = {
        DueKind.HOLD: translate("Due", "Hold in the mouth ended"),
        DueKind.REST: translate("Due", "Rest between devices ended"),
        DueKind.DISCHARGE: translate("Due", "Earliest discharge reached"),
    }.get(due.what, translate("Due", "{what} due"))
    return lead.format(what=_capital(due_word(due.what)))


def _countdown(left_ms: int) -> str:
    """A length that is left: "3:12", rounded up to the second; without seconds from an hour on."""
    seconds = -(-left_ms // 1000)
    if left_ms >= HOUR_MS:
        return duration(seconds)
    return f"{seconds // 60}:{seconds % 60:02}"


def _minutes(left_ms: int) -> str:
    return duration(-(-left_ms // MINUTE_MS) * 60)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
