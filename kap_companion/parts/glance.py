"""One client at a glance, read from the record and the reader's own notebook: only the columns it needs."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kap_companion.family.members import Family, family_of
from kap_companion.family.spoken_of import spoken_of
from kap_companion.parts.overview import ClientOverview, client_overview
from kap_companion.parts.roster import label
from kap_companion.records.corrections import Correction, out_of_force
from kap_companion.records.glances import Coming, Correcting, Glimpse
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.session.self_curve import SelfPoint, project_self
from kap_companion.vocabulary.entry import Addition, Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.part_act import RoleSaid, SplitOff
from kap_companion.vocabulary.roles import Role


@dataclass(frozen=True, slots=True)
class Glance:
    """What is seen of one session, current alone and by time: of each part the first line about it."""

    entries: tuple[Coming, ...]
    doses: tuple[Glimpse, ...]
    addenda: tuple[Glimpse, ...]
    self_points: tuple[SelfPoint, ...]


def overview_of(record: Record, notebook: Notebook | None, client_id: str) -> ClientOverview:
    """A client at a glance, their parts as they are known by now.

    Raises:
        SessionError: there is no such client.
        PracticeDamagedError: a file does not read.
    """
    client, sessions = record.client(client_id), record.sessions(client_id)
    ids = [session.id for session in sessions]
    files = (record,) if notebook is None else (record, notebook)
    corrections = [row for file in files for row in file.corrections_of(ids)]
    gone = out_of_force(Correction(row.id, row.amends, row.retracts) for row in corrections)
    seen = [glimpse for file in files for glimpse in file.glances_of(ids) if glimpse.id not in gone]
    if notebook is None:
        return client_overview(client, sessions, _by_session(seen, ()), Family(), {})
    parts, acts, links = notebook.parts(client_id), notebook.acts(client_id), notebook.links(client_id)
    who = family_of(parts, acts)
    family = family_of(parts, acts, entries=_telling_roles(notebook, who, gone))
    moved = _moved(notebook, family, corrections)
    # A line that was moved, or that says a link, counts for itself: no other stands for it.
    themselves = moved.keys() | {link.entry for link in links}
    came = [
        coming if coming.id not in moved else coming._replace(part=moved[coming.id])
        for file in files
        for coming in file.comings_of(ids, but_not=gone, each=themselves)
    ]
    there = spoken_of(family, came, links)
    labels = _labels(notebook, family, there, moved, gone)
    return client_overview(client, sessions, _by_session(seen, came), family, labels)


def _moved(notebook: Notebook, family: Family, corrections: Iterable[Correcting]) -> Mapping[str, str]:
    """The part that a split moved a line to, or the line that it amends, by the id of the line."""
    if not family.moved:
        return {}
    rows: dict[str, Correcting | Entry] = {row.id: row for row in corrections}
    rows |= {row.id: row for row in notebook.entries_with(family.moved)}
    as_written = sorted(rows.values(), key=_place_written)
    return family.moved_to(as_written)


def _place_written(row: Correcting | Entry) -> tuple[int, str]:
    return row.typed_ms, row.id


def _by_session(seen: Iterable[Glimpse], came: Iterable[Coming]) -> Mapping[str, Glance]:
    glimpses: dict[str, list[Glimpse]] = {}
    comings: dict[str, list[Coming]] = {}
    for glimpse in seen:
        glimpses.setdefault(glimpse.session, []).append(glimpse)
    for coming in came:
        comings.setdefault(coming.session, []).append(coming)
    return {
        session: _glance(glimpses.get(session, []), comings.get(session, []))
        for session in glimpses.keys() | comings.keys()
    }


def _glance(seen: list[Glimpse], came: list[Coming]) -> Glance:
    seen.sort(key=lambda row: (row.elapsed_ms, row.id))
    came.sort(key=lambda row: (row.elapsed_ms, row.id))
    return Glance(
        entries=tuple(came),
        doses=tuple(row for row in seen if row.kind is EntryKind.DOSE and not row.is_addendum),
        addenda=tuple(row for row in seen if row.is_addendum),
        self_points=project_self(row for row in seen if row.kind is EntryKind.SELF and not row.is_addendum),
    )


def _telling_roles(notebook: Notebook, family: Family, gone: AbstractSet[str]) -> list[Entry]:
    """The lines that gave a role to a part whose row holds none, or of which an act says one too."""
    asked = {part.id for part in family.stored if part.role is Role.UNKNOWN}
    for act in family.acts:
        match act.deed:
            case RoleSaid(part=part) | SplitOff(new=part):
                asked.add(part)
            case _:
                continue
    found = notebook.entries_telling_roles(asked) if asked else ()
    moved = notebook.entries_with(family.moved) if family.moved else ()
    rows = {row.id: row for row in (*found, *moved)}
    return [row for row in rows.values() if _counts(row, gone)]


def _counts(row: Entry, gone: AbstractSet[str]) -> bool:
    """Whether a line is current, and no addition that stands beside the timeline."""
    return row.id not in gone and row.addition is not Addition.ADDENDUM


def _labels(
    notebook: Notebook,
    family: Family,
    there: Sequence[Part],
    moved: Mapping[str, str],
    gone: AbstractSet[str],
) -> dict[str, str]:
    """What to call each part; one without a name by what was seen of it first."""
    unnamed = {part.id for part in there if not part.name.strip()}
    seen: dict[str, list[Entry]] = {part_id: [] for part_id in unnamed}
    if unnamed:
        rows = [part.id for part in family.stored if family.itself(part.id) in unnamed]
        found = {row.id: row for row in (*notebook.lines_about(rows), *notebook.entries_with(moved.keys()))}
        for row in found.values():
            part_id = family.of(
                row if row.id not in moved else row.model_copy(update={"part": moved[row.id]})
            )
            if part_id in unnamed and _counts(row, gone):
                seen[part_id].append(row.model_copy(update={"part": part_id}))
    return {part.id: label(part, seen.get(part.id, ())) for part in there}
