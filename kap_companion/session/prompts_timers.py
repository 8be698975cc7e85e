"""What a dose sets going besides vitals: timers, questions, the end of mask time, and when they may leave."""

from collections.abc import Iterator

from kap_companion.session.leaving_time import MS_A_MINUTE, earliest_leave
from kap_companion.session.prompts_answers import Answers
from kap_companion.session.prompts_counting import countings
from kap_companion.session.prompts_due import Due, DueKind
from kap_companion.vocabulary.details import DoseDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.protocol import Protocol, TimerKind
from kap_companion.vocabulary.routes import Route


def holds(answers: Answers, protocol: Protocol) -> Iterator[Due]:
    """The end of holding each lozenge in the mouth, until one was spat out or swallowed after it.

    Source: clinical ground 1.2 (a lozenge is held and then spat; each tablet has a timer of its own).
    """
    after_ms = _timer_ms(protocol, TimerKind.HOLD)
    if after_ms is None:
        return
    for dose in answers.timeline.doses:
        emptied = answers.emptied_ms is not None and answers.emptied_ms >= dose.elapsed_ms
        if _route(dose, protocol) is Route.SL and not emptied:
            key = f"hold:{answers.origin(dose)}"
            yield from answers.still(key, DueKind.HOLD, dose.elapsed_ms + after_ms, about=dose)


def rests(answers: Answers, protocol: Protocol) -> Iterator[Due]:
    """The rest before a further nasal device; the next dose ends it, for nobody knows whether one comes.

    Source: esketamine prescribing information, 5-minute rest between devices.
    """
    after_ms = _timer_ms(protocol, TimerKind.REST)
    if after_ms is None:
        return
    for dose in answers.timeline.doses[-1:]:
        if _route(dose, protocol) is Route.IN:
            key = f"rest:{answers.origin(dose)}"
            yield from answers.still(key, DueKind.REST, dose.elapsed_ms + after_ms, about=dose)


def check_ins(answers: Answers, protocol: Protocol) -> Iterator[Due]:
    """The questions of the protocol that were neither asked nor left out, as the record tells."""
    for number, plan in enumerate(protocol.check_ins):
        after_ms = round(plan.minutes * MS_A_MINUTE)
        for counting in countings(answers, plan.counted_from):
            at_ms = counting.dose.elapsed_ms + after_ms
            if counting.reaches(at_ms):
                yield from answers.still(
                    f"check_in:{number}{counting.suffix}",
                    DueKind.CHECK_IN,
                    at_ms,
                    about=counting.dose,
                    question=plan.question,
                )


def mask_off(answers: Answers, protocol: Protocol) -> Iterator[Due]:
    """The end of the time under the eye mask, until the mask is off."""
    minutes, doses = protocol.mask.minutes, answers.timeline.doses
    if minutes is None or not doses:
        return
    first_ms, unmasked_ms = doses[0].elapsed_ms, answers.unmasked_ms
    # A mask that was tried on and taken off again before the dose is none that comes off after it.
    if unmasked_ms is None or unmasked_ms < first_ms:
        at_ms = first_ms + round(minutes * MS_A_MINUTE)
        yield from answers.still("mask", DueKind.MASK_OFF, at_ms, about=doses[0])


def discharge(answers: Answers, protocol: Protocol) -> Iterator[Due]:
    """The time from which they may leave, where the protocol says one."""
    earliest = earliest_leave(answers.timeline, protocol)
    if earliest is not None and earliest.counts_ms is not None:
        last_dose = answers.timeline.doses[-1]
        yield from answers.still("discharge", DueKind.DISCHARGE, earliest.counts_ms, about=last_dose)


def _timer_ms(protocol: Protocol, what: TimerKind) -> int | None:
    found = (timer.minutes for timer in protocol.timers if timer.what is what and timer.minutes is not None)
    minutes = next(found, None)
    return None if minutes is None else round(minutes * MS_A_MINUTE)


def _route(dose: Entry, protocol: Protocol) -> Route | None:
    said = dose.detail.route if isinstance(dose.detail, DoseDetail) else None
    return said or protocol.route
