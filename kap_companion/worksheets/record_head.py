"""The head of the session record: whose session it was, who was there, what was agreed, how it stands."""

from collections.abc import Iterable, Iterator

from kap_companion.session.attendance import Attendance, present
from kap_companion.session.checklist import gate
from kap_companion.session.consents import Consents, consents
from kap_companion.session.discharge import ready_to_leave
from kap_companion.session.recorded import SessionRecord
from kap_companion.session.weight import weight_of
from kap_companion.vocabulary.concerns import HandoffDetail
from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail, ConsentScope
from kap_companion.vocabulary.facts import GatePoint
from kap_companion.vocabulary.protocol import Protocol
from kap_companion.worksheets.record_log import RowNotes
from kap_companion.worksheets.record_page import Line, Lines, Row, Table, joined
from kap_companion.worksheets.record_tables import when
from kap_companion.worksheets.record_times import RecordTimes, spell_day, spell_moment
from kap_companion.worksheets.record_words import ConsentsWords, PointsWords, RecordWords
from kap_companion.worksheets.sentences import Sentence, fill, ours, own

_CONSENT_WIDTHS = (1.2, 1.3, 1.5, 3.0)
_POINT_WIDTHS = (2.0, 1.2, 3.4)


def head_lines(found: SessionRecord, times: RecordTimes, words: RecordWords) -> Lines:
    """Client, session, protocol, who facilitated, who was in the room, weight and intention."""
    head, session, client = words.head, found.session, found.client
    protocol, ended = session.protocol, found.timeline.ended_ms
    who = own(client.name) + (ours(" (") + own(client.pronouns) + ours(")") if client.pronouns else ours(""))
    zone = ours(f", {session.timezone}") if session.timezone else ours("")
    given = ", ".join(each for each in (protocol.drug, protocol.route and protocol.route.upper()) if each)
    said = (
        (head.client, (who,)),
        (head.session, (ours(f"{session.number}"),)),
        (head.began, (ours(spell_moment(session.anchor)) + zone,)),
        (
            head.ended,
            (ours(head.not_ended if ended is None else f"{times.since(ended)}, {times.wall(ended)}"),),
        ),
        (head.protocol, (own(protocol.name),)),
        (head.drug, (ours(given),) if given else ()),
        (head.facilitated, tuple(_facilitated(found, times, words))),
        (head.here, tuple(_stays(present(found.timeline), times, words)) or (ours(head.nobody),)),
        (head.weight, (_weight(found, words),)),
        (head.intention, (own(session.intention),) if session.intention else (ours(head.not_stated),)),
    )
    return Lines(head.heading, tuple(Line(label, lines) for label, lines in said if lines))


def consent_table(notes: RowNotes, times: RecordTimes) -> Table:
    """What was agreed, refused, taken back, and asked for too late."""
    words = notes.words.consents
    agreed = consents(notes.found.timeline)
    rows = tuple(
        Row(
            (
                when(one.entry, times),
                ours(_scope(one.scope, words)),
                ours(
                    {
                        ConsentAct.GIVEN: words.given,
                        ConsentAct.REFUSED: words.refused,
                        ConsentAct.WITHDRAWN: words.withdrawn,
                        ConsentAct.ASKED: words.asked,
                    }[one.act]
                ),
                joined(", ", (*consent_terms(one.detail, words), own(one.entry.text))),
            ),
            tuple(notes.changes(one.entry)),
        )
        for one in (*agreed.standing, *agreed.withdrawn, *agreed.refused, *agreed.asked)
    )
    return Table(
        words.heading, words.columns, _CONSENT_WIDTHS, rows, words.nothing, tuple(_stop(agreed, times, words))
    )


def consent_terms(consent: ConsentDetail, words: ConsentsWords) -> Iterator[Sentence]:
    """What exactly was agreed, piece by piece: what and where, how much, by whom."""
    if consent.touch:
        yield own(consent.touch)
    if consent.dose_mg is not None:
        yield ours(words.up_to.replace("{mg}", f"{consent.dose_mg:g}"))
    if consent.booster_mg == 0:
        yield ours(words.no_booster)
    elif consent.booster_mg is not None:
        yield ours(words.boosters.replace("{mg}", f"{consent.booster_mg:g}"))
    if consent.people:
        names = own(", ".join(consent.people))
        by_whom = consent.scope in (ConsentScope.TOUCH, ConsentScope.RECORDING)
        yield fill(words.by, names=names) if by_whom else names


