"""What is due, at 5,000 entries: worked out after a change, and asked each second, beside their floors.

Run as `python -m tests.bench.bench_due`.
"""

from collections.abc import Callable
from statistics import median

from kap_companion.session.prompts import due, next_change_ms, overdue
from kap_companion.session.timeline import Timeline, project
from kap_companion.vocabulary.details import DoseDetail, PartDetail, PhaseDetail, VitalsDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.limits import Limit, Measure
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.prompting import PromptDetail, PromptOutcome
from kap_companion.vocabulary.protocol import (
    Anchor,
    CheckInPlan,
    DischargePlan,
    LimitPlan,
    MaskPlan,
    Protocol,
    TimerKind,
    TimerPlan,
    VitalsPlan,
    VitalsPoint,
)
from kap_companion.vocabulary.routes import Drug, Route, Unit
from tests.bench.timing import timed
from tests.builders import an_entry

ENTRIES = 5_000
HOURS = 8
MEASURED = 300


def main() -> None:
    """Print each beside the floor, from one run and in turn."""
    timeline, protocol = eight_hours(), everything_planned()
    dues = due(timeline, protocol)
    now_ms = timeline.entries[-1].elapsed_ms
    acts: dict[str, Callable[[], object]] = {
        f"the entries walked over once, {ENTRIES} entries": lambda: walk(timeline.entries),
        f"due, after a change, {ENTRIES} entries": lambda: due(timeline, protocol),
        f"overdue and next_change_ms, each second, {len(dues)} dues": lambda: (
            overdue(dues, now_ms),
            next_change_ms(dues, now_ms),
        ),
    }
    times: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(MEASURED):
        for name, act in acts.items():
            times[name].append(timed(act))
    for name, taken in times.items():
        ordered = sorted(taken)
        late = ordered[round(len(ordered) * 0.95)]
        print(f"{name:<58} median {median(ordered):8.4f} ms   p95 {late:8.4f} ms   n {len(ordered)}")


def walk(entries: tuple[Entry, ...]) -> None:
    """The least that anything can cost which looks at every entry."""
    for _entry in entries:
        pass


def eight_hours() -> Timeline:
    """A long and busy session: two doses, vitals every five minutes, many answers, and parts between."""
    gap = HOURS * 60 / ENTRIES
    rows = [
        an_entry(EntryKind.PHASE, PhaseDetail(phase=Phase.PREPARATION)),
        an_entry(EntryKind.DOSE, DoseDetail(amount=70, unit=Unit.MG, route=Route.SL), minutes=20),
        an_entry(EntryKind.DOSE, DoseDetail(amount=30, unit=Unit.MG, booster=True), minutes=60),
    ]
    for number in range(ENTRIES - len(rows)):
        minutes = number * gap
        if number % 52 == 0:
            detail = VitalsDetail(systolic=150, diastolic=88, heart_rate=84, spo2=97)
            rows.append(an_entry(EntryKind.VITALS, detail, minutes=minutes))
        elif number % 40 == 0:
            answer = PromptDetail(key="vitals:15", outcome=PromptOutcome.SNOOZED, minutes=5)
            rows.append(an_entry(EntryKind.PROMPT, answer, minutes=minutes))
        else:
            rows.append(an_entry(EntryKind.PART, PartDetail(name="Watchman"), minutes=minutes, part="w"))
    return project(rows)


def everything_planned() -> Protocol:
    """A protocol that asks for everything that can be due."""
    return Protocol(
        key="bench",
        name="Bench",
        route=Route.SL,
        drug=Drug.KETAMINE,
        vitals=VitalsPlan(
            baseline=True,
            counted_from=Anchor.LAST_DOSE,
            points=tuple(VitalsPoint(minutes=minutes) for minutes in (15, 30, 60)),
            every_minutes=10,
            until_minutes=600,
            before_leaving=True,
            recheck_minutes=10,
        ),
        timers=(TimerPlan(what=TimerKind.HOLD, minutes=12), TimerPlan(what=TimerKind.REST, minutes=5)),
        check_ins=(CheckInPlan(minutes=20, question="What do you notice in your body right now?"),),
        mask=MaskPlan(minutes=60),
        limits=(LimitPlan(limit=Limit(measure=Measure.SYSTOLIC, upper=140)),),
        discharge=DischargePlan(first_dose_minutes=120, last_dose_minutes=120, vitals=True),
    )


if __name__ == "__main__":
    main()
