"""One client at a glance, read from the record and the reader's own notebook: only the columns it needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kap_companion.family.members import Family, family_of
from kap_companion.family.spoken_of import spoken_of
from kap_companion.parts.overview import ClientOverview, client_overview
from kap_companion.parts.roster import label
from kap_companion.records.glances import Glimpse
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.session.readings import Readings, read_again
from kap_companion.session.self_curve import SelfPoint, project_self
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.part_act import PartAct, RoleSaid


@dataclass(frozen=True, slots=True)
class Glance:
    """What is seen of one session: current entries by time, without what is added after signing."""

    entries: tuple[Glimpse, ...]
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
    seen = [glimpse for file in files for glimpse in file.glances_of(ids)]
    corrected = _corrected(files, ids)
    counting = {row.id for row in corrected.current}
    gone = corrected.taken_back | {
        row.id for chain in corrected.chains.values() for row in chain if row.id not in counting
    }
    glances = _by_session(glimpse for glimpse in seen if glimpse.id not in gone)
    said = [entry for glance in glances.values() for entry in glance.entries]
    if notebook is None:
        return client_overview(client, sessions, glances, Family(), {})
    parts, acts = notebook.parts(client_id), notebook.acts(client_id)
    current = {entry.id for entry in said}
    family = family_of(parts, acts, entries=_telling_roles(notebook, parts, acts, current))
    there = spoken_of(family, said, notebook.links(client_id))
    return client_overview(client, sessions, glances, family, _labels(notebook, family, there, said))


def _corrected(files: Sequence[Record | Notebook], sessions: Sequence[str]) -> Readings:
    """What amendments and retractions leave of the rows that they are about, in whichever file those lie."""
    rows = {row.id: row for file in files for row in file.corrections_of(sessions)}
    named = {row_id for row in rows.values() for row_id in (row.amends, row.retracts) if row_id is not None}
    rows |= {row.id: row for file in files for row in file.entries_with(named - rows.keys())}
    return read_again(rows.values())


def _by_session(seen: Iterable[Glimpse]) -> Mapping[str, Glance]:
    sessions: dict[str, list[Glimpse]] = {}
    for glimpse in seen:
        sessions.setdefault(glimpse.session, []).append(glimpse)
    return {session: _glance(rows) for session, rows in sessions.items()}


def _glance(rows: list[Glimpse]) -> Glance:
    rows.sort(key=lambda row: (row.elapsed_ms, row.id))
    entries = tuple(row for row in rows if not row.is_addendum)
    return Glance(
        entries=entries,
        doses=tuple(row for row in entries if row.kind is EntryKind.DOSE),
        addenda=tuple(row for row in rows if row.is_addendum),
        self_points=project_self(row for row in entries if row.kind is EntryKind.SELF),
    )


def _telling_roles(
    notebook: Notebook, parts: Sequence[Part], acts: Sequence[PartAct], current: set[str]
) -> list[Entry]:
    """The lines that gave a role to a part of which an act says one too: what was said last counts."""
    by_act = {act.deed.part for act in acts if isinstance(act.deed, RoleSaid)}
    if not by_act:
        return []
    # Of all parts: a line that was split off is about another part than its row says.
    found = notebook.entries_telling_roles([part.id for part in parts])
    return [entry for entry in found if entry.id in current]


def _labels(
    notebook: Notebook, family: Family, there: Sequence[Part], said: Iterable[Glimpse]
) -> dict[str, str]:
    """What to call each part; one without a name by what was seen of it first."""
    unnamed = {part.id for part in there if not part.name.strip()}
    wanted = {glimpse.id for glimpse in said if family.of(glimpse) in unnamed} if unnamed else set()
    about = family.restated(notebook.entries_with(wanted)) if wanted else ()
    return {part.id: label(part, about if part.id in unnamed else ()) for part in there}
