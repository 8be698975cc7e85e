"""Several sheets printed in one go: the sessions that wait for one, day by day, and the paper for all."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.paper import Paper
from ui.printing.printing import Printing
from ui.printing.progress_panel import ProgressPanel
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.column_page import ColumnPage
from ui.widgets.labelled_field import LabelledField
from ui.widgets.panel import Panel
from ui.widgets.words_label import words_label
from ui.worksheets.waiting_row import TOUCH, WaitingRow


@dataclass(frozen=True, slots=True)
class Waiting:
    """A session that waits, as the page shows it.

    Attributes:
        day: such as "Today"; those of one day follow each other.
        session: such as "session 2".
        about: what stands on the sheet.
        wanted: whether it is ticked to begin with.
    """

    session_id: str
    day: str
    name: str
    session: str
    sheet: SheetKind
    about: str
    wanted: bool


class SeveralPage(ColumnPage):
    """A card for each day with its sessions, and what is printed of them.

    Signals:
        sheet_chosen: a session's id and the `SheetKind` it is to have.
        look_wanted: the id of a session whose sheet is to be seen.
        paper_chosen: another paper is to be used; it is told by `paper`.
        print_requested: print what is ticked.
    """

    sheet_chosen = Signal(str, object)
    look_wanted = Signal(str)
    paper_chosen = Signal()
    print_requested = Signal()

    def __init__(self, printing: Printing, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Worksheets to print"), parent)
        self.setAccessibleName(self.tr("Worksheets to print"))
        self._rows: dict[str, WaitingRow] = {}
        self._printing = printing
        self.paper_box = ChoiceBox()
        self.paper_box.addItem(self.tr("Each as it was last"), None)
        self.paper_box.addItem(self.tr("All on Letter"), Paper.LETTER)
        self.paper_box.addItem(self.tr("All on A4"), Paper.A4)
        self.print = QPushButton()
        self.print.setProperty("kind", "primary")
        self.progress = ProgressPanel(printing)
        self._problem = words_label(kind="problem")
        self._problem.hide()
        self._about = words_label(kind="lead")
        self._bar = QFrame()
        self._lay_out()
        self.paper_box.activated.connect(self.paper_chosen)
        self.print.clicked.connect(self.print_requested)
        for changed in (printing.began, printing.finished, printing.failed, printing.cancelled):
            changed.connect(self._show_count)

    def show_waiting(self, waiting: Sequence[Waiting], days: int) -> None:
        """Show the sessions that wait, in their order; `days` is how far back they go."""
        said = self.tr(
            "Sessions of the last {days} days of which something was agreed to go home, and nothing was "
            "printed since."
        )
        none = self.tr(
            "Nothing waits. A session of the last {days} days stands here once something of it was agreed to "
            "go home, until a sheet of it is printed."
        )
        self._about.setText((said if waiting else none).format(days=days))
        self._bar.setVisible(bool(waiting))
        card: Panel | None = None
        day = ""
        for each in waiting:
            if card is None or each.day != day:
                day, card = each.day, Panel(each.day)
                self.lines.addWidget(card)
            card.lines.addWidget(self._row(each))
        self._show_count()

    def focus_first(self) -> None:
        """To the first session; back where there is none."""
        first = next(iter(self._rows.values()), None)
        (first.tick if first is not None else self.back).setFocus()

    def wanted(self) -> tuple[str, ...]:
        """The ids of the sessions that are ticked, in their order."""
        return tuple(row.session_id for row in self._rows.values() if row.is_wanted())

    def kind_of(self, session_id: str) -> SheetKind:
        """Which sheet a session is to have."""
        return self._rows[session_id].kind()

    def paper(self) -> Paper | None:
        """The paper for all; None for each as it was last."""
        chosen = self.paper_box.currentData()
        return Paper(chosen) if chosen else None

    def show_sheet(self, session_id: str, kind: SheetKind, about: str) -> None:
        """Show which sheet a session has, and what stands on it."""
        self._rows[session_id].show_sheet(kind, about)

    def show_printed(self, session_id: str) -> None:
        """Say that a session's sheet is printed and kept."""
        self._rows[session_id].show_printed(self.tr("Printed."))

    def show_row_problem(self, session_id: str, words: str) -> None:
        """Say why a session's sheet is not printed, or not kept; empty takes the words away."""
        self._rows[session_id].show_problem(words)

    def show_problem(self, words: str) -> None:
        """Say why nothing can be printed; empty takes the words away."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def _row(self, each: Waiting) -> WaitingRow:
        row = WaitingRow(each.session_id, each.name, each.session)
        row.show_sheet(each.sheet, each.about)
        row.tick.setChecked(each.wanted)
        row.ticked.connect(self._show_count)
        row.sheet_chosen.connect(lambda kind: self.sheet_chosen.emit(each.session_id, kind))
        row.look_wanted.connect(lambda: self.look_wanted.emit(each.session_id))
        self._rows[each.session_id] = row
        return row

    def _show_count(self) -> None:
        count = len(self.wanted())
        words = self.tr("Print 1 sheet") if count == 1 else self.tr("Print {n} sheets").format(n=count)
        self.print.setText(words)
        self.print.setEnabled(count > 0 and not self._printing.under_way)

    def _lay_out(self) -> None:
        self.head.addWidget(self.back)
        for widget in (self.back, self.paper_box, self.print):
            widget.setMinimumHeight(TOUCH)
        for line in (self._about, self._problem):
            self.lines.addWidget(line)
        acts = QHBoxLayout()
        acts.setSpacing(16)
        acts.addWidget(LabelledField(self.tr("Paper"), self.paper_box))
        acts.addStretch(1)
        acts.addWidget(self.print, 0, Qt.AlignmentFlag.AlignBottom)
        # Outside of what scrolls: how far printing is stays in sight.
        self._bar.setProperty("kind", "bar-raised")
        below = QVBoxLayout(self._bar)
        below.setContentsMargins(44, 12, 44, 16)
        below.addWidget(self.progress)
        below.addLayout(acts)
        whole = self.layout()
        if whole is not None:
            whole.addWidget(self._bar)
