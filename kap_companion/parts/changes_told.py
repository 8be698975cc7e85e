"""What was told of a client's parts after a moment: readings, links, steps. Pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from kap_companion.family.observations import Observation
from kap_companion.parts.changed import Changed, What
from kap_companion.parts.client_parts import ClientParts
from kap_companion.parts.what_is_known import Told, told_of
from kap_companion.vocabulary.links import LinkKind
from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.observation import PartField, PathStep
from kap_companion.vocabulary.part_act import LinkDropped, PartAct

# What is told anew each time and is no change: it stands in the history of the part.
_EACH_TIME = frozenset({PartField.WORDS, PartField.NOTED, PartField.INTENSITY, PartField.ANSWER})
# Where one more is told beside those before, rather than another in their place.
_MANY = frozenset({PartField.BODY, PartField.FEELINGS})


def told_since(parts: ClientParts, moment: datetime) -> Iterator[Changed]:
    """What was read of each part, where it is new or another than the last reading before."""
    of_parts: dict[str, list[Observation]] = {}
    for each in parts.observations:
        if each.field not in _EACH_TIME:
            of_parts.setdefault(each.part, []).append(each)
    for part_id, observations in of_parts.items():
        if observations[-1].at <= moment:
            continue
        for (field, _question), told in told_of(observations).items():
            earlier = [each for each in told if each.at <= moment]
            later = [each for each in told if each.at > moment]
            changed = _more if field in _MANY else _other
            yield from changed(part_id, field, earlier, later)


def _other(part: str, field: PartField, earlier: Sequence[Told], later: Sequence[Told]) -> Iterator[Changed]:
    """The newest reading beside the last one before."""
    if not later or (earlier and earlier[-1].values == later[-1].values):
        return
    newest, sources = later[-1], tuple(each.source for each in (*earlier[-1:], later[-1]))
    yield Changed(
        What.CHANGED if earlier else What.LEARNT,
        part,
        newest.at,
        sources,
        newest.session,
        field=field,
        before=", ".join(earlier[-1].values) if earlier else "",
        after=", ".join(newest.values),
        by=newest.by,
    )


def _more(part: str, field: PartField, earlier: Sequence[Told], later: Sequence[Told]) -> Iterator[Changed]:
    """What was never told of it before."""
    known = {fold(value) for each in earlier for value in each.values}
    for told in later:
        new = [value for value in told.values if fold(value) not in known]
        known.update(fold(value) for value in new)
        if new:
            yield Changed(
                What.LEARNT,
                part,
                told.at,
                (told.source,),
                told.session,
                field=field,
                after=", ".join(new),
                by=told.by,
            )


def links_since(parts: ClientParts, moment: datetime) -> Iterator[Changed]:
    """Links that were said, moved or dropped."""
    for link in parts.links:
        earlier = [each for each in link.history if each.at <= moment]
        later = [each for each in link.history if each.at > moment]
        state_before = earlier[-1].state if earlier else None
        if not later or link.state == state_before:
            continue
        newest = later[-1]
        yield Changed(
            What.LINK_MOVED if state_before else What.LINKED,
            link.from_part,
            newest.at,
            tuple(each.source for each in (*earlier[-1:], *later)),
            newest.session,
            other=link.to_part,
            link=link.kind,
            state=link.state,
            state_before=state_before,
        )
    standing = {(link.kind, frozenset((link.from_part, link.to_part))) for link in parts.links}
    dropped: dict[tuple[LinkKind, str, str], PartAct] = {}
    for act in parts.family.acts:
        if act.at > moment and isinstance(act.deed, LinkDropped):
            ends = parts.family.itself(act.deed.from_part), parts.family.itself(act.deed.to_part)
            if (act.deed.link, frozenset(ends)) not in standing:
                dropped[(act.deed.link, *ends)] = act
    for (kind, from_part, to_part), act in dropped.items():
        yield Changed(What.LINK_DROPPED, from_part, act.at, (act.id,), act.session, other=to_part, link=kind)


def steps_since(parts: ClientParts, moment: datetime) -> Iterator[Changed]:
    """Steps that were done for the first time; a question that was asked is no step done."""
    seen: set[tuple[str, PathStep]] = set()
    for each in parts.steps:
        if each.asked:
            continue
        is_new = (each.part, each.step) not in seen
        seen.add((each.part, each.step))
        if each.at <= moment:
            continue
        if each.step is PathStep.BECAME_NEXT:
            yield Changed(
                What.BECAME_NEXT,
                each.part,
                each.at,
                (each.source,),
                each.session,
                other=each.instead_of,
                step=each.step,
                after=each.text,
            )
        elif is_new:
            yield Changed(
                What.STEP_DONE,
                each.part,
                each.at,
                (each.source,),
                each.session,
                step=each.step,
                after=each.text,
            )
