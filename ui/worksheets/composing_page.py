"""Putting a sheet together: which one, what stands on it, how it is set, and how it looks while doing so."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from kap_companion.vocabulary.composition import SheetKind
from kap_companion.worksheets.press import Pages
from kap_companion.worksheets.prompts import LANGUAGES
from ui.printing.printing import Printing
from ui.printing.progress_panel import ProgressPanel
from ui.widgets.announcement import announce
from ui.widgets.following_area import FollowingArea
from ui.widgets.words_label import words_label
from ui.worksheets.contents_pane import ContentsPane
from ui.worksheets.kept_list import KeptList
from ui.worksheets.paper_pane import PaperPane
from ui.worksheets.sheet_list import SheetList
from ui.worksheets.sheet_view import SheetView

SIDE_WIDTH = 264
PANEL_WIDTH = 380


class ComposingPage(QWidget):
    """The library on the left, the sheet as it will be in the middle, what can be changed on the right.

    Signals:
        save_requested: save it as a PDF.
        print_requested: print it.
        left: back to what was agreed.
        finished: done with this session.
    """

    save_requested = Signal()
    print_requested = Signal()
    left = Signal()
    finished = Signal()

    def __init__(self, printing: Printing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self._shown: SheetKind | None = None
        self.sheets = SheetList()
        self.kept = KeptList()
        self.view = SheetView()
        self.printing = ProgressPanel(printing)
        self.contents = ContentsPane()
        self.paper = PaperPane(LANGUAGES)
        self.what = words_label(kind="quiet")
        self.as_given = words_label(kind="strong")
        self.as_given.hide()
        self.note = words_label(kind="quiet")
        self.note.hide()
        self.said = words_label()
        self.said.hide()
        self.save = QPushButton(self.tr("Save as PDF…"))
        self.print = QPushButton(self.tr("Print…"))
        self.print.setProperty("kind", "primary")
        self.to_contents = QPushButton(self.tr("On the sheet"))
        self.to_paper = QPushButton(self.tr("Paper and letters"))
        self.back = QPushButton(self.tr("Back"))
        self.done = QPushButton(self.tr("Done"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side())
        row.addWidget(self._middle(), 1)
        row.addWidget(self._panel())
        self.save.clicked.connect(self.save_requested)
        self.printing.save_wanted.connect(self.save_requested)
        self.print.clicked.connect(self.print_requested)
        self.back.clicked.connect(self.left)
        self.done.clicked.connect(self.finished)
        self.setFocusProxy(self.contents.view)

    def show_pages(self, kind: SheetKind, pages: Pages) -> None:
        """Show the pages of a sheet, and what could not be set as it was asked."""
        self._shown = kind
        self.view.show_pages(pages.svg)
        self.show_note(pages.note)

    def shows(self, kind: SheetKind) -> bool:
        """Whether it is that sheet's pages that are seen."""
        return self._shown is kind

    def show_what(self, words: str) -> None:
        """Say exactly what is on the paper, and out of which compartment."""
        self.what.setText(words)

    def show_note(self, words: str) -> None:
        """Say what could not be set as it was asked; empty where all is well."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def show_as_given(self, words: str) -> None:
        """Say that the pages are those of a sheet that was given; empty: they are those put together now."""
        self.as_given.setText(words)
        self.as_given.setVisible(bool(words))
        self.what.setVisible(not words)
        for button in (self.save, self.print):
            button.setEnabled(not words)
        if not words:
            self.kept.let_go()

    def show_done(self, words: str) -> None:
        """Say where the file lies, or that it was printed."""
        self._say(words, "quiet")

    def say_nothing(self) -> None:
        """What was said of an earlier state is said no more."""
        self.said.clear()
        self.said.hide()

    def show_problem(self, words: str) -> None:
        """Say why it was not saved or printed, and what to do next."""
        self._say(words, "problem")

    def _side(self) -> QWidget:
        side = QFrame()
        side.setProperty("kind", "side")
        side.setFixedWidth(SIDE_WIDTH)
        lines = QVBoxLayout(side)
        lines.setContentsMargins(20, 24, 12, 20)
        lines.setSpacing(14)
        lines.addWidget(self.sheets, 3)
        lines.addWidget(self.kept, 2)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(self.back)
        ways.addWidget(self.done)
        lines.addLayout(ways)
        return side

    def _middle(self) -> QWidget:
        middle = QWidget()
        lines = QVBoxLayout(middle)
        lines.setContentsMargins(20, 20, 20, 12)
        lines.setSpacing(8)
        lines.addWidget(self.what)
        lines.addWidget(self.as_given)
        lines.addWidget(self.note)
        lines.addWidget(self.view, 1)
        lines.addWidget(self.said)
        lines.addWidget(self.printing)
        return middle

    def _panel(self) -> QWidget:
        panel = QFrame()
        panel.setProperty("kind", "panel")
        panel.setFixedWidth(PANEL_WIDTH)
        paper = FollowingArea()
        paper.setWidget(self.paper)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.contents)
        self._stack.addWidget(paper)
        tabs = QHBoxLayout()
        tabs.setSpacing(8)
        for number, tab in enumerate((self.to_contents, self.to_paper)):
            tab.setProperty("kind", "pill")
            tab.setCheckable(True)
            tab.setAutoExclusive(True)
            tab.clicked.connect(partial(self._stack.setCurrentIndex, number))
            tabs.addWidget(tab)
        tabs.addStretch(1)
        self.to_contents.setChecked(True)
        acts = QHBoxLayout()
        acts.setSpacing(10)
        acts.addWidget(self.save, 1)
        acts.addWidget(self.print, 1)
        lines = QVBoxLayout(panel)
        lines.setContentsMargins(24, 20, 24, 20)
        lines.setSpacing(10)
        lines.addLayout(tabs)
        lines.addWidget(self._stack, 1)
        lines.addLayout(acts)
        return panel

    def _say(self, words: str, kind: str) -> None:
        label: QLabel = self.said
        label.setProperty("kind", kind)
        label.style().polish(label)
        label.setText(words)
        label.show()
        announce(label, words)
