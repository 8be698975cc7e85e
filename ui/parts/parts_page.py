"""All of a client's parts: the family as a map, the list, the body, Self-energy; and what is looked for."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kap_companion.parts.client_parts import ClientParts
from ui.dialogs import Dialogs
from ui.one_line import one_line
from ui.parts.adding_panel import AddingPanel
from ui.parts.body_pane import BodyPane
from ui.parts.map_pane import MapPane
from ui.parts.part_list import PartList
from ui.parts.search_panel import SearchPanel
from ui.parts.self_pane import SelfPane
from ui.session.finger_button import FINGER, FingerButton
from ui.theme import Light
from ui.widgets.announcement import announce
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.words_label import words_label

# Whoever types is not interrupted at each letter.
SEARCH_AFTER_MS = 120


class Tab(StrEnum):
    """What the page can show."""

    FAMILY = "family"
    ALL = "all"
    BODY = "body"
    SELF = "self"


class PartsPage(QWidget):
    """One client's parts; each tab is filled when it is first seen.

    Signals:
        left: back to the client.
        tab_wanted: a `Tab` that is to be filled, as it is shown now.
        searched: the words that are looked for and the id of the session to look in; empty for all.
    """

    left = Signal()
    tab_wanted = Signal(object)
    searched = Signal(str, str)

    def __init__(self, light: Light, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Parts"))
        self.back = FingerButton()
        self.back.setProperty("kind", "link-small")
        self.title = ElidedLabel(kind="title")
        self.add = FingerButton(self.tr("Add a part…"))
        self.find_field = QLineEdit()
        self.find_field.setPlaceholderText(self.tr("Find words, parts, places  Ctrl+K"))
        self.find_field.setAccessibleName(self.tr("Find words, parts, places, Ctrl+K"))
        self.find_field.setClearButtonEnabled(True)
        self.find_field.setMinimumHeight(FINGER)
        self.adding = AddingPanel(light)
        self.family = MapPane(light, dialogs)
        self.list = PartList(light)
        self.body = BodyPane(light)
        self.self_energy = SelfPane(light)
        self.search = SearchPanel()
        self._said = words_label(kind="quiet")
        self._said.hide()
        self._tabs: dict[Tab, QPushButton] = {}
        self._stack = QStackedWidget()
        self._search_soon = QTimer(self)
        self._search_soon.setSingleShot(True)
        self._search_soon.setInterval(SEARCH_AFTER_MS)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self._tabs[Tab.FAMILY])

    @property
    def tab(self) -> Tab:
        """The tab that is chosen."""
        return next(tab for tab, button in self._tabs.items() if button.isChecked())

    def show_client(self, parts: ClientParts) -> None:
        """Say whose parts they are."""
        name = one_line(parts.client.name, 80)
        self.back.setText(self.tr("‹ {client}").format(client=one_line(parts.client.name, 40)))
        self.back.setAccessibleName(self.tr("Back to {client}").format(client=name))
        self.title.show_text(self.tr("The parts of {client}").format(client=name))

    def fill_again(self) -> None:
        """What is shown changed: the tab is wanted anew."""
        self.tab_wanted.emit(self.tab)

    def choose(self, tab: Tab) -> None:
        """Show a tab."""
        self._tabs[tab].setChecked(True)
        self._show_tab(tab)

    def ask_to_find(self) -> None:
        """Into the find field."""
        self.find_field.setFocus()
        self.find_field.selectAll()

    def say(self, text: str) -> None:
        """Say what was done, or why it was not; an empty text takes the words away."""
        self._said.setText(text)
        self._said.setVisible(bool(text))
        announce(self._said, text)

    def show_problem(self, text: str) -> None:
        """Say what went wrong: on the panel that is open, else on the page."""
        if self.adding.isHidden():
            self.say(text)
        else:
            self.adding.show_problem(text)

    def stop_adding(self) -> None:
        """Add none after all."""
        # First: hiding what has the focus would hand it to whatever comes next.
        self.add.setFocus()
        self.adding.hide()

    def stop_finding(self) -> None:
        """Back to the tab that was shown."""
        self.find_field.clear()
        self._search_soon.stop()
        self._show_tab(self.tab)
        self._tabs[self.tab].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the find field Down leads to what was found, Esc back to the tab."""
        if (
            watched is self.find_field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            first = self.search.first()
            if event.key() == Qt.Key.Key_Down and first is not None and self.find_field.text():
                first.setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape and self.find_field.text():
                self.stop_finding()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.title, 1)
        head.addWidget(self.find_field, 1)
        head.addWidget(self.add)
        tabs = QHBoxLayout()
        tabs.setSpacing(10)
        group = QButtonGroup(self)
        for tab, title, pane in (
            (Tab.FAMILY, self.tr("Family"), self.family),
            (Tab.ALL, self.tr("All parts"), self.list),
            (Tab.BODY, self.tr("Body"), self.body),
            (Tab.SELF, self.tr("Self-energy"), self.self_energy),
        ):
            button = FingerButton(title)
            button.setProperty("kind", "pill")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, tab=tab: self.choose(tab))
            group.addButton(button)
            tabs.addWidget(button)
            self._tabs[tab] = button
            self._stack.addWidget(pane)
        tabs.addStretch(1)
        self._stack.addWidget(self.search)
        self._tabs[Tab.FAMILY].setChecked(True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(44, 12, 44, 24)
        lines.setSpacing(10)
        lines.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addLayout(head)
        lines.addWidget(self._said)
        lines.addWidget(self.adding)
        lines.addLayout(tabs)
        lines.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.add.clicked.connect(self.adding.ask)
        self.adding.went_back.connect(self.stop_adding)
        self.find_field.installEventFilter(self)
        self.find_field.textChanged.connect(self._look_for)
        self.find_field.returnPressed.connect(self._search_now)
        self._search_soon.timeout.connect(self._search_now)
        self.search.narrowed.connect(self._search_now)
        self.search.left.connect(self.stop_finding)

    def _show_tab(self, tab: Tab) -> None:
        self._stack.setCurrentIndex(list(Tab).index(tab))
        self.tab_wanted.emit(tab)

    def _look_for(self, text: str) -> None:
        if text.strip():
            self._search_soon.start()
        else:
            self._search_soon.stop()
            self._stack.setCurrentIndex(list(Tab).index(self.tab))

    def _search_now(self) -> None:
        self._search_soon.stop()
        text = self.find_field.text()
        if text.strip():
            self._stack.setCurrentWidget(self.search)
            self.searched.emit(text, self.search.session())
