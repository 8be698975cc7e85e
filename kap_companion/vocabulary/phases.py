"""The phases of a session; every change of phase is a person's act (the first dose starts dosing)."""

from enum import StrEnum


class Phase(StrEnum):
    """Where a session is. `ENDED` is the act that closes it."""

    PREPARATION = "preparation"
    DOSING = "dosing"
    INTEGRATION = "integration"
    ENDED = "ended"
