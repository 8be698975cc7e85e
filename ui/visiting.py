"""An integration visit from outside: answers and kept promises go where they belong."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from kap_companion.clock import Clock
from kap_companion.errors import KnownError, SessionError
from kap_companion.parts.tending import Tending
from kap_companion.records.readers import Purpose
from kap_companion.session.promises import Promise
from kap_companion.session.timeline import Timeline
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.observation import Known, PartField
from kap_companion.vocabulary.session import Session
from kap_companion.worksheets.visit_answers import as_note, keep_to_ourselves, share_answer
from ui import commands, half_written, theme
from ui.controller import SessionController
from ui.main_window import MainWindow
from ui.visit.answer_card import AnswerCard, Written
from ui.visit.visit_page import VisitPage
from ui.visit.visit_reading import VisitRead, cards_of, promises_of, rated_today, read_visit, shown
from ui.visit.visit_words import kept_line, rating_words

# How long after the last key a half-typed answer is kept.
PAUSE_MS = 800


class Visiting(QObject):
    """Shows one visit: with its session while that runs, or one that is over.

    Half-typed answers are kept while they are typed and when the page goes, whatever the reason; they are in
    their fields when the visit is shown again.

    Signals:
        left: a visit that is over was left; its client's id.
        log_wanted: back to the log of the visit, which runs.
        lock_requested: close the practice.
    """

    left = Signal(str)
    log_wanted = Signal()
    lock_requested = Signal()

    def __init__(self, window: MainWindow, practice: Practice, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._practice = practice
        self._clock = clock
        self._page: VisitPage | None = None
        self._read: VisitRead | None = None
        self._controller: SessionController | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._keep_half_typed)

    def open(self, visit: SessionController | Session) -> None:
        """Show a visit; by its controller where it runs, so that what is ticked goes into its log.

        Raises:
            KnownError: it cannot be read.
        """
        # First, so that what is half typed on a page that still stands there comes over to the new one.
        self._put_away()
        controller = visit if isinstance(visit, SessionController) else None
        session = visit.session if isinstance(visit, SessionController) else visit
        read = self._reading(session, controller)
        runs = controller is not None and controller.timeline.ended_ms is None
        page = VisitPage(shown(read, runs=runs), theme.DAYLIGHT)
        for answer in half_written.kept_answers(self._practice, session.id):
            for card in page.cards:
                if card.shown.about.handle == answer.about and card.write(answer.question, answer.text):
                    break
        for card in page.cards:
            card.kept.connect(partial(self._keep, card, share=False))
            card.shared.connect(partial(self._keep, card, share=True))
            card.unshared.connect(partial(self._unshare, card))
        page.promises.kept.connect(self._keep_promise)
        page.promises.taken_back.connect(self._take_back_promise)
        page.edited.connect(self._pause.start)
        page.left.connect(partial(self.left.emit, session.client))
        page.log_wanted.connect(self.log_wanted)
        page.put_away.connect(self._put_away)
        commands.install(page, {"lock": lambda _: self.lock_requested.emit()})
        self._window.present(page, theme.DAYLIGHT)
        self._page, self._read, self._controller = page, read, controller
        if controller is not None:
            controller.changed.connect(self._follow)
            controller.failed.connect(self._say)
        self._follow()

    def _reading(self, session: Session, controller: SessionController | None) -> VisitRead:
        return read_visit(
            self._practice.reader(Purpose.REVIEW),
            session,
            controller.timeline if controller is not None else None,
            has_notebook=self._practice.notebook is not None,
        )

    def _timeline(self, read: VisitRead) -> Timeline:
        if self._controller is not None:
            return self._controller.timeline
        return read.known.timelines[read.visit.id]

    def _follow(self, _change: object = None) -> None:
        page, read = self._page, self._read
        if page is None or read is None:
            return
        timeline = self._timeline(read)
        may_tick = self._controller is not None and timeline.ended_ms is None
        page.promises.show_promises(promises_of(read, timeline), may_tick=may_tick)
        page.show_rating(rating_words(rated_today(timeline)))

    def _say(self, error: KnownError) -> None:
        if self._page is not None:
            self._page.show_problem(str(error))
            self._follow()

    def _keep_promise(self, promise: Promise) -> None:
        controller, page = self._controller, self._page
        if controller is not None and page is not None:
            page.show_problem("")
            controller.log(kept_line(promise), self._clock.now())

    def _take_back_promise(self, promise: Promise) -> None:
        controller, page = self._controller, self._page
        if controller is not None and page is not None and promise.kept is not None:
            page.show_problem("")
            controller.retract(promise.kept.id)

    def _keep(self, card: AnswerCard, *, share: bool) -> None:
        page = self._page
        problem = ""
        try:
            for written in card.written():
                if self._keep_one(card, written) and share:
                    self._share_one(card, written)
        except KnownError as error:
            problem = str(error)
        # What keeping a note or a promise showed may have led elsewhere meanwhile.
        if page is not None and page is self._page:
            self._show_kept()
            card.show_problem(problem)
            self._keep_half_typed()

    def _keep_one(self, card: AnswerCard, written: Written) -> bool:
        """Keep an answer that is new; whether what stands in the field is kept."""
        read, notebook, about = self._read, self._practice.notebook, card.shown.about
        answer, question = written.text.strip(), written.asked.text
        if not answer or read is None or notebook is None:
            return False
        if not written.is_new:
            return True
        if about.part is not None:
            tending = Tending(notebook, self._clock, self._practice.person.id, read.visit.client)
            known = Known(field=PartField.ANSWER, value=answer, question=question)
            tending.observe(about.part, known, read.visit.id)
            return True
        if self._controller is None:
            message = self.tr("This visit has ended, and an answer about no part is kept in its log.")
            raise SessionError(message, self.tr("Keep it with a part, on the page of that part."))
        return self._controller.log(as_note(question, answer, about.name), self._clock.now())

    def _share_one(self, card: AnswerCard, written: Written) -> None:
        read = self._read
        if read is None or read.brought is None:
            return
        record, about = self._practice.record, card.shown.about
        handles = [part.about.handle for part in read.brought.parts]
        rows = share_answer(
            record.session(read.visit.id),
            written.asked,
            written.text.strip(),
            about,
            position=handles.index(about.handle) if about.handle else 0,
            author=self._practice.person.id,
            at=self._clock.now().at,
            before=record.shared(read.visit.id),
        )
        if rows:
            record.share(*rows)

    def _unshare(self, card: AnswerCard) -> None:
        read = self._read
        if read is None:
            return
        record, problem = self._practice.record, ""
        try:
            visit = record.session(read.visit.id)
            for asked in card.shown.questions:
                author, at = self._practice.person.id, self._clock.now().at
                rows = keep_to_ourselves(visit, asked, author=author, at=at)
                if rows:
                    record.share(*rows)
        except KnownError as error:
            problem = str(error)
        self._show_kept()
        card.show_problem(problem)

    def _show_kept(self) -> None:
        """Every card says what is kept and shared by now; what stands in the fields stays."""
        page, read = self._page, self._read
        if page is None or read is None:
            return
        self._read = self._reading(read.visit, self._controller)
        by_handle = {card.about.handle: card.questions for card in cards_of(self._read)}
        for card in page.cards:
            card.show_kept(by_handle.get(card.shown.about.handle, card.shown.questions))

    def _keep_half_typed(self) -> None:
        """Keep what stands in the fields and was not kept as an answer."""
        page, read = self._page, self._read
        self._pause.stop()
        if page is None or read is None:
            return
        half = [
            half_written.HalfAnswer(
                about=card.shown.about.handle, question=written.asked.text, text=written.text
            )
            for card in page.cards
            for written in card.written()
            if written.is_new
        ]
        try:
            half_written.keep_answers(self._practice, read.visit.id, half, self._clock.now())
        except KnownError as error:
            self._window.show_problem(str(error))

    def _put_away(self) -> None:
        self._keep_half_typed()
        if self._controller is not None and isValid(self._controller):
            self._controller.changed.disconnect(self._follow)
            self._controller.failed.disconnect(self._say)
        self._page, self._read, self._controller = None, None, None
