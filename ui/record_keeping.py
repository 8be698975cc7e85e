"""From a session that is over to a record that is signed: risks answered, signatures, addenda, the file."""

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

from kap_companion.clock import Clock
from kap_companion.custody.addenda import add_addendum, add_late_entry
from kap_companion.custody.copying import answer_risk, copy_to_record
from kap_companion.custody.signing import Signer, meanings_open_to, sign_session, unanswered_risks
from kap_companion.errors import KnownError
from kap_companion.exchange.record_text import record_text
from kap_companion.records.readers import Purpose
from kap_companion.session.recorded import SessionRecord, read_record
from kap_companion.session.rows import rows_of
from kap_companion.session.timeline import Timeline, project, seconds_from_dose
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.entry import Addition, Entry
from kap_companion.vocabulary.kinds import Compartment
from kap_companion.vocabulary.session import Session, SessionState
from kap_companion.vocabulary.signature import Meaning, Signature
from kap_companion.worksheets.press import Press
from ui import background, commands, theme, words
from ui.dialogs import Dialogs
from ui.half_written import HalfAdded
from ui.main_window import MainWindow
from ui.one_line import one_line
from ui.printing.printing import Printing
from ui.sheets_for_you import SheetsForYou
from ui.signing.addenda_panel import AddingAs, AdditionForm, AdditionShown
from ui.signing.record_page import RecordPage, SignatureShown
from ui.signing.risks_panel import RiskAnswer, RiskShown
from ui.signing.signing_panel import SignForm
from ui.spending import spend


