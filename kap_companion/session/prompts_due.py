"""One thing that is due, as it is shown and answered."""

from dataclasses import dataclass
from enum import StrEnum


class DueKind(StrEnum):
    """What is asked for when something is due."""

    VITALS = "vitals"
    RECHECK = "recheck"
    HOLD = "hold"
    REST = "rest"
    CHECK_IN = "check_in"
    MASK_OFF = "mask_off"
    DISCHARGE = "discharge"


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is due and not answered; milliseconds from the session's anchor.

    Attributes:
        key: names it in the lines that answer it, such as "vitals:15"; the same as long as it is the same.
        at_ms: when it is due, or due again after it was put off.
        first_ms: when it was due by the plan.
        about: the entry it comes from, in its current reading: a dose, or vitals outside a limit.
        question: what is asked; empty where the kind says it all.
        snoozed: whether it was put off.
    """

    key: str
    what: DueKind
    at_ms: int
    first_ms: int
    about: str | None = None
    question: str = ""
    snoozed: bool = False
