"""The room: one live session on the screen, from the first key to its end."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget

from kap_companion.clock import Moment
from kap_companion.errors import KnownError
from kap_companion.session.asking import target
from kap_companion.session.from_before import FromBefore
from kap_companion.session.live import Change
from kap_companion.session.six_fs import SixFs
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.protocol import VisitKind
from kap_companion.worksheets.prompts import load_six_fs
from ui import commands
from ui.controller import SessionController
from ui.reminding import Reminding
from ui.session.entry_model import select_row
from ui.session.half_typed import HalfTyped
from ui.session.room_acts import RoomActs
from ui.session.room_clock import RoomClock
from ui.session.room_due import RoomDue
from ui.session.room_keys import RoomKeys
from ui.session.room_panes import RoomPanes
from ui.session.room_sheets import RoomSheets
from ui.session.unsaved import Unsaved
from ui.session.veil import Veil
from ui.theme import ROOM, Light

NOTHING_BEFORE = FromBefore()


class RoomPage(QWidget):
    """A page to be shown in the window; it opens no dialog and gives the focus to the capture line.

    Who shows it styles it in its light.

    Args:
        controller: of the session to show.
        client: whose session it is.
        check_passphrase: whether a passphrase opens the practice; runs beside the screen when the veil is
            to be lifted, and may raise a `KnownError`.
        reminding: knows what is due.
        before: what stands ready from earlier sessions.
        questions: those one might ask; None for the shipped ones.
        light: the room's colours.
        read_only: a session of the past: nothing can be typed.
        parent: the window.

    Signals:
        left: the person leaves a session that is over.
        take_home_requested: the person wants to choose what goes home.
        review_requested: the person wants to look at the session with the client.
        visit_requested: the person wants to see what the client brought back.
        lock_requested: the practice is to be locked; the half-typed line was kept.
        hand_over_requested: somebody else is to facilitate from here on.
    """

    left = Signal()
    take_home_requested = Signal()
    review_requested = Signal()
    visit_requested = Signal()
    lock_requested = Signal()
    hand_over_requested = Signal()

    def __init__(
        self,
        controller: SessionController,
        client: Client,
        *,
        check_passphrase: Callable[[bytearray], bool],
        reminding: Reminding,
        before: FromBefore = NOTHING_BEFORE,
        questions: SixFs | None = None,
        light: Light = ROOM,
        read_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._read_only = read_only
        self._before = before
        self._veiled = False
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Session"))
        self.line = HalfTyped(controller, self)
        self.panes = RoomPanes(
            controller, client, self.line, light, questions or load_six_fs(), read_only=read_only, parent=self
        )
        self._veil = Veil(self.line, check_passphrase, light, self)
        self._veil.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.panes)
        self._layout.addWidget(self._veil)
        clock = RoomClock(controller)
        self.sheets = RoomSheets(self.panes.sheet, controller, clock, before, self._part_looked_at, self)
        self._acts = RoomActs(controller, self.panes, self.line, self.sheets, self)
        self._keys = RoomKeys(
            self.panes, self._acts, self.sheets, self.veil, read_only=read_only, parent=self
        )
        self.due = RoomDue(controller, reminding, self.panes, self._veil, clock, self)
        self.unsaved = Unsaved(
            controller, self.line, self.panes.top, self.panes.capture.notice, self._veil, self
        )
        self._connect()
        self._begin()

    @property
    def is_veiled(self) -> bool:
        """Whether the room is covered."""
        return self._veiled

    @property
    def veil_page(self) -> Veil:
        """What covers the room."""
        return self._veil

    def veil(self) -> None:
        """Cover the room at once; typing goes on as dots."""
        if self._veiled or self._read_only:
            return
        self._veiled = True
        # Both in the layout would be higher than the window, which would grow.
        self._layout.removeWidget(self.panes)
        self._veil.setGeometry(self.rect())
        self._veil.back_to_typing()
        self._veil.show()
        self._veil.raise_()
        self._veil.repaint()
        QToolTip.hideText()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        self.panes.capture.forget_line()
        self.panes.risk_question.settle()
        self.sheets.close()
        # Hidden widgets are still told to a screen reader; what is veiled becomes a window of its own that is
        # never shown, and so leaves this one's tree. With another parent it would all be styled anew.
        self.panes.setWindowFlag(Qt.WindowType.Window)
        self.focus_line()

    def lift_veil(self) -> None:
        """Show the room again, with what was typed meanwhile."""
        if not self._veiled:
            return
        self._veiled = False
        self.panes.setWindowFlag(Qt.WindowType.Window, False)
        self._layout.insertWidget(0, self.panes)
        self.panes.capture.show_line()
        self._veil.hide()
        self.panes.show()
        self.focus_line()

    def may_leave(self) -> bool:
        """Whether the room may be left, locked or closed without losing what is in memory alone.

        The first time something would be lost it is said and the answer is False; the second time, with
        nothing changed, the person means it.
        """
        return self._read_only or self.unsaved.may_leave()

    def show_entry(self, entry_id: str) -> None:
        """Select an entry by the id of any of its readings; nothing where it does not count any more."""
        readings = self._controller.timeline.history(entry_id)
        row = next((row for each in readings if (row := self.panes.model.row_of(each.id)) is not None), None)
        if row is not None:
            select_row(self.panes.log.selectionModel(), row)

    def focus_line(self) -> None:
        """Give the focus to where one types now."""
        place: QWidget = self.panes.log if self._read_only else self.panes.capture.field
        if self._veiled:
            place = self._veil.typing
        # The window gives the focus to its page; the page hands it on.
        self.setFocusProxy(place)
        place.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the clock, and be ready for the first key."""
        super().showEvent(event)
        self._show_time(self._controller.now())
        if not self._read_only:
            self._controller.start_ticking()
        self.focus_line()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is half typed."""
        super().hideEvent(event)
        self.line.keep_now()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no pane wanted: Esc goes back to the capture line, and typing goes into it."""
        if not self._veiled and not self._keys.take(event):
            super().keyPressEvent(event)

    def _begin(self) -> None:
        timeline = self._controller.timeline
        self.panes.top.show_timeline(timeline)
        self._look_at_part()
        if self._read_only:
            self.panes.ending.show_past()
            return
        self.line.restore()
        if self._before.promises or self._before.protectors:
            self.panes.capture.notice.remark(self.tr("Something stands ready from before · Ctrl+B shows it"))
        if timeline.ended_ms is not None:
            self.panes.ending.show_ended()

    def _connect(self) -> None:
        panes, controller = self.panes, self._controller
        controller.changed.connect(self._take_change)
        controller.failed.connect(self._say_problem)
        controller.ticked.connect(self._show_time)
        controller.ended.connect(panes.ending.show_ended)
        self.line.logged.connect(self._acts.forget_selection)
        self._acts.line_wanted.connect(self.focus_line)
        panes.capture.escape_pressed.connect(self._acts.escape)
        panes.log.selectionModel().currentRowChanged.connect(self._look_elsewhere)
        panes.ending.left.connect(partial(self._leave, self.left))
        panes.ending.take_home_chosen.connect(partial(self._leave, self.take_home_requested))
        panes.ending.review_chosen.connect(partial(self._leave, self.review_requested))
        self._veil.lifted.connect(self.lift_veil)
        commands.install(self, {"lock": lambda _: self._leave(self.lock_requested)})
        # On the panes, which the veil hides: what was brought back is not for whoever passes by.
        commands.install(panes, {"visit": lambda _: self._go_to_visit()})
        if not self._read_only:
            commands.install(panes, {"hand_over": lambda _: self._leave(self.hand_over_requested)})
            # These hold behind the veil too.
            commands.install(
                self,
                {
                    "stop": lambda _: self._acts.stop(),
                    "withdraw": lambda _: self._acts.withdraw(),
                    "answer_due": lambda _: self.due.answer(),
                    "snooze_due": lambda _: self.due.snooze(),
                },
            )

    def _take_change(self, change: Change) -> None:
        self.panes.model.apply(change)
        self.panes.pad.refresh()
        self.panes.top.show_timeline(change.timeline)
        if change.timeline.ended_ms is None and not self.panes.ending.is_asking:
            self.panes.ending.hide()
        self.unsaved.follow()
        self.due.follow(change)
        self.sheets.refresh()
        self._show_time(self._controller.now())
        self._look_at_part()

    def _say_problem(self, error: KnownError) -> None:
        if not self._controller.held:
            self.panes.top.show_saved(saved=False)
        self.panes.capture.notice.problem(error)
        if self._veiled:
            self._veil.problem(error)

    def _show_time(self, moment: Moment) -> None:
        now_ms = self._controller.elapsed_ms(moment)
        self.panes.top.show_time(self._controller.timeline, moment, now_ms)
        self.panes.timeline.set_now(now_ms)
        self.panes.here_now.show_minutes(now_ms)
        self._veil.show_time(self.panes.top.dose_clock, moment)
        self.due.show_time(moment, now_ms)
        self.sheets.follow_time(now_ms)

    def _look_elsewhere(self) -> None:
        self._look_at_part()
        self.sheets.refresh()

    def _part_looked_at(self) -> str | None:
        """The id of the part that the chosen entry is about, else of the one that is being met."""
        entry = self._acts.selected()
        part = entry.part if entry is not None else None
        return part or target(self._controller.timeline)

    def _look_at_part(self) -> None:
        part = self._part_looked_at()
        self.panes.ask.look_at(next((p for p in self._controller.roster.parts if p.id == part), None))

    def _go_to_visit(self) -> None:
        if self._controller.session.protocol.visit is VisitKind.INTEGRATION:
            self._leave(self.visit_requested)
        else:
            self.panes.capture.notice.remark(self.tr("What was brought back is shown in integration visits"))

    def _leave(self, asked_for: SignalInstance) -> None:
        self.line.keep_now()
        if self.may_leave():
            asked_for.emit()
