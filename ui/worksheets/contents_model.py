"""What could stand on a sheet, in order, each with a tick for what does."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from kap_companion.worksheets.contents import Content
from ui.one_line import one_line

CONTENT_ROLE = Qt.ItemDataRole.UserRole
AnyIndex = QModelIndex | QPersistentModelIndex
_LONGEST = 160


class ContentsModel(QAbstractListModel):
    """The contents of a sheet.

    Signals:
        ticked: a key, and whether it is to stand on the sheet.
    """

    ticked = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contents: tuple[Content, ...] = ()

    def show_contents(self, contents: Sequence[Content]) -> None:
        """Show these; where they are the same things in the same order only what is said of them changes."""
        same = [each.key for each in contents] == [each.key for each in self._contents]
        if same:
            self._contents = tuple(contents)
            if contents:
                self.dataChanged.emit(self.index(0), self.index(len(contents) - 1))
            return
        self.beginResetModel()
        self._contents = tuple(contents)
        self.endResetModel()

    def content(self, index: AnyIndex) -> Content | None:
        """What stands in that row; None for none."""
        return self._contents[index.row()] if index.isValid() else None

    def row_of(self, key: str) -> int:
        """The row of a key; -1 for none."""
        return next((row for row, each in enumerate(self._contents) if each.key == key), -1)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, never changed
        """How many there are."""
        return 0 if parent.isValid() else len(self._contents)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Each can be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words, the tick, and the content itself."""
        content = self.content(index)
        if content is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return one_line(content.text, _LONGEST)
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Unchecked if content.dropped else Qt.CheckState.Checked
            case Qt.ItemDataRole.ToolTipRole:
                return one_line(content.text, 600)
            case _ if role == CONTENT_ROLE:
                return content
        return None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A tick is asked for; it shows once the sheet was put together anew."""
        content = self.content(index)
        if content is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.ticked.emit(content.key, Qt.CheckState(value) == Qt.CheckState.Checked)
        return True
