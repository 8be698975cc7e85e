"""The table of a client's sessions and what can be done with the one that is chosen."""

from PySide6.QtCore import QEvent, QItemSelection, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kap_companion.parts.overview import SessionRow
from kap_companion.vocabulary.session import SessionState
from ui.home.sessions_delegate import SessionsDelegate, cell_width
from ui.home.sessions_model import Column, SessionsModel
from ui.theme import Light
from ui.widgets.words_label import words_label

ROW_LINES = 2.5
LEAST_ROWS = 3
LEAST_PARTS_LINES = 12
OVER = frozenset({SessionState.ENDED, SessionState.SIGNED})


class SessionsTable(QWidget):
    """Sessions newest first; the newest is chosen to begin with.

    Signals:
        session_opened: the id of a session that is to be seen.
        take_home_requested: the id of an ended session; what goes home is to be agreed on.
        review_requested: the id of an ended session; it is to be looked at with the client.
        record_requested: the id of an ended session; its record is to be read, signed or added to.
    """

    session_opened = Signal(str)
    take_home_requested = Signal(str)
    review_requested = Signal(str)
    record_requested = Signal(str)

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = SessionsModel(self)
        self.view = _Table()
        self.view.setModel(self._model)
        self.view.setItemDelegate(SessionsDelegate(light, self.view))
        self.view.setAccessibleName(self.tr("Sessions"))
        self.open = QPushButton(self.tr("Open"))
        self.open.setAccessibleName(self.tr("Open the chosen session"))
        self.take_home = QPushButton(self.tr("What goes home…"))
        self.review = QPushButton(self.tr("Review together…"))
        self.review.setAccessibleName(self.tr("Review the chosen session together with the client"))
        self.record = QPushButton(self.tr("Record…"))
        self.record.setAccessibleName(self.tr("Record of the chosen session: read, sign, add"))

        title = QHBoxLayout()
        title.addWidget(words_label(self.tr("Sessions"), "heading"), 1)
        title.addWidget(self.record)
        title.addWidget(self.take_home)
        title.addWidget(self.review)
        title.addWidget(self.open)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addLayout(title)
        lines.addWidget(self.view, 1)

        self.open.clicked.connect(self._open_chosen)
        self.take_home.clicked.connect(self._take_chosen_home)
        self.review.clicked.connect(self._review_chosen)
        self.record.clicked.connect(self._show_chosen_record)
        self.view.activated.connect(self._open_chosen)
        self.view.selectionModel().selectionChanged.connect(self._show_acts)
        self.view.customContextMenuRequested.connect(self._show_menu)

    def show_sessions(self, rows: tuple[SessionRow, ...], this_year: int) -> None:
        """Show these sessions, newest first."""
        self._model.show(rows, this_year)
        self.view.fit_columns()
        if rows:
            self.view.selectRow(0)
        self._show_acts()

    def chosen(self) -> SessionRow | None:
        """The session that is chosen."""
        rows = self.view.selectionModel().selectedRows()
        return self._model.session(rows[0].row()) if rows else None

    def _show_acts(self, _now: QItemSelection | None = None, _before: QItemSelection | None = None) -> None:
        chosen = self.chosen()
        self.open.setVisible(chosen is not None)
        for button in (self.take_home, self.review, self.record):
            button.setVisible(chosen is not None and chosen.state in OVER)

    def _open_chosen(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self.session_opened.emit(chosen.session)

    def _take_chosen_home(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self.take_home_requested.emit(chosen.session)

    def _review_chosen(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self.review_requested.emit(chosen.session)

    def _show_chosen_record(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self.record_requested.emit(chosen.session)

    def _show_menu(self, at: QPoint) -> None:
        chosen = self.chosen()
        if chosen is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.open.text()).triggered.connect(self._open_chosen)
        if chosen.state in OVER:
            menu.addAction(self.take_home.text()).triggered.connect(self._take_chosen_home)
            menu.addAction(self.review.text()).triggered.connect(self._review_chosen)
            menu.addAction(self.record.text()).triggered.connect(self._show_chosen_record)
        menu.popup(self.view.viewport().mapToGlobal(at))


class _Table(QTableView):
    """Whole rows, no grid, as high as its rows where there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setMinimumSectionSize(40)

    def fit_columns(self) -> None:
        """Each column as wide as its words; the parts get what is left."""
        across = self.horizontalHeader()
        line = self.fontMetrics().height()
        for column in Column:
            across.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            widest = line * (9 if column == Column.SELF else 14)
            if column != Column.PARTS:
                wanted = max(self._widest_in(column), across.sectionSizeHint(column))
                self.setColumnWidth(column, min(wanted, widest))
        self._give_parts_the_rest()
        rows = min(self.model().rowCount(), LEAST_ROWS)
        down = self.verticalHeader()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(1)
        down.setDefaultSectionSize(round(line * ROW_LINES))
        self.setMinimumHeight(across.sizeHint().height() + round(line * ROW_LINES) * rows + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The parts' column takes or gives."""
        super().resizeEvent(event)
        self._give_parts_the_rest()

    def changeEvent(self, event: QEvent) -> None:
        """Measured anew in another text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.model() is not None:
            self.fit_columns()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The whole row is painted anew, as its first cell shows the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """As above."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _widest_in(self, column: Column) -> int:
        """What the widest cell asks for. Equal words are measured once, and no cell is styled for it."""
        model, metrics = self.model(), self.fontMetrics()
        if column is Column.SELF:
            return cell_width(column, "", metrics)
        words = {str(model.index(row, column).data() or "") for row in range(model.rowCount())}
        return max((cell_width(column, each, metrics) for each in words), default=0)

    def _give_parts_the_rest(self) -> None:
        others = sum(self.columnWidth(column) for column in Column if column != Column.PARTS)
        least = self.fontMetrics().height() * LEAST_PARTS_LINES
        self.setColumnWidth(Column.PARTS, max(least, self.viewport().width() - others))
