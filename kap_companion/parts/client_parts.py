"""All that is known of one client's parts, read once and handed to every page that shows some of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kap_companion.family.kin import Link, links_of
from kap_companion.family.members import Family, family_of
from kap_companion.family.observations import Observation, StepSeen, observations_of, steps_of
from kap_companion.family.spoken_of import spoken_of
from kap_companion.parts.roster import label
from kap_companion.records.readers import RoomReader
from kap_companion.session.rows import in_order_written
from kap_companion.session.timeline import Timeline, project
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import Compartment
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.session import Session


@dataclass(frozen=True, slots=True)
class ClientParts:
    """One client's parts, as whoever reads may see them.

    Attributes:
        sessions: in the order they began.
        timelines: each session's, by its id.
        links: how the parts stand to each other now.
        observations: every reading of every part, by time.
        steps: every step with every part, by time.
        labels: what each part is called on the screen, by the id of the part; a part without a name by what
            was seen of it.
    """

    client: Client
    sessions: tuple[Session, ...]
    timelines: Mapping[str, Timeline]
    family: Family
    links: tuple[Link, ...]
    observations: tuple[Observation, ...]
    steps: tuple[StepSeen, ...]
    labels: Mapping[str, str]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that stand for themselves, in the order made."""
        return self.family.parts

    def label(self, part_id: str) -> str:
        """What a part is called, by its id or that of one merged into it."""
        return self.labels[self.family.itself(part_id)]


@dataclass(frozen=True, slots=True)
class History:
    """What was written in a client's sessions; what is done about their parts beside the logs changes none.

    Attributes:
        sessions: in the order they began.
        rows: each session's, in the order written, by its id.
    """

    client: Client
    sessions: tuple[Session, ...]
    rows: Mapping[str, tuple[Entry, ...]]


def read_history(reader: RoomReader, client_id: str) -> History:
    """Reads a client's sessions from the record and the reader's own notebook.

    Raises:
        SessionError: there is no such client.
    """
    entries = reader.entries_of_client(client_id)
    rows = {session: _as_written(entries[session]) for session in entries}
    return History(reader.client(client_id), reader.sessions(client_id), rows)


def read_client_parts(reader: RoomReader, client_id: str) -> ClientParts:
    """Reads all that is known of a client's parts.

    Raises:
        SessionError: there is no such client.
    """
    return known_by(reader, read_history(reader, client_id))


def known_by(reader: RoomReader, history: History) -> ClientParts:
    """What a client's history comes to, with what was done about their parts up to now."""
    client_id = history.client.id
    stored, acts, rows = reader.parts(client_id), reader.acts(client_id), reader.links(client_id)
    who = family_of(stored, acts)
    timelines = {session: project(who.restated(written)) for session, written in history.rows.items()}
    current = _by_id(timelines)
    family = family_of(stored, acts, entries=current.values())
    known = client_parts(history.client, history.sessions, timelines, family, links_of(family, rows, current))
    # A part whose adding or splitting was taken back keeps its row; it is not there.
    return replace(known, family=replace(family, parts=spoken_of(family, current.values(), rows)))


def client_parts(
    client: Client,
    sessions: tuple[Session, ...],
    timelines: Mapping[str, Timeline],
    family: Family,
    links: tuple[Link, ...],
) -> ClientParts:
    """What follows from a client's timelines and family; pure."""
    entries = [entry for session in sessions for entry in timelines[session.id].entries]
    by_part: dict[str, list[Entry]] = {}
    for entry in entries:
        part = family.of(entry)
        if part is not None:
            by_part.setdefault(part, []).append(entry)
    labels = {part.id: label(part, _as_of(part, by_part.get(part.id, ()))) for part in family.parts}
    return ClientParts(
        client=client,
        sessions=sessions,
        timelines=timelines,
        family=family,
        links=links,
        observations=observations_of(family, entries),
        steps=steps_of(family, entries),
        labels=labels,
    )


def _as_of(part: Part, entries: Iterable[Entry]) -> list[Entry]:
    """Entries that were about a merged part, as if about the one it turned out to be."""
    return [
        entry.model_copy(update={"part": part.id}) if entry.part != part.id else entry for entry in entries
    ]


def _as_written(rows: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Rows of both files, one file after the other, in the order written."""
    of_record = [row for row in rows if row.compartment is Compartment.RECORD]
    return in_order_written(of_record, [row for row in rows if row.compartment is Compartment.PROCESS])


def _by_id(timelines: Mapping[str, Timeline]) -> dict[str, Entry]:
    return {entry.id: entry for timeline in timelines.values() for entry in timeline.entries}
