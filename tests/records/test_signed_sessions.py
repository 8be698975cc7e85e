from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from kap_companion.errors import BugError, SessionError, SigningError
from kap_companion.records.cipher import prepare
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vocabulary.entry import Addition, Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.links import LinkKind
from kap_companion.vocabulary.part import Part, PartLink
from kap_companion.vocabulary.session import Session, SessionState
from kap_companion.vocabulary.shared import Draft, KeptWorksheet, SealedDraft, SharedField, SharedItem
from kap_companion.vocabulary.signature import Meaning
from tests.builders import BEGAN, a_part, a_session, an_entry
from tests.records.files import NOTEBOOK_KEY, RECORD_KEY, behind_its_back, without_triggers
from tests.records.signing import OTHER_KEY, a_signature, a_signer, resigned
from tests.records.tampering import rebuild, tell_the_ledger


@pytest.fixture
def ended(record: Record, session: Session) -> Session:
    """A session that ended, with a row in every table that belongs to it."""
    record.append(_stop(session), state=SessionState.ENDED)
    record.share(_shared(session, id="item-1"))
    record.keep_worksheet(_worksheet(session))
    return record.session(session.id)


@pytest.fixture
def signed(record: Record, ended: Session) -> Session:
    person = a_signer()
    record.add_person(person)
    record.sign(a_signature(record, ended.id, person.id))
    return record.session(ended.id)


@pytest.fixture
def signed_notebook(notebook: Notebook) -> tuple[Part, Entry]:
    part = a_part()
    entry = an_entry(EntryKind.PART, part=part.id)
    notebook.append(entry, parts=(part,))
    notebook.sign(a_signature(notebook, entry.session))
    return part, entry


def _stop(session: Session, **fields: Any) -> Entry:
    return an_entry(EntryKind.STOP, session=session.id, **fields)


def _shared(session: Session, **fields: Any) -> SharedItem:
    given: dict[str, Any] = {
        "client": session.client,
        "session": session.id,
        "field": SharedField.NAME,
        "value": "The Watchman",
        "agreed_at": BEGAN,
        "author": "person-1",
    }
    return SharedItem(**(given | fields))


def _worksheet(session: Session, **fields: Any) -> KeptWorksheet:
    given: dict[str, Any] = {
        "id": "sheet-1",
        "session": session.id,
        "made_at": BEGAN,
        "author": "person-1",
        "paper": "a4",
        "sha256": "0" * 64,
    }
    return KeptWorksheet(**(given | fields))


def _refused(act: Callable[[], object]) -> None:
    with pytest.raises(SigningError):
        act()


def test_signing_moves_the_session_and_keeps_who_when_and_as_what(
    record: Record, ended: Session, signed: Session
) -> None:
    assert signed.state is SessionState.SIGNED
    (signature,) = record.signatures(signed.id)
    assert (signature.meaning, signature.name) == (Meaning.AUTHOR, "Ana Ruiz")
    assert record.signatures() == (signature,)
    assert record.signatures("another") == ()
    verification = record.verify()
    assert verification.ok
    assert verification.signed_to == signature.head
    # The session's new state and the signature itself come after what was signed.
    assert verification.unsigned == 2


def test_a_second_person_signs_the_same_session_as_witness(record: Record, signed: Session) -> None:
    witness = a_signer(OTHER_KEY)
    record.add_person(witness)
    record.sign(a_signature(record, signed.id, witness.id, OTHER_KEY, meaning=Meaning.WITNESS))
    assert [s.meaning for s in record.signatures(signed.id)] == [Meaning.AUTHOR, Meaning.WITNESS]
    assert record.verify().ok
    assert record.verify().unsigned == 1


def test_a_session_that_runs_or_is_unknown_is_not_signed(record: Record, session: Session) -> None:
    with pytest.raises(SigningError, match="still runs"):
        record.sign(a_signature(record, session.id))
    with pytest.raises(SessionError):
        record.sign(a_signature(record, "nobody"))
    assert record.signatures() == ()


