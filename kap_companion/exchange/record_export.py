"""The record of one session as data; what was read for it came without a notebook."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum

from pydantic import BaseModel

from kap_companion.session.recorded import SessionRecord
from kap_companion.session.timeline import phase_of, seconds_from_dose
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.part_two import notice_for
from kap_companion.vocabulary.signature import Signature

FORMAT = "kap-companion/record/1"


def record_json(found: SessionRecord) -> dict[str, object]:
    """The record of a session as plain data: `session`, `people`, `entries`, `signatures`, `addenda`.

    `entries` holds every row but addenda by time, each with its `reading`. Where an entry was copied from
    somebody's notes, `copied` says so with who, when and why; the notes themselves are named nowhere.
    `notice` goes with it wherever it goes: that of 42 CFR Part 2 where it protects the client's records, else
    empty.
    """
    timeline = found.timeline
    addenda = {row.id for row in timeline.addenda}
    rows = sorted(timeline.everything, key=lambda row: (row.elapsed_ms, row.id))
    return {
        "format": FORMAT,
        "notice": notice_for(found.client),
        "session": _session(found),
        "people": [
            {"id": each.id, "name": each.name, "role": each.role.value, "left_at": _plain(each.left_at)}
            for each in found.people.values()
        ],
        "entries": [_entry(found, row) for row in rows if row.id not in addenda],
        "signatures": [_signature(each, good) for each, good in found.signatures],
        "addenda": [_entry(found, row) for row in timeline.addenda],
    }


def _session(found: SessionRecord) -> dict[str, object]:
    session, timeline = found.session, found.timeline
    return {
        "id": session.id,
        "client": found.client.name,
        "pronouns": found.client.pronouns,
        "number": session.number,
        "protocol": _plain(session.protocol),
        "facilitator": found.name_of(session.facilitator),
        "intention": session.intention,
        "began_at": _plain(session.anchor),
        "first_dose_at": _plain(timeline.doses[0].at if timeline.doses else None),
        "timezone": session.timezone,
        "weight_kg": session.weight_kg,
        "state": session.state.value,
        "source": session.source.value,
    }


def _entry(found: SessionRecord, row: Entry) -> dict[str, object]:
    timeline = found.timeline
    detail = {name: value for name, value in _fields(row.detail).items() if name != "kind"}
    copied = {"by": found.name_of(row.author), "at": _plain(row.typed_at), "why": row.reason}
    return {
        "id": row.id,
        "kind": row.kind.value,
        "reading": found.reading_of(row),
        "phase": _plain(phase_of(row, timeline)),
        "at": _plain(row.at),
        "elapsed_seconds": seconds_from_dose(timeline, row.elapsed_ms),
        "typed_at": _plain(row.typed_at),
        "author": found.name_of(row.author),
        "raw": row.raw,
        "text": row.text,
        "detail": detail,
        "not_understood": list(row.not_understood),
        "source": row.source.value,
        "amends": _known(row.amends, timeline.everything),
        "retracts": _known(row.retracts, timeline.everything),
        "about": _known(row.about, timeline.everything),
        "reason": row.reason,
        "addition": _plain(row.addition),
        "copied": copied if row.copied_from is not None else None,
    }


def _known(entry_id: str | None, rows: Iterable[Entry]) -> str | None:
    # An amendment may have moved an entry here from a notebook; that one is nobody's business.
    return entry_id if any(row.id == entry_id for row in rows) else None


def _signature(signature: Signature, good: bool) -> dict[str, object]:  # noqa: FBT001 - a pair's second half
    return {**_fields(signature), "holds": good}


def _fields(value: BaseModel) -> dict[str, object]:
    return {name: _plain(getattr(value, name)) for name in type(value).model_fields}


def _plain(value: object) -> object:
    # Not pydantic's own JSON: it refuses lone surrogates, which a client's line may hold.
    if isinstance(value, BaseModel):
        return _fields(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {_plain(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
