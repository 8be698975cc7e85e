"""What was eaten, drunk and taken before the dose, against the rules and the prescriber's holds.

Source: isha.health consent form, tabsul.com on esketamine (fasting differs by place and route); Journey
Clinical, Medications (which medicines are held, and for how long); REQ-16: times, not a tick.
"""

from collections.abc import Iterator

from kap_companion.session.points import Fact, Finding, Stated, as_prescribed, sourced
from kap_companion.session.since import clock_words, elapsed_of, hours_words, span_words, when_of
from kap_companion.vocabulary.facts import FactKind, PointState
from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.protocol import PRESCRIBER, MedicinePlan, Protocol

MS_AN_HOUR = 3_600_000
MEDICINES = "medicines"


def fasting(protocol: Protocol, stated: Stated, at_ms: int) -> Iterator[Finding]:
    """The two points of the fasting rule; none where the protocol has no word on fasting.

    Args:
        protocol: the session's own copy.
        stated: what was stated before the dose.
        at_ms: when the dose is given, or now while it is not: milliseconds from the anchor.
    """
    plan = protocol.fasting
    rules = (
        (FactKind.ATE, "fasting_food", plan.food_hours),
        (FactKind.DRANK, "fasting_drink", plan.drink_hours),
    )
    if plan.food_hours is None and plan.drink_hours is None and not plan.source.strip():
        return
    for kind, key, hours in rules:
        yield _fasted(kind, key, hours, plan.source, stated, at_ms)


def _fasted(
    kind: FactKind, key: str, hours: float | None, source: str, stated: Stated, at_ms: int
) -> Finding:
    facts = stated.of_kind(kind)
    upon = tuple(fact.entry for fact in facts)
    rule = f"rule {hours_words(hours)}, {source or 'no source'}" if hours is not None else ""
    timed = [(elapsed_of(fact, at), at, fact) for fact in facts if (at := when_of(fact)) is not None]
    if not facts or when_of(facts[-1]) is None:
        words = facts[-1].entry.text if facts else ""
        says = f"{kind.value} {words}: when is not stated" if facts else f"{_last(kind)} is not stated"
        rule = rule or f"hours {PRESCRIBER}"
        return Finding(key, PointState.OPEN, f"{says}; {rule}", hard=True, upon=upon)
    last_ms, last_at, last = max(timed, key=lambda each: (each[0], each[2].entry.id))
    what = f" {last.entry.text}" if last.entry.text else ""
    says = f"{kind.value}{what} {clock_words(last_at)}, {span_words(at_ms - last_ms)} before"
    if hours is None:
        return as_prescribed(key, says, stated, upon)
    kept = at_ms - last_ms >= hours * MS_AN_HOUR
    return Finding(key, PointState.MET if kept else PointState.NOT_MET, f"{says}; {rule}", True, upon)


def _last(kind: FactKind) -> str:
    return "when they last ate" if kind is FactKind.ATE else "when they last drank"


def medicines(protocol: Protocol, stated: Stated, at_ms: int) -> Finding | None:
    """The point of today's medicines against the prescriber's holds; None where the protocol has none.

    Each stays open until somebody says that it was taken or held back. One without hours that was taken is
    open until somebody states what the prescriber set.
    """
    if not protocol.medicines:
        return None
    facts = [fact for fact in stated.of_kind(FactKind.MEDICINE) if fact.detail.answer is not None]
    said = [plan for plan in protocol.medicines if any(_names(plan, fact) for fact in facts)]
    found = [_held(plan, facts, at_ms) for plan in said]
    unsaid = ", ".join(_with_hours(plan) for plan in protocol.medicines if plan not in said)
    says = "; ".join([*(words for _, words in found), *([f"not said yet: {unsaid}"] if unsaid else [])])
    others = [fact for fact in facts if not any(_names(plan, fact) for plan in protocol.medicines)]
    taken = ", ".join(_as_named(fact) for fact in others if fact.detail.answer)
    says = f"{says}; taken besides: {taken}" if taken else says
    states = {state for state, _ in found} | ({PointState.OPEN} if unsaid else set())
    upon = tuple(fact.entry for fact in facts)
    if PointState.NOT_MET in states:
        return Finding(MEDICINES, PointState.NOT_MET, says, upon=upon)
    if PointState.OPEN in states:
        return Finding(MEDICINES, PointState.OPEN, says, upon=upon)
    if None in states:
        return _soft(as_prescribed(MEDICINES, says, stated, upon))
    return Finding(MEDICINES, PointState.MET, says, upon=upon)


def _soft(finding: Finding) -> Finding:
    return Finding(finding.key, finding.state, finding.says, upon=finding.upon)


def _held(plan: MedicinePlan, facts: list[Fact], at_ms: int) -> tuple[PointState | None, str]:
    """How a medicine that was spoken of stands, in words too; None where only the prescriber can say."""
    named = [fact for fact in facts if _names(plan, fact)]
    taken = [(_taken_ms(fact), fact) for fact in named if fact.detail.answer]
    rule = f"hold {hours_words(plan.hours)}" if plan.hours is not None else f"hold {PRESCRIBER}"
    rule = sourced(rule, plan.source)
    if not taken:
        return PointState.MET, f"{plan.name} held back, {rule}"
    last_ms, last = max(taken, key=lambda each: (each[0], each[1].entry.id))
    says = f"{_as_named(last)} taken {span_words(at_ms - last_ms)} before or longer, {rule}"
    if when_of(last) is not None:
        says = f"{_as_named(last)} taken {span_words(at_ms - last_ms)} before, {rule}"
    if plan.hours is None:
        return None, says
    return (PointState.MET if at_ms - last_ms >= plan.hours * MS_AN_HOUR else PointState.NOT_MET), says


def _with_hours(plan: MedicinePlan) -> str:
    return plan.name if plan.hours is None else f"{plan.name} ({hours_words(plan.hours)})"


def _taken_ms(fact: Fact) -> int:
    """When a medicine was taken; where that was not said, as late as can be: when it was told."""
    at = when_of(fact)
    return fact.entry.elapsed_ms if at is None else elapsed_of(fact, at)


def _names(plan: MedicinePlan, fact: Fact) -> bool:
    return bool(_first_word(plan.name)) and _first_word(plan.name) == _first_word(fact.detail.name)


def _first_word(name: str) -> str:
    """The first word of a name, one or many of it being the same."""
    return next(iter(fold(name).split()), "").rstrip(",.;:").removesuffix("s")


def _as_named(fact: Fact) -> str:
    return f"{fact.detail.name} {fact.entry.text}".strip()