def test_what_was_written_while_the_passphrase_was_asked_for_is_not_signed_unseen(
    record: Record, notebook: Notebook, ended: Session
) -> None:
    stale = a_signature(record, ended.id)
    record.append(_stop(ended))
    _refused(lambda: record.sign(stale))
    assert record.session(ended.id).state is SessionState.ENDED
    in_notebook = a_signature(notebook, "session-1")
    notebook.append(an_entry(EntryKind.NOTE))
    _refused(lambda: notebook.sign(in_notebook))
    assert notebook.signatures() == ()


def test_a_signature_that_does_not_hold_is_never_kept(record: Record, ended: Session) -> None:
    with pytest.raises(BugError):
        record.sign(a_signature(record, ended.id).model_copy(update={"name": "Eve"}))
    assert record.signatures() == ()


def test_a_signed_session_takes_addenda_and_late_rows_and_stays_verified(
    record: Record, signed: Session
) -> None:
    addendum = _stop(signed, addition=Addition.ADDENDUM, reason="the pharmacy called", about="e")
    late = _stop(signed, addition=Addition.LATE, reason="left out")
    record.append(addendum, late)
    record.share(_shared(signed, id="item-2", addition=Addition.LATE))
    record.share(_shared(signed, id="item-3", withdraws="item-1", addition=Addition.LATE))
    record.keep_worksheet(_worksheet(signed, id="sheet-2", addition=Addition.LATE))
    assert record.entries(signed.id)[-2:] == (addendum, late)
    assert record.verify().ok


def test_a_signed_session_takes_nothing_else(record: Record, signed: Session) -> None:
    stop = record.entries(signed.id)[0]
    addition = {"addition": Addition.ADDENDUM, "reason": "r"}
    for fields in (
        {},
        {"addition": Addition.ADDENDUM},
        {**addition, "amends": stop.id},
        {**addition, "retracts": stop.id},
        {**addition, "closes": stop.id},
    ):
        _refused(partial(record.append, _stop(signed, **fields)))
    _refused(lambda: record.append(_stop(signed, **addition), state=SessionState.ENDED))
    _refused(lambda: record.share(_shared(signed, id="item-2")))
    _refused(lambda: record.keep_worksheet(_worksheet(signed, id="sheet-2")))
    _refused(lambda: record.keep_sealed_draft(SealedDraft(id=f"{signed.id}/p", sealed="", started_at=BEGAN)))
    assert record.entries(signed.id) == (stop,)
    assert record.verify().ok


def test_a_row_of_another_session_cannot_take_back_what_was_signed(record: Record, signed: Session) -> None:
    other = a_session(signed.client, number=2)
    record.add_session(other)
    (stop,) = record.entries(signed.id)
    _refused(lambda: record.append(_stop(other, retracts=stop.id)))
    with pytest.raises(BugError):
        record.share(_shared(other, id="item-2", withdraws="item-1"))
    record.append(_stop(other))
    assert record.verify().ok


def test_what_a_notebook_holds_of_a_signed_session_is_only_added_to(
    notebook: Notebook, signed_notebook: tuple[Part, Entry]
) -> None:
    part, entry = signed_notebook
    link = PartLink(
        id="link-1",
        client=part.client,
        kind=LinkKind.ALLIED,
        from_part=part.id,
        to_part=part.id,
        entry=entry.id,
        made_at=BEGAN,
    )
    _refused(lambda: notebook.append(an_entry(EntryKind.NOTE)))
    _refused(lambda: notebook.append(an_entry(EntryKind.NOTE, session="other", retracts=entry.id)))
    _refused(lambda: notebook.append(links=(link,)))
    _refused(lambda: notebook.save_draft(Draft(session=entry.session, text="r", started_at=BEGAN)))
    late = an_entry(EntryKind.PART, part=part.id, addition=Addition.LATE, reason="left out")
    notebook.append(late, links=(link.model_copy(update={"entry": late.id}),))
    notebook.append(an_entry(EntryKind.NOTE, session="other"))
    notebook.save_draft(Draft(session="other", text="r", started_at=BEGAN))
    assert notebook.verify().ok
    assert notebook.verify().signed_to == 2


