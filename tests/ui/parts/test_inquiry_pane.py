"""The path so far, on a part's page."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.parts.client_parts import ClientParts
from kap_companion.vocabulary.details import AskedDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.observation import SIX_FS, PathStep, StepTaken
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.roles import Role
from tests.builders import a_part, an_entry
from tests.parts.sittings import dosed, felt, sittings
from ui import theme
from ui.parts.inquiry_pane import InquiryPane

WATCHMAN, NUMB = a_part("The Watchman"), a_part("Go-Numb")
CHILD = a_part("the little one").model_copy(update={"role": Role.EXILE})


def stepped(part: Part, minutes: float, step: PathStep, text: str = "", instead_of: str = "") -> Entry:
    return felt(part, minutes, steps=(StepTaken(step=step, text=text, instead_of=instead_of),))


def with_path() -> ClientParts:
    asked = an_entry(EntryKind.ASKED, AskedDetail(step="Focus"), minutes=3, part=WATCHMAN.id, text="?")
    return sittings(
        [WATCHMAN, NUMB, CHILD],
        {
            "one": [
                dosed(0),
                stepped(WATCHMAN, 2, PathStep.FOUND, "in the chest"),
                asked,
                stepped(NUMB, 41, PathStep.BECAME_NEXT, "it was scared", WATCHMAN.id),
                stepped(CHILD, 50, PathStep.MET),
                stepped(CHILD, 55, PathStep.UNRESOLVED, "it was late"),
            ]
        },
    )


@pytest.fixture
def pane(qtbot: QtBot) -> InquiryPane:
    theme.load_typeface()
    shown = InquiryPane(theme.DAYLIGHT)
    shown.setStyleSheet(theme.style_sheet(theme.DAYLIGHT))
    shown.resize(380, 900)
    qtbot.addWidget(shown)
    shown.show_part(with_path(), WATCHMAN.id)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


def test_all_six_fs_are_shown_in_their_order_and_told_in_words(pane: InquiryPane) -> None:
    assert tuple(pane.steps) == SIX_FS
    names = [row.accessibleName() for row in pane.steps.values()]
    assert names[0].startswith("found, done, in the chest · ")
    assert "T+0:02" in names[0]
    assert names[1].startswith("focused on, asked about, ")
    assert names[2] == "fleshed out, not yet"
    assert all(row.height() >= 44 for row in pane.steps.values())


def test_who_stepped_in_and_why_is_told_below(pane: InquiryPane) -> None:
    assert "Go-Numb stepped in, " in pane.notes
    assert pane.notes.endswith("Why: it was scared. It has not been met yet.")


def test_an_exiles_path_shows_the_steps_of_healing_and_mentions_quietly(pane: InquiryPane) -> None:
    pane.show_part(with_path(), CHILD.id)
    assert PathStep.UNBURDENED in pane.steps
    assert "with no protector’s permission noted before it" in pane.notes
    assert "Left without resolution" in pane.notes
    assert "it was late" in pane.notes


def test_a_step_is_kept_with_a_word_about_it(qtbot: QtBot, pane: InquiryPane) -> None:
    qtbot.mouseClick(pane.steps[PathStep.FLESHED_OUT], Qt.MouseButton.LeftButton)
    assert pane.told.hasFocus()
    qtbot.keyClicks(pane.told, " a grey coat ")
    with qtbot.waitSignal(pane.step_wanted) as wanted:
        qtbot.keyClick(pane.told, Qt.Key.Key_Return)
    assert wanted.args == [PathStep.FLESHED_OUT, "a grey coat"]
    assert not pane.told.isVisible()


def test_esc_leaves_a_step_that_was_chosen(qtbot: QtBot, pane: InquiryPane) -> None:
    pane.begin()
    assert pane.told.accessibleName() == "What is told of: focused on"
    with qtbot.assertNotEmitted(pane.step_wanted):
        qtbot.keyClick(pane.told, Qt.Key.Key_Escape)
    assert not pane.told.isVisible()
    assert pane.steps[PathStep.FOCUSED].hasFocus()


def test_what_is_being_typed_stays_while_the_same_part_is_shown_again(
    qtbot: QtBot, pane: InquiryPane
) -> None:
    pane.begin()
    qtbot.keyClicks(pane.told, "slowly")
    pane.show_part(with_path(), WATCHMAN.id)
    assert pane.told.text() == "slowly"
    pane.show_part(with_path(), NUMB.id)
    assert not pane.told.isVisible()
    assert pane.told.text() == ""


def test_permission_healing_and_an_open_end_are_a_press_away(qtbot: QtBot, pane: InquiryPane) -> None:
    assert PathStep.PERMISSION_ASKED not in pane.steps
    qtbot.mouseClick(pane._more, Qt.MouseButton.LeftButton)
    assert {PathStep.PERMISSION_ASKED, PathStep.INTEGRATED, PathStep.UNRESOLVED} <= set(pane.steps)
    qtbot.mouseClick(pane._more, Qt.MouseButton.LeftButton)
    assert tuple(pane.steps) == SIX_FS


def test_a_part_that_stepped_in_is_kept_with_why(qtbot: QtBot, pane: InquiryPane) -> None:
    qtbot.mouseClick(pane._stepped_in, Qt.MouseButton.LeftButton)
    assert [pane.who.itemText(place) for place in range(pane.who.count())] == ["Go-Numb", "the little one"]
    pane.who.setCurrentIndex(1)
    qtbot.keyClicks(pane.told, "it was scared")
    with qtbot.waitSignal(pane.next_wanted) as wanted, qtbot.assertNotEmitted(pane.step_wanted):
        qtbot.keyClick(pane.told, Qt.Key.Key_Return)
    assert wanted.args == [CHILD.id, "it was scared"]


def test_where_there_is_no_other_part_nobody_can_step_in(pane: InquiryPane) -> None:
    pane.show_part(sittings([WATCHMAN], {"one": []}), WATCHMAN.id)
    assert not pane._stepped_in.isVisible()


def test_a_part_with_nothing_recorded_begins_with_finding_it(pane: InquiryPane) -> None:
    pane.show_part(sittings([WATCHMAN], {"one": [felt(WATCHMAN, 1)]}), WATCHMAN.id)
    assert pane.notes == ""
    pane.begin()
    assert pane.told.accessibleName() == "What is told of: found"
