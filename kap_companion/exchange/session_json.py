"""A session as JSON data, for people who look at it from outside."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum

from pydantic import BaseModel

from kap_companion.family.kin import Link, links_of
from kap_companion.family.members import Family, family_of
from kap_companion.parts.roster import came_forward, label
from kap_companion.session.end_written import end_written
from kap_companion.session.timeline import Timeline, phase_of, project, seconds_from_dose
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.part import Part, PartLink
from kap_companion.vocabulary.part_act import PartAct
from kap_companion.vocabulary.part_two import notice_for
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.session import Session


def session_json(
    session: Session,
    client: Client,
    timeline: Timeline,
    parts: Sequence[Part],
    links: Iterable[PartLink],
    acts: Iterable[PartAct] = (),
) -> dict[str, object]:
    """A session as plain data: `notice`, `session`, `entries`, `parts` and `links`.

    `entries` holds every row by time, amended and taken back ones and retractions too, each with `current`,
    as far as the reader may see them: nothing of another person's notebook is in the timeline it is made of.
    `elapsed_seconds` counts from the first dose and is None without one. `spans` are `[start, end,
    auto_closed]` in seconds from the first dose, from the session's beginning where there is none; `end` is
    None while the part is present. A part without a name has `name` None; its `label` says what was seen.
    Once a session has ended, its parts are called as they were then. `notice` is that of 42 CFR Part 2
    where it protects the client's records, else empty.

    Args:
        session: in the state it is in.
        client: whose it is.
        timeline: its projection.
        parts: the client's, as stored; those this session speaks of are shown.
        links: the client's, as stored; those this session says are shown, each once.
        acts: what was done about the client's parts beside the logs, as stored.
    """
    family = family_of(parts, acts, until=end_written(timeline), entries=timeline.entries)
    if family.moves_rows:
        timeline = project(family.restated(timeline.everything))
    current = {entry.id for entry in timeline.current}
    said = [
        link
        for link in links_of(family, links, {entry.id: entry for entry in timeline.current})
        if any(reading.source in current for reading in link.history)
    ]
    shown = _spoken_of(family, timeline, said)
    labels = {part.id: label(part, timeline.entries) for part in shown}
    names = {part.id: part.name if part.name.strip() else None for part in family.parts}
    rows = sorted(timeline.everything, key=lambda row: (row.elapsed_ms, row.id))
    return {
        "notice": notice_for(client),
        "session": _session(session, client, timeline),
        "entries": [_entry(row, timeline, names, current=row.id in current) for row in rows],
        "parts": [_part(part, labels[part.id], timeline) for part in shown],
        "links": [
            {
                "kind": link.kind.value,
                "from": names.get(link.from_part) or labels.get(link.from_part),
                "to": names.get(link.to_part) or labels.get(link.to_part),
                "from_id": link.from_part,
                "to_id": link.to_part,
                "state": link.state.value,
            }
            for link in said
        ],
    }


def _spoken_of(family: Family, timeline: Timeline, said: Sequence[Link]) -> tuple[Part, ...]:
    forward = came_forward(family.parts, timeline.entries)
    linked = {part_id for link in said for part_id in (link.from_part, link.to_part)}
    linked -= {part.id for part in forward}
    return (*forward, *(part for part in family.parts if part.id in linked))


def _session(session: Session, client: Client, timeline: Timeline) -> dict[str, object]:
    dose_at = timeline.doses[0].at if timeline.doses else None
    return {
        "id": session.id,
        "client": client.name,
        "pronouns": client.pronouns,
        "number": session.number,
        "protocol": _plain(session.protocol),
        "facilitator": session.facilitator,
        "intention": session.intention,
        "anchor": _plain(session.anchor),
        "first_dose_at": _plain(dose_at),
        "timezone": session.timezone,
        "weight_kg": session.weight_kg,
        "state": session.state.value,
        "source": session.source.value,
        "phases": [
            {
                "phase": span.phase.value,
                "start": _seconds(timeline, span.start_ms),
                "end": None if span.end_ms is None else _seconds(timeline, span.end_ms),
            }
            for span in timeline.phases
        ],
    }


def _entry(
    row: Entry, timeline: Timeline, names: Mapping[str, str | None], *, current: bool
) -> dict[str, object]:
    detail = _plain(row.detail)
    if isinstance(detail, dict):
        detail.pop("kind", None)
    return {
        "id": row.id,
        "kind": row.kind.value,
        "phase": _plain(phase_of(row, timeline)),
        "compartment": row.compartment.value,
        "at": _plain(row.at),
        "elapsed_seconds": seconds_from_dose(timeline, row.elapsed_ms),
        "typed_at": _plain(row.typed_at),
        "raw": row.raw,
        "text": row.text,
        "part": names.get(row.part) if row.part is not None else None,
        "part_id": row.part,
        "detail": detail,
        "not_understood": list(row.not_understood),
        "source": row.source.value,
        "current": current,
        "amends": row.amends,
        "retracts": row.retracts,
        "closes": row.closes,
        "reason": row.reason,
        "about": row.about,
        "copied_from": row.copied_from,
        "addition": _plain(row.addition),
    }


def _part(part: Part, shown_as: str, timeline: Timeline) -> dict[str, object]:
    return {
        "id": part.id,
        "name": part.name if part.name.strip() else None,
        "label": shown_as,
        "role": part.role.value,
        "aliases": list(part.aliases),
        "spans": [
            [
                _seconds(timeline, span.start_ms),
                None if span.end_ms is None else _seconds(timeline, span.end_ms),
                span.auto_closed,
            ]
            for span in timeline.spans
            if span.part == part.id
        ],
    }


def _seconds(timeline: Timeline, elapsed_ms: int) -> float:
    from_dose = seconds_from_dose(timeline, elapsed_ms)
    return elapsed_ms / 1000 if from_dose is None else from_dose


def _plain(value: object) -> object:
    # Not pydantic's own JSON: it refuses lone surrogates, which a client's line may hold.
    if isinstance(value, BaseModel):
        return {name: _plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {_plain(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
