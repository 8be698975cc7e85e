"""The tables of the session record: vitals, scales, events and what was done."""

from collections.abc import Iterator

from kap_companion.session.concerns import Concern, ConcernKind, concerns
from kap_companion.session.limits import limit_history, outside
from kap_companion.session.timeline import in_time
from kap_companion.session.vitals_words import outside_words, vitals_words
from kap_companion.vocabulary.concerns import ActionDetail, ActionWhat
from kap_companion.vocabulary.details import AdverseEventDetail, VitalsDetail, VitalsStatus
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.scales import BY_KEY, ScaleDetail
from kap_companion.worksheets.record_log import RowNotes
from kap_companion.worksheets.record_page import Note, Row, Table, joined, note
from kap_companion.worksheets.record_times import RecordTimes
from kap_companion.worksheets.record_words import RecordWords
from kap_companion.worksheets.sentences import Sentence, fill, ours, own

_VITALS_WIDTHS = (1.2, 1.1, 0.8, 0.7, 0.9, 2.6)
_SCALE_WIDTHS = (1.2, 1.8, 1.0, 1.6)
_EVENT_WIDTHS = (1.2, 2.2, 2.6, 1.1)


def vitals_table(notes: RowNotes, times: RecordTimes) -> Table:
    """All vitals, those that were not taken too, and what of them lay outside a limit that held then."""
    found, words, of_vitals = notes.found, notes.words, notes.words.vitals
    limits = limit_history(found.timeline.entries, found.session.protocol)
    rows: list[Row] = []
    for entry in found.timeline.entries:
        detail = entry.detail
        if not isinstance(detail, VitalsDetail):
            continue
        in_force = limits.at(entry.elapsed_ms)
        beyond = "; ".join(map(outside_words, outside(detail, in_force)))
        beyond = beyond or ("" if in_force else of_vitals.no_limits)
        values = (detail.heart_rate, detail.spo2, detail.respiratory_rate)
        cells = (
            when(entry, times),
            ours(pressure(detail) or words.none),
            *(ours(words.none if value is None else f"{value}") for value in values),
            own(beyond or words.none),
        )
        rows.append(Row(cells, (*_not_taken(detail, words), *notes.changes(entry))))
    return Table(of_vitals.heading, of_vitals.columns, _VITALS_WIDTHS, tuple(rows), of_vitals.nothing)


def scale_table(notes: RowNotes, times: RecordTimes) -> Table:
    """All scores, each with instrument, version and direction."""
    words = notes.words
    rows = tuple(
        Row((when(entry, times), *_score(entry.detail, words)), tuple(notes.changes(entry)))
        for entry in notes.found.timeline.entries
        if isinstance(entry.detail, ScaleDetail)
    )
    return Table(words.scales.heading, words.scales.columns, _SCALE_WIDTHS, rows)


def event_table(notes: RowNotes, times: RecordTimes) -> Table:
    """Adverse events and vitals outside a limit, what was done about each, who was told, when it was over."""
    found, words, of_events = notes.found, notes.words, notes.words.events
    rows = tuple(
        Row(
            (
                when(concern.entry, times),
                own(what_it_was(concern, words)),
                _done(concern, times, words),
                ours(
                    of_events.open
                    if concern.resolved_ms is None
                    else f"{times.since(concern.resolved_ms)}\n{times.wall(concern.resolved_ms)}"
                ),
            ),
            tuple(notes.changes(concern.entry)),
        )
        for concern in concerns(found.timeline, found.session.protocol)
    )
    return Table(of_events.heading, of_events.columns, _EVENT_WIDTHS, rows, of_events.nothing)


def pressure(detail: VitalsDetail) -> str:
    """The blood pressure, "141/88"; empty where none was taken."""
    if detail.systolic is None and detail.diastolic is None:
        return ""
    return "/".join("–" if each is None else f"{each}" for each in (detail.systolic, detail.diastolic))


def what_it_was(concern: Concern, words: RecordWords) -> str:
    """An adverse event with its severity as last said, or vitals and what of them lay outside which limit."""
    detail = concern.entry.detail
    if concern.what is ConcernKind.VITALS and isinstance(detail, VitalsDetail):
        values = "; ".join(map(outside_words, concern.outside))
        return f"#{concern.number} {vitals_words(detail)}: {words.events.outside.replace('{values}', values)}"
    events = words.events
    term = detail.term if isinstance(detail, AdverseEventDetail) else ""
    severity = {1: events.mild, 2: events.moderate, 3: events.severe}.get(concern.severity or 0, "")
    said = term or str(concern.entry.text) or events.event
    return f"#{concern.number} {', '.join(each for each in (said, severity) if each)}"


def when(entry: Entry, times: RecordTimes) -> Sentence:
    """When an entry was, from the first dose and on the wall, in two lines."""
    return ours(f"{times.since(entry.elapsed_ms)}\n{times.clock(entry.at)}")


def _not_taken(detail: VitalsDetail, words: RecordWords) -> Iterator[Note]:
    if detail.status is VitalsStatus.TAKEN and vitals_words(detail):
        return
    said = words.vitals.not_taken[detail.status]
    yield note(ours(f"{said}: ") + own(detail.reason) if detail.reason else ours(said))


def _score(scale: ScaleDetail, words: RecordWords) -> tuple[Sentence, ...]:
    name = BY_KEY[scale.instrument].name if scale.instrument in BY_KEY else scale.instrument
    bounds = {"score": scale.score, "lowest": scale.lowest, "highest": scale.highest}
    return (
        own(f"{name}, {scale.version}"),
        fill(words.scales.score, **{slot: ours(f"{value}") for slot, value in bounds.items()}),
        ours(words.scales.higher[scale.direction]),
    )


def _done(concern: Concern, times: RecordTimes, words: RecordWords) -> Sentence:
    """What was done and who was told, a line each by time."""
    lines: list[Sentence] = []
    for entry in sorted((*concern.actions, *concern.told), key=in_time):
        said = own(entry.text)
        if isinstance(entry.detail, ActionDetail) and entry.detail.what is ActionWhat.TOLD:
            said = joined(": ", (fill(words.events.told, who=own(entry.detail.who)), said))
        lines.append(ours(f"{times.since(entry.elapsed_ms)} ") + said)
    return joined("\n", lines or [ours(words.events.undone)])
