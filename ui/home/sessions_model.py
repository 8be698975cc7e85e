"""A client's sessions as a table."""

from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kap_companion.parts.overview import SessionRow
from ui.home.session_words import day_words, parts_words, record_words, self_words, session_words

ROW_ROLE = Qt.ItemDataRole.UserRole + 1

AnyIndex = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """What each column shows."""

    DATE = 0
    SESSION = 1
    PARTS = 2
    SELF = 3
    STATE = 4


class SessionsModel(QAbstractTableModel):
    """One row a session, newest first. Every cell has words, also where the eye sees glyphs and lines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[SessionRow, ...] = ()
        self._this_year = 0

    def show(self, rows: tuple[SessionRow, ...], this_year: int) -> None:
        """Show these sessions; days of other years say their year."""
        self.beginResetModel()
        self._rows, self._this_year = rows, this_year
        self.endResetModel()

    def session(self, row: int) -> SessionRow:
        """The session in a row."""
        return self._rows[row]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, never changed
        """How many sessions there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - as above
        """How many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; by `ROW_ROLE` the whole session."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        match index.column():
            case Column.DATE:
                return day_words(row.held_on, self._this_year)
            case Column.SESSION:
                return session_words(row)
            case Column.PARTS:
                return parts_words(row.parts)
            case Column.SELF:
                return self_words(row.self_lines)
            case _:
                return record_words(row)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.DATE: self.tr("Date"),
            Column.SESSION: self.tr("Session"),
            Column.PARTS: self.tr("Parts that came forward"),
            Column.SELF: self.tr("Self-energy, start to end"),
            Column.STATE: self.tr("Record"),
        }[Column(section)]
