"""One sheet on its way to a printer, and what comes of several of them together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ui.printing import words
from ui.printing.jobs import PrintJob, PrintOutcome, PrintResult
from ui.printing.standing import Standing

_OUTCOMES: Final = {
    Standing.PRINTED: PrintOutcome.PRINTED,
    Standing.GONE: PrintOutcome.HANDED_OVER,
    Standing.NOT_KNOWN: PrintOutcome.HANDED_OVER,
    Standing.CANCELLED: PrintOutcome.CANCELLED,
    Standing.GIVEN_UP: PrintOutcome.FAILED,
    Standing.PRINTER_GONE: PrintOutcome.FAILED,
}
_HAS_IT: Final = frozenset({PrintOutcome.PRINTED, PrintOutcome.HANDED_OVER})
_WENT_AS_WANTED: Final = frozenset({PrintOutcome.PRINTED, PrintOutcome.CANCELLED})


@dataclass
class SheetUnderWay:
    """One sheet under way.

    Attributes:
        pages: SVG texts, as soon as it is set.
        number: of its job, as soon as the queue has it.
        stands: how the job stood when it was last looked at.
        says: the printer's own words then.
        result: as soon as it is known what came of it.
    """

    job: PrintJob
    pages: Sequence[str] = ()
    number: int | None = None
    stands: Standing = Standing.WAITING
    says: str = ""
    result: PrintResult | None = None

    def see(self, stands: Standing, says: str = "") -> None:
        """Take in how the job stands now, and conclude where nothing more comes of it."""
        self.stands, self.says = stands, says
        outcome = _OUTCOMES.get(stands)
        if outcome is not None:
            self.conclude(outcome, "" if outcome in _WENT_AS_WANTED else words.in_full(stands))

    def leave(self) -> None:
        """Count it as handed over where it lies in the queue."""
        if self.number is not None and self.result is None:
            self.conclude(PrintOutcome.HANDED_OVER, words.in_full(self.stands, self.says))

    def conclude(self, outcome: PrintOutcome, problem: str = "") -> None:
        """Say what came of it, once; whoever printed it hears when the printer has it."""
        self.result = PrintResult(self.job.title, outcome, problem)
        if outcome in _HAS_IT:
            self.job.printed()


def came_to_a_printer(results: Sequence[PrintResult]) -> bool:
    """Whether at least one sheet did."""
    return any(result.outcome in _HAS_IT for result in results)


def why_none_did(results: Sequence[PrintResult]) -> str:
    """The first problem of sheets of which none came to a printer; empty where all were cancelled."""
    return next((one.problem for one in results if one.outcome is PrintOutcome.FAILED), "")
