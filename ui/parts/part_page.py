"""One part's page: who it is, when it came, what is known of it, whom it stays close to, where it is felt."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kap_companion.family.kin import Link
from ui.one_line import one_line
from ui.parts.asking_panel import SMALLEST, AskingPanel
from ui.parts.known_list import KnownList
from ui.parts.naming_panel import NamingPanel
from ui.parts.observing_panel import ObservingPanel
from ui.parts.part_aside import PartAside
from ui.parts.part_head import PartHead
from ui.parts.part_shown import PartShown
from ui.parts.part_strips import PartStrips
from ui.parts.role_panel import RolePanel
from ui.parts.same_panel import SamePanel
from ui.parts.split_panel import SplitPanel
from ui.parts.standing_panel import StandingPanel
from ui.parts.stays_close import StaysClose
from ui.theme import Light
from ui.widgets.announcement import announce
from ui.widgets.following_area import FollowingArea
from ui.widgets.words_label import words_label

MOST_ALIKE = 2
ASIDE_SHARE, ASIDE_NARROWEST, ASIDE_WIDEST = 0.29, 300, 430


class PartPage(QWidget):
    """Shows one part; what is asked for on it opens in a panel of its own, one at a time.

    What a panel asks is answered by whoever listens to its signals: `naming`, `role`, `same`, `split`,
    `observing`, `standing`.

    Signals:
        left: back to all parts.
        part_chosen: the id of another part.
        source_wanted: the id of an entry to be seen in its session.
    """

    left = Signal()
    part_chosen = Signal(str)
    source_wanted = Signal(str)

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("One part"))
        self._shown: PartShown | None = None
        self.back = QPushButton(self.tr("‹ All parts"))
        self.back.setAccessibleName(self.tr("Back to all parts"))
        self.back.setProperty("kind", "link-small")
        self.back.setMinimumHeight(SMALLEST)
        self._opener: QWidget = self.back
        self.head = PartHead(light)
        # Offered, and never done unasked.
        self.alike = QPushButton()
        self.alike.setProperty("kind", "link-small")
        self.alike.setMinimumHeight(SMALLEST)
        self.naming = NamingPanel()
        self.role = RolePanel(light)
        self.same = SamePanel(light)
        self.split = SplitPanel()
        self.observing = ObservingPanel()
        self.standing = StandingPanel()
        self.strips = PartStrips(light)
        self.known = KnownList(light)
        self.add = QPushButton(self.tr("Add what you heard or saw…"))
        self.add.setProperty("kind", "link-small")
        self.add.setMinimumHeight(SMALLEST)
        self.close_to = StaysClose(light)
        self.aside = PartAside(light)
        self._said: QLabel = words_label(kind="quiet")
        self._said.hide()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.back)

    @property
    def panels(self) -> tuple[AskingPanel, ...]:
        """Everything that can open on the page."""
        return self.naming, self.role, self.same, self.split, self.observing, self.standing

    @property
    def part_id(self) -> str:
        """Whose page it is; empty before the first."""
        return self._shown.part.id if self._shown else ""

    def show_part(self, shown: PartShown) -> None:
        """Show a part; panels close."""
        self._shown = shown
        if self.open_panel() is not None:
            self.close_panel()
        others = ", ".join(
            f"“{one_line(shown.parts.label(other.id), 60)}”"
            for other in shown.others[: min(shown.alike, MOST_ALIKE)]
        )
        self.alike.setText(self.tr("Shares a name with {others}. The same part?").format(others=others))
        self.alike.setVisible(shown.alike > 0)
        for shows in (self.head, self.strips, self.known, self.close_to, self.aside):
            shows.show_part(shown)

    def say(self, text: str) -> None:
        """Say what was done; an empty text takes the words away."""
        self._said.setText(text)
        self._said.setVisible(bool(text))
        announce(self._said, text)

    def show_problem(self, text: str) -> None:
        """Say what went wrong: on the panel that is open, else on the page."""
        opened = self.open_panel()
        if opened is not None:
            opened.show_problem(text)
        else:
            self.say(text)

    def open_panel(self) -> AskingPanel | None:
        """The panel that is open."""
        return next((panel for panel in self.panels if not panel.isHidden()), None)

    def close_panel(self) -> None:
        """Leave things as they are."""
        # First: hiding what has the focus would hand it to whatever comes next.
        self._opener.setFocus()
        for panel in self.panels:
            panel.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side keeps its share of the width."""
        super().resizeEvent(event)
        share = round(self.width() * ASIDE_SHARE)
        self.aside.setFixedWidth(max(ASIDE_NARROWEST, min(ASIDE_WIDEST, share)))

    def _lay_out(self) -> None:
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(44, 12, 44, 36)
        lines.setSpacing(12)
        lines.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(self.head)
        lines.addWidget(self.alike, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(self._said)
        for panel in (self.naming, self.role, self.same, self.split):
            lines.addWidget(panel)
        lines.addSpacing(12)
        lines.addWidget(self.strips)
        lines.addSpacing(12)
        lines.addWidget(words_label(self.tr("What is known, newest reading first"), "heading"))
        lines.addWidget(self.known)
        lines.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(self.observing)
        lines.addSpacing(12)
        lines.addWidget(self.close_to)
        lines.addWidget(self.standing)
        lines.addStretch(1)
        self._area = area = FollowingArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(area, 1)
        across.addWidget(self.aside)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self._lead(self.head.rename, self.naming, self.naming.ask)
        self._lead(self.head.role, self.role, self.role.ask)
        self._lead(self.head.same, self.same, self.same.ask)
        self._lead(self.alike, self.same, self.same.ask)
        self._lead(self.head.split, self.split, self.split.ask)
        self._lead(self.add, self.observing, self.observing.ask)
        self.head.six_fs.clicked.connect(self.aside.path.begin)
        self.close_to.link_chosen.connect(self._open_link)
        self.close_to.part_chosen.connect(self.part_chosen)
        for gives_sources in (self.strips, self.known):
            gives_sources.source_wanted.connect(self.source_wanted)
        for panel in self.panels:
            panel.went_back.connect(self.close_panel)

    def _lead(self, button: QPushButton, panel: AskingPanel, ask: Callable[[PartShown], None]) -> None:
        button.clicked.connect(lambda: self._open(button, panel, ask))

    def _open(self, opener: QWidget, panel: AskingPanel, ask: Callable[[PartShown], None]) -> None:
        if self._shown is None:
            return
        self.say("")
        self._opener = opener
        ask(self._shown)
        for other in self.panels:
            other.setVisible(other is panel)
        # Once it has its place.
        QTimer.singleShot(0, panel, lambda: self._area.ensureWidgetVisible(panel))

    def _open_link(self, link: Link | None) -> None:
        self._open(self.close_to.add, self.standing, lambda shown: self.standing.ask(shown, link))
