"""A client's parts and what is done about them, in any order, for tests of the family."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import strategies as st

from kap_companion.ids import new_id
from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.links import UNDIRECTED, LinkKind, LinkState
from kap_companion.vocabulary.observation import Known, PartField, PathStep, StepTaken
from kap_companion.vocabulary.part import Part, PartLink
from kap_companion.vocabulary.part_act import (
    AlsoCalled,
    Deed,
    LinkDropped,
    LinkSaid,
    Merged,
    Observed,
    PartAct,
    Renamed,
    RoleSaid,
    SplitOff,
    Stepped,
    TakenBack,
)
from kap_companion.vocabulary.roles import Role
from tests.builders import BEGAN, a_part, an_entry

ODD_NAMES = (
    "the Watchman",
    "THE WÄTCHMAN",
    "Wátchman",
    "🦊",
    "שומר הסף",
    "الحارس الصغير",
    "the one who never sleeps and " * 11,
    "\u200b",
    "a\x00b",
    "",
)


def an_act(deed: Deed, minutes: float = 0, session: str | None = None) -> PartAct:
    return PartAct(
        id=new_id(),
        client="client-1",
        session=session,
        author="person-1",
        at=BEGAN + timedelta(minutes=minutes),
        deed=deed,
    )


def about(part: Part | str, minutes: float = 0, **detail: object) -> Entry:
    part_id = part if isinstance(part, str) else part.id
    given = PartDetail.model_validate({"words": ("keep it locked",), **detail})
    return an_entry(EntryKind.PART, given, part=part_id, minutes=minutes)


def a_link_row(entry: Entry, kind: LinkKind, to_part: str, state: LinkState | None = None) -> PartLink:
    """The row that a line about a part with a link in it leaves."""
    ends = (entry.part or "", to_part)
    from_part, to_part = sorted(ends) if kind in UNDIRECTED else ends
    return PartLink(
        id=new_id(),
        client="client-1",
        kind=kind,
        from_part=from_part,
        to_part=to_part,
        entry=entry.id,
        made_at=entry.at,
        state=state,
    )


@dataclass
class Happened:
    """Rows, lines and acts of one client, as they could lie in a notebook."""

    parts: list[Part] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    rows: list[PartLink] = field(default_factory=list)
    acts: list[PartAct] = field(default_factory=list)

    @property
    def sources(self) -> list[str]:
        return [*(entry.id for entry in self.entries), *(act.id for act in self.acts)]


@st.composite
def histories(draw: st.DrawFn) -> Happened:
    """Anything that can be written, sensible or not: acts name any part and any earlier line or act."""
    held = Happened(
        parts=[
            a_part(draw(st.sampled_from(ODD_NAMES)), draw(st.sampled_from(Role)))
            for _ in range(draw(st.integers(1, 5)))
        ]
    )
    for minutes in range(draw(st.integers(0, 22))):
        held_ids = [part.id for part in held.parts]
        part, other = draw(st.sampled_from(held_ids)), draw(st.sampled_from(held_ids))
        what = draw(st.integers(0, 11))
        if what <= 1:
            entry = about(part, minutes, role=draw(st.sampled_from(Role)))
            held.entries.append(entry)
            if other != part:
                held.rows.append(a_link_row(entry, draw(st.sampled_from(LinkKind)), other))
            continue
        deed = _deed(draw, what, part, other, held)
        if deed is not None:
            held.acts.append(an_act(deed, minutes))
    return held


def _deed(draw: st.DrawFn, what: int, part: str, other: str, held: Happened) -> Deed | None:
    kind, name = draw(st.sampled_from(LinkKind)), draw(st.sampled_from(ODD_NAMES))
    match what:
        case 2:
            return Renamed(part=part, name=name)
        case 3:
            return AlsoCalled(part=part, name=name)
        case 4 | 5:
            return Merged(part=part, into=other)
        case 6:
            return _split(draw, part, other, held)
        case 7:
            return RoleSaid(part=part, role=draw(st.sampled_from(Role)))
        case 8:
            return LinkSaid(link=kind, from_part=part, to_part=other, state=draw(st.sampled_from(LinkState)))
        case 9:
            return LinkDropped(link=kind, from_part=part, to_part=other)
        case 10:
            if draw(st.booleans()):
                return Stepped(part=part, taken=StepTaken(step=PathStep.BECAME_NEXT, instead_of=other))
            return Observed(part=part, known=Known(field=PartField.JOB, value="keeping watch"))
        case _:
            return _taken_back(draw, held.acts)


def _split(draw: st.DrawFn, part: str, other: str, held: Happened) -> Deed:
    if draw(st.booleans()):
        made = a_part(draw(st.sampled_from(ODD_NAMES)), Role.UNKNOWN, first_entry="")
        held.parts.append(made)
        other = made.id
    sources = held.sources
    chosen = draw(st.lists(st.sampled_from(sources), unique=True)) if sources else []
    return SplitOff(part=part, new=other, sources=tuple(chosen))


def _taken_back(draw: st.DrawFn, acts: Sequence[PartAct]) -> Deed | None:
    return TakenBack(act=draw(st.sampled_from([act.id for act in acts]))) if acts else None