def test_a_half_typed_line_from_before_may_still_go(notebook: Notebook) -> None:
    notebook.save_draft(Draft(session="session-1", text="r", started_at=BEGAN))
    notebook.sign(a_signature(notebook, "session-1"))
    notebook.clear_draft("session-1")
    assert notebook.draft("session-1") is None


def test_the_files_refuse_it_themselves_from_whoever_holds_the_key(
    record: Record,
    notebook: Notebook,
    signed: Session,
    signed_notebook: tuple[Part, Entry],
    tmp_path: Path,
) -> None:
    record.close()
    notebook.close()
    again = "INSERT INTO {0} SELECT {1} FROM {0} LIMIT 1"
    for name, key, tables in (
        ("record.db", RECORD_KEY, ("entry", "shared", "worksheet")),
        ("notebook.db", NOTEBOOK_KEY, ("entry",)),
    ):
        with behind_its_back(tmp_path / name, key) as connection:
            prepare(connection)
            for table in tables:
                columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
                given = {"sequence": "sequence + 1000", "id": "'more'"}
                asked = ", ".join(given.get(column, column) for column in columns)
                with pytest.raises(dbapi2.IntegrityError, match="signed session"):
                    connection.execute(again.format(table, asked))
            for statement in ("DELETE FROM signature", "UPDATE signature SET name = 'Eve'"):
                with pytest.raises(dbapi2.IntegrityError, match="rows"):
                    connection.execute(statement)
    with (
        behind_its_back(tmp_path / "record.db", RECORD_KEY) as connection,
        pytest.raises(dbapi2.IntegrityError, match="signed session"),
    ):
        connection.execute("UPDATE session SET intention = ''")


def test_the_digest_is_of_this_session_in_this_file_alone(
    record: Record, notebook: Notebook, ended: Session
) -> None:
    before = record.digest(ended.id)
    other = a_session(ended.client, number=2)
    record.add_session(other, _stop(other))
    assert record.digest(ended.id) == before
    assert record.digest(other.id) != before
    record.append(_stop(ended))
    assert record.digest(ended.id) != before
    assert notebook.digest(ended.id) == notebook.digest("nobody")


def test_a_signature_by_a_key_the_record_does_not_know_is_found(record: Record, ended: Session) -> None:
    person = a_signer()
    record.add_person(person)
    signature = a_signature(record, ended.id, person.id)
    record.sign(resigned(signature, OTHER_KEY))
    verification = record.verify()
    assert verification.problems == (f"The signature {signature.id} is not by the person that it names.",)
    assert verification.signed_to == 0


def test_what_signing_itself_wrote_of_the_session_cannot_be_rewritten_with_the_chain(
    record: Record, signed: Session, tmp_path: Path
) -> None:
    with behind_its_back(tmp_path / "record.db", RECORD_KEY) as connection:
        triggers = without_triggers(connection)
        connection.execute("UPDATE session SET facilitator = 'Eve'")
        (rowid,) = connection.execute("SELECT sequence FROM session").fetchone()
        tell_the_ledger(connection, "session", rowid)
        rebuild(connection, "record")
        for statement in triggers.values():
            connection.execute(statement)
    verification = record.verify()
    assert verification.problems == (
        f"Table session, row {signed.id} was altered in what came of its signing.",
    )
    assert verification.signed_to == 0


def test_a_signature_taken_away_with_all_it_did_is_honestly_told_as_unsigned(
    record: Record, signed: Session, tmp_path: Path
) -> None:
    rows = record.verify().rows
    with behind_its_back(tmp_path / "record.db", RECORD_KEY) as connection:
        triggers = without_triggers(connection)
        connection.execute("DELETE FROM signature")
        connection.execute("DELETE FROM ledger WHERE sequence > ?", (rows - 2,))
        connection.execute("UPDATE session SET state = 'ended'")
        connection.execute("UPDATE sqlite_sequence SET seq = seq - 2")
        for statement in triggers.values():
            connection.execute(statement)
    verification = record.verify()
    assert (verification.signed_to, verification.unsigned) == (0, rows - 2)
