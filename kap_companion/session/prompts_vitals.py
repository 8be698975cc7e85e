"""When vitals are due: by the plan, again after values outside a limit, and before leaving.

Vitals answer a moment of the plan from halfway since the moment before it, and then however late; so one set
answers all that are overdue.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from kap_companion.session.leaving_time import MS_A_MINUTE, earliest_leave
from kap_companion.session.limits import limit_history, outside
from kap_companion.session.prompts_answers import Answers
from kap_companion.session.prompts_counting import Counting, countings
from kap_companion.session.prompts_due import Due, DueKind
from kap_companion.vocabulary.details import VitalsDetail
from kap_companion.vocabulary.protocol import Protocol, VitalsPlan

# Every five minutes for a day; a plan that asks for more is not a plan for a session.
MOST_REPEATS = 288


def planned_vitals(answers: Answers, protocol: Protocol) -> Iterator[Due]:
    """The vitals of the plan that nobody took or answered for.

    The baseline is due from the beginning of the session. Where minutes are counted from the last dose, each
    dose begins them anew, and what had come due before it stays.
    """
    plan, phases = protocol.vitals, answers.timeline.phases
    if plan.baseline and phases and not answers.vitals:
        yield from answers.still("vitals:baseline", DueKind.VITALS, phases[0].start_ms)
    series = _Series.of(plan)
    for counting in countings(answers, plan.counted_from):
        yield from _points(answers, series, counting)
        yield from _repeats(answers, series, counting)
    if plan.before_leaving or protocol.discharge.vitals:
        yield from _before_leaving(answers, series, protocol)


def rechecks(answers: Answers, protocol: Protocol) -> Iterator[Due]:
    """Vitals again, so long after those outside a limit that was in force then; none where nobody says."""
    minutes = protocol.vitals.recheck_minutes
    if minutes is None:
        return
    after_ms = max(1, _ms(minutes))
    limits = limit_history(answers.limits, protocol)
    for entry in reversed(answers.vitals):
        if answers.vitals_since(entry.elapsed_ms + after_ms / 2):
            return
        if isinstance(entry.detail, VitalsDetail) and outside(entry.detail, limits.at(entry.elapsed_ms)):
            key = f"recheck:{answers.origin(entry)}"
            yield from answers.still(key, DueKind.RECHECK, entry.elapsed_ms + after_ms, about=entry)


@dataclass(frozen=True, slots=True)
class _Series:
    """The moments of a plan, in milliseconds from its dose.

    Attributes:
        points: each with the name it has in a key.
        every_ms: how far repeated moments are apart; None for none.
        until_ms: the last one, where somebody says so.
    """

    points: dict[int, str]
    every_ms: int | None
    until_ms: int | None

    @classmethod
    def of(cls, plan: VitalsPlan) -> "_Series":
        return cls(
            points={_ms(point.minutes): f"{point.minutes:.10g}" for point in plan.points},
            every_ms=max(1, _ms(plan.every_minutes)) if plan.every_minutes is not None else None,
            until_ms=_ms(plan.until_minutes) if plan.until_minutes is not None else None,
        )

    def repeats(self) -> Iterator[tuple[int, str]]:
        """The repeated moments that are not points too; very many where nobody says until when."""
        if self.every_ms is None:
            return
        for number in count(1):
            at_ms = number * self.every_ms
            if number > MOST_REPEATS or (self.until_ms is not None and at_ms > self.until_ms):
                return
            if at_ms not in self.points:
                yield at_ms, f"every:{number}"

    def holds(self, at_ms: int) -> bool:
        """Whether the plan itself has a moment then."""
        repeated = self.every_ms is not None and at_ms > 0 and at_ms % self.every_ms == 0
        return at_ms in self.points or (repeated and (self.until_ms is None or at_ms <= self.until_ms))

    def before(self, at_ms: int) -> int:
        """The moment before a time; the dose itself, 0, where there is none."""
        found = max((point_ms for point_ms in self.points if point_ms < at_ms), default=0)
        if self.every_ms is None or at_ms <= 0:
            return found
        last_ms = at_ms - 1 if self.until_ms is None else min(at_ms - 1, self.until_ms)
        return max(found, last_ms // self.every_ms * self.every_ms)

    def opens_ms(self, at_ms: int) -> float:
        """From when vitals answer what is due at a time: halfway since the moment before it."""
        return (self.before(at_ms) + at_ms) / 2


def _points(answers: Answers, series: _Series, counting: Counting) -> Iterator[Due]:
    for after_ms, name in sorted(series.points.items()):
        yield from _moment(answers, series, counting, after_ms, name)


def _repeats(answers: Answers, series: _Series, counting: Counting) -> Iterator[Due]:
    for after_ms, name in series.repeats():
        if not counting.reaches(counting.dose.elapsed_ms + after_ms):
            return
        found = tuple(_moment(answers, series, counting, after_ms, name))
        yield from found
        if found and series.until_ms is None:
            # Without an end only the first is due; the next one is when this was answered.
            return


def _moment(answers: Answers, series: _Series, counting: Counting, after_ms: int, name: str) -> Iterator[Due]:
    dose_ms = counting.dose.elapsed_ms
    at_ms = dose_ms + after_ms
    if answers.vitals_since(at_ms) or not counting.reaches(at_ms):
        return
    if not answers.vitals_since(dose_ms + series.opens_ms(after_ms)):
        key = f"vitals:{name}{counting.suffix}"
        yield from answers.still(key, DueKind.VITALS, at_ms, about=counting.dose)


def _before_leaving(answers: Answers, series: _Series, protocol: Protocol) -> Iterator[Due]:
    earliest = earliest_leave(answers.timeline, protocol)
    if earliest is None or earliest.counts_ms is None:
        return
    last_dose = answers.timeline.doses[-1]
    anchor_ms = countings(answers, protocol.vitals.counted_from)[-1].dose.elapsed_ms
    after_ms = earliest.counts_ms - anchor_ms
    opens_ms = max(anchor_ms + series.opens_ms(after_ms), last_dose.elapsed_ms)
    if not series.holds(after_ms) and not answers.vitals_since(opens_ms):
        yield from answers.still("vitals:leaving", DueKind.VITALS, earliest.counts_ms, about=last_dose)


def _ms(minutes: float) -> int:
    return round(minutes * MS_A_MINUTE)
