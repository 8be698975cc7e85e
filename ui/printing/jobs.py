"""What is to be printed, and what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kap_companion.vocabulary.paper import PaperChoice


@dataclass(frozen=True)
class PrintJob:
    """One sheet to be printed.

    Attributes:
        title: stands in the printer's own list for anybody to read, so it never holds a client's word.
        pages: sets the sheet, one SVG text a page; called once, in a thread of its own.
        paper: the paper it is set on.
        printed: called once, in the GUI's thread, when the printer has it: the queue says that it is printed,
            or has taken it whole and what becomes of it is not to be known here.
    """

    title: str
    pages: Callable[[], Sequence[str]]
    paper: PaperChoice
    printed: Callable[[], None]


class PrintOutcome(StrEnum):
    """What came of one sheet.

    PRINTED is what the queue said itself. HANDED_OVER is in the queue, whole, and was not seen to the end:
    this computer does not print with CUPS, the queue forgets what it printed, or nobody waited for it.
    """

    PRINTED = "printed"
    HANDED_OVER = "handed over"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True)
class PrintResult:
    """What came of one sheet, in the order the sheets were given.

    Attributes:
        problem: what happened and what to do next, in plain sentences; empty where all went well.
    """

    title: str
    outcome: PrintOutcome
    problem: str = ""
