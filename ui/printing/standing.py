"""How a job stands in its queue, from what the print server says of it and of its printer."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final


class JobState(IntEnum):
    """The states of a job; the numbers are the protocol's (RFC 8011)."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


class PrinterState(IntEnum):
    """The states of a printer; the numbers are the protocol's (RFC 8011)."""

    IDLE = 3
    PROCESSING = 4
    STOPPED = 5


class Standing(StrEnum):
    """How a job stands: on its way, ended, or what keeps it from being printed."""

    WAITING = "waiting"
    PRINTING = "printing"
    PRINTED = "printed"
    CANCELLED = "cancelled"
    GIVEN_UP = "given up"
    GONE = "gone"
    JAMMED = "jammed"
    NO_PAPER = "no paper"
    OPEN = "open"
    NO_TONER = "no toner"
    TRAY_FULL = "tray full"
    OFFLINE = "offline"
    NEEDS_ATTENTION = "needs attention"
    PAUSED = "paused"
    HELD = "held"
    PRINTER_GONE = "printer gone"
    NO_ANSWER = "no answer"
    NOT_KNOWN = "not known"

    @property
    def ended(self) -> bool:
        """Whether nothing more will come of the job."""
        return self in _ENDED

    @property
    def in_the_way(self) -> bool:
        """Whether something keeps the job from being printed until somebody does something."""
        return self not in _ENDED and self not in _GOES_ON


_ENDED: Final = frozenset(
    {Standing.PRINTED, Standing.CANCELLED, Standing.GIVEN_UP, Standing.GONE, Standing.PRINTER_GONE}
)
_GOES_ON: Final = frozenset({Standing.WAITING, Standing.PRINTING, Standing.NOT_KNOWN})

# The reasons a printer gives (RFC 8011 5.4.12, PWG 5100.9), gravest first: the first that holds is said.
_REASONS: Final[tuple[tuple[Standing, frozenset[str]], ...]] = (
    (Standing.JAMMED, frozenset({"media-jam"})),
    (Standing.NO_PAPER, frozenset({"media-empty", "media-needed", "input-tray-missing"})),
    (Standing.OPEN, frozenset({"cover-open", "door-open", "interlock-open"})),
    (
        Standing.NO_TONER,
        frozenset({"toner-empty", "marker-supply-empty", "marker-supply-missing", "developer-empty"}),
    ),
    (Standing.TRAY_FULL, frozenset({"output-area-full", "output-tray-missing"})),
    (Standing.OFFLINE, frozenset({"offline", "timed-out", "shutdown"})),
)
_PAUSES: Final = frozenset({"paused", "moving-to-paused"})
_MILD: Final = ("-report", "-warning")
# A printer that cannot be reached says so as a mere report.
_GRAVE_HOWEVER_SAID: Final = frozenset({"offline"})


@dataclass(frozen=True)
class JobSeen:
    """A job as its queue tells it."""

    id: int
    title: str
    state: JobState


@dataclass(frozen=True)
class PrinterSeen:
    """A printer as the print server tells it.

    Attributes:
        reasons: why it is as it is, in the protocol's words.
        accepts: whether its queue takes new jobs.
        says: the printer's own words, such as the tray that is jammed; empty where it has none.
    """

    state: PrinterState
    reasons: frozenset[str]
    accepts: bool
    says: str = ""


def standing(job: JobSeen | None, printer: PrinterSeen | None) -> Standing:
    """How a job stands; `job` or `printer` is None where the print server knows it no more."""
    if printer is None and (job is None or job.state is not JobState.COMPLETED):
        # Taking a printer away takes its jobs out of their queue.
        return Standing.PRINTER_GONE
    if job is None:
        return Standing.GONE
    ended = _LAST_STATES.get(job.state)
    if ended is not None:
        return ended
    trouble = what_is_wrong(printer) if printer is not None else None
    if trouble is not None:
        return trouble
    if job.state in {JobState.HELD, JobState.STOPPED}:
        return Standing.HELD
    return Standing.PRINTING if job.state is JobState.PROCESSING else Standing.WAITING


def what_is_wrong(printer: PrinterSeen) -> Standing | None:
    """What keeps a printer from printing; None where nothing does."""
    grave = {_named(reason) for reason in printer.reasons if _is_grave(reason)}
    for trouble, reasons in _REASONS:
        if grave & reasons:
            return trouble
    if any(reason.endswith("-error") for reason in printer.reasons):
        return Standing.NEEDS_ATTENTION
    if printer.state is PrinterState.STOPPED or _any_of(printer.reasons, _PAUSES):
        return Standing.PAUSED
    return None


_LAST_STATES: Final = {
    JobState.COMPLETED: Standing.PRINTED,
    JobState.CANCELED: Standing.CANCELLED,
    JobState.ABORTED: Standing.GIVEN_UP,
}


def _is_grave(reason: str) -> bool:
    return not reason.endswith(_MILD) or _named(reason) in _GRAVE_HOWEVER_SAID


def _named(reason: str) -> str:
    for ending in ("-error", *_MILD):
        reason = reason.removesuffix(ending)
    return reason


def _any_of(reasons: Collection[str], wanted: Collection[str]) -> bool:
    return any(_named(reason) in wanted for reason in reasons)
