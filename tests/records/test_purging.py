import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kap_companion.errors import SessionError
from kap_companion.records.cipher import prepare
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part_act import PartAct, Renamed
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.session import SessionState
from kap_companion.vocabulary.shared import Draft, SealedDraft, SharedField, SharedItem
from tests.builders import BEGAN, a_client, a_part, a_session, an_entry
from tests.records.decrypted import logged_pages, pages
from tests.records.files import NOTEBOOK_KEY, RECORD_KEY, behind_its_back
from tests.records.prepared import a_purge, a_retention, a_standing_limit
from tests.records.signing import a_signature, a_signer

CANARY = b"heron-under-ice"
WORDS = CANARY.decode()


@pytest.fixture
def gone(record: Record) -> Client:
    """A client with rows of every size, between the rows of another who stays."""
    gone, stays = a_client(WORDS), a_client("stays")
    chance = random.Random(3)
    for client in (stays, gone):
        record.add_client(client)
        record.keep_retention(a_retention(client.id, reason=client.name))
        record.add_standing_limit(a_standing_limit(client.id, source=client.name))
        for number in (1, 2):
            session = a_session(client.id, id=f"{client.name}-{number}", number=number, intention=client.name)
            record.add_session(session)
    for length in [chance.choice((1, 5, 40, 400)) for _ in range(60)]:
        for client in (stays, gone):
            number = chance.choice((1, 2))
            raw = f"{client.name} " * length
            record.append(an_entry(EntryKind.STOP, session=f"{client.name}-{number}", raw=raw))
    record.share(
        SharedItem(
            id="item-1",
            client=gone.id,
            session=f"{WORDS}-1",
            field=SharedField.WORDS,
            value=WORDS,
            agreed_at=BEGAN,
            author="person-1",
        )
    )
    record.keep_sealed_draft(SealedDraft(id=f"{WORDS}-1/person-1", sealed="00", started_at=BEGAN))
    return gone


def _everything(path: Path, key: bytes) -> Iterator[bytes]:
    yield from pages(path, key)
    yield from logged_pages(path, key)


def test_nothing_of_a_purged_client_is_left_in_the_file_or_its_log(
    record: Record, gone: Client, tmp_path: Path
) -> None:
    path = tmp_path / "record.db"
    assert any(CANARY in page for page in _everything(path, RECORD_KEY))
    stays = [entry for n in (1, 2) for entry in record.entries(f"stays-{n}")]
    record.purge(a_purge(gone.id))
    # Its sessions are named after it in this test, and an id is what stays of a row.
    words = [
        page.replace(CANARY + b"-1", b"").replace(CANARY + b"-2", b"")
        for page in _everything(path, RECORD_KEY)
    ]
    assert not any(CANARY in page for page in words)
    assert [client.name for client in record.clients()] == ["stays"]
    assert record.sessions(gone.id) == ()
    assert record.entries(f"{WORDS}-1") == ()
    assert record.shared(f"{WORDS}-1") == ()
    assert record.retention(gone.id) is None
    assert record.standing_limits(gone.id) == ()
    assert record.sealed_draft(f"{WORDS}-1/person-1") is None
    assert [entry for n in (1, 2) for entry in record.entries(f"stays-{n}")] == stays
    record.close()
    assert not any(CANARY in page.replace(CANARY + b"-", b"") for page in _everything(path, RECORD_KEY))


def test_a_purge_is_itself_in_the_ledger_and_the_chain_still_verifies(record: Record, gone: Client) -> None:
    rows = record.verify().rows
    purge = a_purge(gone.id)
    record.purge(purge)
    (kept,) = record.purges()
    assert kept == purge.model_copy(update={"rows": kept.rows})
    verification = record.verify()
    assert verification.problems == ()
    assert kept.rows == verification.rows - rows - 1 == 1 + 1 + 1 + 2 + 60 + 1 + 1
    with pytest.raises(SessionError):
        record.purge(a_purge(gone.id))
    assert record.purges() == (kept,)


def test_a_signature_over_what_was_purged_still_vouches_for_the_ledger_before_it(
    record: Record, gone: Client
) -> None:
    person = a_signer()
    record.add_person(person)
    ending = an_entry(EntryKind.STOP, session=f"{WORDS}-1")
    record.append(ending, state=SessionState.ENDED)
    signature = a_signature(record, f"{WORDS}-1", person.id)
    record.sign(signature)
    record.purge(a_purge(gone.id))
    assert record.signatures(f"{WORDS}-1") == (signature,)
    assert record.verify().problems == ()
    assert record.verify().signed_to == signature.head


