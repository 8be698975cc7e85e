"""A small panel beside the work: how far printing is, what the printer says, and a way out."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from ui.printing.jobs import PrintOutcome, PrintResult
from ui.printing.printing import Printing
from ui.widgets.panel import Panel

_TOUCH = 44


class ProgressPanel(Panel):
    """Follows one `Printing`; hidden until something is printed, and never takes the focus.

    Signals:
        save_wanted: the person would rather have a PDF, because there is nothing to print on.
    """

    save_wanted = Signal()

    def __init__(self, printing: Printing, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Printing"), parent=parent)
        self.setAccessibleName(self.tr("Printing"))
        self._printing = printing
        self._bar = QProgressBar()
        self._bar.setAccessibleName(self.tr("Pages handed to the printer"))
        self._bar.setTextVisible(False)
        self._cancel = self._button(self.tr("Cancel printing"), printing.cancel)
        self._leave = self._button(self.tr("Leave it to the printer"), printing.leave)
        self._leave.setToolTip(self.tr("What waits in the printer's queue stays there and is printed later."))
        self._save = self._button(self.tr("Save as PDF…"), self._want_pdf)
        self._close = self._button(self.tr("Close"), self.hide)
        self.lines.addWidget(self._bar)
        ways = QHBoxLayout()
        ways.addStretch()
        for button in (self._save, self._leave, self._cancel, self._close):
            ways.addWidget(button)
        self.lines.addLayout(ways)
        self.hide()
        printing.began.connect(self._begin)
        printing.progressed.connect(self._progress)
        printing.told.connect(self._tell)
        printing.no_printer.connect(self._offer_pdf)
        printing.failed.connect(self._fail)
        printing.cancelled.connect(self._say_cancelled)
        printing.finished.connect(self._finish)

    def _button(self, text: str, pressed: object) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        button.setMinimumHeight(_TOUCH)
        button.clicked.connect(pressed)
        return button

    def _begin(self) -> None:
        self._offer(self._cancel)
        # Without an end it says that it works, not how far.
        self._bar.setRange(0, 0)
        self._bar.show()
        self.say(self.tr("The sheets are being set."))
        self.show()

    def _progress(self, painted: int, every: int) -> None:
        self._bar.setRange(0, max(every, 1))
        self._bar.setValue(painted)
        if painted < every:
            self.say(self.tr("Page {page} of {pages}").format(page=painted + 1, pages=every))
        else:
            self._offer(self._leave, self._cancel)

    def _tell(self, text: str, in_the_way: bool) -> None:  # noqa: FBT001 - a slot takes what the signal brings
        if in_the_way:
            self.show_problem(text)
        else:
            self.say(text)
        self.show()

    def _offer_pdf(self) -> None:
        self._save.show()

    def _fail(self, text: str) -> None:
        offered = not self._save.isHidden()
        self._end(self._save if offered else self._close, self._close)
        self.show_problem(text)

    def _say_cancelled(self) -> None:
        self._end(self._close)
        self.say(self.tr("Printing was cancelled. Nothing was printed."))

    def _finish(self, results: Sequence[PrintResult]) -> None:
        self._end(self._close)
        self.say(self._summed_up(results))

    def _summed_up(self, results: Sequence[PrintResult]) -> str:
        troubled = [result for result in results if result.problem]
        cancelled = [result for result in results if result.outcome is PrintOutcome.CANCELLED]
        if not troubled and not cancelled:
            return self.tr("Printed.") if len(results) == 1 else self.tr("All sheets are printed.")
        said = [
            self.tr("{title}: {problem}").format(title=result.title, problem=result.problem)
            if len(results) > 1
            else result.problem
            for result in troubled
        ]
        said += [self.tr("{title}: not printed, cancelled.").format(title=one.title) for one in cancelled]
        return " ".join(said)

    def _want_pdf(self) -> None:
        self.hide()
        self.save_wanted.emit()

    def _end(self, *ways: QPushButton) -> None:
        self._bar.hide()
        self._offer(*ways)

    def _offer(self, *ways: QPushButton) -> None:
        for button in (self._save, self._leave, self._cancel, self._close):
            button.setVisible(button in ways)
