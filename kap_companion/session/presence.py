"""Which parts are present when, and what is known of those present now."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kap_companion.vocabulary.details import LinkMention, PartDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.observation import PathStep


@dataclass(frozen=True, slots=True)
class PresenceSpan:
    """A part was present; milliseconds from the session's anchor.

    Attributes:
        part: its id.
        end_ms: None while it is still present.
        auto_closed: True where the end of the session closed it and nobody said that it settled.
        opened_by: the entry in which it came up.
        closed_by: the entry in which it settled, or None.
    """

    part: str
    start_ms: int
    end_ms: int | None
    auto_closed: bool
    opened_by: str
    closed_by: str | None


@dataclass(frozen=True, slots=True)
class Presence:
    """What is known of a part that is present now, the newest value of each since it came up.

    Attributes:
        since_ms: milliseconds from the session's anchor.
        opened_by: the entry in which it came up.
        latest: the newest entry about it.
        intensity: 0 to 10, or None where nobody said.
        blended: True, False, or None where nobody said.
        link: how it stands to another, as it was last said in this session; None where nobody did.
        became_next: the newest entry by which it became the next to be met; None where none says so.
    """

    part: str
    since_ms: int
    opened_by: str
    latest: Entry
    body: tuple[str, ...]
    intensity: int | None
    blended: bool | None
    link: LinkMention | None = None
    became_next: Entry | None = None


def project_presence(
    part_entries: Iterable[Entry], ended_ms: int | None
) -> tuple[tuple[PresenceSpan, ...], tuple[Presence, ...]]:
    """Presence spans by their start, and who is present now (nobody once the session has ended).

    A part entry opens its part's presence unless it is present already; a line that says it settled closes
    it and opens nothing. What is open at the end of the session closes there, marked so.

    Args:
        part_entries: current ones, by time.
        ended_ms: when the session ended, milliseconds from its anchor, or None.
    """
    spans: list[PresenceSpan] = []
    present: dict[str, list[Entry]] = {}
    links: dict[str, LinkMention] = {}
    for entry in part_entries:
        if entry.part is None or not isinstance(entry.detail, PartDetail):
            continue
        if entry.detail.links:
            links[entry.part] = entry.detail.links[0]
        if not entry.detail.settled:
            present.setdefault(entry.part, []).append(entry)
        elif entry.part in present:
            opening = present.pop(entry.part)[0]
            spans.append(_span(opening, end_ms=entry.elapsed_ms, closed_by=entry.id))
    spans.extend(_span(entries[0], session_ended_ms=ended_ms) for entries in present.values())
    spans.sort(key=lambda span: (span.start_ms, span.opened_by))
    if ended_ms is not None:
        return tuple(spans), ()
    here = (_presence(entries, links.get(part)) for part, entries in present.items())
    return tuple(spans), tuple(here)


def went_on(here: Presence, entry: Entry) -> Presence | None:
    """A presence after one more entry about its part, the same as to project it anew.

    None where the entry does more than go on with it: it settles the part, or is not the newest about it.
    """
    detail, newest = entry.detail, here.latest
    if not isinstance(detail, PartDetail) or detail.settled or entry.part != here.part:
        return None
    if (entry.elapsed_ms, entry.id) <= (newest.elapsed_ms, newest.id):
        return None
    return replace(
        here,
        latest=entry,
        body=detail.body or here.body,
        intensity=here.intensity if detail.intensity is None else detail.intensity,
        blended=here.blended if detail.blended is None else detail.blended,
        link=detail.links[0] if detail.links else here.link,
        became_next=entry if _becomes_next(detail) else here.became_next,
    )


def _becomes_next(detail: PartDetail) -> bool:
    return bool(detail.steps) and any(taken.step is PathStep.BECAME_NEXT for taken in detail.steps)


def _span(
    opening: Entry,
    *,
    end_ms: int | None = None,
    closed_by: str | None = None,
    session_ended_ms: int | None = None,
) -> PresenceSpan:
    start_ms = opening.elapsed_ms
    auto_closed = session_ended_ms is not None
    if session_ended_ms is not None:
        # A part may come up after a back-dated end; its presence is then an instant, never less.
        end_ms = max(start_ms, session_ended_ms)
    return PresenceSpan(opening.part or "", start_ms, end_ms, auto_closed, opening.id, closed_by)


def _presence(entries: list[Entry], link: LinkMention | None) -> Presence:
    opening = entries[0]
    body: tuple[str, ...] = ()
    intensity: int | None = None
    blended: bool | None = None
    became_next: Entry | None = None
    for entry in entries:
        if isinstance(entry.detail, PartDetail):
            body = entry.detail.body or body
            intensity = entry.detail.intensity if entry.detail.intensity is not None else intensity
            blended = entry.detail.blended if entry.detail.blended is not None else blended
            became_next = entry if _becomes_next(entry.detail) else became_next
    return Presence(
        part=opening.part or "",
        since_ms=opening.elapsed_ms,
        opened_by=opening.id,
        latest=entries[-1],
        body=body,
        intensity=intensity,
        blended=blended,
        link=link,
        became_next=became_next,
    )
