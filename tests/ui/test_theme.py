from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui import theme


def test_what_is_to_be_typed_is_drawn_as_it_is_typed_and_digits_are_of_one_width(qtbot: QtBot) -> None:
    before = QApplication.font()
    theme.load_typeface()
    try:
        label = QLabel()
        qtbot.addWidget(label)
        label.setStyleSheet(theme.style_sheet(theme.ROOM))
        label.show()
        for font in (label.font(), theme.font()):
            width = QFontMetricsF(font).horizontalAdvance
            assert width("->") == width("-") + width(">")
            assert width("0:11:11") == width("0:00:00")
    finally:
        QApplication.setFont(before)
