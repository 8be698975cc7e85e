"""The panes of the room and where they stand; what they do together is the page's matter."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.session.six_fs import SixFs
from kap_companion.vocabulary.people import Client
from ui.controller import SessionController
from ui.session.asking_bar import AskingBar
from ui.session.capture_line import CaptureLine
from ui.session.concern_bar import ConcernBar
from ui.session.ending_bar import EndingBar
from ui.session.entry_model import EntryModel
from ui.session.half_typed import HalfTyped
from ui.session.here_now import HereNow
from ui.session.keys_page import KeysPage
from ui.session.log_view import LogView
from ui.session.risk_question import RiskQuestion
from ui.session.room_clock import RoomClock
from ui.session.self_pad import MOST_COLUMNS, SelfPad
from ui.session.sheet import Sheet
from ui.session.timeline_view import TimelineView
from ui.session.top_bar import TopBar
from ui.session.you_might_ask import YouMightAsk
from ui.theme import Light
from ui.widgets.following_area import FollowingArea

LEAST_ROWS = 3
SIDE_MARGIN = 18
# Of the room's width, so that times and log keep most of it at any text size.
WIDEST_SIDE = 0.36


class RoomPanes(QWidget):
    """Everything that is seen of a session while it is not veiled."""

    def __init__(
        self,
        controller: SessionController,
        client: Client,
        line: HalfTyped,
        light: Light,
        questions: SixFs,
        *,
        read_only: bool,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        session = controller.session
        self.model = EntryModel(controller.timeline, controller.roster, self)
        self.top = TopBar(session, client, light=light, read_only=read_only, parent=self)
        self.log = LogView(self.model, light, self)
        self.timeline = TimelineView(self.model, self.log.selectionModel(), light, self)
        # Its own least size would hold the window open at large text sizes.
        self.timeline.setMinimumSize(1, 1)
        self.timeline.set_course(session.protocol.course, session.protocol.course_source)
        self.here_now = HereNow(self.model, light, read_only=read_only, parent=self)
        self.pad = SelfPad(controller, light, self)
        self.ask = YouMightAsk(questions, controller, self)
        self.ending = EndingBar(self)
        self.concerns = ConcernBar(self)
        self.record_question = AskingBar(self)
        self.doubt = AskingBar(self)
        self.dose_hint = AskingBar(self)
        self.risk_question = RiskQuestion(self)
        self.capture = CaptureLine(line, lambda: controller.roster, RoomClock(controller), light, self)
        self.pad.setEnabled(not read_only)
        self.ask.setVisible(not read_only)
        self.capture.setVisible(not read_only)
        self._beside = QWidget(self)
        self._side = self._make_side()
        # Parts, ratings and questions are private: without a notebook there is nothing to show or keep there.
        self._side.setVisible(controller.has_notebook)
        self._main = QWidget(self)
        self._arrange()
        self.keys = KeysPage(self)
        self.sheet = Sheet(self)
        # Bars above and below come and go, and move what the overlays lie on.
        self._main.installEventFilter(self)
        self._fit()

    def in_order(self) -> tuple[QWidget, ...]:
        """The panes as F6 goes through them; those that are hidden too."""
        return (
            self.capture,
            self.ending,
            self.concerns,
            self.top,
            self.sheet,
            self.timeline,
            self.log,
            self.here_now,
            self.pad,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The keys lie over everything between the bar at the top and the capture line."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size: other widths."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "sheet"):
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The overlays stay where the times, the log and the side are."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            for overlay in (self.keys, self.sheet):
                overlay.setGeometry(self._main.geometry())
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        metrics, pad = self.fontMetrics(), self.pad
        around = 2 * SIDE_MARGIN + self._side.verticalScrollBar().sizeHint().width()
        columns = MOST_COLUMNS
        if pad.width_of(columns) + around > self.width() * WIDEST_SIDE:
            columns = MOST_COLUMNS // 2
        pad.set_columns(columns)
        usual = min(metrics.averageCharWidth() * 38, round(self.width() * WIDEST_SIDE))
        self._side.setFixedWidth(max(usual, pad.width_of(columns) + around))
        least_log = metrics.height() * 2 * LEAST_ROWS
        self.log.setMinimumHeight(least_log)
        # The log tells all that the timeline does; where both cannot be read, it stays.
        self.timeline.setVisible(self._main.height() >= self.timeline.minimumSizeHint().height() + least_log)
        for overlay in (self.keys, self.sheet):
            overlay.setGeometry(self._main.geometry())

    def _arrange(self) -> None:
        times = QVBoxLayout()
        times.setSpacing(0)
        times.addWidget(self.timeline)
        times.addWidget(_rule(self))
        times.addSpacing(8)
        times.addWidget(self.log, 1)
        across = QHBoxLayout(self._main)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(times, 1)
        across.addWidget(self._side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top)
        whole.addWidget(self._main, 1)
        whole.addWidget(_rule(self))
        whole.addWidget(self.ending)
        whole.addWidget(self.concerns)
        whole.addWidget(self.record_question)
        whole.addWidget(self.doubt)
        whole.addWidget(self.dose_hint)
        whole.addWidget(self.risk_question)
        whole.addWidget(self.capture)

    def _make_side(self) -> FollowingArea:
        column = QVBoxLayout(self._beside)
        column.setContentsMargins(SIDE_MARGIN, 14, SIDE_MARGIN, 14)
        column.setSpacing(20)
        for pane in (self.here_now, self.pad, self.ask):
            column.addWidget(pane)
        column.addStretch()
        side = FollowingArea(self)
        side.setProperty("kind", "aside")
        side.setWidget(self._beside)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return side


def _rule(parent: QWidget) -> QFrame:
    rule = QFrame(parent)
    rule.setProperty("kind", "rule")
    return rule
