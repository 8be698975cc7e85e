"""What is known of each part: dated readings from the logs and from beside them. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from kap_companion.family.members import Family
from kap_companion.vocabulary.details import AskedDetail, PartDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.observation import PartField, PathStep, StepTaken
from kap_companion.vocabulary.part_act import Observed, PartAct, Stepped
from kap_companion.vocabulary.self_energy import Rater

# The titles under which questions of the six Fs are logged, by the keys of `six_fs.toml`.
ASKED_STEPS: dict[str, PathStep] = {
    "find": PathStep.FOUND,
    "focus": PathStep.FOCUSED,
    "flesh out": PathStep.FLESHED_OUT,
    "feel toward": PathStep.FELT_TOWARD,
    "befriend": PathStep.BEFRIENDED,
    "fears": PathStep.FEARS_HEARD,
}


class Observation(NamedTuple):
    """One reading of one part; of a long history there are tens of thousands.

    Attributes:
        part: the id of the part it is about by now.
        source: the id of the entry or act it comes from.
        session: None for between the sessions.
        elapsed_ms: from the session's anchor; None for an act.
        name: the name the part was called by then, in an entry; empty for an act or an unnamed one.
    """

    part: str
    field: PartField
    value: str
    by: Rater
    at: datetime
    session: str | None
    source: str
    elapsed_ms: int | None = None
    question: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class StepSeen:
    """One step that was done with a part; `asked` where only its question is known to have been asked."""

    part: str
    step: PathStep
    text: str
    at: datetime
    session: str | None
    source: str
    elapsed_ms: int | None = None
    instead_of: str = ""
    asked: bool = False


def observations_of(family: Family, entries: Iterable[Entry]) -> tuple[Observation, ...]:
    """Every reading of every part, by time; of one moment in the order of the line.

    Args:
        family: who is who; its acts are read too.
        entries: current entries of any sessions.
    """
    found = [reading for entry in entries for reading in _of_entry(family, entry)]
    found += [reading for act in family.acts for reading in _of_act(family, act)]
    return tuple(sorted(found, key=lambda each: each.at))


def newest_first(observations: Iterable[Observation], part: str) -> dict[PartField, tuple[Observation, ...]]:
    """The readings of one part by field, the newest first, the fields in the order of `PartField`."""
    by_field: dict[PartField, list[Observation]] = {}
    for each in observations:
        if each.part == part:
            by_field.setdefault(each.field, []).append(each)
    return {field: tuple(reversed(by_field[field])) for field in PartField if field in by_field}


def steps_of(family: Family, entries: Iterable[Entry]) -> tuple[StepSeen, ...]:
    """Every step with every part, by time: said in a line or an act, or its question asked."""
    found: list[StepSeen] = []
    for entry in entries:
        part = family.of(entry)
        if part is None:
            continue
        match entry.detail:
            case PartDetail(steps=steps):
                found += [_step(family, part, each, entry) for each in steps]
            case AskedDetail(step=title) if (step := ASKED_STEPS.get(title.casefold())) is not None:
                found.append(
                    StepSeen(
                        part,
                        step,
                        entry.text,
                        entry.at,
                        entry.session,
                        entry.id,
                        entry.elapsed_ms,
                        asked=True,
                    )
                )
    for act in family.acts:
        if isinstance(act.deed, Stepped) and (part := family.about(act.id, act.deed.part)) is not None:
            found.append(_step(family, part, act.deed.taken, act))
    return tuple(sorted(found, key=lambda each: each.at))


def _step(family: Family, part: str, taken: StepTaken, source: Entry | PartAct) -> StepSeen:
    elapsed_ms = source.elapsed_ms if isinstance(source, Entry) else None
    before = family.part(taken.instead_of or None)
    instead_of = before.id if before is not None and before.id != part else ""
    return StepSeen(
        part, taken.step, taken.text, source.at, source.session, source.id, elapsed_ms, instead_of
    )


def _of_entry(family: Family, entry: Entry) -> Iterator[Observation]:
    detail = entry.detail
    if not isinstance(detail, PartDetail) or (part := family.of(entry)) is None:
        return
    at, session, source, elapsed_ms, name = entry.at, entry.session, entry.id, entry.elapsed_ms, detail.name
    for field, value, by in _told(entry, detail):
        yield Observation(part, field, value, by, at, session, source, elapsed_ms, "", name)
    for known in detail.known:
        yield Observation(
            part, known.field, known.value, known.by, at, session, source, elapsed_ms, known.question, name
        )


def _told(entry: Entry, detail: PartDetail) -> Iterator[tuple[PartField, str, Rater]]:
    """What the marks of a line tell, as readings."""
    for words in detail.words:
        yield PartField.WORDS, words, Rater.CLIENT
    for place in detail.body:
        yield PartField.BODY, place, Rater.CLIENT
    if entry.text.strip():
        yield PartField.NOTED, entry.text, Rater.FACILITATOR
    if detail.intensity is not None:
        yield PartField.INTENSITY, str(detail.intensity), Rater.CLIENT
    if detail.blended is not None:
        yield PartField.BLENDED, "blended" if detail.blended else "unblended", Rater.FACILITATOR


def _of_act(family: Family, act: PartAct) -> Iterator[Observation]:
    if not isinstance(act.deed, Observed):
        return
    part = family.about(act.id, act.deed.part)
    if part is None:
        return
    known = act.deed.known
    yield Observation(
        part=part,
        field=known.field,
        value=known.value,
        by=known.by,
        at=act.at,
        session=act.session,
        source=act.id,
        question=known.question,
    )
