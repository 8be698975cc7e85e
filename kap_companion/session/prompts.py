"""What is due, worked out from the session's entries and its own protocol alone.

It does not depend on what time it is: it changes with an entry and with nothing else. So `due` is asked once
after each change of the timeline, and every second only `overdue` and `next_change_ms` of what it gave.
"""

from collections.abc import Iterable

from kap_companion.session.prompts_answers import SNOOZE_MINUTES, Answers
from kap_companion.session.prompts_due import Due, DueKind
from kap_companion.session.prompts_timers import check_ins, discharge, holds, mask_off, rests
from kap_companion.session.prompts_vitals import planned_vitals, rechecks
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.protocol import Protocol

__all__ = ["SNOOZE_MINUTES", "Due", "DueKind", "due", "next_change_ms", "next_to_answer", "overdue"]

_RULES = (planned_vitals, rechecks, holds, rests, check_ins, mask_off, discharge)


def due(timeline: Timeline, protocol: Protocol) -> tuple[Due, ...]:
    """All that is due or will be, and that nobody answered; by time, then key.

    What was missed stays until a person answers it: with what it asks for, or with "done" or "skip". Nothing
    is due before there is a reason for it, and nothing once the session has ended. Only entries of the record
    are read, so that everybody in the practice sees the same.

    Args:
        timeline: of the session.
        protocol: the session's own copy.
    """
    if timeline.ended_ms is not None:
        return ()
    answers = Answers.of(timeline)
    found = (each for rule in _RULES for each in rule(answers, protocol))
    return tuple(sorted(found, key=lambda each: (each.at_ms, each.key)))


def overdue(dues: Iterable[Due], now_ms: int) -> tuple[Due, ...]:
    """Those of them whose time has come, in their order; milliseconds from the session's anchor."""
    return tuple(each for each in dues if each.at_ms <= now_ms)


def next_change_ms(dues: Iterable[Due], now_ms: int) -> int | None:
    """When the next of them comes due, in milliseconds from the session's anchor; None for never."""
    return min((each.at_ms for each in dues if each.at_ms > now_ms), default=None)


def next_to_answer(dues: Iterable[Due], now_ms: int) -> Due | None:
    """What an answer without a key is for: the first that is overdue, else the first to come; None for none.

    The time to leave is answered once it has come, or by its key: nobody is ready to leave by accident.
    """
    meant = (each for each in dues if each.at_ms <= now_ms or each.what is not DueKind.DISCHARGE)
    return min(meant, key=lambda each: (each.at_ms, each.key), default=None)