class RecordKeeping(QObject):
    """Leads through the record of one session.

    Signals:
        left: the id of the client whose page is to be shown.
        handing_wanted: the id of a session whose private notes are to be handed to a colleague.
        lock_requested: close the practice.
    """

    left = Signal(str)
    handing_wanted = Signal(str)
    lock_requested = Signal()

    def __init__(
        self,
        window: MainWindow,
        practice: Practice,
        clock: Clock,
        dialogs: Dialogs,
        pool: QThreadPool,
        parent: QObject,
        *,
        press: Press | None = None,
        printing: Printing | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._practice = practice
        self._clock = clock
        self._pool = pool
        self._files = SheetsForYou(practice, clock, dialogs, pool, press, self, printing=printing)
        self._session = ""

    def open(self, session: Session, half_written: HalfAdded | None = None) -> None:
        """Show the record of a session that is over, with what was about to be added before a lock."""
        client = self._practice.record.client(session.client)
        heading = self.tr("{client} · session {number}").format(
            client=one_line(client.name, 60), number=session.number
        )
        held_on = session.anchor
        page = RecordPage(
            heading,
            self.tr("{protocol} · {day} {year}").format(
                protocol=one_line(session.protocol.name, 60), day=words.day(held_on), year=held_on.year
            ),
        )
        page.left.connect(partial(self.left.emit, session.client))
        page.risks.answered.connect(partial(self._answer, page, session))
        page.signing.signing_described.connect(partial(self._sign, page, session))
        page.addenda.addition_described.connect(partial(self._add, page, session))
        page.addenda.begin_at(session.anchor.hour, session.anchor.minute)
        page.export_wanted.connect(partial(self._files.save_text, page, session, page.say, page.show_problem))
        page.pdf_wanted.connect(partial(self._files.save_record, page, session, page.say, page.show_problem))
        if self._files.printing is not None:
            page.offer_printing(self._files.printing)
            page.print_wanted.connect(partial(self._files.print_record, page, session, page.show_problem))
            page.left.connect(self._files.printing.leave)
        page.handing.setVisible(self._practice.notebook is not None)
        page.handing_wanted.connect(partial(self.handing_wanted.emit, session.id))
        commands.install(page, {"lock": lambda _: self.lock_requested.emit()})
        self._show(page, session)
        if half_written is not None:
            page.addenda.write(half_written.adding_as, half_written.text, half_written.reason)
        self._session = session.id
        self._window.present(page, theme.DAYLIGHT)

    def half_written(self, page: RecordPage) -> HalfAdded | None:
        """What is about to be added on the page; None where nothing is."""
        written = page.addenda.half_written()
        if written is None:
            return None
        adding_as, text, reason = written
        return HalfAdded(session=self._session, adding_as=adding_as, text=text, reason=reason)

    def _show(self, page: RecordPage, session: Session) -> None:
        practice = self._practice
        session = practice.record.session(session.id)
        found = read_record(practice.reader(Purpose.RECORD_EXPORT), session.id)
        page.show_record(record_text(found), [self._signature(each, good) for each, good in found.signatures])
        timeline = project(rows_of(practice.record, practice.notebook, session.id))
        open_risks = unanswered_risks(timeline)
        page.risks.show_risks(
            [
                RiskShown(
                    risk.mark.id,
                    words.risk_word(risk.what),
                    _when(risk.entry, timeline),
                    words.said(risk.entry),
                )
                for risk in open_risks
            ]
        )
        meanings = frozenset(meanings_open_to(practice, session))
        states = self.tr("{name}, {role}, signs session {number} on {day} {year}.")
        now = self._clock.now().at
        page.signing.offer(
            states.format(
                name=one_line(practice.person.name, 80),
                role=words.person_role_word(practice.person.role),
                number=session.number,
                day=words.day(now),
                year=now.year,
            ),
            meanings,
            may_sign=not open_risks,
        )
        page.addenda.setVisible(session.state is SessionState.SIGNED)
        page.addenda.let_write(notebook=practice.notebook is not None)
        later = [entry for entry in timeline.entries if entry.addition is Addition.LATE]
        added = sorted((*timeline.addenda, *later), key=lambda entry: entry.typed_ms)
        page.addenda.show_additions([self._addition(entry, found) for entry in added])

    def _signature(self, signature: Signature, holds: bool) -> SignatureShown:  # noqa: FBT001 - a pair's half
        said = (
            self.tr("{name}, {role}, signed as {meaning} on {when}")
            if holds
            else self.tr("This signature does not hold: {name}, {role}, as {meaning}, {when}")
        )
        return SignatureShown(
            said.format(
                name=one_line(signature.name, 80),
                role=words.person_role_word(signature.role),
                meaning=words.meaning_word(signature.meaning),
                when=_moment(signature.at),
            ),
            holds,
        )

    def _addition(self, entry: Entry, found: SessionRecord) -> AdditionShown:
        kind = self.tr("Late entry") if entry.addition is Addition.LATE else self.tr("Addendum")
        private = entry.compartment is Compartment.PROCESS
        pieces = [
            kind,
            self.tr("private") if private else "",
            one_line(found.name_of(entry.author) if not private else self._practice.person.name, 80),
            _moment(entry.typed_at),
        ]
        return AdditionShown(" · ".join(piece for piece in pieces if piece), words.said(entry), entry.reason)

    def _answer(self, page: RecordPage, session: Session, answer: RiskAnswer) -> None:
        timeline = project(rows_of(self._practice.record, self._practice.notebook, session.id))
        risk = next((each for each in timeline.risks if each.mark.id == answer.mark), None)
        try:
            if risk is not None and answer.text is not None:
                copy_to_record(self._practice, risk.entry, answer.text, answer.why, self._clock)
            elif risk is not None:
                answer_risk(self._practice, risk, answer.why, self._clock)
            self._show(page, session)
        except KnownError as error:
            page.risks.show_problem(str(error))

    def _sign(self, page: RecordPage, session: Session, form: SignForm) -> None:
        # Argon2id takes half a second, so the passphrase is checked beside the screen; the files belong here.
        page.signing.set_ready(False)
        page.signing.say(self.tr("Checking the passphrase…"))
        background.run(
            self._pool,
            partial(spend, partial(self._practice.signer, form.passphrase), form.passphrase),
            partial(self._signed, page, session, form.meaning),
            partial(self._not_signed, page),
        )

    def _signed(self, page: RecordPage, session: Session, meaning: Meaning, signer: Signer) -> None:
        if not isValid(page) or self._window.page is not page:
            return
        try:
            sign_session(self._practice, session, meaning, signer, self._clock)
            page.signing.say("")
            self._show(page, session)
        except KnownError as error:
            self._not_signed(page, error)

    def _not_signed(self, page: RecordPage, error: Exception) -> None:
        if isValid(page):
            page.signing.set_ready(True)
            page.signing.show_problem(str(error))

    def _add(self, page: RecordPage, session: Session, form: AdditionForm) -> None:
        try:
            match form.adding_as:
                case AddingAs.LATE_ENTRY:
                    at = on_its_day(session.anchor, form.at)
                    add_late_entry(self._practice, session, form.text, at, form.reason, self._clock)
                case AddingAs.PRIVATE_ADDENDUM:
                    add_addendum(
                        self._practice,
                        session,
                        form.text,
                        form.reason,
                        self._clock,
                        compartment=Compartment.PROCESS,
                    )
                case AddingAs.ADDENDUM:
                    add_addendum(self._practice, session, form.text, form.reason, self._clock)
            page.addenda.show_problem("")
            self._show(page, session)
        except KnownError as error:
            page.addenda.show_problem(str(error))


def on_its_day(anchor: datetime, at: tuple[int, int]) -> datetime:
    """That time of the day on which the session began, or of the next where it went past midnight."""
    found = anchor.replace(hour=at[0], minute=at[1], second=0, microsecond=0)
    if found < anchor.replace(second=0, microsecond=0):
        return found + timedelta(days=1)
    # The minute in which it began lies within it.
    return max(found, anchor)


def _when(entry: Entry, timeline: Timeline) -> str:
    seconds = seconds_from_dose(timeline, entry.elapsed_ms)
    return words.t_plus(seconds, with_seconds=False) or words.clock_time(entry.at)


def _moment(at: datetime) -> str:
    return f"{words.day(at)} {at.year}, {words.clock_time(at)}"
