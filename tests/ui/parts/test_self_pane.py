import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from kap_companion.vocabulary.self_energy import Quality, Rater
from tests.builders import a_part
from tests.parts.sittings import dosed, felt, rated, settled, sittings
from ui import theme
from ui.parts.self_pane import SelfPane

WATCHMAN, PLANNER = a_part("The Watchman"), a_part("The Planner")
PARTS = sittings(
    [WATCHMAN, PLANNER],
    {
        "one": [dosed(0), rated(1, calm=1), felt(WATCHMAN, 5), settled(WATCHMAN, 9), rated(10, calm=3)],
        "two": [dosed(0), rated(2, Rater.CLIENT, calm=4, courage=2)],
        "three": [felt(WATCHMAN, 1)],
    },
)


@pytest.fixture
def pane(qtbot: QtBot) -> SelfPane:
    shown = SelfPane(theme.DAYLIGHT)
    shown.setStyleSheet(theme.style_sheet(theme.DAYLIGHT))
    shown.resize(1000, 700)
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def qualities(pane: SelfPane) -> list[Quality]:
    return [row.row.quality for row in pane.lines.rows]


def test_across_the_sessions_each_quality_has_a_line_of_its_own(pane: SelfPane) -> None:
    pane.show_parts(PARTS)
    assert qualities(pane) == [Quality.CALM, Quality.COURAGE]
    assert [pane.choice.itemText(at) for at in range(pane.choice.count())] == [
        "Across the sessions",
        "Session 2 · 28 Nov",
        "Session 1 · 21 Nov",
        "Around The Watchman",
        "Around The Planner",
    ]


def test_one_session_can_be_chosen_and_stays_when_shown_anew(pane: SelfPane) -> None:
    pane.show_parts(PARTS)
    pane.choice.setCurrentIndex(2)
    assert qualities(pane) == [Quality.CALM]
    pane.show_parts(PARTS)
    assert pane.choice.currentText() == "Session 1 · 21 Nov"


def test_a_part_shows_what_was_seen_around_each_meeting_and_says_what_was_not(pane: SelfPane) -> None:
    pane.show_part(PARTS, WATCHMAN.id)
    assert not pane.choice.isVisible()
    assert [dot.level for dot in pane.lines.rows[0].row.dots] == [1, 3]
    assert pane.note == "In 1 more meeting Self-energy was not noted."


def test_a_part_that_never_came_up_has_a_sentence(pane: SelfPane) -> None:
    pane.show_part(PARTS, PLANNER.id)
    assert pane.note == "This part has not come up in a session yet."
    assert pane.lines.rows == ()


def test_a_client_of_whom_nothing_was_noted_has_a_sentence(pane: SelfPane) -> None:
    pane.show_parts(sittings([], {}))
    assert pane.note == "Self-energy has not been noted yet."


def test_a_click_on_a_mark_wants_its_entry(pane: SelfPane, qtbot: QtBot) -> None:
    pane.show_parts(PARTS)
    row = pane.lines.rows[0]
    source = row.row.dots[-1].source
    with qtbot.waitSignal(pane.entry_wanted) as wanted:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.middle_of(source).toPoint())
    assert wanted.args == ["two", source]


def test_the_keyboard_goes_from_rating_to_rating_and_a_reader_hears_each(
    pane: SelfPane, qtbot: QtBot
) -> None:
    pane.show_parts(PARTS)
    row = pane.lines.rows[0]
    qtbot.keyClick(row, Qt.Key.Key_Right)
    heard = QAccessible.queryAccessibleInterface(row).text(QAccessible.Text.Name)
    assert heard == "Calm, 21 Nov, T+0:10: 3, facilitator"
    with qtbot.waitSignal(pane.entry_wanted) as wanted:
        qtbot.keyClick(row, Qt.Key.Key_Return)
    assert wanted.args == ["one", row.row.dots[1].source]


def test_facilitator_and_client_have_different_marks(pane: SelfPane) -> None:
    def middle(by: Rater) -> int:
        pane.show_parts(sittings([], {"one": [rated(1, by, calm=2)]}))
        row = pane.lines.rows[0]
        at = row.middle_of(row.row.dots[0].source).toPoint()
        return row.grab().toImage().pixel(at.x() + 1, at.y() - 2)

    assert middle(Rater.FACILITATOR) != middle(Rater.CLIENT)


def test_nothing_is_said_of_a_sum_or_an_average(pane: SelfPane) -> None:
    pane.show_parts(PARTS)
    told = " ".join(row.accessibleDescription() for row in pane.lines.rows)
    assert told == "21 Nov, T+0:01: 1, facilitator; 21 Nov, T+0:10: 3, facilitator; " + (
        "28 Nov, T+0:02: 4, Wren 28 Nov, T+0:02: 2, Wren"
    )
