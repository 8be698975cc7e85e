"""The log: every entry on one row, newest last. It is what a screen reader reads."""

from html import escape

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip, QWidget

from ui.session.entry_delegate import EntryDelegate
from ui.session.entry_model import DETAIL, LINE, TIME, EntryModel, select_row
from ui.theme import Light

_AMENDS = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LogView(QTableView):
    """A table of one column, which is flat in cost at any length; it follows the newest row.

    A click selects without taking the focus from the capture line; Tab reaches the log, and then the arrow
    keys, F2 and Enter work in it.

    Signals:
        amend_requested: the id of the entry that is to be amended.
    """

    amend_requested = Signal(str)

    def __init__(self, model: EntryModel, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = model
        self._follows = True
        self._delegate = EntryDelegate(model, light, self.font(), self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setColumnHidden(TIME, True)
        self.setColumnHidden(DETAIL, True)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(LINE, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Log of the session"))
        self._measure()
        self.verticalScrollBar().rangeChanged.connect(self._follow)
        self.verticalScrollBar().valueChanged.connect(self._notice_scrolling)
        self.doubleClicked.connect(self._ask_to_amend)
        # Qt would lay the new row out a turn later, and the window would be painted twice.
        model.changed.connect(self.executeDelayedItemsLayout)

    def show_newest(self) -> None:
        """Back to the newest entry, and follow it again."""
        self._follows = True
        self.scrollToBottom()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes here by the keyboard begins at the newest entry, where nothing is selected."""
        if not self.currentIndex().isValid() and self._entries.rowCount():
            select_row(self.selectionModel(), self._entries.rowCount() - 1)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 and Enter ask to amend; all else moves through the rows."""
        if event.key() in _AMENDS and self.currentIndex().isValid():
            self._ask_to_amend(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on no row selects nothing."""
        if not self.indexAt(event.position().toPoint()).isValid():
            self.selectionModel().clear()
        super().mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """A tooltip says the whole row where it is too long to be seen; as plain text."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            said = f"<p>{escape(self._entries.said_at(index.row()))}</p>" if index.isValid() else ""
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size: every row follows."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_delegate"):
            self._measure()

    def _measure(self) -> None:
        self._delegate.set_font(self.font())
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height)
        self.verticalScrollBar().setSingleStep(self._delegate.row_height)
        self.viewport().update()

    def _follow(self) -> None:
        if self._follows:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def _notice_scrolling(self, value: int) -> None:
        self._follows = value >= self.verticalScrollBar().maximum()

    def _ask_to_amend(self, index: QModelIndex) -> None:
        self.amend_requested.emit(self._entries.entry_at(index.row()).id)
