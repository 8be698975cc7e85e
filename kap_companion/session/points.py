"""The points of the gate and of "ready to leave": what was stated about each, and who decided against it."""

from collections.abc import Iterable
from dataclasses import dataclass

from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.facts import FactDetail, FactKind, GatePoint, OverrideDetail, PointState
from kap_companion.vocabulary.protocol import PRESCRIBER, CheckPlan

STILL_OPEN = frozenset({PointState.OPEN, PointState.NOT_MET})


@dataclass(frozen=True, slots=True)
class Finding:
    """How a point stands by the facts alone.

    Attributes:
        says: what that rests on, and its source: a fragment of a sentence.
        hard: whether going on against it needs a name and a reason.
        upon: the entries it rests on; whoever decides against it has to know of them.
    """

    key: str
    state: PointState
    says: str
    hard: bool = False
    upon: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact and the entry that states it."""

    entry: Entry
    detail: FactDetail


@dataclass(frozen=True, slots=True)
class Stated:
    """The facts and overrides of a session that count for a page, by their time."""

    facts: tuple[Fact, ...]
    overrides: tuple[tuple[Entry, OverrideDetail], ...]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Stated":
        """The facts and overrides among current readings, which come by their time."""
        facts: list[Fact] = []
        overrides: list[tuple[Entry, OverrideDetail]] = []
        for entry in entries:
            if isinstance(entry.detail, FactDetail):
                facts.append(Fact(entry, entry.detail))
            elif isinstance(entry.detail, OverrideDetail):
                overrides.append((entry, entry.detail))
        return cls(tuple(facts), tuple(overrides))

    def since(self, at_ms: int) -> "Stated":
        """The facts from that time on, in milliseconds from the anchor, and all overrides."""
        return Stated(tuple(fact for fact in self.facts if fact.entry.elapsed_ms >= at_ms), self.overrides)

    def of_kind(self, *kinds: FactKind) -> tuple[Fact, ...]:
        """The facts of some kinds, by their time."""
        return tuple(fact for fact in self.facts if fact.detail.what in kinds)

    def check(self, key: str) -> Fact | None:
        """The newest answer to a question; None while nobody answered."""
        wanted = _as_key(key)
        found = (fact for fact in self.of_kind(FactKind.CHECK) if _as_key(fact.detail.key) == wanted)
        return max(found, key=lambda fact: (fact.entry.elapsed_ms, fact.entry.id), default=None)

    def settled(self, finding: Finding) -> GatePoint:
        """The point: overridden where somebody decided by name and for a reason, knowing what it rests on.

        An override that lacks either, or that is older than what the point rests on now, counts for nothing.
        """
        point = GatePoint(key=finding.key, state=finding.state, hard=finding.hard, says=finding.says)
        if finding.state not in STILL_OPEN:
            return point
        known = max(map(_written, finding.upon), default=(-1, ""))
        for entry, detail in reversed(self.overrides):
            named = _as_key(detail.key) == _as_key(finding.key) and detail.by.strip() and entry.text.strip()
            if named and _written(entry) > known:
                decided = {"state": PointState.OVERRIDDEN, "by": detail.by, "reason": entry.text}
                return point.model_copy(update=decided)
        return point


def checked(plan: CheckPlan, stated: Stated, *, hard: bool | None = None) -> Finding:
    """How a question stands by its newest answer.

    Args:
        plan: the question.
        stated: what was stated.
        hard: whether it is hard; None for as the plan says.
    """
    hard = plan.hard if hard is None else hard
    fact = stated.check(plan.key)
    if fact is None:
        return Finding(plan.key, PointState.OPEN, sourced("not answered", plan.source), hard)
    answer, words = fact.detail.answer, str(fact.entry.text)
    if answer is None:
        state = PointState.MET if plan.expected is None and words.strip() else PointState.OPEN
    else:
        state = PointState.MET if plan.expected in {None, answer} else PointState.NOT_MET
    said = {True: "yes", False: "no", None: "neither yes nor no"}[answer]
    says = f"{said}: {words}" if words.strip() else said
    if state is PointState.NOT_MET:
        says = f"{says}; “{'yes' if plan.expected else 'no'}” is expected"
    return Finding(plan.key, state, sourced(says, plan.source), hard, (fact.entry,))


def as_prescribed(key: str, says: str, stated: Stated, upon: tuple[Entry, ...] = ()) -> Finding:
    """A hard point for which the protocol has no value: open until somebody states what the prescriber set.

    Args:
        key: the point's.
        says: what is known of it, such as when they last ate.
        stated: what was stated; a check of that key with words and "yes" meets it.
        upon: the entries that `says` rests on.
    """
    fact = stated.check(key)
    words = str(fact.entry.text).strip() if fact is not None else ""
    if fact is None or not words:
        asks = f"{PRESCRIBER}: “> check {key} yes …” states what they set"
        return Finding(key, PointState.OPEN, f"{says}; {asks}", hard=True, upon=upon)
    state = {True: PointState.MET, False: PointState.NOT_MET, None: PointState.OPEN}[fact.detail.answer]
    kept = {True: "kept", False: "not kept", None: "whether it is kept is not said"}[fact.detail.answer]
    says = f"{says}; {PRESCRIBER}: {words} ({kept})"
    return Finding(key, state, says, hard=True, upon=(*upon, fact.entry))


def sourced(says: str, source: str) -> str:
    """What a point says, with its source behind it where there is one other than ourselves."""
    return f"{says} ({source})" if source.strip() not in {"", "ours"} else says


def _written(entry: Entry) -> tuple[int, str]:
    return entry.typed_ms, entry.id


def _as_key(key: str) -> str:
    return key.strip().casefold().replace("-", "_")
