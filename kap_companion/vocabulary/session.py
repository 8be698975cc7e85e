"""A session: one preparation, dosing and integration held with one client."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from kap_companion.vocabulary.entry import EntrySource
from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.protocol import CoursePoint, Protocol
from kap_companion.vocabulary.texts import Text

__all__ = ["CoursePoint", "Protocol", "Session", "SessionState"]


class SessionState(StrEnum):
    """How far a session is; it changes in the same transaction as the entry that moves it."""

    PLANNED = "planned"
    PREPARATION = "preparation"
    DOSING = "dosing"
    INTEGRATION = "integration"
    ENDED = "ended"
    SIGNED = "signed"


class Session(Frozen):
    """What is set about a session; what happened in it are its entries.

    Attributes:
        number: counted per client by the practice, from 1.
        protocol: frozen by value when the session began.
        anchor: when the session began; `elapsed_ms` of its entries counts from here.
        timezone: the IANA zone of the room, or empty where only the offsets are known.
        weight_kg: for doses in mg/kg; None where it was not weighed.
        source: typed live or transcribed from paper.
    """

    id: str
    client: str
    number: int
    protocol: Protocol
    facilitator: str
    intention: Text = ""
    anchor: datetime
    timezone: str = ""
    weight_kg: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    state: SessionState = SessionState.PREPARATION
    source: EntrySource = EntrySource.TYPED
