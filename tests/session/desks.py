"""A practice's two files with one client, for tests that hold a session over them."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kap_companion.records.ledger import Writer
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.session import protocol
from kap_companion.session.live import Change, Live
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.people import Client, Person
from tests.builders import a_client, a_person
from tests.fakes import ManualClock


@dataclass
class Desk:
    """The open files, a clock that moves when told to, and who sits there."""

    record: Record
    notebook: Notebook
    clock: ManualClock
    person: Person
    client: Client

    def begin(self, key: str = "im", **fields: object) -> Live:
        return Live.begin(
            self.record,
            self.notebook,
            self.clock,
            client=self.client,
            protocol=protocol.load(key),
            author=self.person,
            **fields,  # type: ignore[arg-type]  # a test names what it is about
        )

    def resume(self, live: Live) -> tuple[Live, Change]:
        session = self.record.session(live.session.id)
        return Live.resume(self.record, self.notebook, self.clock, session, self.person)

    def look(self, live: Live) -> Live:
        session = self.record.session(live.session.id)
        return Live.look(self.record, self.notebook, self.clock, session, self.person)

    def type(self, live: Live, text: str, after: float = 60) -> Change:
        """Time passes, then a line is typed in no time."""
        return live.log(text, self.clock.pass_time(after))


def newest(live: Live) -> Entry:
    """The row written last."""
    return live.timeline.everything[-1]


def names_in(live: Live) -> list[str]:
    """The names on the roster."""
    return [part.name for part in live.roster.parts]


@contextmanager
def a_desk(folder: Path) -> Iterator[Desk]:
    clock, person, client = ManualClock(), a_person(), a_client()
    writer = Writer(person=person.id, device="device-1")
    record = Record.create(folder / "record.db", secrets.token_bytes(32), writer, clock)
    notebook = Notebook.create(folder / "notebook.db", secrets.token_bytes(32), writer, clock)
    record.add_person(person)
    record.add_client(client)
    try:
        yield Desk(record, notebook, clock, person, client)
    finally:
        record.close()
        notebook.close()
