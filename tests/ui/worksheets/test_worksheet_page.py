from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ui.worksheets.worksheet_page import WorksheetPage


def a_sheet() -> bytes:
    image = QImage(850, 1100, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, Qt takes text
    return bytes(content.data())


def test_every_page_is_shown_with_its_number_for_a_screen_reader(qtbot: QtBot) -> None:
    page = WorksheetPage([a_sheet(), a_sheet()])
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    sheets = [label for label in page.findChildren(QLabel) if not label.pixmap().isNull()]
    assert [sheet.accessibleName() for sheet in sheets] == ["Page 1 of 2", "Page 2 of 2"]


def test_a_note_on_missing_characters_is_said_and_where_it_was_saved(qtbot: QtBot) -> None:
    page = WorksheetPage([a_sheet()], "One character stands by its name.")
    qtbot.addWidget(page)
    page.show()
    page.show_saved("Saved in ~/Documents as Worksheet.pdf.")
    said = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "One character stands by its name." in said
    assert "Saved in ~/Documents as Worksheet.pdf." in said


def test_saving_is_asked_for_by_the_button(qtbot: QtBot) -> None:
    page = WorksheetPage([a_sheet()])
    qtbot.addWidget(page)
    page.show()
    save = next(each for each in page.findChildren(QPushButton) if each.text() == "Save as PDF…")
    with qtbot.waitSignal(page.save_requested):
        qtbot.mouseClick(save, Qt.MouseButton.LeftButton)


def test_saving_is_what_the_next_key_does(qtbot: QtBot) -> None:
    page = WorksheetPage([a_sheet()])
    qtbot.addWidget(page)
    page.show()
    page.setFocus()
    qtbot.waitUntil(next(b for b in page.findChildren(QPushButton) if b.text() == "Save as PDF…").hasFocus)
