"""A sheet laid over the room: how things stand, one row each. Typing goes on beneath it."""

from functools import partial
from itertools import count

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOption,
    QVBoxLayout,
    QWidget,
)

from ui.one_line import one_line
from ui.session.sheet_rows import SheetContent, SheetRow
from ui.widgets.announcement import announce
from ui.widgets.following_area import FollowingArea
from ui.widgets.rows import Rows

LEAST_HEIGHT = 44
WIDEST = 980
# What was typed may be as long as a chapter; the log holds all of it.
LONGEST_TITLE = 200
LONGEST_SAYS = 600
_KEYS = range(1, 10)


class SheetLine(QAbstractButton):
    """One row of a sheet as something to press; it leaves the focus where one types.

    Args:
        row: what it shows.
        number: which of the rows with a line it is, from 1; 0 for one without.
        parent: the sheet.
    """

    def __init__(self, row: SheetRow, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        self.setProperty("kind", "sheet-row")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setEnabled(bool(row.line))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(_spoken(row, number))
        key = self._label(str(number) if number in _KEYS else "", "quiet")
        key.setFixedWidth(self.fontMetrics().averageCharWidth() * 3)
        title = self._label(one_line(row.title, LONGEST_TITLE), "strong")
        title.setFixedWidth(self.fontMetrics().averageCharWidth() * 28)
        says = self._label(one_line(row.says, LONGEST_SAYS), "plain")
        state = self._label(row.state_words, "problem" if row.stand.wants_attention else "quiet")
        state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        state.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        state.setMaximumWidth(self.fontMetrics().averageCharWidth() * 18)
        across = QHBoxLayout(self)
        across.setContentsMargins(14, 11, 14, 11)
        across.setSpacing(12)
        for label, stretch in ((key, 0), (title, 0), (says, 1), (state, 0)):
            across.addWidget(label, stretch)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The card below the words, as the style sheet has it."""
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, QPainter(self), self)

    def _label(self, words: str, kind: str) -> QLabel:
        label = QLabel(words, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("kind", kind)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return label


class Sheet(QFrame):
    """An overlay that takes no focus; Esc closes it.

    Signals:
        line_wanted: the beginning of a line, to be put into the capture field.
    """

    line_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self._content: SheetContent | None = None
        self._lines: list[SheetLine] = []
        self._heading = self._words("heading")
        self._about = self._words("quiet")
        hint = self._words("quiet")
        hint.setText(
            self.tr("Ctrl+1 … 9 puts a row’s line into the field · Ctrl+Up and Ctrl+Down scroll · Esc closes")
        )
        self._rows = Rows(spacing=8)
        inside = QWidget(self)
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(10)
        column.addWidget(self._heading)
        column.addWidget(self._about)
        column.addLayout(self._rows)
        column.addWidget(hint)
        column.addStretch()
        self._area = FollowingArea(self)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        self.hide()

    @property
    def content(self) -> SheetContent | None:
        """What is on it now."""
        return self._content

    def lay(self, content: SheetContent) -> None:
        """Lay it over the room, or show what changed."""
        if content != self._content:
            self._show(content)
        if self.isHidden():
            self.show()
            self.raise_()
            self._area.verticalScrollBar().setValue(0)
            announce(self, f"{content.heading}. {content.about}")

    def take_away(self) -> None:
        """Nothing lies over the room any more."""
        self._content = None
        self.hide()

    def choose(self, place: int) -> bool:
        """Want the line at `place`, from 0, of the rows that have one; False where there are fewer."""
        if place >= len(self._lines):
            return False
        self.line_wanted.emit(self._lines[place].row.line)
        return True

    def turn(self, pages: int) -> None:
        """Scroll by whole pages, as typing keeps the focus."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def _show(self, content: SheetContent) -> None:
        self._content = content
        self.setAccessibleName(content.heading)
        self._heading.setText(content.heading)
        self._about.setText(content.about)
        self._about.setVisible(bool(content.about))
        numbers = count(1)
        lines = [SheetLine(row, next(numbers) if row.line else 0, self) for row in content.rows]
        self._lines = [line for line in lines if line.row.line]
        for line in self._lines:
            line.clicked.connect(partial(self.line_wanted.emit, line.row.line))
        self._rows.replace(lines)

    def _words(self, kind: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("kind", kind)
        label.setWordWrap(True)
        return label


def _spoken(row: SheetRow, number: int) -> str:
    pieces = [one_line(row.title, LONGEST_TITLE), row.state_words, one_line(row.says, LONGEST_SAYS)]
    if number in _KEYS:
        pieces.append(QCoreApplication.translate("Sheet", "Ctrl+{n}").format(n=number))
    return ", ".join(piece for piece in pieces if piece)
