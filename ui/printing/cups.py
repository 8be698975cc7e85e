"""What the queue says of a job: asked of CUPS, because Qt tells of no trouble."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from ui.printing.libcups import NOT_FOUND, LibCups, RefusedError, Values
from ui.printing.standing import JobSeen, JobState, PrinterSeen, PrinterState

_CANCEL_JOB: Final = 0x08
_JOB: Final = 0x09
_PRINTER: Final = 0x0B
_DEFAULT_PRINTER: Final = 0x4001
_OF_A_JOB: Final = ("job-id", "job-name", "job-state")
_OF_A_PRINTER: Final = (
    "printer-state",
    "printer-state-reasons",
    "printer-state-message",
    "printer-is-accepting-jobs",
)


class Cups:
    """Questions to the print server of this computer, or the one that CUPS_SERVER names.

    Every question takes at most a few seconds and may be asked in any thread but the GUI's; each raises
    `NoAnswerError` where the server does not answer.
    """

    def __init__(self, library: LibCups) -> None:
        self._library = library

    def reach(self) -> None:
        """Make sure that there is a print server that answers.

        Raises:
            NoServerError: there is none.
            NoAnswerError: it is silent.
        """
        self._one(_DEFAULT_PRINTER, {}, ("printer-name",))

    def printer(self, name: str) -> PrinterSeen | None:
        """How a printer is; None where the server knows none of that name."""
        told = self._one(_PRINTER, {"printer-uri": _printer_address(name)}, _OF_A_PRINTER)
        if told is None:
            return None
        reasons = {str(reason) for reason in told.get("printer-state-reasons", ())}
        return PrinterSeen(
            PrinterState(_number(told, "printer-state", PrinterState.IDLE)),
            frozenset(reasons - {"none"}),
            bool(_number(told, "printer-is-accepting-jobs", 1)),
            _text(told, "printer-state-message"),
        )

    def job(self, number: int) -> JobSeen | None:
        """How a job is; None where the server knows it no more."""
        told = self._one(_JOB, {"job-uri": _job_address(number)}, _OF_A_JOB)
        return None if told is None else _job(told)

    def send(self, name: str, title: str, options: Mapping[str, str], document: int) -> int:
        """Send a PDF, an open file at its beginning, to a printer's queue; returns the number of its job.

        Raises:
            NoAnswerError: the server fell silent before it had all.
            RefusedError: the queue did not take it.
        """
        return self._library.send(_printer_address(name), title, options, document)

    def cancel(self, number: int) -> None:
        """Take a job out of its queue; one that has ended stays as it is."""
        try:
            self._library.ask(_CANCEL_JOB, {"job-uri": _job_address(number)})
        except RefusedError:
            return

    def _one(
        self, operation: int, target: dict[str, str], wanted: tuple[str, ...]
    ) -> dict[str, Values] | None:
        try:
            told = self._library.ask(operation, target, wanted)
        except RefusedError as refusal:
            if refusal.status == NOT_FOUND:
                return None
            raise
        return told[0] if told else None


def find_cups() -> Cups | None:
    """CUPS, where this computer prints with it; None where what becomes of a job cannot be known."""
    try:
        return Cups(LibCups())
    except (OSError, AttributeError):
        return None


def _printer_address(name: str) -> str:
    # "queue/instance" are two ways to print with one queue.
    return f"ipp://localhost/printers/{quote(name.partition('/')[0], safe='')}"


def _job_address(number: int) -> str:
    return f"ipp://localhost/jobs/{number}"


def _job(told: dict[str, Values]) -> JobSeen:
    state = JobState(_number(told, "job-state", JobState.PENDING))
    return JobSeen(_number(told, "job-id", 0), _text(told, "job-name"), state)


def _number(told: dict[str, Values], name: str, otherwise: int) -> int:
    values = told.get(name, ())
    return values[0] if values and isinstance(values[0], int) else otherwise


def _text(told: dict[str, Values], name: str) -> str:
    values = told.get(name, ())
    return str(values[0]) if values else ""
