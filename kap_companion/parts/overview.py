"""What the home screen shows of one client: their sessions at a glance, and the parts so far."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from kap_companion.family.members import Family
from kap_companion.family.spoken_of import Said
from kap_companion.vocabulary.details import DoseDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.routes import Drug, Route, Unit
from kap_companion.vocabulary.self_energy import Quality, Rater
from kap_companion.vocabulary.session import Session, SessionState


class Point(Protocol):
    """One point of a Self-energy curve: what one rater saw by then, each quality on its own."""

    @property
    def at_ms(self) -> int:
        """Milliseconds from the session's anchor."""

    @property
    def by(self) -> Rater:
        """Who rated."""

    @property
    def levels(self) -> Mapping[Quality, int]:
        """Each quality rated so far, 0 to 4."""


class Dose(Protocol):
    """A dose as it was logged."""

    @property
    def detail(self) -> object:
        """A `DoseDetail`."""


class Course(Protocol):
    """How a session went, as its timeline tells it, or a glance at it."""

    @property
    def entries(self) -> Sequence[Said]:
        """Current readings only, by time; at least those about parts."""

    @property
    def doses(self) -> Sequence[Dose]:
        """Current doses, by time."""

    @property
    def addenda(self) -> Sequence[object]:
        """What was added after signing."""

    @property
    def self_points(self) -> Sequence[Point]:
        """The Self-energy curves of both raters, by time."""


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part as it is called on the screen; `part` is its id."""

    label: str
    role: Role
    part: str = ""


@dataclass(frozen=True, slots=True)
class DoseShown:
    """A dose as it was given; doses stay apart, they are never added up."""

    amount: float
    unit: Unit
    route: Route | None
    drug: Drug | None


@dataclass(frozen=True, slots=True)
class SelfLine:
    """One quality through one session: (milliseconds from the anchor, level 0 to 4), by time."""

    quality: Quality
    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session at a glance.

    Attributes:
        held_on: the day in the place where it was held.
        route: as first given, else as the protocol has it; None for a visit without a dose.
        parts: who came forward, in the order they first did.
        self_lines: as the facilitator saw it, or as the client felt it where only they rated.
        addenda: how many addenda the reader can see.
    """

    session: str
    number: int
    protocol: str
    held_on: date
    route: Route | None
    doses: tuple[DoseShown, ...]
    parts: tuple[PartShown, ...]
    self_lines: tuple[SelfLine, ...]
    state: SessionState
    addenda: int = 0


@dataclass(frozen=True, slots=True)
class ClientOverview:
    """One client at a glance; sessions newest first, parts in the order they became known."""

    client: Client
    since: date
    sessions: tuple[SessionRow, ...]
    parts: tuple[PartShown, ...]


def client_overview(
    client: Client,
    sessions: Iterable[Session],
    courses: Mapping[str, Course],
    family: Family,
    labels: Mapping[str, str],
) -> ClientOverview:
    """A client at a glance.

    Args:
        client: who.
        sessions: theirs, in any order.
        courses: the timeline of each session by its id; a session without one is shown without content.
        family: who is who among the client's parts; a part merged into another is shown as that one.
        labels: what to call each part that is spoken of, by the ids of parts that stand for themselves.
    """
    there = (part for part in family.parts if part.id in labels)
    shown = {part.id: PartShown(labels[part.id], part.role, part.id) for part in there}
    newest_first = sorted(sessions, key=lambda session: (session.anchor, session.number), reverse=True)
    return ClientOverview(
        client=client,
        since=client.made_at.date(),
        sessions=tuple(_row(session, courses.get(session.id), family, shown) for session in newest_first),
        parts=tuple(shown.values()),
    )


def _row(
    session: Session, course: Course | None, family: Family, shown: Mapping[str, PartShown]
) -> SessionRow:
    doses = tuple(_doses(course.doses)) if course else ()
    routes = (dose.route for dose in doses if dose.route is not None)
    return SessionRow(
        session=session.id,
        number=session.number,
        protocol=session.protocol.name,
        held_on=_day_in_place(session.anchor, session.timezone),
        route=next(routes, session.protocol.route),
        doses=doses,
        parts=_came_forward(course.entries, family, shown) if course else (),
        self_lines=_self_lines(course.self_points) if course else (),
        state=session.state,
        addenda=len(course.addenda) if course else 0,
    )


def _doses(doses: Iterable[Dose]) -> Iterable[DoseShown]:
    for given in doses:
        match given.detail:
            case DoseDetail(amount=float(amount), unit=Unit() as unit) as dose:
                yield DoseShown(amount, unit, dose.route, dose.drug)
            case _:
                continue


def _came_forward(
    entries: Iterable[Said], family: Family, shown: Mapping[str, PartShown]
) -> tuple[PartShown, ...]:
    ids = (family.of(entry) for entry in entries if entry.kind is EntryKind.PART)
    return tuple(shown[part_id] for part_id in dict.fromkeys(ids) if part_id is not None and part_id in shown)


def _self_lines(points: Sequence[Point]) -> tuple[SelfLine, ...]:
    raters = {point.by for point in points}
    rater = Rater.FACILITATOR if Rater.FACILITATOR in raters else Rater.CLIENT
    lines: dict[Quality, list[tuple[int, int]]] = {}
    for point in points:
        if point.by is rater:
            for quality, level in point.levels.items():
                lines.setdefault(quality, []).append((point.at_ms, level))
    return tuple(SelfLine(quality, tuple(lines[quality])) for quality in Quality if quality in lines)


def _day_in_place(anchor: datetime, zone: str) -> date:
    if zone:
        try:
            return anchor.astimezone(ZoneInfo(zone)).date()
        except (KeyError, ValueError, OSError):
            # The zone's name is not known on this computer: the offset kept with the anchor says the day.
            return anchor.date()
    return anchor.date()
