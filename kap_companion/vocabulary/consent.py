"""What a client agrees to before the first dose, and takes back at any moment."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.texts import Text


class ConsentScope(StrEnum):
    """What a consent is about.

    Source: numinus practicum consent (touch is agreed with a person), tovanihealth.com KAP ethics.
    """

    TREATMENT = "treatment"
    DOSE = "dose"
    TOUCH = "touch"
    RECORDING = "recording"
    OBSERVERS = "observers"
    TELLING = "telling"


class ConsentAct(StrEnum):
    """Given, refused from the start, withdrawn, or asked for after the first dose and so not granted."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ASKED = "asked"


class ConsentDetail(Frozen):
    """A consent as stated in the room; what is not in the fields is the free text.

    Attributes:
        scope: what it is about. None for a statement in free words, and for a withdrawal of all that can be
            withdrawn: touch, recording, observers and telling.
        touch: which kind of touch and where, such as "hand on shoulder"; or what is recorded ("audio").
        people: with whom: who may touch, observe or be told; empty for nobody in particular.
        dose_mg: the most that was agreed for the first dose, in mg of the session's drug.
        booster_mg: the most that was agreed for all boosters together, in mg; 0 where none was agreed.
    """

    kind: Literal["consent"] = "consent"
    act: ConsentAct = ConsentAct.GIVEN
    scope: ConsentScope | None = None
    touch: Text = ""
    people: tuple[Text, ...] = ()
    dose_mg: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    booster_mg: float | None = Field(default=None, ge=0, allow_inf_nan=False)
