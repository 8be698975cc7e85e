"""The side of the home screen: find a client, choose one, add one, lock."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from kap_companion.vocabulary.people import Client
from ui.home.client_delegate import ClientDelegate
from ui.home.client_model import ID_ROLE, ClientModel, FoundClients
from ui.theme import Light
from ui.widgets.words_label import words_label

LINES_WIDE = 15.5
TOUCH = 44


class ClientList(QWidget):
    """The clients by name, those that are looked for while something is in the find field.

    Signals:
        client_chosen: the id of the client a person went to.
        opened: Enter was pressed on a client: on to their page.
        new_client_chosen: a client is to be added.
        sheets_chosen: the sheets that wait to be printed are to be seen.
        settings_chosen: the practice's settings are to be seen.
        lock_chosen: the practice is to be locked.
    """

    client_chosen = Signal(str)
    opened = Signal()
    new_client_chosen = Signal()
    sheets_chosen = Signal()
    settings_chosen = Signal()
    lock_chosen = Signal()

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._marking = False
        self._clients = ClientModel(self)
        self._found = FoundClients(self._clients, self)
        self.find_field = QLineEdit()
        self.find_field.setPlaceholderText(self.tr("Find a client  Ctrl+K"))
        self.find_field.setAccessibleName(self.tr("Find a client, Ctrl+K"))
        self.find_field.setClearButtonEnabled(True)
        self.view = QListView()
        self.view.setModel(self._found)
        self.view.setItemDelegate(ClientDelegate(light, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setAccessibleName(self.tr("Clients"))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._nobody = words_label(self.tr("Nobody by that name."), "quiet")
        self._nobody.hide()
        new_client = QPushButton(self.tr("New client"))
        new_client.setProperty("kind", "link")
        new_client.setToolTip("Ctrl+N")
        settings = QPushButton(self.tr("Practice"))
        settings.setAccessibleName(self.tr("Practice settings, Ctrl+comma"))
        settings.setProperty("kind", "link")
        settings.setToolTip("Ctrl+,")
        lock = QPushButton(self.tr("Lock"))
        lock.setProperty("kind", "link")
        lock.setToolTip("Ctrl+Shift+L")
        self.sheets = QPushButton(self.tr("Worksheets to print…"))
        self.sheets.setProperty("kind", "link")
        self.sheets.setToolTip("Ctrl+Shift+P")
        self.sheets.setMinimumHeight(TOUCH)
        self.sheets.hide()

        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 22, 16, 14)
        lines.setSpacing(14)
        lines.addWidget(self.find_field)
        lines.addWidget(self._nobody)
        lines.addWidget(self.view, 1)
        acts = QHBoxLayout()
        acts.setContentsMargins(12, 0, 12, 0)
        acts.addWidget(new_client)
        acts.addStretch(1)
        acts.addWidget(settings)
        acts.addStretch(1)
        acts.addWidget(lock)
        self._backup = words_label(kind="quiet")
        self._backup.hide()
        paper = QHBoxLayout()
        paper.setContentsMargins(12, 0, 12, 0)
        paper.addWidget(self.sheets)
        paper.addStretch(1)
        lines.addLayout(paper)
        lines.addLayout(acts)
        lines.addWidget(self._backup)

        self.find_field.textChanged.connect(self._look_for)
        self.find_field.returnPressed.connect(self._open_first)
        self.find_field.installEventFilter(self)
        self.view.selectionModel().currentChanged.connect(self._choose)
        self.view.activated.connect(self._open)
        new_client.clicked.connect(self.new_client_chosen)
        self.sheets.clicked.connect(self.sheets_chosen)
        settings.clicked.connect(self.settings_chosen)
        lock.clicked.connect(self.lock_chosen)

    def show_clients(self, clients: Sequence[tuple[Client, str]]) -> None:
        """Show these clients with their hints; the current one stays current."""
        current = self.current()
        self._marking = True
        self._clients.show(clients)
        self._marking = False
        for widget in (self.find_field, self.sheets):
            widget.setVisible(bool(clients))
        if current:
            self.mark(current)

    def show_backup(self, words: str) -> None:
        """Say how old the newest verified backup is; nothing while it is not known."""
        self._backup.setText(words)
        self._backup.setVisible(bool(words))

    def mark(self, client_id: str) -> None:
        """Show a client as the current one, without telling anybody."""
        row = self._clients.row_of(client_id)
        index = self._found.mapFromSource(self._clients.index(row))
        self._marking = True
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._marking = False

    def current(self) -> str:
        """The id of the current client, or nothing."""
        return str(self.view.currentIndex().data(ID_ROLE) or "")

    def is_empty(self) -> bool:
        """Whether the practice has no clients yet."""
        return self._clients.rowCount() == 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down leads from the find field into the list, Esc empties it."""
        if (
            watched is self.find_field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            if event.key() == Qt.Key.Key_Down and self._found.rowCount():
                self.view.setFocus()
                if not self.view.currentIndex().isValid():
                    self.view.setCurrentIndex(self._found.index(0, 0))
                return True
            if event.key() == Qt.Key.Key_Escape and self.find_field.text():
                self.find_field.clear()
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """As wide as the text size asks for."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setFixedWidth(round(min(self.fontMetrics().height(), 26) * LINES_WIDE))

    def _look_for(self, text: str) -> None:
        self._found.look_for(text)
        self._nobody.setVisible(bool(text) and not self._found.rowCount())

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and not self._marking:
            self.client_chosen.emit(str(index.data(ID_ROLE)))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit()

    def _open_first(self) -> None:
        if self._found.rowCount():
            self.view.setCurrentIndex(self._found.index(0, 0))
            self.opened.emit()
