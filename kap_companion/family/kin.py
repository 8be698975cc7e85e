"""How a client's parts stand to each other now, and how they came to. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kap_companion.family.members import Family, Told
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.links import UNDIRECTED, LinkKind, LinkState
from kap_companion.vocabulary.part import PartLink
from kap_companion.vocabulary.part_act import LinkDropped, LinkSaid, PartAct


@dataclass(frozen=True, slots=True)
class LinkReading:
    """One time it was said how two parts stand to each other.

    Attributes:
        state: None where it was said that they do not stand so after all.
        source: the id of the entry or act that said it.
        session: in which session; None for between the sessions.
    """

    state: LinkState | None
    at: datetime
    session: str | None
    source: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """How two parts stand to each other now; `history` is oldest first and never empty.

    `from_part` and `to_part` are ids of parts that stand for themselves, never the same; an undirected kind
    has the smaller id first.
    """

    kind: LinkKind
    from_part: str
    to_part: str
    state: LinkState
    history: tuple[LinkReading, ...]


def links_of(family: Family, rows: Iterable[PartLink], entries: Mapping[str, Entry]) -> tuple[Link, ...]:
    """The links that count, each once, in the order first said.

    A row counts while the entry that said it is current; of two readings the later one counts. Where both
    ends turned out to be one part there is no link, until they are taken apart again.

    Args:
        family: who is who.
        rows: the links as stored, in the order said.
        entries: current entries of any sessions, by id.
    """
    readings: dict[tuple[LinkKind, str, str], list[LinkReading]] = {}
    said: list[tuple[LinkKind, tuple[str | None, str | None], LinkReading]] = []
    for row in rows:
        if (entry := entries.get(row.entry)) is not None:
            reading = LinkReading(row.state, entry.at, entry.session, entry.id)
            said.append((row.kind, ends_of(family, row, entry), reading))
    said += [each for act in family.acts if (each := _said_by(family, act)) is not None]
    for kind, (from_part, to_part), reading in sorted(said, key=lambda each: each[2].at):
        if from_part is None or to_part is None or from_part == to_part:
            continue
        if kind in UNDIRECTED and to_part < from_part:
            from_part, to_part = to_part, from_part
        before = readings.setdefault((kind, from_part, to_part), [])
        mentioned_again = reading.state is None and reading.source in entries
        state = _newest_state(before) if mentioned_again else reading.state
        before.append(LinkReading(state, reading.at, reading.session, reading.source, reading.text))
    return tuple(
        Link(kind, from_part, to_part, state, tuple(history))
        for (kind, from_part, to_part), history in readings.items()
        if (state := history[-1].state) is not None
    )


def _newest_state(before: list[LinkReading]) -> LinkState:
    """A line that only names a link leaves its state as it was; one that was dropped is active again."""
    return (before[-1].state if before else None) or LinkState.ACTIVE


def ends_of(family: Family, row: PartLink, entry: Told) -> tuple[str | None, str | None]:
    """Both ends of a stored link by now; None for an end that this family does not know.

    Where the entry moved to a split-off part, the end that told it moves with it.

    Args:
        family: who is who.
        row: the link as stored.
        entry: the one that said it.
    """
    start, end = family.end("", row.from_part), family.end("", row.to_part)
    told = family.of(entry)
    if told is None or told in (start, end):
        return start, end
    if row.from_part == entry.part or (row.to_part != entry.part and family.is_split_from(told, start)):
        return told, end
    return start, told


def _said_by(
    family: Family, act: PartAct
) -> tuple[LinkKind, tuple[str | None, str | None], LinkReading] | None:
    match act.deed:
        case LinkSaid() as deed:
            reading = LinkReading(deed.state, act.at, act.session, act.id, deed.text)
        case LinkDropped() as deed:
            reading = LinkReading(None, act.at, act.session, act.id)
        case _:
            return None
    return deed.link, (family.end(act.id, deed.from_part), family.end(act.id, deed.to_part)), reading
