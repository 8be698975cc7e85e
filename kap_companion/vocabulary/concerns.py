"""What is done about an adverse event, or about vitals outside a limit."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.texts import Text


class ActionWhat(StrEnum):
    """Something was done, somebody was told, or it is over."""

    DONE = "done"
    TOLD = "told"
    RESOLVED = "resolved"


class ActionDetail(Frozen):
    """What was done about an entry (`about`); the rest is the free text.

    Attributes:
        who: who was told.
        number: which of the open ones was meant, from 1, as the line said; None for the newest open one.
        severity: what it came to, 1 to 3, where that was said.
    """

    kind: Literal["action"] = "action"
    what: ActionWhat = ActionWhat.DONE
    who: Text = ""
    number: int | None = None
    severity: int | None = Field(default=None, ge=1, le=3)


class HandoffDetail(Frozen):
    """Another person of the practice facilitates from here on.

    Attributes:
        giver: the id of who did until now.
        taker: the id of who does from now on.
        name: the taker's name then.
    """

    kind: Literal["handoff"] = "handoff"
    giver: str
    taker: str
    name: Text = ""
