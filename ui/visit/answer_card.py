"""One card of the visit: a part of the worksheet, its questions, and the client's answers beside them."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kap_companion.worksheets.visit_answers import About, Asked
from ui import theme
from ui.one_line import one_line
from ui.visit.answer_field import AnswerField
from ui.visit.promise_list import TOUCH_PX
from ui.visit.visit_words import LONGEST_NAME, keep_words, kept_words
from ui.widgets.announcement import announce
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.words_label import words_label


@dataclass(frozen=True, slots=True)
class CardShown:
    """What a card shows.

    Attributes:
        about: the part; its handle is empty for questions about no part.
        title: what it is called on this page.
        role: the word of its role, for the glyph; empty for no glyph.
        questions: with the answers entered so far.
        source: where the questions stand.
        remark: what is to be known of where the answers go; empty for nothing.
    """

    about: About
    title: str
    role: str
    questions: tuple[Asked, ...]
    source: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """One answer as it stands in its field."""

    asked: Asked
    text: str

    @property
    def is_new(self) -> bool:
        """Whether there is an answer here that was not kept."""
        newest = self.asked.newest
        return bool(self.text.strip()) and (newest is None or newest.text != self.text.strip())


class AnswerCard(QFrame):
    """Questions, a field each, and what is done with what stands in them.

    Signals:
        kept: what is written is to be kept.
        shared: what is written is to be kept, and to go home.
        unshared: what was shared of it is to go home no more.
        edited: something was typed.
    """

    kept = Signal()
    shared = Signal()
    unshared = Signal()
    edited = Signal()

    def __init__(
        self, shown: CardShown, light: theme.Light, *, may_write: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.shown = shown
        self._may_write = may_write
        self._fields: list[AnswerField] = []
        self._notes: list[QLabel] = []
        lines = QVBoxLayout(self)
        lines.setContentsMargins(22, 18, 22, 18)
        lines.setSpacing(10)
        lines.addLayout(self._heading(shown, light))
        for asked in shown.questions:
            self._ask(asked, lines)
        if shown.remark:
            lines.addWidget(words_label(shown.remark, "quiet"))
        self._problem = words_label(kind="problem")
        self._problem.hide()
        lines.addWidget(self._problem)
        lines.addLayout(self._acts(shown))
        self._follow()

    def written(self) -> tuple[Written, ...]:
        """What stands in the fields."""
        return tuple(
            Written(asked, field.toPlainText())
            for asked, field in zip(self.shown.questions, self._fields, strict=True)
        )

    def write(self, question: str, text: str) -> bool:
        """Put a half-typed answer back into its field; whether there is such a question."""
        for asked, field in zip(self.shown.questions, self._fields, strict=True):
            if asked.text == question:
                field.setPlainText(text)
                return True
        return False

    def show_kept(self, questions: tuple[Asked, ...]) -> None:
        """Show what is kept by now; what stands in the fields stays."""
        self.shown = CardShown(
            self.shown.about,
            self.shown.title,
            self.shown.role,
            questions,
            self.shown.source,
            self.shown.remark,
        )
        self.show_problem("")
        self._follow()
        announce(self, self._notes[0].text() if self._notes else "")

    def show_problem(self, text: str) -> None:
        """Say why an answer could not be kept; an empty text takes the words away."""
        self._problem.setText(one_line(text))
        self._problem.setVisible(bool(text))
        announce(self._problem, text)

    def _heading(self, shown: CardShown, light: theme.Light) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(10)
        if shown.role:
            line.addWidget(Glyph(shown.role, light.role(shown.role), 1.5, self))
        line.addWidget(ElidedLabel(shown.title, "heading"), 1)
        return line

    def _ask(self, asked: Asked, lines: QVBoxLayout) -> None:
        question = words_label(asked.text, "strong")
        # One word of hundreds of letters is cut; it must not push the page apart.
        question.setMinimumWidth(1)
        field = AnswerField(self)
        field.setPlaceholderText(self.tr("left blank on the worksheet"))
        field.setAccessibleName(self.tr("Answer to: {question}").format(question=one_line(asked.text)))
        field.setReadOnly(not self._may_write)
        field.setPlainText(asked.newest.text if asked.newest else "")
        field.textChanged.connect(self._typed)
        question.setBuddy(field)
        note = words_label(kind="quiet")
        self._fields.append(field)
        self._notes.append(note)
        for widget in (question, field, note):
            lines.addWidget(widget)

    def _acts(self, shown: CardShown) -> FlowLayout:
        kept_where = keep_words(shown.title) if shown.about.part else self.tr("Keep as a note")
        self.keep = QPushButton(kept_where, self)
        self.share = QPushButton(self.tr("Keep and share"), self)
        self.unshare = QPushButton(self.tr("Share it no longer"), self)
        for button, signal in (
            (self.keep, self.kept),
            (self.share, self.shared),
            (self.unshare, self.unshared),
        ):
            button.setMinimumHeight(TOUCH_PX)
            button.setAccessibleName(f"{button.text()}: {one_line(shown.title, LONGEST_NAME)}")
            button.clicked.connect(signal)
        source = words_label(shown.source, "quiet")
        source.setWordWrap(False)
        source.setMinimumHeight(TOUCH_PX)
        row = FlowLayout(across=8, down=8)
        for widget in (self.keep, self.share, self.unshare, source):
            row.addWidget(widget)
        return row

    def _typed(self) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        """Buttons and notes say what is so."""
        written = self.written()
        for each, note in zip(written, self._notes, strict=True):
            newest = each.asked.newest
            is_shown = newest is not None and not each.is_new
            note.setText(
                kept_words(newest.at, shared=newest.shared is not None) if is_shown and newest else ""
            )
            note.setVisible(is_shown)
        self.keep.setEnabled(self._may_write and any(each.is_new for each in written))
        self.share.setEnabled(self._may_write and any(_may_go_home(each) for each in written))
        self.unshare.setVisible(any(answer.shared for each in written for answer in each.asked.answers))


def _may_go_home(written: Written) -> bool:
    newest = written.asked.newest
    return written.is_new or (newest is not None and bool(written.text.strip()) and newest.shared is None)
