"""Facts that are asked for before the first dose and before leaving, and what was decided against them."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.texts import Text


class FactKind(StrEnum):
    """What a fact is about; `CHECK` answers a question of the protocol by its key."""

    ATE = "ate"
    DRANK = "drank"
    WEIGHT = "weight"
    MEDICINE = "medicine"
    RIDE = "ride"
    ESCORT = "escort"
    CHECK = "check"
    SPAT = "spat"
    SWALLOWED = "swallowed"


class FactDetail(Frozen):
    """One fact, as told or seen.

    Attributes:
        key: the question of the protocol that a `CHECK` answers, such as "pregnancy" or "gait".
        answer: of a `CHECK`; of a `MEDICINE`, whether it was taken (False: held back); of an `ESCORT`,
            whether they have arrived. None where it was not said.
        clock: hour and minute of the room's clock when they last ate or drank: the newest such time that is
            not after the entry.
        minutes_ago: the same, counted back from the entry; at most one of the two is given.
        kg: the weight.
        weighed_on: the day they were weighed; None for the day of the entry.
        name: of the medicine, of who drives or fetches them.
    """

    kind: Literal["fact"] = "fact"
    what: FactKind
    key: Text = ""
    answer: bool | None = None
    clock: tuple[int, int] | None = None
    minutes_ago: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    kg: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    weighed_on: date | None = None
    name: Text = ""


class OverrideDetail(Frozen):
    """Somebody decides to go on against a point; the reason is the free text.

    Attributes:
        key: the point's, as the gate or the page "ready to leave" names it.
        by: who decides.
    """

    kind: Literal["override"] = "override"
    key: Text
    by: Text


class PointState(StrEnum):
    """How a point of the gate or of "ready to leave" stands."""

    MET = "met"
    OPEN = "open"
    NOT_MET = "not_met"
    OVERRIDDEN = "overridden"


class GatePoint(Frozen):
    """One point as it stood: its key, its state, the facts it rests on in words, who overrode it and why."""

    key: str
    state: PointState
    hard: bool = False
    says: Text = ""
    by: Text = ""
    reason: Text = ""


class GateDetail(Frozen):
    """The gate as it stood at the first dose (`about`); written by the companion and never changed."""

    kind: Literal["gate"] = "gate"
    points: tuple[GatePoint, ...] = ()
