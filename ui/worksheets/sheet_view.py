"""The pages of a sheet as they will be on paper, painted from the typesetter's own drawing of them."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

MARGIN = 24
WIDEST_PAGE = 900
NARROWEST_PAGE = 240
_VIEW_BOX = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
_LETTER = QSize(612, 792)
_PAPER = QColor("#ffffff")
_EDGE = QColor("#cfc7bb")


class PageView(QWidget):
    """One page; it is drawn when it first comes into sight, and again when its drawing or width changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = ""
        self._size = _LETTER
        self._picture: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_drawing(self, drawing: str) -> None:
        """Show a page; the same drawing again costs nothing."""
        if drawing == self._drawing:
            return
        self._drawing = drawing
        self._size = _size_of(drawing)
        self._picture = None
        self.update()

    def fit(self, width: int) -> None:
        """Take that many pixels of width, and the height that belongs to them."""
        if self._size.width() > 0:
            self.setFixedSize(width, round(width * self._size.height() / self._size.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, and its edge."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn())
        painter.setPen(_EDGE)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        wanted = self.size() * ratio
        if self._picture is None or self._picture.size() != wanted:
            self._picture = QPixmap(wanted)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(_PAPER)
            painter = QPainter(self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            QSvgRenderer(QByteArray(self._drawing.encode())).render(painter, QRectF(self.rect()))
            painter.end()
        return self._picture


def _size_of(drawing: str) -> QSize:
    """The size that a page says of itself; to draw it for that alone would cost as much as to show it."""
    found = _VIEW_BOX.search(drawing, 0, 400)
    return QSize(round(float(found[1])), round(float(found[2]))) if found else _LETTER


class SheetView(QScrollArea):
    """The pages of a sheet under each other; it stays where it was scrolled to while they change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: list[PageView] = []
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._column.setSpacing(MARGIN)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)
        self.setAccessibleName(self.tr("The sheet as it will be on paper"))

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def show_pages(self, drawings: Sequence[str]) -> None:
        """Show these pages, each an SVG of one page."""
        while len(self._pages) > len(drawings):
            page = self._pages.pop()
            self._column.removeWidget(page)
            page.deleteLater()
        while len(self._pages) < len(drawings):
            page = PageView(self.widget())
            self._pages.append(page)
            self._column.addWidget(page)
        for number, (page, drawing) in enumerate(zip(self._pages, drawings, strict=True), 1):
            page.show_drawing(drawing)
            page.setAccessibleName(
                self.tr("Page {number} of {count}").format(number=number, count=len(drawings))
            )
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pages follow the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = max(NARROWEST_PAGE, min(WIDEST_PAGE, self.viewport().width() - 2 * MARGIN))
        for page in self._pages:
            page.fit(width)
