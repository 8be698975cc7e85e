"""Which roles a part was said to have: when, and by whom. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kap_companion.family.members import Family
from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.part_act import RoleSaid
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Rater


@dataclass(frozen=True, slots=True)
class RoleReading:
    """One time a role was said.

    Attributes:
        by: who said it. A line of a log is its author's: what a client says of a role is said so in an act.
        session: in which session; None for between the sessions.
        source: the id of the entry or act that said it.
    """

    role: Role
    by: Rater
    at: datetime
    session: str | None
    source: str


def roles_of(family: Family, entries: Iterable[Entry], part: str) -> tuple[RoleReading, ...]:
    """The roles of one part, the newest first; of the same said again by the same person the first alone.

    Args:
        family: who is who.
        entries: current entries of any sessions.
        part: the id of the part, or that of one merged into it.
    """
    wanted = family.itself(part)
    said = [
        RoleReading(entry.detail.role, Rater.FACILITATOR, entry.at, entry.session, entry.id)
        for entry in entries
        if isinstance(entry.detail, PartDetail)
        and entry.detail.role is not Role.UNKNOWN
        and family.of(entry) == wanted
    ]
    said += [
        RoleReading(act.deed.role, act.deed.by, act.at, act.session, act.id)
        for act in family.acts
        if isinstance(act.deed, RoleSaid) and family.about(act.id, act.deed.part) == wanted
    ]
    history: list[RoleReading] = []
    for reading in sorted(said, key=lambda each: each.at):
        if not history or (history[-1].role, history[-1].by) != (reading.role, reading.by):
            history.append(reading)
    return tuple(reversed(history))
