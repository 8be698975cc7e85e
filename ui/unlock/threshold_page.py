"""What the pages before the practice have in common: one narrow column in the middle of a quiet screen."""

from itertools import pairwise

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.one_line import one_line
from ui.theme import DAYLIGHT
from ui.unlock.countdown import Countdown
from ui.widgets.announcement import announce
from ui.widgets.glyph import Glyph
from ui.widgets.labelled_field import LabelledField
from ui.widgets.words_label import words_label

LONGEST_TITLE = 120
# In lines of text, so that the column grows with the text size.
COLUMN_LINES = 24
BUTTON_LINES = 2.6


class ThresholdPage(QWidget):
    """A leaf, a title, a sentence, a form, one line that says what is wrong or going on, and an act.

    Attributes:
        form: where a page puts its inputs.
        act: the button for the one thing to do next.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setProperty("place", "threshold")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._busy_words = ""
        self._focus_to_give_back: QWidget | None = None
        self._countdown = Countdown(self)
        self._countdown.moved.connect(self._show_wait)

        self._title = words_label(kind="title")
        self._sentence = words_label(kind="lead")
        self._inputs = QWidget()
        self.form = QVBoxLayout(self._inputs)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setSpacing(4)
        self._problem = words_label(kind="problem")
        self._going_on = words_label(kind="quiet")
        self.act = QPushButton()
        self.act.setProperty("kind", "primary")
        self._acts = QVBoxLayout()
        self._acts.setSpacing(10)
        self._other_acts: list[QPushButton] = []
        self._ways = QWidget()
        self._ways_row = QHBoxLayout(self._ways)
        self._ways_row.setContentsMargins(0, 0, 0, 0)
        self._column = QWidget()
        self._lay_out()
        self._problem.hide()
        self._going_on.hide()

    def introduce(self, *, title: str, sentence: str, act: str, busy: str = "") -> None:
        """The page's words; `busy` is what it says while it is busy."""
        self.set_title(title)
        self._sentence.setText(sentence)
        self.act.setText(act)
        self._busy_words = busy

    def set_title(self, title: str) -> None:
        """The page's heading, such as the practice's name."""
        self._title.setText(one_line(title, LONGEST_TITLE))

    def show_problem(self, text: str) -> None:
        """Say what is wrong and what to do next, above the act; an empty text takes it away."""
        self._problem.setText(one_line(text))
        self._problem.setVisible(bool(text))
        announce(self._problem, text)

    def problem(self) -> str:
        """What is said to be wrong now; empty where nothing is."""
        return self._problem.text()

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - read like Qt's own setters
        """While busy nothing can be typed or pressed, and the page says what is going on."""
        if busy:
            self._focus_to_give_back = self.focusWidget()
            self.show_problem("")
        self._inputs.setEnabled(not busy)
        self._ways.setEnabled(not busy)
        for button in self._act_buttons():
            button.setEnabled(not busy)
        if busy:
            self._say_going_on(self._busy_words)
        else:
            self._show_wait(self._countdown.left)
        if not busy and self._focus_to_give_back is not None:
            self._focus_to_give_back.setFocus()
            self._focus_to_give_back = None

    def wait(self, seconds: float) -> None:
        """Take no further try for so many seconds, and count them down in words."""
        self._countdown.start(seconds)
        announce(self._going_on, self._going_on.text())

    def is_waiting(self) -> bool:
        """Whether a further try is not taken yet."""
        return self._countdown.left > 0

    def ask(self, label: str, field: QWidget, box: QWidget | None = None) -> LabelledField:
        """A field under its label, next in the form."""
        asked = LabelledField(label, field, box)
        self.form.addWidget(asked)
        return asked

    def add_act(self, text: str) -> QPushButton:
        """Another thing to do, below the one to do next."""
        button = QPushButton(text)
        self._acts.addWidget(button)
        self._other_acts.append(button)
        return button

    def add_way(self, text: str) -> QPushButton:
        """A way elsewhere: a quiet link under the act, the first on the left, the last on the right."""
        link = QPushButton(text)
        link.setProperty("kind", "link")
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        if self._ways_row.count():
            self._ways_row.addStretch(1)
        self._ways_row.addWidget(link)
        return link

    def changeEvent(self, event: QEvent) -> None:
        """The column follows the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab goes from top to bottom, whatever was made first."""
        super().showEvent(event)
        inputs = [w for w in self._inputs.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for before, after in pairwise((*inputs, *self._act_buttons(), *self._ways.findChildren(QPushButton))):
            self.setTabOrder(before, after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column stays inside a narrow window."""
        super().resizeEvent(event)
        self._measure()

    def _say_going_on(self, words: str) -> None:
        self._going_on.setText(words)
        self._going_on.setVisible(bool(words))

    def _show_wait(self, seconds: int) -> None:
        self.act.setEnabled(seconds == 0 and self._inputs.isEnabled())
        # Two sentences, so that English reads well without a translation file.
        one = self.tr("Another try in %n second.", "", seconds)
        more = self.tr("Another try in %n seconds.", "", seconds)
        self._say_going_on((one if seconds == 1 else more) if seconds else "")

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self._column)
        lines.setContentsMargins(0, 32, 0, 32)
        lines.setSpacing(8)
        lines.addStretch(1)
        lines.addWidget(Glyph("self", DAYLIGHT.self_energy, 2.2))
        lines.addSpacing(8)
        lines.addWidget(self._title)
        lines.addWidget(self._sentence)
        lines.addSpacing(16)
        for widget in (self._inputs, self._problem, self._going_on):
            lines.addWidget(widget)
        lines.addSpacing(4)
        self._acts.addWidget(self.act)
        lines.addLayout(self._acts)
        lines.addSpacing(4)
        lines.addWidget(self._ways)
        lines.addStretch(1)

        middle = QWidget()
        across = QHBoxLayout(middle)
        across.setContentsMargins(24, 0, 24, 0)
        across.addStretch(1)
        across.addWidget(self._column)
        across.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(middle)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _measure(self) -> None:
        line = self.fontMetrics().height()
        self._column.setFixedWidth(max(240, min(line * COLUMN_LINES, self.width() - 64)))
        for button in self._act_buttons():
            button.setMinimumHeight(round(line * BUTTON_LINES))

    def _act_buttons(self) -> tuple[QPushButton, ...]:
        return (self.act, *self._other_acts)
