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
from kap_companion.session.drafts import Drafts, NotebookDrafts, SealedDrafts
from kap_companion.session.live import Change, Live
from kap_companion.session.rows import rows_of
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.people import Client, Person, PersonRole
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
    folder: Path

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

    def take_a_seat(self, live: Live, sitter: "Sitter") -> Live:
        """Somebody else of the practice takes up the same session."""
        session = self.record.session(live.session.id)
        taken_up, _change = Live.resume(
            self.record, sitter.notebook, self.clock, session, sitter.person, drafts=sitter.drafts
        )
        return taken_up

    def entries(self, live: Live) -> tuple[Entry, ...]:
        """The session's rows as they are on the disk."""
        return rows_of(self.record, self.notebook, live.session.id)

    @contextmanager
    def without_a_disk(self) -> Iterator[None]:
        """The folder is gone meanwhile, as when a stick is pulled."""
        away = self.folder.with_name(f"{self.folder.name}-pulled")
        self.folder.rename(away)
        try:
            yield
        finally:
            away.rename(self.folder)

    def type(self, live: Live, text: str, after: float = 60) -> Change:
        """Time passes, then a line is typed in no time."""
        return live.log(text, self.clock.pass_time(after))


@dataclass
class Sitter:
    """Somebody who works at the same session; without a notebook, their half-typed lines are sealed."""

    person: Person
    notebook: Notebook | None
    drafts: Drafts


def a_nurse(desk: Desk) -> Sitter:
    person = a_person("Noor").model_copy(update={"role": PersonRole.NURSE})
    return Sitter(person, None, SealedDrafts(desk.record, secrets.token_bytes(32), person))


@contextmanager
def another_therapist(desk: Desk) -> Iterator[Sitter]:
    person = a_person("Bo Lindqvist")
    writer = Writer(person=person.id, device="device-2")
    path = desk.folder / f"{person.id}.db"
    notebook = Notebook.create(path, secrets.token_bytes(32), writer, desk.clock)
    try:
        yield Sitter(person, notebook, NotebookDrafts(notebook))
    finally:
        notebook.close()


def newest(live: Live) -> Entry:
    """The row written last."""
    return live.timeline.everything[-1]


def names_in(live: Live) -> list[str]:
    """The names on the roster."""
    return [part.name for part in live.roster.parts]


@contextmanager
def a_desk(place: Path) -> Iterator[Desk]:
    folder = place / "practice"
    folder.mkdir()
    clock, person, client = ManualClock(), a_person(), a_client()
    writer = Writer(person=person.id, device="device-1")
    record = Record.create(folder / "record.db", secrets.token_bytes(32), writer, clock)
    notebook = Notebook.create(folder / "notebook.db", secrets.token_bytes(32), writer, clock)
    record.add_person(person)
    record.add_client(client)
    try:
        yield Desk(record, notebook, clock, person, client, folder)
    finally:
        record.close()
        notebook.close()
