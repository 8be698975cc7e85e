"""Limits for vitals: whose they are, since when, and from where. They are the clinic's, never ours."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field

from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.texts import Text


class Measure(StrEnum):
    """What is measured: pressures in mmHg, rates a minute, SpO2 in percent."""

    SYSTOLIC = "systolic"
    DIASTOLIC = "diastolic"
    HEART_RATE = "heart_rate"
    SPO2 = "spo2"
    RESPIRATORY_RATE = "respiratory_rate"


class LimitScope(StrEnum):
    """Whose limit it is; the first that says something about a measure counts."""

    CLIENT = "client"
    FACILITY = "facility"
    PROTOCOL = "protocol"


class Limit(Frozen):
    """The range of one measure; a value outside it asks what was done. None: no limit on that side."""

    measure: Measure
    lower: float | None = Field(default=None, allow_inf_nan=False)
    upper: float | None = Field(default=None, allow_inf_nan=False)


class LimitDetail(Frozen):
    """Limits that hold in a session from this entry on.

    Attributes:
        ordered_by: who set them.
        ordered_at: when; None for the moment of the entry.
        source: where it is written.
    """

    kind: Literal["limit"] = "limit"
    scope: LimitScope = LimitScope.CLIENT
    limits: tuple[Limit, ...] = ()
    ordered_by: Text = ""
    ordered_at: datetime | None = None
    source: Text = ""


class StandingLimit(Frozen):
    """Limits that hold for a client, or for the whole practice, until others take their place.

    Attributes:
        client: the client's id; None for the practice.
        limits: all of them; an empty tuple takes the older ones away.
        ordered_by: who set them.
        ordered_at: when they did.
        author: the person who wrote them down.
    """

    id: str
    client: str | None = None
    limits: tuple[Limit, ...]
    ordered_by: Text
    ordered_at: datetime
    source: Text = ""
    author: str
    at: datetime
