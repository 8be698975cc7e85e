"""Who is in the room, from when to when."""

from dataclasses import dataclass, replace

from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.details import PeopleDetail
from kap_companion.vocabulary.names import fold


@dataclass(frozen=True, slots=True)
class Attendance:
    """Somebody's stay in the room; milliseconds from the session's anchor.

    Attributes:
        name: as it was written last.
        role: as last said; empty where nobody said.
        in_ms: when they came; the beginning of the session for somebody of whom only the leaving is written.
        out_ms: when they went; None while nobody said that they did, also once the session has ended.
    """

    name: str
    role: str
    in_ms: int
    out_ms: int | None = None


def present(timeline: Timeline) -> tuple[Attendance, ...]:
    """Everybody's stays, in the order they came.

    A list of all who are present ends the stay of whoever is not on it. Somebody who comes again has another
    stay, and keeps the role they had.
    """
    stays: list[Attendance] = []
    for entry in timeline.entries:
        detail = entry.detail
        if not isinstance(detail, PeopleDetail):
            continue
        if detail.action == "present":
            named = {fold(name) for name in detail.names}
            stays = [stay if fold(stay.name) in named else _ended(stay, entry.elapsed_ms) for stay in stays]
        for name in detail.names:
            if detail.action == "out":
                _go(stays, name, detail.role, entry.elapsed_ms)
            else:
                _come(stays, name, detail.role, entry.elapsed_ms)
    return tuple(sorted(stays, key=lambda stay: stay.in_ms))


def _come(stays: list[Attendance], name: str, role: str, at_ms: int) -> None:
    here = _here(stays, name)
    if here is not None:
        stays[here] = replace(stays[here], name=name, role=role or stays[here].role)
        return
    known = next((stay.role for stay in reversed(stays) if fold(stay.name) == fold(name)), "")
    stays.append(Attendance(name, role or known, at_ms))


def _go(stays: list[Attendance], name: str, role: str, at_ms: int) -> None:
    here = _here(stays, name)
    if here is not None:
        stays[here] = _ended(replace(stays[here], role=role or stays[here].role), at_ms)
    elif all(fold(stay.name) != fold(name) for stay in stays):
        stays.append(Attendance(name, role, min(0, at_ms), at_ms))


def _here(stays: list[Attendance], name: str) -> int | None:
    """Where somebody's stay is that has not ended."""
    wanted = fold(name)
    found = (i for i, stay in enumerate(stays) if stay.out_ms is None and fold(stay.name) == wanted)
    return next(found, None)


def _ended(stay: Attendance, at_ms: int) -> Attendance:
    return stay if stay.out_ms is not None else replace(stay, out_ms=at_ms)
