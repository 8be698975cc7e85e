"""The chips of what is stated in the room: consents, facts, answers, limits, scales."""

from collections.abc import Iterator

from kap_companion.session.capture_chip import Chip, ChipKind
from kap_companion.session.capture_event import SEVERITIES
from kap_companion.session.capture_since import clock_text
from kap_companion.vocabulary.concerns import ActionDetail
from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail
from kap_companion.vocabulary.details import Detail, KeptDetail
from kap_companion.vocabulary.facts import FactDetail, FactKind, OverrideDetail
from kap_companion.vocabulary.limits import Limit, LimitDetail
from kap_companion.vocabulary.prompting import PromptDetail
from kap_companion.vocabulary.scales import ScaleDetail


def chips_of_stated(detail: Detail) -> Iterator[Chip]:
    """The pieces of a line that begins with `>`; none for other kinds."""
    match detail:
        case ConsentDetail():
            yield from _of_consent(detail)
        case FactDetail():
            yield from _of_fact(detail)
        case OverrideDetail():
            yield Chip(ChipKind.KEY, detail.key, "point")
            yield Chip(ChipKind.BY, detail.by)
        case PromptDetail():
            yield Chip(ChipKind.OUTCOME, detail.outcome.value)
            if detail.key:
                yield Chip(ChipKind.KEY, detail.key, "due")
            if detail.minutes is not None:
                yield Chip(ChipKind.MINUTES, f"{detail.minutes:g}")
        case ActionDetail():
            yield from _of_action(detail)
        case KeptDetail(number=int(number)):
            yield Chip(ChipKind.NUMBER, str(number))
        case ScaleDetail():
            yield Chip(ChipKind.SCALE, f"{detail.score} / {detail.highest}", detail.instrument)
        case LimitDetail():
            yield from (Chip(ChipKind.LIMIT, _range(limit), limit.measure.value) for limit in detail.limits)
            if detail.ordered_by:
                yield Chip(ChipKind.BY, detail.ordered_by)


def _of_consent(detail: ConsentDetail) -> Iterator[Chip]:
    if detail.scope is None:
        given = detail.act is ConsentAct.GIVEN
        yield Chip(ChipKind.AS_STATED) if given else Chip(ChipKind.CONSENT, "", detail.act.value)
    else:
        yield Chip(ChipKind.CONSENT, detail.scope.value, detail.act.value)
    if detail.touch:
        yield Chip(ChipKind.TOUCH, detail.touch)
    if detail.dose_mg is not None:
        yield Chip(ChipKind.CEILING, f"{detail.dose_mg:g}", "dose")
    if detail.booster_mg is not None:
        yield Chip(ChipKind.CEILING, f"{detail.booster_mg:g}", "booster")
    yield from (
        Chip(ChipKind.WITH, name, detail.scope.value if detail.scope else "") for name in detail.people
    )


def _of_fact(detail: FactDetail) -> Iterator[Chip]:
    # A medicine that was held back is another fact than one that was taken.
    held = detail.what is FactKind.MEDICINE and detail.answer is False
    yield Chip(ChipKind.FACT, "held" if held else "", detail.what.value)
    if detail.key:
        yield Chip(ChipKind.KEY, detail.key, "point")
    if detail.name:
        yield Chip(ChipKind.NAME, detail.name)
    if detail.answer is not None and detail.what is not FactKind.MEDICINE:
        yield Chip(ChipKind.ANSWER, "yes" if detail.answer else "no", detail.what.value)
    if detail.clock is not None:
        yield Chip(ChipKind.SINCE, clock_text(detail.clock))
    if detail.minutes_ago is not None:
        yield Chip(ChipKind.AGO, f"{detail.minutes_ago:g}")
    if detail.kg is not None:
        yield Chip(ChipKind.WEIGHT, f"{detail.kg:g}", "kg")
    if detail.weighed_on is not None:
        yield Chip(ChipKind.WEIGHED, detail.weighed_on.isoformat())


def _of_action(detail: ActionDetail) -> Iterator[Chip]:
    yield Chip(ChipKind.ACTION, detail.what.value)
    if detail.number is not None:
        yield Chip(ChipKind.NUMBER, str(detail.number))
    if detail.who:
        yield Chip(ChipKind.NAME, detail.who)
    if detail.severity is not None:
        yield Chip(ChipKind.SEVERITY, str(detail.severity), SEVERITIES[detail.severity - 1])


def _range(limit: Limit) -> str:
    lower, upper = limit.lower, limit.upper
    if lower is not None and upper is not None:
        return f"{lower:g}–{upper:g}"
    return f"≥ {lower:g}" if lower is not None else f"≤ {upper:g}" if upper is not None else ""
