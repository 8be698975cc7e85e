import pytest

from kap_companion.errors import BugError, SessionError
from kap_companion.records.notebook import Notebook
from kap_companion.vocabulary.details import PlainDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.links import LinkKind
from kap_companion.vocabulary.part import Part, PartLink
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.shared import Draft
from tests.builders import BEGAN, a_part, an_entry


def _retraction(of: Entry) -> Entry:
    return an_entry(
        EntryKind.RETRACTION,
        PlainDetail(kind="retraction"),
        session=of.session,
        retracts=of.id,
        compartment=Compartment.PROCESS,
    )


def _about(part: Part, **fields: object) -> Entry:
    return an_entry(EntryKind.PART, part=part.id, **fields)  # type: ignore[arg-type]  # fields are Entry's


def test_parts_entries_and_links_come_back_in_the_order_made(notebook: Notebook) -> None:
    watchman, little = a_part(), a_part("little one", Role.EXILE)
    entry = _about(watchman)
    link = PartLink(
        id="link-1",
        client="client-1",
        kind=LinkKind.PROTECTS,
        from_part=watchman.id,
        to_part=little.id,
        entry=entry.id,
        made_at=BEGAN,
    )
    notebook.append(entry, parts=(watchman, little), links=(link,))
    assert notebook.parts("client-1") == (watchman, little)
    assert notebook.links("client-1") == (link,)
    assert notebook.entries("session-1") == (entry,)
    assert notebook.parts("client-2") == ()
    assert notebook.links("client-2") == ()
    assert notebook.verify().ok


def test_what_belongs_to_the_record_never_enters_a_notebook(notebook: Notebook) -> None:
    with pytest.raises(BugError):
        notebook.append(an_entry(EntryKind.DOSE, PlainDetail(kind="stop")))


def test_a_part_that_an_entry_speaks_of_must_be_there(notebook: Notebook) -> None:
    with pytest.raises(BugError):
        notebook.append(an_entry(EntryKind.PART, part="nobody"))
    assert notebook.entries("session-1") == ()


def test_a_part_learns_its_role_and_another_name(notebook: Notebook) -> None:
    part = a_part(role=Role.UNKNOWN)
    notebook.append(parts=(part,))
    known = part.model_copy(update={"role": Role.EXILE, "aliases": ("the \udcff one",)})
    notebook.change_part(known)
    assert notebook.parts("client-1") == (known,)
    assert notebook.verify().ok


def test_a_part_that_is_not_there_cannot_change(notebook: Notebook) -> None:
    with pytest.raises(SessionError):
        notebook.change_part(a_part())


def test_entries_about_parts_bring_what_amends_and_retracts_them_in_any_session(notebook: Notebook) -> None:
    watchman, other = a_part(), a_part("Planner")
    seen = _about(watchman, session="session-1")
    elsewhere = _about(watchman, session="session-2")
    unrelated = _about(other, session="session-1")
    amended = _about(other, session="session-2", amends=seen.id)
    taken_back = _retraction(amended)
    note = an_entry(EntryKind.NOTE)
    notebook.append(
        seen, elsewhere, unrelated, amended, taken_back, note, _retraction(note), parts=(watchman, other)
    )
    assert notebook.entries_about([watchman.id]) == (seen, elsewhere, amended, taken_back)
    assert notebook.entries_about([]) == ()


def test_a_draft_is_kept_replaced_and_forgotten(notebook: Notebook) -> None:
    assert notebook.draft("session-1") is None
    first = Draft(session="session-1", text="m watch", started_at=BEGAN)
    other = Draft(session="session-2", text="", started_at=BEGAN)
    second = first.model_copy(update={"text": "m watchman \ud800\0"})
    notebook.save_draft(first)
    notebook.save_draft(other)
    notebook.save_draft(second)
    assert notebook.draft("session-1") == second
    assert notebook.verify().ok
    notebook.clear_draft("session-1")
    assert notebook.draft("session-1") is None
    assert notebook.draft("session-2") == other
    assert notebook.verify().ok


def test_forgetting_a_draft_that_is_not_there_writes_nothing(notebook: Notebook) -> None:
    notebook.clear_draft("session-1")
    assert notebook.verify().rows == 0


def test_a_draft_goes_with_the_entries_it_became_or_stays_with_them_unwritten(notebook: Notebook) -> None:
    draft = Draft(session="session-1", text="rain", started_at=BEGAN)
    notebook.save_draft(draft)
    entry = an_entry(EntryKind.NOTE, text="rain")
    with pytest.raises(BugError):
        notebook.append(entry, entry, settle_draft="session-1")
    assert notebook.draft("session-1") == draft
    notebook.append(entry, settle_draft="session-1")
    assert notebook.draft("session-1") is None
    assert notebook.entries("session-1") == (entry,)
    assert notebook.verify().ok
