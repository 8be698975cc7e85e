"""An integration visit in a real window, over a real practice, with real keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from kap_companion.errors import DiskFullError
from kap_companion.parts.tending import Tending
from kap_companion.records.notebook import Notebook
from kap_companion.records.purging import rows_of_client
from kap_companion.session.rows import rows_of
from kap_companion.session.timeline import project
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.observation import PartField
from kap_companion.vocabulary.part_act import Observed
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.self_energy import Rater
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.consent import agreed
from tests.fakes import ManualClock
from tests.ui.left_behind import in_python, on_the_screen, settle
from tests.ui.visit.visits import (
    LISTENED,
    LOUD,
    PROTECTING,
    REST,
    AtAVisit,
    a_session_of_a_colleague,
    a_session_with_worksheet,
    at_a_visit,
    nothing_before,
)
from ui import half_written, theme
from ui.one_line import one_line
from ui.widgets.elided_label import ElidedLabel

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def there(qtbot: QtBot, tmp_path: Path) -> Iterator[AtAVisit]:
    with at_a_visit(qtbot, tmp_path) as visit:
        yield visit


def on_the_disk(there: AtAVisit) -> tuple[Entry, ...]:
    session = there.controller.session.id
    return project(rows_of(there.practice.record, there.practice.notebook, session)).entries


def answers(there: AtAVisit) -> list[tuple[str, str, str]]:
    """Part, question and answer, as the notebook has them."""
    notebook = there.practice.notebook
    assert notebook is not None
    names = {part.id: part.name for part in notebook.parts(there.client.id)}
    found = []
    for act in notebook.acts(there.client.id):
        if not isinstance(act.deed, Observed):
            continue
        assert (act.deed.known.field, act.deed.known.by) == (PartField.ANSWER, Rater.CLIENT)
        assert act.session == there.controller.session.id
        found.append((names[act.deed.part], act.deed.known.question, act.deed.known.value))
    return found


def goes_home(there: AtAVisit) -> list[tuple[SharedField, str]]:
    shared = there.practice.record.shared(there.controller.session.id)
    return [(item.field, item.value) for item in agreed(shared)]


def test_the_page_opens_with_worksheet_promises_and_shared_parts(there: AtAVisit) -> None:
    there.opens()
    read = there.can_read()
    for words in (
        "Wren · integration visit",
        "one day after session 1",
        "What Wren brought back",
        "Five minutes a day with the little one",
        "from the worksheet of 21 November",
        PROTECTING,
        LISTENED,
        LOUD,
    ):
        assert words in read
    assert there.field(REST).placeholderText() == "left blank on the worksheet"
    assert "if I look away it gets in" not in read
    there.clicks("The Watchman")
    assert "“if I look away it gets in”" in there.can_read()
    assert "Felt: chest" in there.can_read()


def test_answers_are_kept_with_their_part(there: AtAVisit) -> None:
    there.opens()
    there.types(PROTECTING, "Being surprised.")
    there.types(REST, "Sleep.")
    there.clicks("Keep with the Watchman")
    assert answers(there) == [
        ("The Watchman", PROTECTING, "Being surprised."),
        ("The Watchman", REST, "Sleep."),
    ]
    assert goes_home(there) == []
    assert there.can_read().count("Kept at") == 2
    there.types(REST, "Sleep, and look at the river.")
    there.clicks("Keep with the Watchman")
    assert answers(there)[2:] == [("The Watchman", REST, "Sleep, and look at the river.")]


def test_an_answer_is_shared_only_when_told_and_can_be_shared_no_longer(there: AtAVisit) -> None:
    there.opens()
    there.types(LISTENED, "Stay.")
    there.clicks("Keep and share: the little one")
    assert answers(there) == [("the little one", LISTENED, "Stay.")]
    named = (SharedField.NAME, "the little one")
    assert goes_home(there) == [named, (SharedField.ANSWER, "Stay.")]
    assert "shared" in there.can_read()
    there.types(LISTENED, "Stay a while.")
    there.clicks("Keep and share: the little one")
    assert goes_home(there) == [named, (SharedField.ANSWER, "Stay a while.")]
    there.clicks("Share it no longer")
    assert goes_home(there) == [named]
    assert "shared" not in there.can_read().replace("Keep and share", "")


def test_an_answer_about_no_part_becomes_a_private_note_of_the_visit(there: AtAVisit) -> None:
    there.opens()
    there.types(LOUD, "The planner")
    there.clicks("Keep as a note")
    note = on_the_disk(there)[-1]
    assert (note.kind, note.text) == (EntryKind.NOTE, f"{LOUD} The planner")
    assert answers(there) == []
    assert "Kept at" in there.can_read()


def test_a_ticked_promise_is_kept_in_the_log_and_the_tick_can_be_taken_back(there: AtAVisit) -> None:
    there.opens()
    there.qtbot.mouseClick(there.box("Five minutes"), Qt.MouseButton.LeftButton)
    kept = on_the_disk(there)[-1]
    assert (kept.kind, kept.raw) == (EntryKind.KEPT, "> kept #1 Five minutes a day with the little one")
    assert there.box("Five minutes").isChecked()
    assert not there.box("at night").isChecked()
    there.opens()
    assert there.box("Five minutes").isChecked(), "kept in this visit, it stays in sight"
    words = next(w for w in there.page.promises.findChildren(QLabel) if w.text().startswith("Five"))
    there.qtbot.mouseClick(words, Qt.MouseButton.LeftButton)
    assert not there.box("Five minutes").isChecked()
    assert all(entry.kind is not EntryKind.KEPT for entry in on_the_disk(there))


def test_what_is_logged_meanwhile_is_seen(there: AtAVisit) -> None:
    there.opens()
    there.controller.log("> promise tell Ana about the river", there.clock.pass_time(60))
    there.controller.log("s client: calm 3 curious 2", there.clock.pass_time(60))
    assert there.box("tell Ana about the river").isEnabled()
    assert "calm 3 · curiosity 2" in there.can_read()


def test_everything_is_reached_and_done_by_keys_alone(there: AtAVisit) -> None:
    there.opens()
    there.field(PROTECTING).setFocus()
    there.qtbot.keyClicks(there.window.focusWidget(), "Noise")
    for _ in range(2):
        there.qtbot.keyClick(there.window.focusWidget(), Qt.Key.Key_Tab)
    there.qtbot.keyClick(there.window.focusWidget(), Qt.Key.Key_Return)
    assert answers(there) == [("The Watchman", PROTECTING, "Noise")]
    for widget in (*there.page.findChildren(QPlainTextEdit), there.box("Five")):
        assert widget.accessibleName()


def test_half_typed_answers_survive_a_lock(there: AtAVisit) -> None:
    there.opens()
    there.types(REST, "Sleep, and")
    there.types(LOUD, "the planner")
    there.qtbot.keyClick(there.page, Qt.Key.Key_L, BOTH)
    assert there.asked_for == ["a lock"]
    there.window.clear()
    there.opens()
    assert there.field(REST).toPlainText() == "Sleep, and"
    assert there.field(LOUD).toPlainText() == "the planner"
    assert answers(there) == []
    there.clicks("Keep with the Watchman")
    kept = half_written.kept_answers(there.practice, there.controller.session.id)
    assert [each.question for each in kept] == [LOUD]


def test_half_typed_answers_come_over_when_the_visit_is_shown_anew(there: AtAVisit) -> None:
    there.opens()
    there.types(REST, "Sleep, and")
    there.opens()
    assert there.field(REST).toPlainText() == "Sleep, and"


def test_half_typed_answers_are_kept_while_they_are_typed(there: AtAVisit) -> None:
    there.opens()
    there.types(REST, "Sleep")
    session = there.controller.session.id
    there.qtbot.waitUntil(lambda: bool(half_written.kept_answers(there.practice, session)))
    assert [each.text for each in half_written.kept_answers(there.practice, session)] == ["Sleep"]


def test_the_log_is_one_step_away_while_the_visit_runs(there: AtAVisit) -> None:
    there.opens()
    there.clicks("To the log")
    assert there.asked_for == ["the log"]


def test_a_visit_that_is_over_keeps_answers_with_parts_and_ticks_nothing(there: AtAVisit) -> None:
    there.controller.log("> end", there.clock.pass_time(60))
    there.visiting.open(there.practice.record.session(there.controller.session.id))
    assert not there.box("Five minutes").isEnabled()
    there.types(REST, "Sleep.")
    there.clicks("Keep with the Watchman")
    assert answers(there) == [("The Watchman", REST, "Sleep.")]
    there.types(LOUD, "The planner")
    there.clicks("Keep as a note")
    assert "This visit has ended" in there.can_read()
    assert there.field(LOUD).toPlainText() == "The planner"
    there.clicks("Back")
    assert there.asked_for == [there.client.id]


def test_a_disk_that_takes_nothing_says_so_beside_the_answer(
    there: AtAVisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_kwargs: object) -> None:
        message = "The disk is full."
        raise DiskFullError(message)

    there.opens()
    there.types(REST, "Sleep.")
    with monkeypatch.context() as patched:
        patched.setattr(Notebook, "act", full)
        there.clicks("Keep and share")
    assert answers(there) == []
    assert goes_home(there) == []
    assert "The disk is full." in there.can_read()
    assert there.field(REST).toPlainText() == "Sleep."
    there.clicks("Keep and share")
    assert goes_home(there)[1:] == [(SharedField.ANSWER, "Sleep.")]


@pytest.mark.parametrize("size", [(1024, 768), (1440, 900)])
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_cut_at_any_text_size(there: AtAVisit, size: tuple[int, int], percent: int) -> None:
    there.opens()
    there.window.setStyleSheet(theme.style_sheet(theme.DAYLIGHT, percent / 100))
    there.window.resize(*size)
    there.qtbot.waitUntil(lambda: there.window.width() == size[0])
    for card in there.page.cards:
        assert card.width() <= there.page.width()
        for button in (card.keep, card.share):
            assert button.height() >= 44
            assert card.rect().contains(button.geometry()), button.text()


def test_parts_of_a_colleagues_notebook_are_told_apart(qtbot: QtBot, tmp_path: Path) -> None:
    with at_a_visit(qtbot, tmp_path, given=a_session_of_a_colleague) as there:
        there.opens()
        read = there.can_read()
        assert "Your notebook knows a part by this name." in read
        assert "Your notebook does not know this part" in read
        there.types(REST, "Sleep.")
        there.clicks("Keep with the Watchman")
        assert answers(there) == [("the watchman", REST, "Sleep.")]
        there.types(LISTENED, "I am tall.")
        there.clicks("Keep and share: the tall one")
        assert on_the_disk(there)[-1].text == f"the tall one: {LISTENED} I am tall."
        assert goes_home(there) == [(SharedField.NAME, "the tall one"), (SharedField.ANSWER, "I am tall.")]
        shared = there.practice.record.shared(there.controller.session.id)
        assert "handle-1" not in {item.about for item in shared}, "another handle in another session"


def test_without_a_worksheet_the_page_says_so_and_promises_are_there(qtbot: QtBot, tmp_path: Path) -> None:
    with at_a_visit(qtbot, tmp_path, given=nothing_before) as there:
        there.controller.log("> promise water", there.clock.pass_time(60))
        there.opens()
        assert "Nothing went home before this visit." in there.can_read()
        qtbot.mouseClick(there.box("water"), Qt.MouseButton.LeftButton)
        assert on_the_disk(there)[-1].raw == "> kept #1 water"


def test_whoever_has_no_notebook_reads_the_questions_and_ticks_promises(qtbot: QtBot, tmp_path: Path) -> None:
    with at_a_visit(qtbot, tmp_path, as_nurse=True) as there:
        there.opens()
        assert "Answers are kept in a therapist’s notebook." in there.can_read()
        assert there.field(REST).isReadOnly()
        assert not any(card.keep.isEnabled() or card.share.isEnabled() for card in there.page.cards)
        qtbot.mouseClick(there.box("Five"), Qt.MouseButton.LeftButton)
        assert on_the_disk(there)[-1].kind is EntryKind.KEPT


@pytest.mark.parametrize("name", ["The " + "long " * 59, "x" * 300, "🌿", "קטנה <b>&amp;</b>", "& %1 {n}"])
def test_any_name_and_any_answer_is_shown_as_it_is(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    def given(practice: Practice, clock: ManualClock, client: Client) -> Session:
        session = a_session_with_worksheet(practice, clock, client)
        notebook = practice.notebook
        assert notebook is not None
        part = notebook.parts(client.id)[0]
        Tending(notebook, clock, practice.person.id, client.id).rename(part.id, name)
        item = next(i for i in practice.record.shared(session.id) if i.value == "The Watchman")
        practice.record.share(
            item.model_copy(update={"id": "back", "withdraws": item.id, "value": ""}),
            item.model_copy(update={"id": "again", "value": name}),
        )
        return session

    with at_a_visit(qtbot, tmp_path, given=given) as there:
        there.opens()
        card = there.page.cards[0]
        assert one_line(name) in {label.whole for label in card.findChildren(ElidedLabel)}
        assert card.width() < there.page.width()
        there.field(REST).setPlainText("{n} %1 <b>&amp; \U0001f33f קטנה\nnext line")
        card.keep.click()
        assert [text for _, _, text in answers(there)] == ["{n} %1 <b>&amp; \U0001f33f קטנה\nnext line"]


def test_after_the_page_is_gone_nothing_holds_a_word_of_it(there: AtAVisit) -> None:
    words = tuple("".join(parts) for parts in (("bruma", "lind"), ("ostra", "veil")))
    there.opens()
    there.types(REST, words[0])
    there.clicks("Keep and share: The Watchman")
    there.types(LISTENED, words[1])
    there.window.clear()
    settle()
    assert on_the_screen(words) == []
    assert in_python(words) == []


def test_half_typed_answers_go_when_their_client_is_purged(there: AtAVisit) -> None:
    there.opens()
    there.types(REST, "Sleep")
    there.window.clear()
    session = there.controller.session.id
    assert half_written.kept_answers(there.practice, session)
    draft = f"{session}/answers/{there.practice.person.id}"
    with there.practice.record._store.writing() as transaction:
        assert ("sealed_draft", draft) in rows_of_client(transaction, there.client.id)
