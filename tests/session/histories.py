"""Random sessions, written row by row as a session writes them: what is said is made up, the rest is real."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from kap_companion.session.corrections import amendment, undoing, whole_retraction
from kap_companion.session.following import follow
from kap_companion.session.interpret import Hand, Rows, written
from kap_companion.session.placing import When
from kap_companion.session.prompts import due
from kap_companion.session.timeline import BESIDE, Timeline, project, situated
from kap_companion.vocabulary.details import (
    Detail,
    DoseDetail,
    GapCause,
    GapDetail,
    PhaseDetail,
    PlainDetail,
    SettingDetail,
    VitalsDetail,
    VitalsStatus,
)
from kap_companion.vocabulary.entry import Entry, EntrySource
from kap_companion.vocabulary.facts import FactDetail, FactKind
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.limits import Limit, LimitDetail, LimitScope, Measure
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
from kap_companion.vocabulary.session import Session
from tests.builders import BEGAN, a_session

MINUTE = 60_000
Said = tuple[EntryKind, Detail]


def a_random_protocol(random: Random) -> Protocol:
    """A protocol that asks for much, each time for something else."""
    points = sorted(random.sample(range(0, 90, 5), random.randint(0, 3)))
    return Protocol(
        key="any",
        name="Any",
        route=random.choice((Route.SL, Route.IN, Route.IM)),
        drug=Drug.KETAMINE,
        vitals=VitalsPlan(
            baseline=random.random() < 0.6,
            counted_from=random.choice(tuple(Anchor)),
            points=tuple(VitalsPoint(minutes=point) for point in points),
            every_minutes=random.choice((None, 10, 15)),
            until_minutes=random.choice((None, 60)),
            before_leaving=random.random() < 0.5,
            recheck_minutes=random.choice((None, 5)),
        ),
        timers=(TimerPlan(what=TimerKind.HOLD, minutes=12), TimerPlan(what=TimerKind.REST, minutes=5)),
        check_ins=tuple(
            CheckInPlan(minutes=minutes, counted_from=random.choice(tuple(Anchor)), question="And now?")
            for minutes in random.sample((10, 20, 40), random.randint(0, 2))
        ),
        mask=MaskPlan(minutes=random.choice((None, 45))),
        limits=(LimitPlan(limit=Limit(measure=Measure.SYSTOLIC, upper=150)),),
        discharge=DischargePlan(
            first_dose_minutes=random.choice((None, 120)), last_dose_minutes=random.choice((None, 90))
        ),
    )


class Scribe:
    """Writes a random session into memory, and follows it as the room does.

    Attributes:
        timeline: followed change by change.
        done: which acts there were, by name.
    """

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.session: Session = a_session(protocol=a_random_protocol(self.random))
        self.hand = Hand(self.session, self.session.facilitator)
        self.timeline: Timeline = project(())
        self.done: set[str] = set()
        self.now_ms = 0
        self._write(self._row((EntryKind.PHASE, PhaseDetail(phase=Phase.PREPARATION))))

    @property
    def protocol(self) -> Protocol:
        return self.session.protocol

    def write_on(self, acts: int) -> Iterator[Timeline]:
        """Writes so many acts, with the timeline after each."""
        running = {
            "dose": (4, self._dose),
            "vitals": (5, self._vitals),
            "answer": (6, self._answer),
            "setting": (1, self._mask),
            "fact": (1, self._fact),
            "limit": (1, self._limit),
            "note": (2, self._note),
            "phase": (1, self._phase),
            "end": (0.4, self._end),
        }
        correcting = {
            "amend": (3, self._amend),
            "retract": (2, self._retract),
            "undo": (2, self._undo),
            "restart": (1, self._restart),
        }
        for _ in range(acts):
            self.now_ms += self.random.randint(1, 25 * MINUTE)
            possible = correcting if self.timeline.ended_ms is not None else running | correcting
            weights = [weight for weight, _act in possible.values()]
            (name,) = self.random.choices(tuple(possible), weights)
            possible[name][1]()
            self.done.add(name)
            yield self.timeline

    def _row(self, said: Said, *, source: EntrySource | None = None) -> Rows:
        return Rows(written(*said, self._when(), self.hand, source=source))

    def _when(self, back_ms: int = 0) -> When:
        now = BEGAN + timedelta(milliseconds=self.now_ms)
        return When(now - timedelta(milliseconds=back_ms), self.now_ms - back_ms, now, self.now_ms)

    def _write(self, *rows: Rows) -> None:
        entries = [situated(each.entry, self.timeline) for each in rows]
        self.timeline = follow(self.timeline, entries)

    def _say(self, said: Said) -> None:
        back_ms = self.random.randint(0, 40 * MINUTE) if self.random.random() < 0.25 else 0
        if back_ms:
            self.done.add("back-dated")
        self._write(Rows(written(*said, self._when(back_ms), self.hand)))

    def _dose(self) -> None:
        self._say(self._a_dose())

    def _a_dose(self) -> Said:
        route = self.random.choice((None, Route.SL, Route.IN, Route.PO))
        booster = bool(self.timeline.doses)
        return EntryKind.DOSE, DoseDetail(amount=30, unit=Unit.MG, route=route, booster=booster)

    def _vitals(self) -> None:
        self._say(self._some_vitals())

    def _some_vitals(self) -> Said:
        status = self.random.choice((*[VitalsStatus.TAKEN] * 5, *VitalsStatus))
        systolic = self.random.choice((None, 120, 149, 165, 190)) if status is VitalsStatus.TAKEN else None
        diastolic = None if systolic is None else 80
        return EntryKind.VITALS, VitalsDetail(systolic=systolic, diastolic=diastolic, status=status)

    def _answer(self) -> None:
        dues = due(self.timeline, self.protocol)
        # Mostly the first, as the keys do; sometimes another, or a key that names nothing.
        keys = [each.key for each in dues]
        key = self.random.choice((*keys[:1] * 6, *keys, "", "vitals:7"))
        outcome = self.random.choice(tuple(PromptOutcome))
        until_ms = self.now_ms + self.random.randint(-5, 30) * MINUTE if self.random.random() < 0.7 else None
        detail = PromptDetail(
            key=key,
            outcome=outcome,
            until_ms=until_ms if outcome is PromptOutcome.SNOOZED else None,
            minutes=self.random.choice((None, 10)),
        )
        if key in keys:
            self.done.add(outcome.value)
        self._write(self._row((EntryKind.PROMPT, detail)))

    def _mask(self) -> None:
        self._say((EntryKind.SETTING, SettingDetail(what="mask", on=self.random.random() < 0.5)))

    def _fact(self) -> None:
        what = self.random.choice((FactKind.SPAT, FactKind.SWALLOWED, FactKind.ATE))
        self._say((EntryKind.FACT, FactDetail(what=what)))

    def _limit(self) -> None:
        upper = self.random.choice((130, 160, 180, None))
        detail = LimitDetail(
            scope=self.random.choice(tuple(LimitScope)),
            limits=(Limit(measure=Measure.SYSTOLIC, upper=upper),) if self.random.random() < 0.8 else (),
        )
        self._say((EntryKind.LIMIT, detail))

    def _note(self) -> None:
        self._say((EntryKind.NOTE, PlainDetail(kind="note")))

    def _phase(self) -> None:
        phase = self.random.choice((Phase.PREPARATION, Phase.DOSING, Phase.INTEGRATION))
        self._say((EntryKind.PHASE, PhaseDetail(phase=phase)))

    def _end(self) -> None:
        self._say((EntryKind.PHASE, PhaseDetail(phase=Phase.ENDED)))

    def _amend(self) -> None:
        if not self._correctable():
            return
        old = self.random.choice(self._correctable())
        kinds = (self._a_dose, self._some_vitals, lambda: (EntryKind.NOTE, PlainDetail(kind="note")))
        said: Said = self.random.choice(kinds)()
        now = self._when()
        moved_ms = self.random.choice((0, 0, -3, 2)) * MINUTE
        at = old.at + timedelta(milliseconds=moved_ms)
        when = When(at, old.elapsed_ms + moved_ms, now.typed_at, now.typed_ms)
        self._write(*amendment(old, Rows(written(*said, when, self.hand)), self.timeline, now, self.hand, ""))

    def _retract(self) -> None:
        if not self._correctable():
            return
        current = self.random.choice(self._correctable())
        self._write(*whole_retraction(current, self.timeline, self._when(), self.hand, ""))

    def _undo(self) -> None:
        counting = {entry.id for entry in self.timeline.current}
        last = next((row for row in reversed(self.timeline.everything) if row.id in counting), None)
        if last is not None:
            self._write(*undoing(last, self.timeline, self._when(), self.hand))

    def _restart(self) -> None:
        if self.timeline.ended_ms is None:
            gap = GapDetail(cause=self.random.choice(tuple(GapCause)), seconds=90)
            self._write(self._row((EntryKind.GAP, gap), source=EntrySource.COMPANION))

    def _correctable(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.timeline.current if entry.kind not in BESIDE)
