"""What can be known of a part, and the steps of meeting one: said in a session's log or beside it."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.self_energy import Rater
from kap_companion.vocabulary.texts import Text

MOST_TRUST = 10


class PartField(StrEnum):
    """What one reading of a part tells.

    Source: Earley, Self-Therapy (the fields of a part); Protector Mapper (the gift underneath).
    """

    WORDS = "words"
    NOTED = "noted"
    FEELINGS = "feelings"
    BELIEFS = "beliefs"
    BODY = "body"
    IMAGE = "image"
    AGE = "age"
    AGE_OF_CLIENT = "age_of_client"
    JOB = "job"
    HOW_LONG = "how_long"
    FEARS = "fears"
    PROTECTS_FROM = "protects_from"
    NEEDS = "needs"
    BURDEN = "burden"
    BURDEN_FROM = "burden_from"
    GIFT = "gift"
    TOWARD = "toward"
    BLENDED = "blended"
    INTENSITY = "intensity"
    TRUST = "trust"
    MAY_RETURN = "may_return"
    ANSWER = "answer"


class Known(Frozen):
    """One reading: of which field, in whose words, and by whom.

    Attributes:
        value: the words; for `TRUST` and `INTENSITY` "0" to "10", for `BLENDED` "blended" or "unblended",
            for `MAY_RETURN` "yes", "no" or the words it was given in.
        by: the client's own, or the facilitator's guess.
        question: what it answers, for `ANSWER`; empty for all else.
    """

    field: PartField
    value: Text
    by: Rater = Rater.CLIENT
    question: Text = ""


class PathStep(StrEnum):
    """A step of meeting a part, as it was done.

    The first six are the six Fs. Then: permission of the protectors, the part met itself, witnessed,
    retrieved, unburdened, qualities invited, integrated; left without resolution; and that a concerned part
    became the next one to meet.

    Source: Earley, Self-Therapy (six Fs; steps of healing).
    """

    FOUND = "found"
    FOCUSED = "focused"
    FLESHED_OUT = "fleshed_out"
    FELT_TOWARD = "felt_toward"
    BEFRIENDED = "befriended"
    FEARS_HEARD = "fears_heard"
    PERMISSION_ASKED = "permission_asked"
    PERMISSION_GIVEN = "permission_given"
    PERMISSION_REFUSED = "permission_refused"
    MET = "met"
    WITNESSED = "witnessed"
    RETRIEVED = "retrieved"
    UNBURDENED = "unburdened"
    INVITED = "invited"
    INTEGRATED = "integrated"
    UNRESOLVED = "unresolved"
    BECAME_NEXT = "became_next"


SIX_FS: tuple[PathStep, ...] = tuple(PathStep)[:6]


class StepTaken(Frozen):
    """One step with a part.

    Attributes:
        text: what is told of it, such as to which element a burden was given, or why it became the next.
        instead_of: for `BECAME_NEXT`, the id of the part that was to be met before; empty where not known.
    """

    step: PathStep
    text: Text = ""
    instead_of: str = ""


Coordinate = Annotated[float, Field(ge=-2, le=2, allow_inf_nan=False)]
