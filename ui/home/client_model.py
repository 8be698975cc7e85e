"""The clients as a list, and the few of them that are looked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QCollator,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.people import Client
from ui.one_line import one_line

HINT_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole + 2

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Row:
    client: Client
    shown: str
    folded: str
    hint: str


class ClientModel(QAbstractListModel):
    """One row a client, by name as the language sorts: the name, a hint such as "today 9:30", the id."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[_Row, ...] = ()

    def show(self, clients: Sequence[tuple[Client, str]]) -> None:
        """Show these clients with their hints."""
        collator = QCollator()
        collator.setNumericMode(True)
        rows = [_Row(c, one_line(c.name, 200), fold(c.name), one_line(hint, 60)) for c, hint in clients]
        self.beginResetModel()
        self._rows = tuple(sorted(rows, key=lambda row: collator.sortKey(row.shown)))
        self.endResetModel()

    def client(self, row: int) -> Client:
        """The client in a row."""
        return self._rows[row].client

    def folded(self, row: int) -> str:
        """The name in a row without case and accents."""
        return self._rows[row].folded

    def row_of(self, client_id: str) -> int:
        """The row of a client; -1 for none of them."""
        return next((at for at, row in enumerate(self._rows) if row.client.id == client_id), -1)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, never changed
        """How many clients there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name, hint, id; a screen reader hears name and hint."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.shown
        if role == HINT_ROLE:
            return row.hint
        if role == ID_ROLE:
            return row.client.id
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.shown}, {row.hint}" if row.hint else row.shown
        return None


class FoundClients(QSortFilterProxyModel):
    """The clients whose name holds what is looked for, whatever the case and the accents."""

    def __init__(self, clients: ClientModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clients = clients
        self._wanted = ""
        self.setSourceModel(clients)

    def look_for(self, text: str) -> None:
        """Keep only the clients whose name holds this; an empty text keeps all."""
        self.beginFilterChange()
        self._wanted = fold(text[:200])
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: AnyIndex) -> bool:
        """Whether that client is among those looked for."""
        return self._wanted in self._clients.folded(source_row)
