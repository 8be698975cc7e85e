"""What changed with a client's parts since a session: only what was recorded, each with its sources. Pure."""

from collections.abc import Iterator
from datetime import datetime

from kap_companion.family.members import family_of
from kap_companion.family.roles import roles_of
from kap_companion.parts.changed import Changed, What
from kap_companion.parts.changes_told import links_since, steps_since, told_since
from kap_companion.parts.client_parts import ClientParts
from kap_companion.parts.history import by_part
from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.part_act import (
    AlsoCalled,
    Deed,
    Merged,
    PartAct,
    Renamed,
    SplitOff,
)
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.session import Session


def session_before(parts: ClientParts) -> Session | None:
    """The session to compare with: the last but one of those with entries; None for fewer than two."""
    held = [session for session in parts.sessions if parts.timelines[session.id].entries]
    return held[-2] if len(held) > 1 else None


def changes(parts: ClientParts, since: Session) -> tuple[Changed, ...]:
    """What changed after a session, by part in the order made, of one part by time.

    Args:
        parts: all that is known by now.
        since: what was told up to its end, or up to its last entry, is what was known before.
    """
    moment = _end_of(parts, since)
    order = {part.id: place for place, part in enumerate(parts.parts)}
    found = [
        *_came(parts, since, moment),
        *_done(parts, moment),
        *_roles(parts, moment),
        *told_since(parts, moment),
        *links_since(parts, moment),
        *steps_since(parts, moment),
    ]
    known = (each for each in found if each.part in order)
    return tuple(sorted(known, key=lambda each: (order[each.part], each.at)))


def _end_of(parts: ClientParts, session: Session) -> datetime:
    entries = parts.timelines[session.id].entries
    return max((entry.at for entry in entries), default=session.anchor)


def _came(parts: ClientParts, since: Session, moment: datetime) -> Iterator[Changed]:
    places = {session.id: place for place, session in enumerate(parts.sessions)}
    until = places[since.id]
    held_since = any(parts.timelines[session.id].entries for session in parts.sessions[until + 1 :])
    for part_id, lines in _coming(parts).items():
        earlier = [line for line in lines if places[line.session] <= until]
        later = [line for line in lines if places[line.session] > until]
        last = earlier[-1] if earlier else None
        if later:
            first = later[0]
            if last is None:
                yield Changed(What.CAME_FIRST, part_id, first.at, (first.id,), first.session)
            elif last.session != since.id:
                sources = (last.id, first.id)
                yield Changed(What.CAME_AGAIN, part_id, first.at, sources, first.session, last.at)
        elif held_since and last is not None and last.session == since.id:
            yield Changed(What.DID_NOT_COME, part_id, moment, (last.id,), since.id, last.at)


def _coming(parts: ClientParts) -> dict[str, list[Entry]]:
    """By part the lines in which it was there, by session and time: those that do not say that it settled."""
    found: dict[str, list[Entry]] = {}
    for session in parts.sessions:
        for entry in parts.timelines[session.id].entries:
            if not isinstance(entry.detail, PartDetail) or entry.detail.settled:
                continue
            part_id = parts.family.of(entry)
            if part_id is not None:
                found.setdefault(part_id, []).append(entry)
    return found


def _done(parts: ClientParts, moment: datetime) -> Iterator[Changed]:
    """What was done beside the logs with names, and who turned out to be whom."""
    family = parts.family
    before = family_of(family.stored, family.acts, until=moment)
    renamed: dict[str, list[PartAct]] = {}
    was_there = {part.id for part in family.stored if part.made_at <= moment}
    for act in family.acts:
        if act.at <= moment:
            continue
        match act.deed:
            case Renamed(part=part) if part not in was_there and act.deed == _first_deed(parts, part):
                yield _of_act(What.ADDED, family.itself(part), act)
            case Renamed(part=part):
                renamed.setdefault(family.itself(part), []).append(act)
            case AlsoCalled(part=part, name=name):
                yield _of_act(What.ALSO_CALLED, family.itself(part), act, after=name)
            case Merged(part=part, into=into) if family.itself(part) == family.itself(into):
                was = before.part(part)
                yield _of_act(What.MERGED, family.itself(into), act, before=was.name if was else "")
            case SplitOff(part=part, new=new):
                yield _of_act(What.SPLIT_OFF, family.itself(part), act, other=family.itself(new))
            case _:
                continue
    for part_id, acts in renamed.items():
        now, was = family.part(part_id), before.part(part_id)
        name_before, name_now = was.name if was else "", now.name if now else ""
        if name_now != name_before:
            what = What.RENAMED if name_before.strip() else What.NAMED
            sources = tuple(act.id for act in acts)
            yield Changed(
                what, part_id, acts[-1].at, sources, acts[-1].session, before=name_before, after=name_now
            )


def _first_deed(parts: ClientParts, part_id: str) -> Deed | None:
    """What was first done about a part that no line of a log brought up; None for all others."""
    row = next((part for part in parts.family.stored if part.id == part_id), None)
    if row is None or row.first_entry:
        return None
    return next((act.deed for act in parts.family.acts if getattr(act.deed, "part", "") == part_id), None)


def _of_act(
    what: What, part: str, act: PartAct, *, other: str = "", before: str = "", after: str = ""
) -> Changed:
    return Changed(what, part, act.at, (act.id,), act.session, other=other, before=before, after=after)


def _roles(parts: ClientParts, moment: datetime) -> Iterator[Changed]:
    """The newest role said, where it is another than the last one before; nothing is made of who said it."""
    entries = (entry for timeline in parts.timelines.values() for entry in timeline.entries)
    about = by_part(parts.family, filter(_tells_role, entries))
    for part in parts.parts:
        said = roles_of(parts.family, about.get(part.id, ()), part.id)
        earlier = next((each for each in said if each.at <= moment), None)
        if not said or said[0].at <= moment or (earlier and earlier.role is said[0].role):
            continue
        sources = (*((earlier.source,) if earlier else ()), said[0].source)
        yield Changed(
            What.ROLE_SAID,
            part.id,
            said[0].at,
            sources,
            said[0].session,
            by=said[0].by,
            role=said[0].role,
            role_before=earlier.role if earlier else None,
        )


def _tells_role(entry: Entry) -> bool:
    return isinstance(entry.detail, PartDetail) and entry.detail.role is not Role.UNKNOWN
