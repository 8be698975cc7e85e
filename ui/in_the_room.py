"""The room from outside: a session is begun, shown, handed over, and the system kept awake meanwhile."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

from kap_companion.clock import Clock
from kap_companion.errors import KnownError
from kap_companion.records.readers import Purpose
from kap_companion.session import protocol
from kap_companion.session.drafts import Drafts, NotebookDrafts, SealedDrafts
from kap_companion.session.from_before import FromBefore, from_before
from kap_companion.session.handoff_card import card
from kap_companion.session.live import Live
from kap_companion.session.rows import rows_of
from kap_companion.session.session_clock import SessionClock
from kap_companion.session.timeline import project
from kap_companion.vault.keys import Keys
from kap_companion.vault.practice import Practice, take_over
from kap_companion.vault.practice_folder import own_prompts, own_protocols
from kap_companion.vocabulary.people import Person
from kap_companion.vocabulary.protocol import VisitKind
from kap_companion.vocabulary.session import Session, SessionState
from kap_companion.worksheets.prompts import load_six_fs
from kap_companion.zone import local_zone
from ui import background, commands, theme
from ui.alarm import Alarm
from ui.controller import SessionController
from ui.home.begin_panel import BeginForm
from ui.main_window import MainWindow
from ui.own_passphrase import OwnPassphrase
from ui.reminding import Reminding
from ui.session.handoff_page import HandoffPage
from ui.session.handoff_words import card_heading, card_lines
from ui.session.room_clock import RoomClock
from ui.session.room_page import RoomPage
from ui.sheets_for_you import SheetsForYou
from ui.staying_awake.staying_awake import StayingAwake, Why

OVER = frozenset({SessionState.ENDED, SessionState.SIGNED})


@dataclass(frozen=True, slots=True)
class HandedOver:
    """From whom a session was taken over, and its clock, so that its time goes on without a seam."""

    giver: Person
    session_clock: SessionClock


class InTheRoom(QObject):
    """Shows one session at a time; it goes on until somebody ends it.

    Signals:
        left: a session that is over was left; its client's id.
        take_home_requested: the id of a session; what goes home from it is to be agreed on.
        review_requested: the id of a session; it is to be looked at with the client.
        visit_opened: an integration visit is there; `come_back` shows its log.
        lock_requested: close the practice; the session goes on when it is opened again.
        ended: a person ended the session.
        taken_over: the `Practice` of who facilitates from now on, and a `HandedOver` of who did until now.
        troubled: a sentence about what could not be done, for above the page.
    """

    left = Signal(str)
    take_home_requested = Signal(str)
    review_requested = Signal(str)
    visit_opened = Signal()
    lock_requested = Signal()
    ended = Signal()
    taken_over = Signal(object, object)
    troubled = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        practice: Practice,
        clock: Clock,
        pool: QThreadPool,
        alarm: Alarm,
        awake: StayingAwake,
        parent: QObject,
        *,
        sheets: SheetsForYou | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._practice = practice
        self._clock = clock
        self._pool = pool
        self._alarm = alarm
        self._awake = awake
        self._sheets = sheets
        self._own = OwnPassphrase(practice, clock)
        self._live: Live | None = None
        self._controller: SessionController | None = None
        self._reminding: Reminding | None = None
        self._is_past = False

    @property
    def controller(self) -> SessionController | None:
        """Of the session that is shown; None while none is."""
        return self._controller

    def begin(self, form: BeginForm) -> None:
        """Begin a session and show it.

        Raises:
            KnownError: it cannot begin.
        """
        live = Live.begin(
            self._practice.record,
            self._practice.notebook,
            self._clock,
            client=self._practice.record.client(form.client),
            protocol=protocol.load(form.protocol, own_protocols(self._practice.folder)),
            author=self._practice.person,
            intention=form.intention,
            weight_kg=form.weight_kg,
            timezone=local_zone(),
            drafts=self._drafts(),
        )
        self._enter(live)

    def open(self, session_id: str, entry_id: str = "") -> None:
        """Show a session: one that is over as it was logged, one that runs to go on with it.

        Args:
            session_id: which.
            entry_id: an entry to be selected in it; empty for none.

        Raises:
            KnownError: it cannot be read.
        """
        session = self._practice.record.session(session_id)
        if session.state not in OVER:
            self.resume(session)
            self._show_entry(entry_id)
            return
        record, notebook = self._practice.record, self._practice.notebook
        live = Live.look(record, notebook, self._clock, session, self._practice.person)
        self._enter(live, read_only=True)
        self._show_entry(entry_id)

    def resume(self, session: Session, handed: HandedOver | None = None) -> None:
        """Go on with a session that runs; `handed` is from whom, where it was just handed over.

        Raises:
            KnownError: it cannot be read.
        """
        files = (self._practice.record, self._practice.notebook, self._clock, session)
        taker = self._practice.person
        if handed is None:
            live, _change = Live.resume(*files, taker, drafts=self._drafts())
        else:
            live, _change = Live.taken_over(
                *files, handed.giver, taker, drafts=self._drafts(), session_clock=handed.session_clock
            )
        self._enter(live)

    def come_back(self) -> None:
        """Show the room again, from the card of a handoff that nobody took, or from a visit's page."""
        self._show()

    def leave(self) -> None:
        """Show no session any more; one that runs is not ended by it."""
        self._awake.let_go()
        if self._reminding is not None:
            self._reminding.stop()
            self._reminding.deleteLater()
            self._reminding = None
        if self._controller is not None:
            self._controller.stop_ticking()
            self._controller.deleteLater()
            self._controller = None
            self._live = None

    def _enter(self, live: Live, *, read_only: bool = False) -> None:
        self.leave()
        controller = SessionController(live, self._clock, self)
        controller.ended.connect(self.ended)
        controller.ended.connect(self._awake.let_go)
        self._live = live
        self._controller = controller
        self._is_past = read_only
        self._reminding = Reminding(controller, self._alarm, self)
        if not read_only and live.timeline.ended_ms is None:
            self._awake.hold(Why.SESSION)
        self._show()
        visits = live.session.protocol.visit is VisitKind.INTEGRATION
        if visits and not read_only and live.timeline.ended_ms is None:
            self.visit_opened.emit()

    def _show_entry(self, entry_id: str) -> None:
        page = self._window.page
        if entry_id and self._controller is not None:
            if not isinstance(page, RoomPage):
                self._show()
                page = self._window.page
            if isinstance(page, RoomPage):
                page.show_entry(entry_id)

    def _show(self) -> None:
        controller, reminding = self._controller, self._reminding
        if controller is None or reminding is None:
            return
        wrong: list[KnownError] = []
        room = RoomPage(
            controller,
            self._practice.record.client(controller.session.client),
            check_passphrase=self._own.opens,
            reminding=reminding,
            before=self._from_before(controller.session),
            questions=load_six_fs(own_prompts(self._practice.folder), wrong.append),
            read_only=self._is_past,
            light=theme.ROOM,
        )
        room.left.connect(partial(self.left.emit, controller.session.client))
        room.take_home_requested.connect(partial(self.take_home_requested.emit, controller.session.id))
        room.review_requested.connect(partial(self.review_requested.emit, controller.session.id))
        room.visit_requested.connect(self.visit_opened)
        room.lock_requested.connect(self.lock_requested)
        room.hand_over_requested.connect(self._hand_over)
        self._window.present(room, theme.ROOM)
        for error in wrong:
            self.troubled.emit(str(error))

    def _hand_over(self) -> None:
        controller = self._controller
        if controller is None or not controller.write_held():
            return
        if controller.timeline.ended_ms is not None:
            self.troubled.emit(self.tr("This session has ended: there is nothing left to hand over."))
            return
        session = controller.session
        # The card is read anew through the reader of handoffs, which has no way to a notebook.
        rows = self._practice.reader(Purpose.HANDOFF).entries(session.id)
        made = card(project(rows), session, controller.elapsed_ms())
        client = self._practice.record.client(session.client)
        page = HandoffPage(card_heading(client, session), card_lines(made, RoomClock(controller)))
        page.stayed.connect(self.come_back)
        if self._sheets is not None:
            save = partial(self._sheets.save_card, page, made, session, page.say, page.say_not_saved)
            page.offer_pdf()
            page.pdf_wanted.connect(save)
        commands.install(page, {"lock": lambda _: self.lock_requested.emit()})
        page.taken.connect(partial(self._try_to_take_over, page))
        self._window.present(page, theme.ROOM)

    def _try_to_take_over(self, page: HandoffPage, passphrase: bytearray) -> None:
        background.run(
            self._pool,
            partial(self._own.keys_of_another, passphrase),
            partial(self._take_over, page),
            partial(_say, page),
        )

    def _take_over(self, page: HandoffPage, keys: Keys) -> None:
        live = self._live
        if live is None or not isValid(page):
            keys.forget()
            return
        handed = HandedOver(self._practice.person, live.session_clock)
        try:
            practice = take_over(self._practice, keys, self._clock)
        except KnownError as error:
            page.show_problem(str(error))
            return
        finally:
            keys.forget()
        self.leave()
        self.taken_over.emit(practice, handed)

    def _from_before(self, session: Session) -> FromBefore:
        record, notebook = self._practice.record, self._practice.notebook
        earlier = [each for each in record.sessions(session.client) if each.number < session.number]
        parts = notebook.parts(session.client) if notebook is not None else ()
        acts = notebook.acts(session.client) if notebook is not None else ()
        told = [(each, project(rows_of(record, notebook, each.id))) for each in earlier]
        shared = {each.id: record.shared(each.id) for each in earlier}
        return from_before(told, parts, acts, shared)

    def _drafts(self) -> Drafts:
        practice = self._practice
        if practice.notebook is not None:
            return NotebookDrafts(practice.notebook)
        return SealedDrafts(practice.record, practice.draft_key, practice.person)


def _say(page: HandoffPage, error: Exception) -> None:
    if isValid(page):
        page.show_problem(str(error))
