"""One client's page: who they are, the parts so far, the sessions, and the next one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kap_companion.parts.overview import ClientOverview
from kap_companion.vocabulary.protocol import Protocol
from kap_companion.vocabulary.session import SessionState
from kap_companion.worksheets.prompt_files import LANGUAGES
from ui.home.begin_panel import BeginPanel
from ui.home.keeping_panel import KeepingPanel
from ui.home.on_paper_panel import TOUCH, OnPaperPanel
from ui.home.parts_flow import PartsFlow
from ui.home.session_words import month_words
from ui.home.sessions_table import OVER, SessionsTable
from ui.one_line import one_line
from ui.settings.limits_panel import LimitsPanel
from ui.theme import Light
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.words_label import words_label

# First strong isolate and its end: a name or pronoun in another direction leaves the rest of the line alone.
ISOLATED = "\u2068{text}\u2069"


class ClientPane(QWidget):
    """Shows one overview; `begin_panel` asks for what a session needs, `orders_panel` for limits.

    `on_paper_panel` asks how this client is given paper, `keeping_panel` how long the records are kept.
    """

    def __init__(self, light: Light, protocols: Sequence[Protocol], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._overview: ClientOverview | None = None
        self._may_begin = True
        self._name = ElidedLabel(kind="title")
        self._about = words_label(kind="lead")
        self.begin = QPushButton()
        self.begin.setProperty("kind", "primary")
        self.begin.setToolTip("Ctrl+B")
        self.show_parts = QPushButton(self.tr("Parts"))
        self.show_parts.setAccessibleName(self.tr("This client’s parts"))
        self.show_parts.setToolTip("Ctrl+P")
        self.begin_panel = BeginPanel(protocols)
        self.begin_panel.hide()
        self._keeping_words = words_label(kind="quiet")
        self.keeping = QPushButton(self.tr("Change…"))
        self.keeping.setAccessibleName(self.tr("Change how long the records are kept"))
        self.keeping.setProperty("kind", "link")
        self.keeping.hide()
        self.keeping_panel = KeepingPanel()
        self.keeping_panel.hide()
        self.orders = QPushButton(self.tr("Orders for this client…"))
        self.orders.setProperty("kind", "link")
        self.orders_panel = LimitsPanel(
            self.tr("Orders for this client"),
            self.tr(
                "Limits for this client’s vitals, from whoever prescribes. They come before those of the "
                "practice and of a protocol, from the next session on. New ones take the place of these."
            ),
            closes=True,
        )
        self.orders_panel.hide()
        self.on_paper = QPushButton(self.tr("On paper…"))
        self.on_paper.setAccessibleName(self.tr("What this client is given on paper"))
        self.on_paper.setProperty("kind", "link")
        self.on_paper_panel = OnPaperPanel(LANGUAGES)
        self.on_paper_panel.hide()
        self.parts = PartsFlow(light)
        self.sessions = SessionsTable(light)
        self._none_yet = words_label(
            self.tr("No session yet. The first one begins when you both are ready."), "lead"
        )

        who = QVBoxLayout()
        who.setSpacing(6)
        who.addWidget(self._name)
        who.addWidget(self._about)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addLayout(who, 1)
        head.addWidget(self.show_parts, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(26)
        lines.addLayout(head)
        lines.addWidget(self.begin_panel)
        lines.addWidget(self.parts)
        lines.addWidget(self._none_yet)
        lines.addWidget(self.sessions, 1)
        lines.addWidget(self.orders_panel)
        lines.addWidget(self.on_paper_panel)
        lines.addWidget(self.keeping_panel)
        lines.addLayout(self._kept_and_ordered())
        lines.addStretch(0)

        self.begin.clicked.connect(self.ask_to_begin)
        self.begin_panel.went_back.connect(self.put_off)
        self.keeping_panel.went_back.connect(self.close_keeping)
        self.orders_panel.went_back.connect(self.close_orders)
        self.on_paper_panel.went_back.connect(self.close_on_paper)

    def client_id(self) -> str:
        """Whose page it is; nothing before the first."""
        return self._overview.client.id if self._overview else ""

    def show_client(self, overview: ClientOverview, this_year: int) -> None:
        """Show a client."""
        if overview.client.id != self.client_id():
            self.begin_panel.hide()
            self.keeping_panel.hide()
            self.orders_panel.forget_line()
            self.orders_panel.hide()
            self.on_paper_panel.hide()
        self._overview = overview
        self._name.show_text(overview.client.name)
        self._about.setText(self._about_words(overview, this_year))
        self.begin.setText(self.tr("Begin session {number}").format(number=self._next_number()))
        self.parts.show_parts(overview.parts)
        self.sessions.show_sessions(overview.sessions, this_year)
        self.sessions.setVisible(bool(overview.sessions))
        self._none_yet.setVisible(not overview.sessions)
        self._show_begin()

    def show_keeping(self, words: str) -> None:
        """Say until when this client's records are kept, and by whose rule."""
        self._keeping_words.setText(words)
        self.keeping.setVisible(bool(words))

    def close_keeping(self) -> None:
        """Leave the rule as it is."""
        self.keeping_panel.hide()
        self.keeping.setFocus()

    def open_orders(self) -> None:
        """Show the limits that stand for this client, and ask for others."""
        self.orders_panel.show()
        self.orders_panel.line.setFocus()

    def close_orders(self) -> None:
        """Leave the limits as they are."""
        self.orders_panel.forget_line()
        self.orders_panel.hide()
        self.orders.setFocus()

    def close_on_paper(self) -> None:
        """Leave it, or go on with what was kept."""
        self.on_paper_panel.hide()
        self.on_paper.setFocus()

    def let_begin(self, may: bool) -> None:  # noqa: FBT001 - read like Qt's own setters
        """Whether a session can begin now: not while another one is running."""
        self._may_begin = may
        if not may:
            self.begin_panel.hide()
        self._show_begin()

    def ask_to_begin(self) -> None:
        """Ask for what the next session needs, where one can begin."""
        if self._overview is not None and self._may_begin:
            self.begin_panel.ask(self._overview.client.id, self._next_number())
            self._show_begin()

    def put_off(self) -> None:
        """Begin none after all."""
        self.begin_panel.hide()
        self._show_begin()
        self.begin.setFocus()

    def take_focus(self) -> None:
        """To the sessions, or to the next one where there are none."""
        where = self.begin if self.sessions.isHidden() else self.sessions.view
        where.setFocus()

    def _kept_and_ordered(self) -> QVBoxLayout:
        # They flow: side by side they would be wider than a small screen with large text.
        ways = FlowLayout(across=24, down=0)
        for way in (self.keeping, self.orders, self.on_paper):
            way.setMinimumHeight(TOUCH)
            ways.addWidget(way)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._keeping_words)
        lines.addLayout(ways)
        return lines

    def _show_begin(self) -> None:
        self.begin.setVisible(self._may_begin and self.begin_panel.isHidden())

    def _next_number(self) -> int:
        if self._overview is None:
            return 1
        return max((row.number for row in self._overview.sessions), default=0) + 1

    def _about_words(self, overview: ClientOverview, this_year: int) -> str:
        pronouns = one_line(overview.client.pronouns, 80)
        held = sum(row.state in OVER for row in overview.sessions)
        planned = sum(row.state is SessionState.PLANNED for row in overview.sessions)
        words = [
            ISOLATED.format(text=pronouns) if pronouns else "",
            self.tr("with the practice since {month}").format(month=month_words(overview.since, this_year)),
            self._count(self.tr("%n session held", "", held), self.tr("%n sessions held", "", held), held),
            self.tr("%n planned", "", planned) if planned else "",
        ]
        return " · ".join(word for word in words if word)

    @staticmethod
    def _count(one: str, more: str, count: int) -> str:
        # Two sentences, so that English reads well without a translation file.
        return "" if count == 0 else one if count == 1 else more
