"""All parts of a client, one under another, and what changed with them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from ui.parts.changes_panel import ChangesPanel
from ui.parts.part_list_delegate import PartListDelegate
from ui.parts.part_list_model import ROW_ROLE, PartListModel, PartRow
from ui.theme import Light
from ui.widgets.following_area import FollowingArea
from ui.widgets.words_label import words_label

SMALLEST_LIST = 320


class PartList(QWidget):
    """The list; beside it, or beneath it where there is little room, the changes.

    Signals:
        part_chosen: the id of the part that was opened.
    """

    part_chosen = Signal(str)

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = PartListModel(self)
        self.view = QListView()
        self.view.setModel(self._model)
        self.view.setItemDelegate(PartListDelegate(light, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setAccessibleName(self.tr("All parts"))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setMinimumWidth(SMALLEST_LIST)
        self.changes = ChangesPanel()
        self._none = words_label(
            self.tr("No part yet. Parts come from the lines of a session, or are added here."), "lead"
        )
        beside = QWidget()
        inside = QVBoxLayout(beside)
        inside.setContentsMargins(8, 0, 12, 12)
        inside.addWidget(self.changes)
        inside.addStretch(1)
        self._area = FollowingArea()
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(beside)
        across = QHBoxLayout()
        across.setSpacing(28)
        across.addWidget(self.view, 3)
        across.addWidget(self._area, 2)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._none)
        lines.addLayout(across, 1)
        self.view.clicked.connect(self._open)
        self.view.installEventFilter(self)
        self.setFocusProxy(self.view)

    def show_rows(self, rows: Sequence[PartRow]) -> None:
        """Show these parts; the current one stays current."""
        current = self.view.currentIndex().data(ROW_ROLE)
        self._model.show_rows(rows)
        self._none.setVisible(not rows)
        self.view.setVisible(bool(rows))
        place = self._model.row_of(current.part) if isinstance(current, PartRow) else -1
        if rows:
            self.view.setCurrentIndex(self._model.index(max(place, 0), 0))

    def let_changes(self, *, be_seen: bool) -> None:
        """Whether there is a session to compare with."""
        self._area.setVisible(be_seen)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]  # always the view
        """Enter and Space open the current part."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        ):
            self._open(self.view.currentIndex())
            return True
        return super().eventFilter(watched, event)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, PartRow):
            self.part_chosen.emit(row.part)
