from collections.abc import Iterator
from pathlib import Path

import pytest

from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vocabulary.session import Session
from tests import builders
from tests.fakes import ManualClock
from tests.records.files import NOTEBOOK_KEY, RECORD_KEY, WRITER


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def record(tmp_path: Path, clock: ManualClock) -> Iterator[Record]:
    record = Record.create(tmp_path / "record.db", RECORD_KEY, WRITER, clock)
    yield record
    record.close()


@pytest.fixture
def notebook(tmp_path: Path, clock: ManualClock) -> Iterator[Notebook]:
    notebook = Notebook.create(tmp_path / "notebook.db", NOTEBOOK_KEY, WRITER, clock)
    yield notebook
    notebook.close()


@pytest.fixture
def session(record: Record) -> Session:
    person, client = builders.a_person(), builders.a_client()
    record.add_person(person)
    record.add_client(client)
    session = builders.a_session(client.id, person.id)
    record.add_session(session)
    return session