def test_a_notebook_forgets_a_clients_parts_entries_links_and_half_typed_line(
    notebook: Notebook, tmp_path: Path
) -> None:
    part, other = a_part(WORDS, client="gone"), a_part("Planner", client="stays")
    notebook.append(
        an_entry(EntryKind.PART, session="s-1", part=part.id, raw=WORDS * 500),
        an_entry(EntryKind.PART, session="s-2", part=other.id),
        parts=(part, other),
    )
    notebook.change_part(part.model_copy(update={"aliases": (WORDS,)}))
    notebook.save_draft(Draft(session="s-1", text=WORDS, started_at=BEGAN))
    notebook.sign(a_signature(notebook, "s-1"))
    assert notebook.purge("gone", ["s-1", "s-9"]) == 3
    assert notebook.parts("gone") == ()
    assert notebook.entries("s-1") == ()
    assert notebook.draft("s-1") is None
    assert len(notebook.parts("stays")) == len(notebook.entries("s-2")) == 1
    assert not any(CANARY in page for page in _everything(tmp_path / "notebook.db", NOTEBOOK_KEY))
    verification = notebook.verify()
    assert verification.problems == ()
    assert verification.signed_to > 0
    assert notebook.purge("gone", ["s-1"]) == 0
    assert notebook.verify().rows == verification.rows


@pytest.mark.parametrize("batch", [1, 7, 200])
def test_no_word_of_a_purged_client_stays_in_the_search_index(
    notebook: Notebook, tmp_path: Path, batch: int
) -> None:
    # Each word begins differently, so that the index cannot keep only the end of one.
    words = [f"{letter}uetzalmoss{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    gone, stays = a_part("Moth", client="gone"), a_part("Planner", client="stays")
    entries = [
        an_entry(EntryKind.PART, session=session, part=part.id, raw=f"p {said} rain {number}")
        for number in range(40)
        for session, part, said in (("s-1", gone, words[number % 26]), ("s-2", stays, "stays"))
    ]
    notebook.append(parts=(gone, stays))
    for start in range(0, len(entries), batch):
        notebook.append(*entries[start : start + batch])
    notebook.act(
        PartAct(
            id="act-1",
            client="gone",
            author="person-1",
            at=BEGAN,
            deed=Renamed(part=gone.id, name="zuetzalmossz"),
        )
    )
    path = tmp_path / "notebook.db"
    assert any(b"uetzalmoss" in page for page in _everything(path, NOTEBOOK_KEY))
    assert notebook.find_acts("zuetz", "gone")
    notebook.purge("gone", ["s-1"])
    assert notebook.find("rain", ["s-1"]) == ()
    assert notebook.find_acts("zuetz", "gone") == notebook.acts("gone") == ()
    assert len(notebook.find("rain", ["s-2"], 200)) == 40
    # The index keeps beginnings of words as well.
    assert not any(b"uetz" in page for page in _everything(path, NOTEBOOK_KEY))
    with behind_its_back(path, NOTEBOOK_KEY) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.kept USING fts5vocab(main, search, row)")
        terms = {row[0] for row in connection.execute("SELECT term FROM kept")}
    assert {term for term in terms if "uetz" in term} == set()
    assert {"stays", "rain"} <= terms
    assert notebook.verify().problems == ()


def test_the_file_itself_refuses_to_lose_what_was_not_purged(
    record: Record, gone: Client, tmp_path: Path
) -> None:
    record.purge(a_purge(gone.id))
    record.close()
    with behind_its_back(tmp_path / "record.db", RECORD_KEY) as connection:
        prepare(connection)
        for table in ("client", "session", "entry", "retention", "standing_limit", "purge", "ledger"):
            with pytest.raises(dbapi2.IntegrityError, match="rows stay"):
                connection.execute(f"DELETE FROM {table}")
        for change in (
            "content = NULL",
            "content = '{}'",
            "content = NULL, author = ''",
            "rowid = rowid + 900",
        ):
            with pytest.raises(dbapi2.IntegrityError, match="rows"):
                connection.execute(f"UPDATE ledger SET {change}")


def test_content_that_was_purged_and_is_put_back_is_found(
    record: Record, gone: Client, tmp_path: Path
) -> None:
    record.purge(a_purge(gone.id))
    with behind_its_back(tmp_path / "record.db", RECORD_KEY) as connection:
        connection.execute("DROP TRIGGER ledger_not_changed")
        connection.execute("UPDATE ledger SET content = 'x' WHERE content IS NULL AND action = 'added'")
    problems = "\n".join(record.verify().problems)
    assert "was purged and is there again" in problems
