"""The parts of one client: all of them, one of them, what is done about them, and taking that back."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from kap_companion.clock import Clock
from kap_companion.errors import KnownError
from kap_companion.parts.changes import session_before
from kap_companion.parts.client_parts import ClientParts, History, known_by, read_history
from kap_companion.parts.finding import find
from kap_companion.records.readers import Purpose
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.roles import Role
from ui import commands, theme
from ui.dialogs import Dialogs
from ui.main_window import MainWindow
from ui.parts.changes_shown import changes_shown
from ui.parts.doing import Doing
from ui.parts.field_words import day_said
from ui.parts.hits_shown import hit_shown
from ui.parts.part_list_model import part_rows
from ui.parts.part_page import PartPage
from ui.parts.part_shown import part_shown
from ui.parts.parts_page import PartsPage, Tab
from ui.parts.search_times import search_times
from ui.parts.tending_by_hand import Act, let_tend_map, let_tend_part
from ui.parts.when_words import session_choice


class AtTheParts(QObject):
    """Leads through the parts of one client.

    Signals:
        left: the id of the client whose page is to be shown.
        session_wanted: the ids of a session and of an entry that is to be seen in it.
        lock_requested: close the practice.
    """

    left = Signal(str)
    session_wanted = Signal(str, str)
    lock_requested = Signal()

    def __init__(
        self,
        window: MainWindow,
        practice: Practice,
        clock: Clock,
        dialogs: Dialogs,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._practice = practice
        self._clock = clock
        self._dialogs = dialogs
        self._client = ""
        self._doing: Doing | None = None
        self._tab = Tab.FAMILY
        # What is shown now: read once, and anew after each act.
        self._parts: ClientParts | None = None
        self._history: History | None = None

    def open(self, client_id: str, part_id: str | None = None) -> None:
        """Show a client's parts, or one of them.

        Raises:
            KnownError: there is no such client, or what is kept of them cannot be read.
        """
        notebook = self._practice.notebook
        if client_id != self._client:
            self._tab = Tab.FAMILY
        self._client = client_id
        self._doing = (
            Doing(notebook, self._clock, self._practice.person.id, client_id)
            if notebook is not None
            else None
        )
        self._history = None
        parts = self._read()
        if part_id is not None and parts.family.part(part_id) is not None:
            self._show_part(parts, part_id)
        else:
            self._show_parts(parts)

    def _read(self) -> ClientParts:
        reader = self._practice.reader(Purpose.ROOM)
        if self._history is None:
            # Nothing is written into a session while this page is shown, and a long history takes its time.
            self._history = read_history(reader, self._client)
        self._parts = known_by(reader, self._history)
        return self._parts

    def _at_hand(self) -> ClientParts:
        return self._parts or self._read()

    def _leave(self) -> None:
        self._parts = self._history = None
        self.left.emit(self._client)

    def _go_to_session(self, session_id: str, entry_id: str) -> None:
        self._parts = self._history = None
        self.session_wanted.emit(session_id, entry_id)

    def _today(self) -> date:
        return self._clock.now().at.date()

    def _show_parts(self, parts: ClientParts, said: str = "") -> None:
        page = PartsPage(theme.DAYLIGHT, self._dialogs)
        page.left.connect(self._leave)
        page.tab_wanted.connect(partial(self._fill, page))
        page.searched.connect(partial(self._search, page))
        page.add.setVisible(self._doing is not None)
        page.adding.added.connect(partial(self._add, page))
        page.family.allow(moving=self._doing is not None, linking=self._doing is not None)
        page.family.part_opened.connect(self._open_part)
        let_tend_map(page.family, partial(self._tend_map, page))
        page.list.part_chosen.connect(self._open_part)
        page.list.changes.part_chosen.connect(self._open_part)
        page.list.changes.source_wanted.connect(self._open_source)
        page.body.part_chosen.connect(self._open_part)
        page.search.part_chosen.connect(self._open_part)
        for shows_entries in (page.body.entry_wanted, page.self_energy.entry_wanted):
            shows_entries.connect(self._open_entry)
        page.search.session_wanted.connect(self._open_entry)
        self._install(page, page.ask_to_find)
        page.show_client(parts)
        page.choose(self._tab)
        if self._doing is None:
            page.say(self.tr("Parts are kept in each therapist’s own notebook; you have none."))
        elif said:
            page.say(said)
        self._window.present(page, theme.DAYLIGHT)

    def _fill(self, page: PartsPage, tab: Tab) -> None:
        self._tab = tab
        parts = self._at_hand()
        match tab:
            case Tab.ALL:
                today = self._today()
                page.list.show_rows(part_rows(parts, today))
                since = session_before(parts)
                page.list.let_changes(be_seen=since is not None)
                if since is not None:
                    day = day_said(since.anchor.date(), today)
                    heading = self.tr("Since session {n}, {day}").format(n=since.number, day=day)
                    page.list.changes.show_changes(heading, changes_shown(parts, since, today))
            case Tab.BODY:
                page.body.show_parts(parts)
            case Tab.SELF:
                page.self_energy.show_parts(parts)
            case Tab.FAMILY:
                page.family.show_parts(parts)

    def _search(self, page: PartsPage, words: str, session_id: str) -> None:
        parts = self._at_hand()
        year = self._today().year
        sessions = [(session_choice(each, year), each.id) for each in reversed(parts.sessions)]
        page.search.offer_sessions(sessions)
        days = [session.anchor.date() for session in parts.sessions]
        page.search.offer_times(search_times(days, self._today()))
        time = page.search.time()
        since, until = (None, None) if time is None else time.moments(self._clock.now().at)
        try:
            hits = find(
                self._practice.reader(Purpose.SEARCH),
                parts,
                words,
                session=session_id or None,
                since=since,
                until=until,
            )
        except KnownError as error:
            page.show_problem(str(error))
            return
        page.search.show_hits([hit_shown(hit, parts, self._today()) for hit in hits])

    def _open_part(self, part_id: str) -> None:
        self._show_part(self._at_hand(), part_id)

    def _open_source(self, entry_id: str) -> None:
        for session_id, timeline in self._at_hand().timelines.items():
            if any(entry.id == entry_id for entry in timeline.entries):
                self._go_to_session(session_id, entry_id)
                return

    def _open_entry(self, session_id: str, entry_id: str) -> None:
        if session_id:
            self._go_to_session(session_id, entry_id)

    def _show_part(self, parts: ClientParts, part_id: str) -> None:
        shown = part_shown(parts, part_id, self._today())
        if shown is None:
            self._show_parts(parts)
            return
        page = PartPage(theme.DAYLIGHT)
        page.left.connect(self._leave_part)
        page.part_chosen.connect(self._open_part)
        page.source_wanted.connect(self._open_source)
        let_tend_part(page, partial(self._tend, page))
        self._install(page, None)
        page.show_part(shown)
        self._window.present(page, theme.DAYLIGHT)

    def _leave_part(self) -> None:
        self._show_parts(self._at_hand())

    def _tend(self, page: PartPage, act: Act) -> None:
        """Do it, and show the part as it is then; what is wrong is said where it was asked."""
        if self._do(page, act):
            self._show_again(page, self.tr("Kept. Ctrl+Z takes it back."))

    def _add(self, page: PartsPage, name: str, role: Role) -> None:
        if self._do(page, lambda tending: tending.add_part(name, role)):
            self._read()
            page.stop_adding()
            page.fill_again()
            page.say(self.tr("Added. Ctrl+Z takes it back."))

    def _tend_map(self, page: PartsPage, act: Act) -> None:
        """The map is shown anew in any case: what was not kept goes back to where it was."""
        page.say("")
        self._do(page, act)
        page.family.show_parts(self._read())

    def _do(self, page: PartPage | PartsPage, act: Act) -> bool:
        if self._doing is None:
            return False
        try:
            self._doing.do(act)
        except KnownError as error:
            page.show_problem(str(error))
            return False
        return True

    def _take_back(self) -> None:
        page = self._window.page
        if self._doing is None or not isinstance(page, PartPage | PartsPage):
            return
        try:
            done = self._doing.take_back()
        except KnownError as error:
            page.show_problem(str(error))
            return
        said = self.tr("Taken back.") if done else self.tr("Nothing done here is left to take back.")
        if isinstance(page, PartPage):
            self._show_again(page, said)
        else:
            self._read()
            page.fill_again()
            page.say(said)

    def _show_again(self, page: PartPage, said: str) -> None:
        """The part as it is now, under the one it turned out to be; all of them where it is gone."""
        parts = self._read()
        shown = part_shown(parts, page.part_id, self._today())
        if shown is None:
            self._show_parts(parts, said)
            return
        page.show_part(shown)
        page.say(said)

    def _install(self, page: PartPage | PartsPage, ask_to_find: Callable[[], None] | None) -> None:
        acts: dict[str, Callable[[int], None]] = {
            "lock": lambda _: self.lock_requested.emit(),
            "take_back": lambda _: self._take_back(),
        }
        if ask_to_find is not None:
            acts["find"] = lambda _: ask_to_find()
        commands.install(page, acts)
