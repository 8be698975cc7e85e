from pathlib import Path

import pytest

from kap_companion.records.notebook import Notebook
from kap_companion.records.readers import Purpose, readers_for
from kap_companion.records.record import Record
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.session import Session
from tests.builders import a_part, a_session, an_entry

CANARY = "heron-under-ice"
WITH_NOTEBOOK = {Purpose.ROOM, Purpose.REVIEW, Purpose.SEARCH}


@pytest.fixture
def noted(record: Record, notebook: Notebook, session: Session) -> Session:
    part = a_part(CANARY, client=session.client)
    notebook.append(an_entry(EntryKind.PART, session=session.id, part=part.id, raw=CANARY), parts=(part,))
    record.append(an_entry(EntryKind.STOP, session=session.id))
    return session


def _held(reader: object) -> list[object]:
    fields = (name for kind in type(reader).__mro__ for name in getattr(kind, "__slots__", ()))
    return [getattr(reader, name) for name in fields]


@pytest.mark.parametrize("purpose", Purpose)
def test_only_who_may_see_process_notes_is_handed_a_notebook(
    purpose: Purpose, record: Record, notebook: Notebook
) -> None:
    held = _held(readers_for(purpose, record, notebook))
    assert (notebook in held) is (purpose in WITH_NOTEBOOK)
    assert not hasattr(readers_for(purpose, record, notebook), "__dict__")


@pytest.mark.parametrize("purpose", Purpose)
def test_a_reader_opens_what_its_purpose_may_see_and_nothing_else(
    purpose: Purpose, record: Record, notebook: Notebook, noted: Session
) -> None:
    reader = readers_for(purpose, record, notebook)
    found = []
    for name in (name for name in dir(reader) if not name.startswith("_")):
        method = getattr(reader, name)
        for arguments in ((), (noted.id,), (noted.client,)):
            try:
                found.append(str(method(*arguments)))
            except (TypeError, Exception) as error:  # noqa: BLE001 (an id of the wrong kind is refused)
                found.append(str(error))
    assert (CANARY in "".join(found)) is (purpose in WITH_NOTEBOOK)


def test_a_search_finds_what_the_reader_s_own_files_hold_and_no_more(
    record: Record, notebook: Notebook, noted: Session
) -> None:
    stop = an_entry(EntryKind.STOP, session=noted.id, raw="stop heron", minutes=5)
    record.append(stop)
    both = readers_for(Purpose.SEARCH, record, notebook).find("heron", [noted.id])
    assert [entry.raw for entry in both] == ["stop heron", CANARY]
    assert readers_for(Purpose.SEARCH, record, notebook).find("heron", [noted.id], 1) == (stop,)
    alone = readers_for(Purpose.SEARCH, record, None)
    assert alone.find("heron", [noted.id]) == (stop,)
    assert alone.find_acts("heron", noted.client) == ()


def test_all_entries_of_a_client_are_read_at_once_as_they_are_one_session_after_another(
    record: Record, notebook: Notebook, noted: Session
) -> None:
    empty = a_session(noted.client, noted.facilitator, number=2)
    record.add_session(empty)
    for own in (notebook, None):
        reader = readers_for(Purpose.ROOM, record, own)
        found = reader.entries_of_client(noted.client)
        assert list(found) == [noted.id, empty.id]
        assert found == {each: reader.entries(each) for each in found}
    assert readers_for(Purpose.ROOM, record, notebook).entries_of_client("nobody") == {}


def test_a_worksheet_is_handed_no_entries_and_an_export_nothing_shared(record: Record) -> None:
    worksheet = readers_for(Purpose.WORKSHEET, record, None)
    export = readers_for(Purpose.RECORD_EXPORT, record, None)
    for name in ("entries", "parts", "links", "people", "signatures"):
        assert not hasattr(worksheet, name)
    for name in ("shared", "worksheets", "parts", "links"):
        assert not hasattr(export, name)


def test_the_room_of_someone_without_a_notebook_has_the_record_alone(
    record: Record, notebook: Notebook, noted: Session
) -> None:
    own = readers_for(Purpose.ROOM, record, notebook)
    nobodys = readers_for(Purpose.ROOM, record, None)
    assert len(own.entries(noted.id)) == 2
    assert own.parts(noted.client) == notebook.parts(noted.client)
    assert nobodys.entries(noted.id) == record.entries(noted.id)
    assert nobodys.parts(noted.client) == ()
    assert nobodys.links(noted.client) == ()
    assert nobodys.client(noted.client) == own.client(noted.client)
    assert nobodys.sessions(noted.client) == (noted,)


def test_a_reader_never_shows_the_files_it_holds(record: Record, tmp_path: Path) -> None:
    assert "Record" not in repr(readers_for(Purpose.WORKSHEET, record, None)).replace("RecordReader", "")
