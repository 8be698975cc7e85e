"""One's own process notes of a session on their way out of the notebook: to the record, or to a colleague."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from kap_companion.clock import Clock
from kap_companion.custody import letters
from kap_companion.custody.copying import copy_to_record
from kap_companion.errors import KnownError
from kap_companion.session.timeline import Timeline, project, seconds_from_dose
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.authorisation import Authorisation
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.session import Session
from ui import commands, theme, words
from ui.handing.copy_panel import CopyForm
from ui.handing.handing_page import HandingForm, HandingPage, NoteShown
from ui.handing.leave_panel import LeaveForm, LeaveShown
from ui.main_window import MainWindow
from ui.one_line import one_line


class HandingOver(QObject):
    """Leads through handing over notes of one session.

    Signals:
        left: the id of the session whose record is to be shown.
        lock_requested: close the practice.
    """

    left = Signal(str)
    lock_requested = Signal()

    def __init__(self, window: MainWindow, practice: Practice, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._practice = practice
        self._clock = clock

    def choose(self, session: Session) -> None:
        """Show what of one's own notes could be handed over, and to whom the client agreed."""
        client = self._practice.record.client(session.client)
        page = HandingPage(
            self.tr("{client} · session {number}").format(
                client=one_line(client.name, 60), number=session.number
            )
        )
        page.leave.leave_given.connect(partial(self._give_leave, page, session))
        page.leave.leave_withdrawn.connect(partial(self._take_leave_back, page, session))
        page.handing_decided.connect(partial(self._hand, page, session))
        page.copying.copy_decided.connect(partial(self._copy, page, session))
        page.left.connect(partial(self.left.emit, session.id))
        commands.install(page, {"lock": lambda _: self.lock_requested.emit()})
        self._show_leave(page, session)
        page.show_notes(self._notes(session))
        self._window.present(page, theme.DAYLIGHT)

    def _show_leave(self, page: HandingPage, session: Session) -> None:
        people = {person.id: person for person in self._practice.record.people()}
        me = self._practice.person.id
        standing = letters.standing(self._practice, session.client)
        readers = [
            (person.id, person.name)
            for person in people.values()
            if person.id != me and person.left_at is None and person.role.has_notebook
        ]
        names = {person.id: one_line(person.name, 60) for person in people.values()}
        page.show_leave([self._leave(each, names, me) for each in standing], readers)

    def _leave(self, given: Authorisation, names: dict[str, str], me: str) -> LeaveShown:
        said = self.tr("{reader} may read notes of {author}: {scope} ({day} {year})")
        return LeaveShown(
            given.id,
            said.format(
                reader=names.get(given.reader, ""),
                author=names.get(given.author, ""),
                scope=one_line(given.scope, 200),
                day=words.day(given.given_at),
                year=given.given_at.year,
            ),
            given.author == me,
        )

    def _notes(self, session: Session) -> list[NoteShown]:
        notebook = self._practice.notebook
        if notebook is None:
            return []
        timeline = project((*self._practice.record.entries(session.id), *notebook.entries(session.id)))
        own = {entry.id for entry in notebook.entries(session.id)}
        mine = [
            entry
            for entry in timeline.entries
            if entry.id in own and entry.author == self._practice.person.id and (entry.raw or entry.text)
        ]
        return [NoteShown(entry.id, _line(entry, timeline), words.said(entry)) for entry in mine]

    def _give_leave(self, page: HandingPage, session: Session, form: LeaveForm) -> None:
        try:
            letters.authorise(self._practice, session.client, form.reader, form.scope, self._clock)
        except KnownError as error:
            page.leave.show_problem(str(error))
            return
        page.leave.show_problem("")
        self._show_leave(page, session)

    def _take_leave_back(self, page: HandingPage, session: Session, given_id: str) -> None:
        standing = {given.id: given for given in letters.standing(self._practice, session.client)}
        try:
            if given_id in standing:
                letters.withdraw(self._practice, standing[given_id], self._clock)
        except KnownError as error:
            page.leave.show_problem(str(error))
            return
        page.leave.say(self.tr("Taken back. What was not received yet is void."))
        self._show_leave(page, session)

    def _copy(self, page: HandingPage, session: Session, form: CopyForm) -> None:
        notebook = self._practice.notebook
        entries = {} if notebook is None else {entry.id: entry for entry in notebook.entries(session.id)}
        try:
            if form.note in entries:
                copy_to_record(self._practice, entries[form.note], form.text, form.why, self._clock)
        except KnownError as error:
            page.copying.show_problem(str(error))
            return
        page.copying.choose("", "")
        page.copying.say(self.tr("The record has a copy. Your note stays as it is."))

    def _hand(self, page: HandingPage, session: Session, form: HandingForm) -> None:
        standing = {given.id: given for given in letters.standing(self._practice, session.client)}
        given = standing.get(form.authorisation)
        if given is None:
            page.show_problem(self.tr("That agreement was taken back. Nothing was handed over."))
            return
        try:
            letters.hand_over(self._practice, given, session.id, form.notes, form.reason, self._clock)
        except KnownError as error:
            page.show_problem(str(error))
            return
        page.show_notes(self._notes(session))
        page.say(self.tr("Sealed. Your colleague finds the copies when they next open the practice."))


def _line(entry: Entry, timeline: Timeline) -> str:
    when = words.t_plus(seconds_from_dose(timeline, entry.elapsed_ms), with_seconds=False)
    return f"{when or words.clock_time(entry.at)}  {words.said(entry)}"
