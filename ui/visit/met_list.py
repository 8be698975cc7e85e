"""The parts that were shared: each opens what was shared of it, and what one's own notebook says beside."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.one_line import one_line
from ui.visit.promise_list import TOUCH_PX
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label

GLYPH_PX = 20
LONGEST_SAID = 400


@dataclass(frozen=True, slots=True)
class Met:
    """One part that was shared.

    Attributes:
        role: the word of its role, for the glyph.
        said: its words as they were shared.
        places: where it was felt, as shared.
        beside: what one's own notebook says beside that; never shown to the client.
    """

    title: str
    role: str
    said: tuple[str, ...]
    places: tuple[str, ...]
    beside: tuple[str, ...]


class MetList(QWidget):
    """One button a part; pressing it opens its lines, pressing it again closes them."""

    def __init__(self, light: theme.Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self._rows = Rows(2)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(self._rows)

    def show_parts(self, parts: Iterable[Met]) -> None:
        """Show these, in their order."""
        self._rows.replace(self._row(each) for each in parts)

    def _row(self, met: Met) -> QWidget:
        row = QWidget(self)
        lines = QVBoxLayout(row)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        button = _NameButton(met.title, row)
        button.setIcon(theme.icon(met.role, self._light.role(met.role)))
        inside = QWidget(row)
        column = QVBoxLayout(inside)
        column.setContentsMargins(GLYPH_PX + 10, 0, 0, 10)
        column.setSpacing(4)
        for label in self._inside(met):
            # One word of hundreds of letters is cut; it must not push the page apart.
            label.setMinimumWidth(1)
            column.addWidget(label)
        inside.hide()
        button.toggled.connect(inside.setVisible)
        lines.addWidget(button)
        lines.addWidget(inside)
        return row

    def _inside(self, met: Met) -> Iterable[QWidget]:
        for said in met.said:
            yield words_label(f"“{one_line(said, LONGEST_SAID)}”")
        if met.places:
            felt = self.tr("Felt: {places}").format(places=", ".join(one_line(p, 60) for p in met.places))
            yield words_label(felt, "quiet")
        if not met.said and not met.places:
            yield words_label(self.tr("Only that it came was shared."), "quiet")
        if met.beside:
            yield words_label(self.tr("In your notebook"), "section")
            for line in met.beside:
                yield words_label(one_line(line, LONGEST_SAID), "quiet")


class _NameButton(QPushButton):
    """A glyph and a name, cut where it does not fit."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = one_line(name)
        self.setProperty("kind", "link")
        self.setProperty("place", "name")
        self.setCheckable(True)
        self.setIconSize(QSize(GLYPH_PX, GLYPH_PX))
        self.setMinimumHeight(TOUCH_PX)
        self.setAccessibleName(self._name)
        self._cut()

    def minimumSizeHint(self) -> QSize:
        """The glyph and a few letters."""
        return QSize(GLYPH_PX + self.fontMetrics().averageCharWidth() * 8, TOUCH_PX)

    def sizeHint(self) -> QSize:
        """No wider than where it stands."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = max(0, self.width() - GLYPH_PX - 16)
        fitting = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        # An "&" would underline the letter behind it.
        self.setText(" " + fitting.replace("&", "&&"))
