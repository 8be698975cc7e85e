"""What a person does in the room beyond typing: amend, take back, settle, ask, end."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from kap_companion.session.capture import Reading
from kap_companion.session.ceiling import ceiling
from kap_companion.vocabulary.details import RiskKind
from kap_companion.vocabulary.entry import Entry, EntrySource
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.phases import Phase
from ui.controller import SessionController
from ui.one_line import one_line
from ui.session.dose_rows import ceiling_words
from ui.session.entry_words import words_of
from ui.session.half_typed import HalfTyped
from ui.session.room_panes import RoomPanes
from ui.session.room_sheets import RoomSheets

LONGEST_TAKEN_BACK = 80


class RoomActs(QObject):
    """Turns what the panes ask for into acts of the session.

    Signals:
        line_wanted: the focus belongs to the capture line again.
    """

    line_wanted = Signal()

    def __init__(
        self,
        controller: SessionController,
        panes: RoomPanes,
        line: HalfTyped,
        sheets: RoomSheets,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._panes = panes
        self._line = line
        self._sheets = sheets
        line.edited.connect(self._stay_when_typing)
        line.question_changed.connect(self._ask_for_record)
        line.doubted.connect(self._show_doubt)
        panes.capture.line_read.connect(self._show_dose_hint)
        sheets.line_wanted.connect(self.begin_line)
        panes.concerns.line_wanted.connect(self.begin_line)
        panes.concerns.opened.connect(partial(sheets.toggle, "concerns"))
        panes.risk_question.answered.connect(self._mark_risk)
        panes.log.amend_requested.connect(self.amend)
        panes.here_now.settled.connect(controller.settle)
        panes.ask.asked.connect(self._log_asked)
        panes.top.phase_chosen.connect(controller.enter)
        panes.top.end_asked.connect(self.ask_to_end)
        panes.ending.confirmed.connect(self._end)
        panes.ending.stayed.connect(self._stay)

    def selected(self) -> Entry | None:
        """The entry selected in the log, or None."""
        current = self._panes.log.selectionModel().currentIndex()
        return self._panes.model.entry_at(current.row()) if current.isValid() else None

    def amend_selected(self) -> None:
        """Amend the selected entry, or the newest one that was typed."""
        entry = self.selected() or self._newest_typed()
        if entry is not None:
            self.amend(entry.id)

    def amend(self, entry_id: str) -> None:
        """Put an entry's line into the capture line, to be changed there."""
        row = self._panes.model.row_of(entry_id)
        if row is None:
            return
        entry = self._panes.model.entry_at(row)
        if entry.raw:
            self._line.begin_amending(entry)
        else:
            self._panes.capture.notice.remark(self.tr("Only what was typed can be amended."))
        self.line_wanted.emit()

    def ask_for_risk(self) -> None:
        """Ask of which kind a risk is: the selected entry, or the newest one that was typed."""
        entry = self.selected() or self._newest_typed()
        if entry is None:
            self._panes.capture.notice.remark(self.tr("There is nothing to mark yet."))
        elif entry.compartment is Compartment.RECORD:
            self._panes.capture.notice.remark(
                self.tr("That entry is in the record already, where everyone in the practice reads it.")
            )
        else:
            line = words_of(entry, self._panes.model.surroundings).line
            self._panes.risk_question.ask_about(entry.id, line)

    def take_back(self) -> None:
        """Undo typing where something is typed; in an empty line take the last act back, and say which."""
        field = self._panes.capture.field
        if field.text() or self._line.amending is not None:
            field.undo()
            self._line.typed(field.whole_text())
            return
        before = {entry.id: entry for entry in self._controller.timeline.entries}
        written = len(self._controller.timeline.everything)
        if not self._controller.take_back():
            return
        now = {entry.id for entry in self._controller.timeline.entries}
        gone = next((entry for entry_id, entry in before.items() if entry_id not in now), None)
        said = self.tr("Nothing to take back.")
        if gone is None and len(self._controller.timeline.everything) > written:
            said = self.tr("Taken back: a risk mark.")
        if gone is not None:
            line = words_of(gone, self._panes.model.surroundings).line
            said = self.tr("Taken back: {line}").format(line=one_line(line, LONGEST_TAKEN_BACK))
        self._panes.capture.notice.remark(said)

    def begin_line(self, beginning: str) -> None:
        """Put the beginning of a line into the field; what is typed there already stays."""
        if not self._line.begin_with(beginning):
            self._panes.capture.notice.remark(self.tr("Finish the line in the field first."))
        self.line_wanted.emit()

    def stop(self) -> None:
        """The client asks to stop: it is logged at once, and said."""
        if self._controller.stop():
            self._panes.capture.notice.remark(self.tr("Logged: the client asks to stop."))

    def withdraw(self) -> None:
        """Every consent that can be withdrawn is withdrawn at once."""
        if self._controller.withdraw():
            self._panes.capture.notice.remark(
                self.tr("Withdrawn: touch, recording, observers, and who may be told.")
            )

    def settle_at(self, place: int) -> None:
        """Let the part on the card at `place`, from 0, settle."""
        part = self._panes.here_now.part_at(place)
        if part is not None:
            self._controller.settle(part)

    def end_or_ask(self) -> None:
        """The first time ask, the second time end."""
        if self._panes.ending.is_asking:
            self._end()
        else:
            self.ask_to_end()

    def ask_to_end(self) -> None:
        """Ask whether the session is to end; it needs a second act."""
        if self._controller.timeline.ended_ms is None:
            self._panes.ending.ask()

    def escape(self) -> None:
        """Close what lies over or beside the room, and go back to the capture line."""
        panes = self._panes
        if panes.risk_question.is_asking:
            panes.risk_question.settle()
        elif panes.keys.isVisible():
            panes.keys.hide()
        elif self._sheets.is_open:
            self._sheets.close()
        elif panes.ending.is_asking:
            panes.ending.hide()
        panes.capture.notice.clear_remark()
        self.line_wanted.emit()

    def forget_selection(self) -> None:
        """No entry is selected any more; what is newest counts again."""
        self._panes.log.selectionModel().clear()

    def show_newest(self) -> None:
        """Back to the newest entry."""
        self.forget_selection()
        self._panes.log.show_newest()

    def _newest_typed(self) -> Entry | None:
        typed = (
            entry
            for entry in self._controller.timeline.entries
            if entry.raw and entry.source is not EntrySource.COMPANION
        )
        return max(typed, key=lambda entry: entry.id, default=None)

    def _ask_for_record(self) -> None:
        question = self._panes.record_question
        if not self._line.asks_for_record:
            question.settle()
            return
        self._panes.capture.notice.clear_remark()
        question.ask(
            self.tr(
                "This would be your private process note, and you have no notebook. Enter again keeps the "
                "line in the record, where everyone in the practice reads it · Esc goes back to the line"
            )
        )

    def _show_dose_hint(self, reading: Reading | None) -> None:
        hint = self._panes.dose_hint
        if reading is None or reading.kind is not EntryKind.DOSE:
            hint.settle()
        elif not hint.is_asking:
            hint.ask(ceiling_words(ceiling(self._controller.timeline)))

    def _show_doubt(self, question: str) -> None:
        if question:
            self._panes.doubt.ask(question)
        else:
            self._panes.doubt.settle()

    def _mark_risk(self, entry_id: str, what: RiskKind) -> None:
        if self._controller.mark_risk(entry_id, what):
            self._panes.capture.notice.remark(
                self.tr("Marked; it must be answered before the session is signed.")
            )

    def _log_asked(self, question: str, step: str, part: str) -> None:
        self._controller.asked(question, step, part or None)

    def _end(self) -> None:
        self._controller.enter(Phase.ENDED)
        self.line_wanted.emit()

    def _stay(self) -> None:
        self._panes.ending.hide()
        self.line_wanted.emit()

    def _stay_when_typing(self) -> None:
        if self._panes.ending.is_asking:
            self._panes.ending.hide()
