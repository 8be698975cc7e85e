"""From which dose minutes are counted, and how long they count."""

from dataclasses import dataclass
from itertools import pairwise

from kap_companion.session.prompts_answers import Answers
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.protocol import Anchor


@dataclass(frozen=True, slots=True)
class Counting:
    """Minutes counted from a dose.

    Attributes:
        dose: in its current reading.
        ends_ms: when the next dose began them anew; what had come due until then stays. None: they go on.
        suffix: what tells the keys of one dose from those of the next; empty where there is only one.
    """

    dose: Entry
    ends_ms: int | None = None
    suffix: str = ""

    def reaches(self, at_ms: int) -> bool:
        """Whether something due at that time came due before the next dose."""
        return self.ends_ms is None or at_ms <= self.ends_ms


def countings(answers: Answers, anchor: Anchor) -> tuple[Counting, ...]:
    """The doses that minutes are counted from, by time; the first alone, or each until the next."""
    doses = answers.timeline.doses
    if anchor is Anchor.FIRST_DOSE:
        return tuple(Counting(dose) for dose in doses[:1])
    earlier = [
        Counting(dose, following.elapsed_ms, f":{answers.origin(dose)}")
        for dose, following in pairwise(doses)
    ]
    return (*earlier, *(Counting(dose, None, f":{answers.origin(dose)}") for dose in doses[-1:]))
