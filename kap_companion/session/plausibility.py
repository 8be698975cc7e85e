"""Values that can be so and look mistyped: asked once, and kept as they are by whoever says so.

None of this is a limit, and none of it says how somebody is. It compares figures with figures: with those of
the vitals before, and with what an oximeter is built to tell.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kap_companion.session.measures import measured
from kap_companion.vocabulary.details import VitalsDetail
from kap_companion.vocabulary.limits import Measure

# Source: makers of oximeters state their accuracy from 70 to 100 % and leave what is below unspecified (ISO
# 80601-2-61; Mindray BeneHeart D20 and Weinmann MEDUCORE Standard² operator's manuals).
LOWEST_STATED_SPO2: Final = 70
# Not from a source: a slip adds or loses a digit, and then a figure is more than doubled or halved.
JUMP: Final = 2


class DoubtKind(StrEnum):
    """What looks mistyped."""

    PRESSURES = "pressures"
    EXCHANGED = "exchanged"
    BELOW_OXIMETER = "below_oximeter"
    JUMP = "jump"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question about values that were typed.

    Attributes:
        key: what looks mistyped.
        measures: which values.
        values: these values, in the units of `Measure`.
        before: the same in the vitals before; empty where these play no part.
    """

    key: DoubtKind
    measures: tuple[Measure, ...]
    values: tuple[int, ...]
    before: tuple[int, ...] = ()


def doubts(detail: VitalsDetail, earlier: VitalsDetail | None) -> tuple[Doubt, ...]:
    """What to ask about vitals before they are kept; empty for nothing. One question for each value at most.

    Args:
        detail: as typed.
        earlier: the vitals taken before; None for none.
    """
    now = measured(detail)
    before = measured(earlier) if earlier is not None else {}
    found: list[Doubt] = []
    asked: set[Measure] = set()
    candidates = (*_pressures(now), *_exchanged(now, before), *_below_oximeter(now), *_jumps(now, before))
    for doubt in candidates:
        if asked.isdisjoint(doubt.measures):
            found.append(doubt)
            asked.update(doubt.measures)
    return tuple(found)


def _pressures(now: dict[Measure, int]) -> tuple[Doubt, ...]:
    """The lower pressure is not below the upper one; the capture line stores none such."""
    both = (Measure.SYSTOLIC, Measure.DIASTOLIC)
    values = tuple(now[measure] for measure in both if measure in now)
    return (Doubt(DoubtKind.PRESSURES, both, values),) if len(values) == 2 and values[1] >= values[0] else ()


def _exchanged(now: dict[Measure, int], before: dict[Measure, int]) -> tuple[Doubt, ...]:
    """Heart rate and SpO2 each lie nearer to what the other was, and SpO2 is in other tens than it was."""
    both = (Measure.HEART_RATE, Measure.SPO2)
    if not all(measure in now and measure in before for measure in both):
        return ()
    heart_rate, spo2 = (now[measure] for measure in both)
    heart_rate_before, spo2_before = (before[measure] for measure in both)
    rate_is_nearer = abs(heart_rate - spo2_before) < abs(heart_rate - heart_rate_before)
    spo2_is_nearer = abs(spo2 - heart_rate_before) < abs(spo2 - spo2_before)
    if not rate_is_nearer or not spo2_is_nearer or spo2 // 10 == spo2_before // 10:
        return ()
    return (Doubt(DoubtKind.EXCHANGED, both, (heart_rate, spo2), (heart_rate_before, spo2_before)),)


def _below_oximeter(now: dict[Measure, int]) -> tuple[Doubt, ...]:
    """Such as a respiratory rate that was read as SpO2, because none was typed before it."""
    spo2 = now.get(Measure.SPO2)
    if spo2 is None or spo2 >= LOWEST_STATED_SPO2:
        return ()
    return (Doubt(DoubtKind.BELOW_OXIMETER, (Measure.SPO2,), (spo2,)),)


def _jumps(now: dict[Measure, int], before: dict[Measure, int]) -> tuple[Doubt, ...]:
    return tuple(
        Doubt(DoubtKind.JUMP, (measure,), (value,), (before[measure],))
        for measure, value in now.items()
        if measure in before and (value > before[measure] * JUMP or value * JUMP < before[measure])
    )
