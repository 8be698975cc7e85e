"""What a line leaves out and its session knows: what it answers, which event it means, what it grants."""

from kap_companion.session.concerns import about_of
from kap_companion.session.consents import widens
from kap_companion.session.leaving_time import MS_A_MINUTE
from kap_companion.session.prompts import SNOOZE_MINUTES, due, next_to_answer
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.concerns import ActionDetail
from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail
from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.observation import PathStep, StepTaken
from kap_companion.vocabulary.prompting import PromptDetail, PromptOutcome
from kap_companion.vocabulary.protocol import Protocol


def filled_in(entry: Entry, timeline: Timeline, protocol: Protocol, old: Entry | None = None) -> Entry:
    """A new entry with what its line left out; what the line says itself stays.

    Args:
        entry: as read, in its place in time.
        timeline: of the session, before the entry.
        protocol: the session's own copy.
        old: the reading that it amends; None for a new entry.
    """
    match entry.detail:
        case PromptDetail() as detail:
            return entry.model_copy(update={"detail": _answer(detail, entry, timeline, protocol, old)})
        case ActionDetail() as detail:
            return entry.model_copy(update={"about": _about(detail, timeline, protocol, old)})
        case PartDetail(steps=steps) as detail if any(_wants_the_one_before(taken) for taken in steps):
            before = _met_before(entry, timeline, old)
            told = tuple(
                taken.model_copy(update={"instead_of": before}) if _wants_the_one_before(taken) else taken
                for taken in steps
            )
            return entry.model_copy(update={"detail": detail.model_copy(update={"steps": told})})
        case ConsentDetail(act=ConsentAct.GIVEN) as detail if widens(detail, timeline, entry.text):
            asked = detail.model_copy(update={"act": ConsentAct.ASKED})
            return entry.model_copy(update={"detail": asked})
    return entry


def _wants_the_one_before(taken: StepTaken) -> bool:
    return taken.step is PathStep.BECAME_NEXT and not taken.instead_of


def _met_before(entry: Entry, timeline: Timeline, old: Entry | None) -> str:
    """The id of the part that was asked about last before a part became the next one; empty for none."""
    if old is not None and isinstance(old.detail, PartDetail):
        kept = (taken.instead_of for taken in old.detail.steps if taken.step is PathStep.BECAME_NEXT)
        if before := next(kept, ""):
            return before if before != entry.part else ""
    asked = (
        row.part
        for row in reversed(timeline.entries)
        if row.kind is EntryKind.ASKED and row.elapsed_ms <= entry.elapsed_ms
    )
    return next((part for part in asked if part is not None and part != entry.part), "")


def _answer(
    detail: PromptDetail, entry: Entry, timeline: Timeline, protocol: Protocol, old: Entry | None
) -> PromptDetail:
    """The answer with the key of what it answers, and with when it comes back where it is put off."""
    before = old.detail.key if old is not None and isinstance(old.detail, PromptDetail) else ""
    key = detail.key or before or _waiting(entry.elapsed_ms, timeline, protocol)
    until_ms = detail.until_ms
    if detail.outcome is PromptOutcome.SNOOZED and until_ms is None:
        minutes = SNOOZE_MINUTES if detail.minutes is None else detail.minutes
        until_ms = entry.elapsed_ms + round(minutes * MS_A_MINUTE)
    return detail.model_copy(update={"key": key, "until_ms": until_ms})


def _waiting(now_ms: int, timeline: Timeline, protocol: Protocol) -> str:
    """The key of what waits for an answer, as the room shows it; empty where nothing does."""
    found = next_to_answer(due(timeline, protocol), now_ms)
    return found.key if found is not None else ""


def _about(detail: ActionDetail, timeline: Timeline, protocol: Protocol, old: Entry | None) -> str | None:
    if detail.number is None and old is not None and isinstance(old.detail, ActionDetail):
        return old.about
    return about_of(detail, timeline, protocol)
