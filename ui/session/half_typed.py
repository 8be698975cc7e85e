"""The line being typed: its text, the moment of its first key, and what becomes of it.

The capture line shows it as text and the veil as dots; both write here, so that nothing typed is lost when
the screen is veiled in the middle of a word.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from kap_companion.clock import Moment
from kap_companion.session.capture import Reading, read
from kap_companion.vocabulary.entry import Entry, EntrySource
from ui.controller import SessionController
from ui.session.before_saving import question_before
from ui.session.recall import Line, Recall

DRAFT_AFTER_MS = 300
# As much of a line as is read while it is typed; Enter reads all of it.
LONGEST_READ = 4_000
BOOKMARK = "?"


class HalfTyped(QObject):
    """What is typed and not yet logged.

    Signals:
        edited: the text changed, by whomever.
        replaced: the text was changed by something other than typing and must be shown anew.
        mode_changed: amending began or ended.
        logged: a line or an amendment was taken in.
        question_changed: whether the line belongs in the record is asked now, or not any more.
        doubted: what is asked before the line is saved, in words; empty when it is asked no more.
    """

    edited = Signal()
    replaced = Signal()
    mode_changed = Signal()
    logged = Signal()
    question_changed = Signal()
    doubted = Signal(str)

    def __init__(self, controller: SessionController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._doubted = ""
        self._line = Line("")
        self._longest = ""
        self._recall = Recall()
        self._amending: Entry | None = None
        self._parked = Line("")
        self._beginning = ""
        self._unkept = False
        self._asks_for_record = False
        controller.notebook_needed.connect(self._ask_for_record)
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(DRAFT_AFTER_MS)
        self._draft_timer.timeout.connect(self.keep_now)

    @property
    def text(self) -> str:
        """The whole line as it would be logged."""
        return self._line.text

    @property
    def first_key(self) -> Moment | None:
        """When the first key of the line was pressed; None for an empty line."""
        return self._line.first_key

    @property
    def amending(self) -> Entry | None:
        """The entry that Enter would amend, or None when Enter logs a new one."""
        return self._amending

    @property
    def is_recalled(self) -> bool:
        """Whether an earlier line was called back and is still as it was."""
        return self._recall.draft is not None

    @property
    def asks_for_record(self) -> bool:
        """Whether the next Enter keeps the line in the record: it is private, and there is no notebook."""
        return self._asks_for_record

    @property
    def is_unkept(self) -> bool:
        """Whether a half-typed line is in memory alone."""
        return self._unkept and bool(self.text.strip())

    def reading(self) -> Reading | None:
        """How the line reads so far; None for an empty one."""
        if not self.text.strip():
            return None
        return read(self.text[:LONGEST_READ], self._controller.roster)

    def typed(self, text: str, moment: Moment | None = None) -> None:
        """A key changed the line; `moment` is when, where the caller knew it before."""
        if text == self.text:
            return
        self._recall.adopt()
        if not text:
            self._recall.put_aside(self._longest)
            self._longest = ""
        elif len(text) > len(self._longest):
            self._longest = text
        first = (self.first_key or moment or self._controller.now()) if text else None
        self._line = Line(text, first)
        self._settle_question()
        self._unkept = True
        self._draft_timer.start()
        self.edited.emit()

    def submit(self, *, unseen: bool = False) -> bool:
        """Log or amend; the line stays where it is unless it was taken in.

        Where the line belongs in a notebook and there is none, the first Enter asks and the second keeps it
        in the record; `unseen`, behind the veil, nobody can read the question, and it stays asked.

        Returns:
            Whether it was taken in.
        """
        if not self.text.strip():
            return False
        if not unseen and self._is_doubted():
            return False
        in_record = self._asks_for_record and not unseen
        moment = self.first_key or self._controller.now()
        if self._amending is not None:
            unchanged = self.text == self._amending.raw
            saved = unchanged or self._controller.amend(self._amending.id, self.text, in_record=in_record)
            if saved:
                self._leave_amending()
        else:
            saved = self._controller.log(self.text, moment, in_record=in_record)
            if saved:
                self._unkept = False
                self._draft_timer.stop()
                self._put(Line(""))
        if saved:
            self._recall.adopt()
            self.logged.emit()
        return saved

    def bookmark(self) -> None:
        """Log that something happened, to be named later."""
        if not self._controller.has_notebook:
            # The mark is private: whether it belongs in the record is asked about a line that can be seen.
            self.typed(BOOKMARK)
            self.replaced.emit()
            self.submit()
            return
        if self._controller.log(BOOKMARK, self._controller.now()):
            self.logged.emit()

    def begin_with(self, beginning: str) -> bool:
        """Put the beginning of a line into the empty field; False where something is typed already."""
        if self._amending is not None or (self.text.strip() and self.text != self._beginning):
            return False
        self._recall.adopt()
        self._beginning = beginning
        self._put(Line(beginning, self._controller.now()))
        return True

    def earlier(self) -> None:
        """Call the line before back into the field."""
        if self._amending is not None:
            return
        text = self._recall.earlier(self._line, self._logged_lines())
        if text is not None:
            self._put(Line(text, self._controller.now()))

    def later(self) -> None:
        """Go forward again, at last to what was half typed."""
        line = self._recall.later()
        if line is not None:
            self._put(Line(line.text, line.first_key or (self._controller.now() if line.text else None)))

    def escape(self) -> bool:
        """Leave a question, amending, or a recalled line; False where there was nothing to leave."""
        if self._asks_for_record:
            self._settle_question()
            return True
        if self._amending is not None:
            self._leave_amending()
            return True
        if self._recall.draft is not None:
            self._recall.adopt()
            self._put(Line(""))
            return True
        return False

    def begin_amending(self, entry: Entry) -> None:
        """Put an entry's line into the field; what was half typed comes back afterwards."""
        if self._amending is None:
            self.keep_now()
            self._parked, self._recall.draft = self._recall.draft or self._line, None
        self._amending = entry
        self.mode_changed.emit()
        self._put(Line(entry.raw, self._controller.now()))

    def restore(self) -> None:
        """Put the half-typed line back that was kept before a crash or a lock."""
        kept = self._controller.kept_line()
        if kept is not None:
            self._put(Line(*kept))

    def keep_now(self) -> None:
        """Keep the half-typed line at once; what is being amended is on the disk already."""
        if not self._unkept or self._amending is not None:
            return
        self._draft_timer.stop()
        started = self.first_key or self._controller.now()
        self._unkept = not self._controller.keep_draft(self.text, started)

    def _is_doubted(self) -> bool:
        """Ask about a line once; entered again as it is, it is kept."""
        reading = self.reading()
        if reading is None or self._doubted == self.text:
            return False
        amending = self._amending.id if self._amending is not None else None
        question = question_before(reading, self._controller.timeline, self._controller.session, amending)
        if question:
            self._doubted = self.text
            self.doubted.emit(question)
        return bool(question)

    def _ask_for_record(self) -> None:
        if not self._asks_for_record:
            self._asks_for_record = True
            self.question_changed.emit()

    def _settle_question(self) -> None:
        if self._doubted and self._doubted != self.text:
            self._doubted = ""
            self.doubted.emit("")
        if self._asks_for_record:
            self._asks_for_record = False
            self.question_changed.emit()

    def _put(self, line: Line) -> None:
        self._line = line
        self._settle_question()
        self._longest = ""
        self.replaced.emit()
        self.edited.emit()

    def _leave_amending(self) -> None:
        self._amending = None
        self.mode_changed.emit()
        self._put(self._parked)
        self._parked = Line("")

    def _logged_lines(self) -> list[str]:
        written = self._controller.timeline.everything
        return [entry.raw for entry in written if entry.raw and entry.source is EntrySource.TYPED]
