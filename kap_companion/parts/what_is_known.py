"""What is known of one part, field by field, the newest reading first. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kap_companion.family.observations import Observation
from kap_companion.parts.client_parts import ClientParts
from kap_companion.vocabulary.observation import PartField
from kap_companion.vocabulary.self_energy import Rater

# The order in which a page tells them: its own words first, what was noted beside them last.
IN_ORDER: tuple[PartField, ...] = (
    PartField.WORDS,
    PartField.JOB,
    PartField.HOW_LONG,
    PartField.FEARS,
    PartField.PROTECTS_FROM,
    PartField.FEELINGS,
    PartField.BELIEFS,
    PartField.BODY,
    PartField.IMAGE,
    PartField.AGE,
    PartField.AGE_OF_CLIENT,
    PartField.TOWARD,
    PartField.TRUST,
    PartField.NEEDS,
    PartField.BURDEN,
    PartField.BURDEN_FROM,
    PartField.GIFT,
    PartField.BLENDED,
    PartField.INTENSITY,
    PartField.MAY_RETURN,
    PartField.ANSWER,
    PartField.NOTED,
)


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of one field at once, such as two places in one line.

    Attributes:
        values: never empty, in the order of the line.
        session: None for between the sessions.
        elapsed_ms: from the session's anchor; None for what was said beside its log.
        source: the id of the entry or act.
        question: what it answers; empty for all but answers.
    """

    values: tuple[str, ...]
    by: Rater
    at: datetime
    session: str | None
    elapsed_ms: int | None
    source: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class FieldKnown:
    """One field: the newest that was told, and all that was told before, newest first.

    Attributes:
        question: the question that was answered; answers to different questions stand apart.
    """

    field: PartField
    newest: Told
    earlier: tuple[Told, ...]
    question: str = ""


def what_is_known(parts: ClientParts, part_id: str) -> tuple[FieldKnown, ...]:
    """All that was told of a part, in the order of `IN_ORDER`."""
    itself = parts.family.itself(part_id)
    told = told_of(each for each in parts.observations if each.part == itself)
    rows: list[FieldKnown] = []
    for field in IN_ORDER:
        rows += [
            FieldKnown(field, readings[-1], tuple(reversed(readings[:-1])), question)
            for (of_field, question), readings in told.items()
            if of_field is field
        ]
    return tuple(rows)


def told_of(observations: Iterable[Observation]) -> dict[tuple[PartField, str], list[Told]]:
    """What was told by field and question, oldest first.

    Args:
        observations: of one part, by time.
    """
    found: dict[tuple[PartField, str], list[Told]] = {}
    for each in observations:
        told = found.setdefault((each.field, each.question), [])
        if told and told[-1].source == each.source and told[-1].by is each.by:
            before = told.pop()
            values = (*before.values, each.value)
            told.append(_told(each, values))
        else:
            told.append(_told(each, (each.value,)))
    return found


def _told(each: Observation, values: tuple[str, ...]) -> Told:
    return Told(values, each.by, each.at, each.session, each.elapsed_ms, each.source, each.question)
