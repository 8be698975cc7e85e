"""One session that waits for a sheet: a tick, whose it is, which sheet, what would stand on it."""

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kap_companion.vocabulary.composition import SheetKind
from ui.one_line import one_line
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.words_label import words_label
from ui.worksheets.sheet_words import sheet_word

TOUCH = 44
LONGEST_NAME = 24
_LONGEST_IN_FULL = 80
# First strong isolate and its end: a name in another direction leaves the rest of the line alone.
_WHOSE = "\u2068{name}\u2069 · {session}"


class WaitingRow(QWidget):
    """A row of the page; it knows its session by its id alone.

    Args:
        session_id: the session's id.
        name: the client's.
        session: such as "session 2".
        parent: the page.

    Signals:
        ticked: it was ticked, or no more.
        sheet_chosen: another `SheetKind` is to be printed.
        look_wanted: the sheet is to be seen, and put together otherwise.
    """

    ticked = Signal()
    sheet_chosen = Signal(object)
    look_wanted = Signal()

    def __init__(self, session_id: str, name: str, session: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session_id = session_id
        whose = _WHOSE.format(name=one_line(name, _LONGEST_IN_FULL), session=session)
        self.tick = QCheckBox(_WHOSE.format(name=one_line(name, LONGEST_NAME), session=session))
        self.tick.setToolTip(escape(whose))
        # A name gives way, not the page.
        self.tick.setMinimumWidth(TOUCH)
        self.tick.setAccessibleName(self.tr("Print a sheet for {whose}").format(whose=whose))
        self.sheet = ChoiceBox()
        self.sheet.setAccessibleName(self.tr("Which sheet for {whose}").format(whose=whose))
        for kind in SheetKind:
            self.sheet.addItem(sheet_word(kind), kind)
        self.look = QPushButton(self.tr("Look"))
        self.look.setAccessibleName(self.tr("Look at the sheet for {whose}").format(whose=whose))
        self.look.setProperty("kind", "link")
        self._about = words_label(kind="quiet")
        self._said = words_label()
        self._said.hide()
        self._lay_out()
        self.tick.toggled.connect(self.ticked)
        self.sheet.activated.connect(lambda: self.sheet_chosen.emit(self.kind()))
        self.look.clicked.connect(self.look_wanted)

    def kind(self) -> SheetKind:
        """Which sheet is chosen."""
        return SheetKind(self.sheet.currentData())

    def is_wanted(self) -> bool:
        """Whether it is to be printed."""
        return self.tick.isChecked()

    def show_sheet(self, kind: SheetKind, about: str) -> None:
        """Show which sheet it is, and what stands on it."""
        self.sheet.setCurrentIndex(self.sheet.findData(kind))
        self._about.setText(about)

    def show_printed(self, words: str) -> None:
        """Say that it is printed; it is ticked no more."""
        self.tick.setChecked(False)
        self._say(words, "strong")

    def show_problem(self, words: str) -> None:
        """Say why it is not printed; empty takes the words away."""
        self._say(words, "problem")

    def _say(self, words: str, kind: str) -> None:
        self._said.setProperty("kind", kind)
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)
        self._said.setText(one_line(words, 400))
        self._said.setVisible(bool(words))

    def _lay_out(self) -> None:
        for widget in (self.tick, self.sheet, self.look):
            widget.setMinimumHeight(TOUCH)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self.tick, 1)
        across.addWidget(self.sheet)
        across.addWidget(self.look)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addLayout(across)
        lines.addWidget(self._about)
        lines.addWidget(self._said)
