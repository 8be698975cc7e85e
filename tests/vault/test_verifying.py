"""The record and the notebook held together: a signature in one has its counterpart in the other."""

from kap_companion.ids import new_id
from kap_companion.records.open_file import OpenFile
from kap_companion.records.signatures import signed_bytes
from kap_companion.vault.practice import Practice, open_with
from kap_companion.vocabulary.session import SessionState
from kap_companion.vocabulary.signature import Meaning, Signature
from tests.builders import a_client, a_session, an_entry
from tests.fakes import MORNING, ManualClock
from tests.vault.conftest import MadePractice


def signature_over(practice: Practice, file: OpenFile, session_id: str, signature_id: str) -> Signature:
    head = file.head()
    unsigned = Signature(
        id=signature_id,
        session=session_id,
        person=practice.person.id,
        name=practice.person.name,
        role=practice.person.role,
        meaning=Meaning.AUTHOR,
        at=MORNING,
        head=head.sequence,
        chain=head.chain,
        digest=file.digest(session_id),
        key=practice.public_key,
    )
    signed = practice.keys.sign(signed_bytes(unsigned))
    return unsigned.model_copy(update={"signature": signed.hex()})


def ended_session(practice: Practice) -> str:
    client = a_client()
    practice.record.add_client(client)
    session = a_session(client.id, practice.person.id, state=SessionState.ENDED)
    practice.record.add_session(session)
    assert practice.notebook is not None
    practice.notebook.append(an_entry(session=session.id, author=practice.person.id))
    return session.id


def test_both_files_count_and_what_is_signed_in_both_verifies(practice: MadePractice) -> None:
    with open_with(practice.folder, practice.keys, ManualClock()) as opened:
        record, notebook = opened.record, opened.notebook
        assert notebook is not None
        session = ended_session(opened)
        signature = new_id()
        record.sign(signature_over(opened, record, session, signature))
        notebook.sign(signature_over(opened, notebook, session, signature))
        found = opened.verify()
        assert found.problems == ()
        assert found.rows == record.verify().rows + notebook.verify().rows
        assert found.rows == found.signed_to + found.unsigned
        assert found.signed_to > 0


def test_a_signature_in_the_notebook_alone_is_found(practice: MadePractice) -> None:
    with open_with(practice.folder, practice.keys, ManualClock()) as opened:
        record, notebook = opened.record, opened.notebook
        assert notebook is not None
        session = ended_session(opened)
        record.sign(signature_over(opened, record, session, new_id()))
        lonely = signature_over(opened, notebook, session, new_id())
        notebook.sign(lonely)
        assert opened.verify().problems == (
            f"notebook: signature {lonely.id} has no counterpart in the record.",
        )
