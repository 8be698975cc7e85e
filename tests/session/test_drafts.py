"""Half-typed lines wait where only whoever typed them can read them."""

import secrets
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.session.drafts import NotebookDrafts, SealedDrafts
from tests.builders import a_person
from tests.session.desks import Desk, a_desk, a_nurse

any_text = st.text(st.characters(), min_size=1)


@settings(deadline=None, max_examples=15)
@given(any_text)
def test_any_text_is_sealed_and_comes_back(text: str) -> None:
    with TemporaryDirectory() as folder, a_desk(Path(folder)) as desk:
        session = desk.begin().session.id
        drafts = SealedDrafts(desk.record, secrets.token_bytes(32), a_person())
        drafts.keep(session, "something before", desk.clock.now().at)
        drafts.keep(session, text, desk.clock.now().at)
        kept = drafts.draft(session)
        assert kept is not None
        assert (kept.text, kept.started_at) == (text, desk.clock.now().at)


def test_nobody_else_opens_it_and_everybody_has_their_own(desk: Desk) -> None:
    session = desk.begin().session.id
    one, other = a_nurse(desk).drafts, a_nurse(desk).drafts
    one.keep(session, "looks pa", desk.clock.now().at)
    other.keep(session, "bp is", desk.clock.now().at)
    mine, theirs = one.draft(session), other.draft(session)
    assert (mine and mine.text, theirs and theirs.text) == ("looks pa", "bp is")
    assert isinstance(one, SealedDrafts)
    kept = desk.record.sealed_draft(f"{session}/{one.person.id}")
    assert kept is not None
    assert b"looks" not in bytes.fromhex(kept.sealed)
    assert SealedDrafts(desk.record, secrets.token_bytes(32), one.person).draft(session) is None
    moved = kept.model_copy(update={"id": f"another/{one.person.id}"})
    desk.record.keep_sealed_draft(moved)
    assert one.draft("another") is None
    assert repr(one.key) not in repr(one)


@pytest.mark.parametrize("sealed", [True, False])
def test_an_empty_line_is_forgotten(desk: Desk, sealed: bool) -> None:
    session = desk.begin().session.id
    drafts = a_nurse(desk).drafts if sealed else NotebookDrafts(desk.notebook)
    drafts.keep(session, "n it", desk.clock.now().at)
    assert drafts.draft(session) is not None
    drafts.keep(session, "", desk.clock.now().at)
    assert drafts.draft(session) is None
    drafts.forget(session)
