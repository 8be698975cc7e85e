"""What was promised, each with a box to tick when it was kept."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kap_companion.session.promises import Promise
from ui.visit.visit_words import promise_words
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label

# What a fingertip can hit.
TOUCH_PX = 44


class PromiseList(QWidget):
    """The promises of a client, as far as they are open or were kept in this visit.

    Signals:
        kept: a `Promise` that was ticked.
        taken_back: a `Promise` whose tick was taken away.
    """

    kept = Signal(object)
    taken_back = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = Rows(0)
        self._nothing = words_label(self.tr("Nothing is promised that was not kept."), "quiet")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._nothing)
        lines.addLayout(self._rows)

    def show_promises(self, promises: Iterable[Promise], *, may_tick: bool) -> None:
        """Show these; ticking them is offered where the visit still runs."""
        shown = tuple(promises)
        self._nothing.setVisible(not shown)
        self._rows.replace(self._row(each, may_tick=may_tick) for each in shown)

    def _row(self, promise: Promise, *, may_tick: bool) -> QWidget:
        row = QWidget(self)
        box = QCheckBox(row)
        said = promise_words(promise)
        box.setAccessibleName(
            self.tr("Promised in session {n}: {promise}").format(n=promise.session.number, promise=said)
        )
        box.setChecked(not promise.is_open)
        box.setEnabled(may_tick)
        box.clicked.connect(lambda ticked: (self.kept if ticked else self.taken_back).emit(promise))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(_Words(said, box), 1)
        row.setMinimumHeight(TOUCH_PX)
        return row


class _Words(QLabel):
    """What a box is about; a click on it is a click on the box."""

    def __init__(self, text: str, box: QCheckBox) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setContentsMargins(0, 4, 0, 12)
        # One word of hundreds of letters is cut; it must not push the page apart.
        self.setMinimumWidth(1)
        self._box = box

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick, or take the tick away."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._box.click()
