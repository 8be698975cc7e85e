"""What the companion wrote into a record by itself, in words; and what a typed line does not tell."""

from collections.abc import Iterator

from kap_companion.vocabulary.concerns import HandoffDetail
from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail, ConsentScope
from kap_companion.vocabulary.details import GapDetail, PhaseDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.facts import GateDetail, GatePoint
from kap_companion.vocabulary.limits import Limit, LimitDetail
from kap_companion.vocabulary.prompting import PromptDetail, PromptOutcome
from kap_companion.vocabulary.scales import BY_KEY, ScaleDetail

_HEAD_OF_ACT = {
    ConsentAct.GIVEN: "consent to",
    ConsentAct.REFUSED: "not agreed to",
    ConsentAct.WITHDRAWN: "withdrawn:",
    ConsentAct.ASKED: "asked, not granted:",
}


def written_by_itself(entry: Entry) -> str:
    """What an entry without a typed line says, in lines; its free text where nothing else is known."""
    return "\n".join(piece for piece in _lines(entry) if piece)


def beside_the_line(entry: Entry) -> Iterator[str]:
    """What has to stand beside a line as it was typed: what was filled in, and what a score means."""
    match entry.detail:
        case ConsentDetail(act=ConsentAct.ASKED):
            yield "asked after the first dose, not granted"
        case PromptDetail() as prompt if prompt.key:
            yield f"about: {prompt.key}{_until(prompt, entry)}"
        case ScaleDetail() as scale:
            name = BY_KEY[scale.instrument].name if scale.instrument in BY_KEY else scale.instrument
            higher = scale.direction.value.replace("_", " ")
            yield f"{name}, {scale.lowest} to {scale.highest}; {scale.version}; higher is {higher}"


def _lines(entry: Entry) -> Iterator[str]:
    match entry.detail:
        case PhaseDetail() as phase:
            yield phase.phase.value
        case GapDetail() as gap:
            yield f"{gap.cause.value.replace('_', ' ')}, {gap.seconds:.0f} s"
        case GateDetail() as gate:
            yield "before the first dose:"
            yield from (_point(point) for point in gate.points)
        case HandoffDetail() as handoff:
            yield f"handed over to {handoff.name or handoff.taker}"
        case LimitDetail() as limit:
            yield _limits(limit)
        case PromptDetail() as prompt:
            yield f"{prompt.outcome.value}: {prompt.key}{_until(prompt, entry)}"
        case ConsentDetail() as consent:
            yield _consent(consent)
    yield entry.text


def _point(point: GatePoint) -> str:
    state = point.state.value.replace("_", " ")
    says = f" ({point.says})" if point.says else ""
    by = f", by {point.by}: {point.reason}" if point.by else ""
    return f"{point.key}: {state}{says}{by}"


def _limits(limit: LimitDetail) -> str:
    ranges = ", ".join(_range(each) for each in limit.limits) or "taken away"
    by = f", by {limit.ordered_by}" if limit.ordered_by else ""
    at = f", {limit.ordered_at.isoformat(timespec='minutes')}" if limit.ordered_at else ""
    source = f", {limit.source}" if limit.source else ""
    return f"limits of the {limit.scope.value}: {ranges}{by}{at}{source}"


def _range(limit: Limit) -> str:
    lower = f" from {limit.lower:g}" if limit.lower is not None else ""
    upper = f" to {limit.upper:g}" if limit.upper is not None else ""
    return f"{limit.measure.value.replace('_', ' ')}{lower}{upper}"


def _until(prompt: PromptDetail, entry: Entry) -> str:
    if prompt.outcome is not PromptOutcome.SNOOZED or prompt.until_ms is None:
        return ""
    return f", put off for {(prompt.until_ms - entry.elapsed_ms) / 60_000:g} min"


def _consent(consent: ConsentDetail) -> str:
    scope = consent.scope
    what = [scope.value if scope else "all that can be withdrawn"]
    if scope is None and consent.act is not ConsentAct.WITHDRAWN:
        what = []
    what += [consent.touch] if consent.touch else []
    what += [f"up to {consent.dose_mg:g} mg"] if consent.dose_mg is not None else []
    what += [f"boosters up to {consent.booster_mg:g} mg"] if consent.booster_mg is not None else []
    by = "by " if scope in (ConsentScope.TOUCH, ConsentScope.RECORDING) else ""
    what += [by + ", ".join(consent.people)] if consent.people else []
    return f"{_HEAD_OF_ACT[consent.act]} {', '.join(what)}".strip()
