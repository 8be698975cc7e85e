"""How far the meeting of one part has come: the six Fs, the steps of healing, who stepped in. Pure.

The order of the steps is that of Earley, Self-Therapy. Nothing here ever holds a step back: a part can be met
in any order, and what is not recorded may well have been done.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from kap_companion.family.kin import Link, links_of
from kap_companion.family.members import Family
from kap_companion.family.observations import StepSeen, steps_of
from kap_companion.parts.client_parts import ClientParts
from kap_companion.session.known_parts import KnownParts
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.links import LinkKind
from kap_companion.vocabulary.observation import SIX_FS, PathStep
from kap_companion.vocabulary.roles import Role

PERMISSION = (PathStep.PERMISSION_ASKED, PathStep.PERMISSION_GIVEN, PathStep.PERMISSION_REFUSED)
HEALING = (
    PathStep.MET,
    PathStep.WITNESSED,
    PathStep.RETRIEVED,
    PathStep.UNBURDENED,
    PathStep.INVITED,
    PathStep.INTEGRATED,
)
_ANSWERS = frozenset({PathStep.PERMISSION_GIVEN, PathStep.PERMISSION_REFUSED})
_MEETING = frozenset({*SIX_FS, *HEALING})


class Stands(StrEnum):
    """How a step stands by what was recorded."""

    DONE = "done"
    BEGUN = "begun"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class StepOnPath:
    """One step with one part.

    Attributes:
        stands: done where a line or an act says so, begun where only its question was asked.
        seen: each time, oldest first.
    """

    step: PathStep
    stands: Stands
    seen: tuple[StepSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class SteppedIn:
    """A part that became the next one to meet, in the place of another.

    Attributes:
        part: its id.
        seen: when, where, and why.
        met_since: whether any step of meeting it was recorded since.
    """

    part: str
    seen: StepSeen
    met_since: bool


@dataclass(frozen=True, slots=True)
class Permission:
    """What a protector of the part answered last, or that it was asked; None for neither."""

    protector: str
    seen: StepSeen | None


@dataclass(frozen=True, slots=True)
class Path:
    """The path of meeting one part, as far as it is recorded.

    Attributes:
        part: its id.
        six_fs: all six, in their order.
        permission: what this part itself was asked and answered, as a protector.
        healing: meeting, witnessing and so on, in their order.
        permissions: those of the parts that protect it, in the order the links were said.
        unresolved: where it was left without resolution and no step with it came since: open promises.
        stepped_in: who became the next one to meet in its place, oldest first.
        became_next: where it became the next one itself, oldest first.
        quiet_mention: the first time that an exile was met before any protector's permission was recorded;
            None where there is nothing to mention.
    """

    part: str
    six_fs: tuple[StepOnPath, ...]
    permission: tuple[StepOnPath, ...]
    healing: tuple[StepOnPath, ...]
    permissions: tuple[Permission, ...] = ()
    unresolved: tuple[StepSeen, ...] = ()
    stepped_in: tuple[SteppedIn, ...] = ()
    became_next: tuple[StepSeen, ...] = ()
    quiet_mention: StepSeen | None = None

    @property
    def next_step(self) -> PathStep | None:
        """The first of the six Fs that is not done; None where all are."""
        return next((each.step for each in self.six_fs if each.stands is not Stands.DONE), None)


def path(parts: ClientParts, part_id: str) -> Path:
    """The path with one part over all of a client's sessions and between them.

    Args:
        parts: all that is known of them.
        part_id: its id, or that of one merged into it.
    """
    return path_of(parts.family, parts.links, parts.steps, part_id)


def path_in(timeline: Timeline, known: KnownParts, part_id: str, family: Family | None = None) -> Path:
    """The path with one part as a session that runs sees it: its own lines and those of earlier sessions.

    Of earlier sessions the part lines are read, not the questions that were asked there.

    Args:
        timeline: the session as it reads now.
        known: the client's parts, and what other sessions and acts say of them.
        part_id: its id.
        family: who is who by now, where that is worked out already.
    """
    family = family or known.family(timeline.entries)
    linking = {link.entry for link in known.links}
    telling: list[Entry] = []
    saying: dict[str, Entry] = {}
    # Of thousands of entries few tell a step or a link.
    for entry in chain(known.elsewhere, timeline.entries):
        if entry.id in linking:
            saying[entry.id] = entry
        if entry.kind is EntryKind.ASKED or (isinstance(entry.detail, PartDetail) and entry.detail.steps):
            telling.append(entry)
    return path_of(family, links_of(family, known.links, saying), steps_of(family, telling), part_id)


def path_of(family: Family, links: Iterable[Link], steps: Sequence[StepSeen], part_id: str) -> Path:
    """The path with one part, from who is who, how they stand to each other, and every step by time."""
    itself = family.itself(part_id)
    own = [each for each in steps if each.part == itself]
    part = family.part(itself)
    protectors = tuple(
        dict.fromkeys(
            link.from_part for link in links if link.kind is LinkKind.PROTECTS and link.to_part == itself
        )
    )
    is_exile = part is not None and part.role is Role.EXILE
    return Path(
        part=itself,
        six_fs=tuple(_stands(step, own) for step in SIX_FS),
        permission=tuple(_stands(step, own) for step in PERMISSION),
        healing=tuple(_stands(step, own) for step in HEALING),
        permissions=tuple(Permission(each, _last_answer(steps, each)) for each in protectors),
        unresolved=tuple(_unresolved(own)),
        stepped_in=tuple(_stepped_in(steps, itself)),
        became_next=tuple(each for each in own if each.step is PathStep.BECAME_NEXT),
        quiet_mention=_not_permitted(family, protectors, steps, itself) if is_exile else None,
    )


def _stands(step: PathStep, own: Iterable[StepSeen]) -> StepOnPath:
    seen = tuple(each for each in own if each.step is step)
    if any(not each.asked for each in seen):
        return StepOnPath(step, Stands.DONE, seen)
    return StepOnPath(step, Stands.BEGUN if seen else Stands.NOT_YET, seen)


def _unresolved(own: Sequence[StepSeen]) -> Iterator[StepSeen]:
    since = max((at for at, each in enumerate(own) if each.step in HEALING), default=-1)
    yield from (each for each in own[since + 1 :] if each.step is PathStep.UNRESOLVED)


def _stepped_in(steps: Sequence[StepSeen], part: str) -> Iterator[SteppedIn]:
    for at, each in enumerate(steps):
        if each.step is PathStep.BECAME_NEXT and each.instead_of == part and each.part != part:
            later = (other for other in steps[at + 1 :] if other.part == each.part)
            met = any(other.step in _MEETING and not other.asked for other in later)
            yield SteppedIn(each.part, each, met)


def _last_answer(steps: Sequence[StepSeen], protector: str) -> StepSeen | None:
    of_it = [each for each in steps if each.part == protector and each.step in PERMISSION]
    answers = [each for each in of_it if each.step in _ANSWERS]
    return next(reversed(answers or of_it), None)


def _not_permitted(
    family: Family, protectors: tuple[str, ...], steps: Sequence[StepSeen], exile: str
) -> StepSeen | None:
    """The first meeting with an exile before which no permission stood; None where each had one.

    A permission counts that one of its protectors gave, or that was noted with the exile itself; where nobody
    is known to protect it, that of any part which is no exile.
    """
    standing: set[str] = set()
    for each in steps:
        if each.step is PathStep.PERMISSION_GIVEN:
            standing.add(each.part)
        elif each.step is PathStep.PERMISSION_REFUSED:
            standing.discard(each.part)
        elif each.part == exile and each.step in HEALING:
            may_say = {exile, *protectors} if protectors else {exile, *_no_exiles(family)}
            if not standing & may_say:
                return each
    return None


def _no_exiles(family: Family) -> Iterator[str]:
    return (part.id for part in family.parts if part.role is not Role.EXILE)
