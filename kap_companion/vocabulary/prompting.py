"""What a person answers to something that is due."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.texts import Text


class PromptOutcome(StrEnum):
    """Done, put off, or left out for a reason."""

    DONE = "done"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"


class PromptDetail(Frozen):
    """An answer to what is due; the reason is the free text.

    Attributes:
        key: of what was due, such as "vitals:15"; empty in a line as read, before the session fills it in.
        until_ms: a snoozed one comes back then, in milliseconds from the session's anchor.
        minutes: how long it is put off where the line said so; None for the usual time.
    """

    kind: Literal["prompt"] = "prompt"
    key: Text = ""
    outcome: PromptOutcome = PromptOutcome.DONE
    until_ms: int | None = None
    minutes: float | None = Field(default=None, gt=0, allow_inf_nan=False)