def gate_table(found: SessionRecord, now_ms: int, words: RecordWords) -> Table:
    """The gate as it stood at the first dose."""
    points = gate(found.timeline, found.session, now_ms).points
    of_points = words.points
    rows = _points(points, found.session.protocol, of_points)
    return Table(of_points.gate_heading, of_points.columns, _POINT_WIDTHS, rows, of_points.gate_nothing)


def leaving_table(found: SessionRecord, times: RecordTimes, now_ms: int, words: RecordWords) -> Table:
    """What was asked for before leaving, as it stood at the end; when that was."""
    of_points, ended = words.points, found.timeline.ended_ms
    leaving = ready_to_leave(found.timeline, found.session, now_ms)
    earliest = leaving.earliest.counts_ms if leaving.earliest is not None else None
    about = [
        ours(template.replace("{when}", f"{times.since(at_ms)}, {times.wall(at_ms)}"))
        for template, at_ms in ((of_points.earliest, earliest), (of_points.left, ended))
        if at_ms is not None
    ]
    return Table(
        of_points.discharge_heading,
        of_points.columns,
        _POINT_WIDTHS,
        _points(leaving.points, found.session.protocol, of_points),
        of_points.discharge_nothing,
        tuple(about),
    )


def _points(points: Iterable[GatePoint], protocol: Protocol, words: PointsWords) -> tuple[Row, ...]:
    asked = {plan.key: plan.question for plan in (*protocol.checklist, *protocol.discharge.needs)}
    return tuple(
        Row(
            (
                own(asked.get(point.key) or words.names.get(point.key) or point.key.replace("_", " ")),
                ours(words.stands(point.state)),
                own(point.says)
                + (
                    ours("\n") + fill(words.decided, by=own(point.by), reason=own(point.reason))
                    if point.by
                    else ours("")
                ),
            )
        )
        for point in points
    )


def _facilitated(found: SessionRecord, times: RecordTimes, words: RecordWords) -> Iterator[Sentence]:
    person = found.people.get(found.session.facilitator)
    role = ours(f", {person.role.value}") if person is not None else ours("")
    yield own(found.name_of(found.session.facilitator)) + role
    for entry in found.timeline.entries:
        if isinstance(entry.detail, HandoffDetail):
            name = entry.detail.name or found.name_of(entry.detail.taker)
            at = times.both(entry.elapsed_ms, entry.at)
            yield fill(words.head.handed, name=own(name), when=ours(at))


def _stays(stays: Iterable[Attendance], times: RecordTimes, words: RecordWords) -> Iterator[Sentence]:
    for stay in stays:
        slots = {"who": own(f"{stay.name} ({stay.role})" if stay.role else stay.name)}
        slots["from"] = ours(times.wall(stay.in_ms))
        if stay.out_ms is None:
            yield fill(words.head.stay_open, **slots)
        else:
            yield fill(words.head.stay, to=ours(times.wall(stay.out_ms)), **slots)


def _weight(found: SessionRecord, words: RecordWords) -> Sentence:
    weight = weight_of(found.timeline, found.session)
    if weight is None:
        return ours(words.head.not_stated)
    if weight.weighed_on is None:
        return ours(f"{weight.kg:g} kg")
    day = spell_day(weight.weighed_on)
    return ours(words.head.weighed.replace("{kg}", f"{weight.kg:g}").replace("{day}", day))


def _scope(scope: ConsentScope | None, words: ConsentsWords) -> str:
    return words.everything if scope is None else words.scopes[scope]


def _stop(agreed: Consents, times: RecordTimes, words: ConsentsWords) -> Iterator[Sentence]:
    if agreed.stop_ms is not None:
        at = f"{times.since(agreed.stop_ms)}, {times.wall(agreed.stop_ms)}"
        yield ours(words.stop.replace("{when}", at))
