"""One item that could be agreed, and what a part is called where it is shared."""

from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from kap_companion.vocabulary.self_energy import Rater
from kap_companion.vocabulary.shared import SharedField

_HANDLES = UUID("6f1d3c1e-6f0b-5c8e-9a53-0b5d0b6c2f7a")


@dataclass(frozen=True, slots=True)
class Offer:
    """One item that could be agreed.

    Attributes:
        key: names this offer among all of the session; the same each time offers are made.
        about: the part's handle in what is shared; empty for what is not about a part.
        position: the order in which the parts came forward, from 0.
        value: the words that would go home.
        origin: the entry or act it would be copied from.
        elapsed_seconds: from the first dose, for words; None where there is no dose or no moment.
        by: who said it; the facilitator's is a guess, or what was seen.
        other: for `LINK`, the handle of the other part.
    """

    key: str
    about: str
    position: int
    field: SharedField
    value: str
    origin: str
    elapsed_seconds: float | None = None
    by: Rater = Rater.CLIENT
    other: str = ""

    @property
    def said(self) -> tuple[str, SharedField, str]:
        """What makes it the same item as another: about whom, which field, which words."""
        return self.about, self.field, self.value

    def reworded(self, value: str) -> "Offer":
        """The same offer in the words the client would rather have."""
        return replace(self, value=value)


def handle(session: str, part: str) -> str:
    """What a part is called in the shared rows of one session.

    The same each time, but nobody can tell from it which part it is in another session.

    Args:
        session: the session's id.
        part: the id of the part as it is known now: of a merged one, the part it turned out to be.
    """
    return str(uuid5(_HANDLES, f"{session} {part}"))
