from datetime import date
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kap_companion.errors import BugError, PeopleError, SessionError
from kap_companion.records.cipher import prepare
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vocabulary.authorisation import Authorisation, Letter
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.people import PersonRole
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.shared import SealedDraft
from tests.builders import BEGAN, a_person, a_session, an_entry
from tests.records.decrypted import pages
from tests.records.files import RECORD_KEY, behind_its_back
from tests.records.prepared import a_retention

SEALED = "c0ffee" * 30


@pytest.fixture
def authorisation(record: Record, session: Session) -> Authorisation:
    given = Authorisation(
        id="authorisation-1",
        client=session.client,
        author="person-1",
        reader="person-2",
        scope="what \udead the Watchman said",
        given_at=BEGAN,
    )
    record.authorise(given)
    return given


@pytest.fixture
def letter(record: Record, session: Session, authorisation: Authorisation) -> Letter:
    letter = Letter(
        id="letter-1",
        authorisation=authorisation.id,
        client=session.client,
        session=session.id,
        sender="person-1",
        reader="person-2",
        sealed=SEALED,
        sent_at=BEGAN,
    )
    record.add_letter(letter)
    return letter


def test_a_person_gets_a_key_changes_their_role_and_leaves(record: Record) -> None:
    person = a_person()
    record.add_person(person)
    known = person.model_copy(
        update={"signing_key": "ab" * 32, "role": PersonRole.PRESCRIBER, "left_at": BEGAN}
    )
    record.change_person(known)
    assert record.people() == (known,)
    assert record.verify().ok
    with pytest.raises(PeopleError):
        record.change_person(a_person())


def test_an_authorisation_and_its_withdrawal_are_both_kept(
    record: Record, authorisation: Authorisation
) -> None:
    back = authorisation.model_copy(update={"id": "authorisation-2", "withdraws": authorisation.id})
    record.authorise(back)
    assert record.authorisations(authorisation.client) == (authorisation, back)
    assert record.authorisations("nobody") == ()
    assert record.verify().ok


def test_a_letter_that_was_received_is_empty_and_no_copy_of_it_stays(
    record: Record, letter: Letter, tmp_path: Path
) -> None:
    assert record.letters("person-2") == (letter,)
    assert record.letters("person-1") == ()
    record.settle_letter(letter.id, BEGAN)
    assert record.letters("person-2") == (letter.model_copy(update={"sealed": "", "received_at": BEGAN}),)
    assert record.verify().ok
    record.close()
    assert not any(SEALED.encode() in page for page in pages(tmp_path / "record.db", RECORD_KEY))


def test_a_letter_that_became_void_was_never_received(record: Record, letter: Letter) -> None:
    record.settle_letter(letter.id, None)
    (void,) = record.letters("person-2")
    assert (void.sealed, void.received_at) == ("", None)
    with pytest.raises(SessionError):
        record.settle_letter("nothing", None)


def test_a_letter_can_only_be_emptied(record: Record, letter: Letter, tmp_path: Path) -> None:
    record.settle_letter(letter.id, BEGAN)
    record.close()
    with behind_its_back(tmp_path / "record.db", RECORD_KEY) as connection:
        prepare(connection)
        for change in ("sealed = 'ff'", "reader = 'person-1'", "received_at = ''", "rowid = 900"):
            with pytest.raises(dbapi2.IntegrityError, match="rows"):
                connection.execute(f"UPDATE letter SET {change}")
        with pytest.raises(dbapi2.IntegrityError, match="rows stay"):
            connection.execute("DELETE FROM letter")


def test_the_newest_decision_about_retention_counts(record: Record, session: Session) -> None:
    assert record.retention(session.client) is None
    first = a_retention(session.client, born_on=date(1990, 2, 28), years_after_majority=3)
    second = a_retention(session.client, hold=True, until=date(2040, 2, 29), reason="\udead a court asked")
    record.keep_retention(first)
    assert record.retention(session.client) == first
    record.keep_retention(second)
    assert record.retention(session.client) == second
    assert record.verify().ok


def test_the_last_visit_is_when_the_newest_session_began(record: Record, session: Session) -> None:
    later = a_session(session.client, number=2, anchor=BEGAN.replace(year=2027))
    record.add_session(later)
    record.add_session(a_session(session.client, number=3, anchor=BEGAN.replace(year=2025)))
    assert record.last_visit(session.client) == later.anchor
    assert record.newest_sessions() == (later,)
    assert record.last_visit("nobody") is None


def test_a_sealed_draft_is_kept_replaced_and_forgotten_and_the_ledger_has_its_hash_alone(
    record: Record, tmp_path: Path
) -> None:
    first = SealedDraft(id="session-1/person-2", sealed=SEALED, started_at=BEGAN)
    second = first.model_copy(update={"sealed": "00"})
    assert record.sealed_draft(first.id) is None
    record.keep_sealed_draft(first)
    record.keep_sealed_draft(second)
    assert record.sealed_draft(first.id) == second
    assert record.verify().ok
    record.forget_sealed_draft(first.id)
    record.forget_sealed_draft(first.id)
    assert record.sealed_draft(first.id) is None
    assert record.verify().rows == 3
    record.close()
    with behind_its_back(tmp_path / "record.db", RECORD_KEY) as connection:
        assert connection.execute("SELECT count(content) FROM ledger").fetchone() == (0,)


def test_a_letter_of_nobodys_authorisation_is_a_bug(record: Record, letter: Letter) -> None:
    with pytest.raises(BugError):
        record.add_letter(letter.model_copy(update={"id": "letter-2", "authorisation": "nothing"}))


def test_a_notebook_tells_which_entries_it_has(notebook: Notebook) -> None:
    entry = an_entry(EntryKind.NOTE)
    notebook.append(entry)
    assert notebook.entry_ids([entry.id, "other"]) == {entry.id}
    assert notebook.entry_ids([]) == frozenset()
