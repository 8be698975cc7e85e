"""The home screen: the clients on the side, one client's page beside them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kap_companion.clock import Clock, SystemClock
from kap_companion.parts.overview import ClientOverview
from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.protocol import Protocol
from ui.commands import install
from ui.home.banner import Banner
from ui.home.client_list import ClientList
from ui.home.client_pane import ClientPane
from ui.home.empty_practice import EmptyPractice
from ui.home.new_client_panel import NewClientPanel
from ui.one_line import one_line
from ui.theme import DAYLIGHT, Light
from ui.widgets.announcement import announce
from ui.widgets.following_area import FollowingArea
from ui.widgets.words_label import words_label

MARGIN = 44


class HomePage(QWidget):
    """Everything between two sessions that there is so far.

    Args:
        parent: the window.
        protocols: those a session can begin with.
        clock: tells what year it is.
        light: its colours.

    Signals:
        client_chosen: the id of a client whose overview is wanted; `show_client` is the answer.
        client_added: a `NewClientForm`.
        begin_requested: a `BeginForm`.
        session_opened: the id of a session to be seen.
        take_home_requested: the id of an ended session; what goes home from it is to be agreed on.
        review_requested: the id of an ended session; it is to be looked at with the client.
        record_requested: the id of an ended session; its record is to be read, signed or added to.
        parts_requested: the ids of a client, whose parts are to be seen, and of one of them; empty for all.
        keeping_requested: the id of a client; how long their records are kept is to be seen and changed.
        orders_requested: the id of a client; the limits that stand for them are to be seen and changed.
        on_paper_requested: the id of a client; how they are given paper is to be seen and changed.
        sheets_requested: the sheets that wait to be printed are to be seen.
        paper_log_requested: the key of a protocol; its paper log is to be saved.
        settings_requested: the practice's settings are to be seen.
        backup_requested: make a backup now.
        room_requested: back to the running session.
        recovery_sheet_requested: a recovery sheet is to be made.
        lock_requested: lock the practice.
    """

    client_chosen = Signal(str)
    client_added = Signal(object)
    begin_requested = Signal(object)
    session_opened = Signal(str)
    take_home_requested = Signal(str)
    review_requested = Signal(str)
    parts_requested = Signal(str, str)
    record_requested = Signal(str)
    keeping_requested = Signal(str)
    orders_requested = Signal(str)
    on_paper_requested = Signal(str)
    sheets_requested = Signal()
    paper_log_requested = Signal(str)
    settings_requested = Signal()
    backup_requested = Signal()
    room_requested = Signal()
    recovery_sheet_requested = Signal()
    lock_requested = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        protocols: Sequence[Protocol] = (),
        clock: Clock | None = None,
        light: Light = DAYLIGHT,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._clock = clock or SystemClock()
        self._taken: frozenset[str] = frozenset()
        self.clients = ClientList(light)
        self.running = Banner(self.tr("Go to the room"))
        self.recovery = Banner(self.tr("Make a recovery sheet"))
        self.backup = Banner(self.tr("Back up now"))
        self.wrong_files = Banner(self.tr("Go to the settings"))
        self._problem = words_label(kind="problem")
        self._problem.hide()
        self.new_client = NewClientPanel()
        self.new_client.hide()
        self.empty = EmptyPractice(light)
        self.client = ClientPane(light, protocols)
        self._middle = QStackedWidget()
        self._nobody = words_label(
            self.tr("Choose someone on the left, or add someone new with Ctrl+N."), kind="lead"
        )
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        for page in (self.empty, self._nobody, self.client):
            self._middle.addWidget(page)
        self._middle.setCurrentWidget(self._nobody)
        self._lay_out()
        self._connect()
        install(
            self,
            {
                "find": lambda _: self.find_client(),
                "new_client": lambda _: self.ask_for_client(),
                "begin": lambda _: self.client.ask_to_begin(),
                "parts": lambda _: self._go_to_parts(),
                "print_worksheets": lambda _: self.sheets_requested.emit(),
                "settings": lambda _: self.settings_requested.emit(),
            },
        )

    def show_clients(self, clients: Sequence[tuple[Client, str]]) -> None:
        """Show these clients, each with a hint such as "today 9:30"; an invitation where there are none."""
        self._taken = frozenset(fold(client.name) for client, _hint in clients)
        self.clients.show_clients(clients)
        if not clients:
            self._middle.setCurrentWidget(self.empty)
        elif self._middle.currentWidget() is self.empty:
            self._middle.setCurrentWidget(self._nobody)

    def show_client(self, overview: ClientOverview) -> None:
        """Show one client's page."""
        self.new_client.hide()
        self.show_problem("")
        self.clients.mark(overview.client.id)
        self.client.show_client(overview, self._clock.now().at.year)
        self._middle.setCurrentWidget(self.client)
        self._middle.show()

    def show_running(self, client_name: str | None) -> None:
        """Say with whom a session is running, and let none begin meanwhile; None for no one."""
        name = one_line(client_name or "", 80)
        words = self.tr("A session with {name} is running").format(name=name) if client_name else ""
        self.running.say(words)
        self.client.let_begin(client_name is None)

    def remind_of_recovery(self, needed: bool) -> None:  # noqa: FBT001 - read like Qt's own setters
        """Remind that there is no recovery sheet on paper, as long as there is none."""
        reminder = self.tr(
            "There is no recovery sheet on paper yet. "
            "A forgotten passphrase would close this practice for good."
        )
        self.recovery.say(reminder if needed else "")

    def show_backup(self, words: str, warning: str = "") -> None:
        """Say how old the newest verified backup is; `warning` where that is too old or there is none."""
        self.clients.show_backup(words)
        self.backup.say(warning)

    def show_wrong_files(self, problems: Sequence[str]) -> None:
        """Say which protocol cannot be read, where and why; the first of several, and how many more."""
        words = problems[0] if problems else ""
        more = len(problems) - 1
        if more == 1:
            words = self.tr("{first} One more file is wrong.").format(first=words)
        elif more > 1:
            words = self.tr("{first} {count} more files are wrong.").format(first=words, count=more)
        self.wrong_files.say(words)

    def show_problem(self, text: str) -> None:
        """Say what is wrong and what to do next; an empty text takes it away."""
        self._problem.setText(one_line(text))
        self._problem.setVisible(bool(text))
        announce(self._problem, text)

    def find_client(self) -> None:
        """To the find field."""
        self.clients.find_field.setFocus()
        self.clients.find_field.selectAll()

    def ask_for_client(self) -> None:
        """Ask who is new."""
        self._middle.setVisible(not self.clients.is_empty())
        self.new_client.ask(self._taken)

    def _lay_out(self) -> None:
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(MARGIN, 28, MARGIN, 28)
        lines.setSpacing(16)
        banners = (self.running, self.recovery, self.backup, self.wrong_files)
        for widget in (*banners, self._problem, self.new_client):
            lines.addWidget(widget)
        lines.addWidget(self._middle, 1)
        # Takes the height while the page in the middle is hidden behind a question.
        lines.addStretch()
        area = FollowingArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.clients)
        across.addWidget(area, 1)

    def _connect(self) -> None:
        self.clients.client_chosen.connect(self.client_chosen)
        self.clients.opened.connect(self._go_to_client)
        self.clients.new_client_chosen.connect(self.ask_for_client)
        self.clients.sheets_chosen.connect(self.sheets_requested)
        self.clients.settings_chosen.connect(self.settings_requested)
        self.clients.lock_chosen.connect(self.lock_requested)
        self.empty.add_chosen.connect(self.ask_for_client)
        self.new_client.client_described.connect(self.client_added)
        self.new_client.went_back.connect(self._add_nobody)
        self.client.begin_panel.begin_requested.connect(self.begin_requested)
        self.client.sessions.session_opened.connect(self.session_opened)
        self.client.sessions.take_home_requested.connect(self.take_home_requested)
        self.client.sessions.review_requested.connect(self.review_requested)
        self.client.sessions.record_requested.connect(self.record_requested)
        self.client.show_parts.clicked.connect(lambda: self._go_to_parts())
        self.client.parts.part_chosen.connect(self._go_to_parts)
        self.client.keeping.clicked.connect(lambda: self.keeping_requested.emit(self.client.client_id()))
        self.client.orders.clicked.connect(lambda: self.orders_requested.emit(self.client.client_id()))
        self.client.on_paper.clicked.connect(lambda: self.on_paper_requested.emit(self.client.client_id()))
        self.client.begin_panel.paper_log_requested.connect(self.paper_log_requested)
        self.backup.pressed.connect(self.backup_requested)
        self.wrong_files.pressed.connect(self.settings_requested)
        self.running.pressed.connect(self.room_requested)
        self.recovery.pressed.connect(self.recovery_sheet_requested)

    def _go_to_parts(self, part_id: str = "") -> None:
        client_id = self.client.client_id()
        if client_id:
            self.parts_requested.emit(client_id, part_id)

    def _add_nobody(self) -> None:
        self.new_client.hide()
        self._middle.show()
        self.clients.find_field.setFocus()

    def _go_to_client(self) -> None:
        if self.clients.current() == self.client.client_id():
            self.client.take_focus()
