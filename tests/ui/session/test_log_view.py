"""The log as a person uses it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtWidgets import QLineEdit, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.session.live import Change
from kap_companion.session.timeline import project
from kap_companion.vocabulary.details import AdverseEventDetail, DoseDetail, PartDetail, SelfDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.self_energy import Quality
from tests.builders import an_entry
from ui.session.entry_model import LINE, EntryModel, select_row
from ui.session.entry_words import EntryWords
from ui.session.log_view import LogView
from ui.theme import ROOM, style_sheet

ENTRIES = tuple(an_entry(minutes=m, text=f"line {m}") for m in range(60))


@pytest.fixture
def log(qtbot: QtBot) -> LogView:
    view = LogView(EntryModel(project(ENTRIES), Roster()), ROOM)
    view.setStyleSheet(style_sheet(ROOM))
    view.resize(900, 300)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    view.show_newest()
    return view


def model_of(log: LogView) -> EntryModel:
    model = log.model()
    assert isinstance(model, EntryModel)
    return model


def add(log: LogView, entry: Entry) -> None:
    timeline = project([*model_of(log).timeline.entries, entry])
    model_of(log).apply(Change((entry,), (), timeline, Roster()))


def is_seen(log: LogView, row: int) -> bool:
    return log.viewport().rect().contains(log.visualRect(model_of(log).index(row, LINE)).center())


def test_the_newest_entry_is_at_the_bottom_and_in_sight(log: LogView, qtbot: QtBot) -> None:
    assert is_seen(log, 59)
    add(log, an_entry(minutes=60, text="newest"))
    qtbot.waitUntil(lambda: is_seen(log, 60))


def test_who_scrolled_away_is_left_where_they_read(log: LogView, qtbot: QtBot) -> None:
    log.verticalScrollBar().setValue(0)
    add(log, an_entry(minutes=60, text="newest"))
    qtbot.waitUntil(lambda: log.verticalScrollBar().maximum() > 0)
    log.repaint()
    assert is_seen(log, 0)
    log.show_newest()
    add(log, an_entry(minutes=61, text="newer still"))
    qtbot.waitUntil(lambda: is_seen(log, 61))


def test_the_newest_stays_in_sight_when_the_log_becomes_smaller(log: LogView, qtbot: QtBot) -> None:
    log.resize(900, 150)
    qtbot.waitUntil(lambda: is_seen(log, 59))


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_key_asks_to_amend_the_selected_entry(log: LogView, qtbot: QtBot, key: Qt.Key) -> None:
    select_row(log.selectionModel(), 58)
    with qtbot.waitSignal(log.amend_requested) as asked:
        qtbot.keyClick(log, key)
    assert asked.args == [ENTRIES[58].id]


def test_a_double_click_asks_to_amend(log: LogView, qtbot: QtBot) -> None:
    at = log.visualRect(model_of(log).index(57, LINE)).center()
    with qtbot.waitSignal(log.amend_requested) as asked:
        qtbot.mouseClick(log.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseDClick(log.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked.args == [ENTRIES[57].id]


def test_tabbing_into_the_log_begins_at_the_newest_entry(log: LogView, qtbot: QtBot) -> None:
    log.selectionModel().clear()
    log.clearFocus()
    log.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: log.selectionModel().isRowSelected(59))
    assert log.currentIndex().row() == 59


def test_an_empty_log_has_nothing_to_amend(qtbot: QtBot) -> None:
    log = LogView(EntryModel(project(()), Roster()), ROOM)
    qtbot.addWidget(log)
    log.show()
    with qtbot.assertNotEmitted(log.amend_requested):
        qtbot.keyClick(log, Qt.Key.Key_F2)


def test_arrow_keys_move_through_the_entries(log: LogView, qtbot: QtBot) -> None:
    select_row(log.selectionModel(), 59)
    qtbot.keyClick(log, Qt.Key.Key_Up)
    qtbot.keyClick(log, Qt.Key.Key_Up)
    assert log.currentIndex().row() == 57


def test_a_click_selects_and_leaves_the_focus_in_the_line_below(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    log = LogView(EntryModel(project(ENTRIES[:3]), Roster()), ROOM, page)
    line = QLineEdit(page)
    layout = QVBoxLayout(page)
    layout.addWidget(log)
    layout.addWidget(line)
    page.resize(600, 300)
    with qtbot.waitExposed(page):
        page.show()
    line.setFocus()
    at = log.visualRect(model_of(log).index(1, LINE)).center()
    qtbot.mouseClick(log.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert log.currentIndex().row() == 1
    assert page.focusWidget() is line


def test_every_row_is_one_cell_that_a_screen_reader_can_read(log: LogView) -> None:
    table = QAccessible.queryAccessibleInterface(log)
    assert table.text(QAccessible.Text.Name) == "Log of the session"
    names = [table.child(place).text(QAccessible.Text.Name) for place in range(table.childCount())]
    assert "17:00, line 0" in names
    assert "17:59, line 59" in names


def test_an_added_entry_costs_the_same_in_a_long_session(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reads_for_one_more(count: int) -> int:
        entries = [an_entry(minutes=m, text="x") for m in range(count)]
        log = LogView(EntryModel(project(entries), Roster()), ROOM)
        qtbot.addWidget(log)
        log.resize(900, 300)
        with qtbot.waitExposed(log):
            log.show()
        log.show_newest()
        log.grab()
        reads: list[int] = []
        known = EntryModel.words_at

        def counted(model: EntryModel, row: int) -> EntryWords:
            reads.append(row)
            return known(model, row)

        monkeypatch.setattr(EntryModel, "words_at", counted)
        add(log, an_entry(minutes=count))
        log.grab()
        monkeypatch.undo()
        return len(reads)

    assert reads_for_one_more(2000) <= reads_for_one_more(100) + 4 <= 60


def test_hostile_and_endless_text_is_painted_like_any_other(qtbot: QtBot) -> None:
    entries = [
        an_entry(text="x" * 10_000_000),
        an_entry(text="<img src='file:///etc/passwd'><b>bold</b>\x00\ud800\u202e"),
        an_entry(EntryKind.PART, PartDetail(name="קטנה", body=("בטן",), words=("אני כאן 🌿",), intensity=6)),
        an_entry(EntryKind.PART, PartDetail(name="{0.__class__}%s" * 500)),
        an_entry(EntryKind.SELF, SelfDetail(qualities={Quality.CALM: 3})),
        an_entry(EntryKind.ADVERSE_EVENT, AdverseEventDetail(term="nausea", severity=1)),
        an_entry(EntryKind.DOSE, DoseDetail()),
        an_entry(EntryKind.BOOKMARK),
    ]
    log = LogView(EntryModel(project(entries), Roster()), ROOM)
    qtbot.addWidget(log)
    log.resize(700, 400)
    log.show()
    assert not log.grab().isNull()


def test_a_tooltip_shows_markup_as_the_text_it_is(qtbot: QtBot) -> None:
    log = LogView(EntryModel(project([an_entry(text="<b>bold</b>")]), Roster()), ROOM)
    qtbot.addWidget(log)
    log.resize(700, 300)
    log.show()
    at = log.visualRect(model_of(log).index(0, LINE)).center()
    log.viewportEvent(QHelpEvent(QHelpEvent.Type.ToolTip, at, log.mapToGlobal(QPoint(at))))
    assert "&lt;b&gt;bold" in QToolTip.text()
    QToolTip.hideText()


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_rows_grow_with_the_text(qtbot: QtBot, scale: float) -> None:
    log = LogView(EntryModel(project(ENTRIES[:2]), Roster()), ROOM)
    qtbot.addWidget(log)
    log.setStyleSheet(style_sheet(ROOM, scale))
    log.show()
    assert log.rowHeight(0) >= log.fontMetrics().height() * 1.4
    assert log.rowHeight(0) == pytest.approx(32 * scale, abs=2)
