"""The worksheet as it will be on paper, and where to save it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

PAGE_WIDTH = 560


class WorksheetPage(QWidget):
    """Shows the pages and saves them where the person chooses.

    Signals:
        save_requested: save the file.
        left: back to what was agreed.
        finished: done with this session.
    """

    save_requested = Signal()
    left = Signal()
    finished = Signal()

    def __init__(self, pictures: Sequence[bytes], note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self._images = [QImage.fromData(picture) for picture in pictures]
        self._sheets: list[QLabel] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._pages(), 3)
        layout.addWidget(self._panel(note), 2)
        self.setFocusProxy(self._save)

    def show_saved(self, text: str) -> None:
        """Say where the file lies."""
        self._said.setProperty("kind", "quiet")
        self._say(text)

    def show_problem(self, text: str) -> None:
        """Say why it was not saved and what to do next."""
        self._said.setProperty("kind", "problem")
        self._say(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pages stay sharp at any size."""
        super().resizeEvent(event)
        self._fit()

    def _pages(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(24)
        for number, _ in enumerate(self._images, 1):
            sheet = QLabel()
            sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            sheet.setAccessibleName(
                self.tr("Page {number} of {count}").format(number=number, count=len(self._images))
            )
            self._sheets.append(sheet)
            column.addWidget(sheet)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setAccessibleName(self.tr("The worksheet"))
        self._scroll = scroll
        return scroll

    def _panel(self, note: str) -> QFrame:
        panel = QFrame()
        panel.setProperty("kind", "panel")
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(40, 36, 40, 36)
        layout.setSpacing(14)
        title = QLabel(self.tr("The worksheet"))
        title.setProperty("kind", "title")
        words = QLabel(
            self.tr(
                "It holds only what was agreed to. The file you save can be opened by you alone on this "
                "computer, but it is not encrypted: whoever is given it can read it."
            )
        )
        words.setWordWrap(True)
        remark = QLabel(note)
        remark.setTextFormat(Qt.TextFormat.PlainText)
        remark.setProperty("kind", "quiet")
        remark.setWordWrap(True)
        remark.setVisible(bool(note))
        self._said = QLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._said.hide()
        for widget in (title, words, remark, self._said):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addLayout(self._buttons())
        return panel

    def _buttons(self) -> QHBoxLayout:
        back = QPushButton(self.tr("Back"))
        back.clicked.connect(self.left)
        done = QPushButton(self.tr("Done"))
        done.clicked.connect(self.finished)
        self._save = QPushButton(self.tr("Save as PDF…"))
        self._save.setProperty("kind", "primary")
        self._save.clicked.connect(self.save_requested)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (back, done, self._save):
            row.addWidget(button)
        return row

    def _say(self, text: str) -> None:
        self._said.setText(text)
        self._said.style().polish(self._said)
        self._said.show()

    def _fit(self) -> None:
        ratio = self.devicePixelRatioF()
        width = max(200, min(PAGE_WIDTH * 2, self._scroll.viewport().width() - 64))
        for sheet, image in zip(self._sheets, self._images, strict=True):
            fitted = image.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
            fitted.setDevicePixelRatio(ratio)
            sheet.setPixmap(QPixmap.fromImage(fitted))
