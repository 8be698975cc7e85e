"""How it reads what was stated in the room: consents, facts, answers, limits, scales, a handing over."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from kap_companion.vocabulary.concerns import ActionDetail, ActionWhat, HandoffDetail
from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail
from kap_companion.vocabulary.details import KeptDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.facts import FactDetail, GateDetail, OverrideDetail
from kap_companion.vocabulary.limits import LimitDetail, LimitScope
from kap_companion.vocabulary.prompting import PromptDetail, PromptOutcome
from kap_companion.vocabulary.scales import ScaleDetail
from ui.one_line import one_line
from ui.session.consent_words import scope_word, terms_of
from ui.session.entry_run import Look, Run, Surroundings, after
from ui.session.fact_words import fact_runs, gate_runs
from ui.session.key_words import answered_word, point_word
from ui.session.measure_words import limit_words, scale_words
from ui.words import duration

translate = QCoreApplication.translate


def stated_runs(entry: Entry, text: str, around: Surroundings) -> Iterator[Run]:
    """The runs of an entry of one of these kinds; `text` is its free text on one line."""
    match entry.detail:
        case ConsentDetail() as consent:
            yield from _consent_runs(consent, text)
        case FactDetail() as fact:
            yield from fact_runs(fact, text)
        case GateDetail() as gate:
            yield from gate_runs(gate)
        case OverrideDetail() as override:
            said = translate("Entry", "{point} overridden by {name}")
            name = one_line(override.by, 120)
            yield Run(said.format(point=point_word(override.key), name=name), Look.STRONG)
            yield after(text, ": ")
        case PromptDetail() as prompt:
            yield Run(_outcome(prompt, entry))
            yield after(text, ": " if prompt.outcome is PromptOutcome.SKIPPED else " · ")
        case ScaleDetail() as scale:
            yield Run(scale_words(scale))
            yield after(text)
        case LimitDetail() as limit:
            yield Run(_limits(limit))
            yield after(one_line(limit.source, 120), ", ")
            yield after(text)
        case ActionDetail() as action:
            yield from _action_runs(action, text, around.spoken_of.get(entry.about or "", ""))
        case KeptDetail() as kept:
            yield Run(translate("Entry", "Promise kept:") + " ", Look.STRONG)
            yield Run(text or f"#{kept.number}")
        case HandoffDetail() as handoff:
            name = one_line(handoff.name, 120)
            said = translate("Entry", "Handed over to {name}") if name else translate("Entry", "Handed over")
            yield Run(said.format(name=name), Look.STRONG)
            yield after(text)
        case _:
            yield Run(text)


def stated_details(detail: PromptDetail | ActionDetail) -> Iterator[str]:
    """What stands on the right: what was put off or left out, and how severe it came to be."""
    if isinstance(detail, PromptDetail):
        yield answered_word(detail.key) if detail.outcome is not PromptOutcome.DONE else ""
    elif detail.severity is not None:
        yield severity_word(detail.severity)


def severity_word(severity: int) -> str:
    """How severe, from 1 to 3."""
    words = (translate("Entry", "mild"), translate("Entry", "moderate"), translate("Entry", "severe"))
    return words[severity - 1]


def _consent_runs(consent: ConsentDetail, text: str) -> Iterator[Run]:
    head = {
        ConsentAct.GIVEN: translate("Entry", "Consent"),
        ConsentAct.REFUSED: translate("Entry", "Not agreed"),
        ConsentAct.WITHDRAWN: translate("Entry", "Withdrawn"),
        ConsentAct.ASKED: translate("Entry", "Asked, not granted"),
    }[consent.act]
    scope = [scope_word(consent.scope)] if consent.scope is not None else []
    terms = ", ".join([*scope, *terms_of(consent)])
    if consent.act is ConsentAct.WITHDRAWN and consent.scope is None:
        terms = translate("Entry", "all that can be withdrawn")
    look = Look.WARNING if consent.act in (ConsentAct.WITHDRAWN, ConsentAct.ASKED) else Look.STRONG
    yield Run(head + (": " if terms or text else ""), look)
    yield Run(terms)
    yield after(text, " · " if terms else "")


def _outcome(prompt: PromptDetail, entry: Entry) -> str:
    if prompt.outcome is PromptOutcome.SKIPPED:
        return translate("Entry", "Skipped")
    if prompt.outcome is PromptOutcome.DONE:
        said = translate("Entry", "Answered: {due}") if prompt.key else translate("Entry", "Answered")
        return said.format(due=answered_word(prompt.key))
    seconds = 60 * prompt.minutes if prompt.minutes is not None else None
    if seconds is None and prompt.until_ms is not None:
        seconds = (prompt.until_ms - entry.elapsed_ms) / 1000
    if seconds is None or seconds <= 0:
        return translate("Entry", "Snoozed")
    return translate("Entry", "Snoozed {length}").format(length=duration(round(seconds)))


def _action_runs(action: ActionDetail, text: str, about: str) -> Iterator[Run]:
    if action.what is ActionWhat.TOLD:
        said = translate("Entry", "Told {name} about {what}") if about else translate("Entry", "Told {name}")
        yield Run(said.format(name=one_line(action.who, 120), what=about))
        yield after(text)
    elif action.what is ActionWhat.RESOLVED:
        said = translate("Entry", "Resolved: {what}") if about else translate("Entry", "Resolved")
        yield Run(said.format(what=about))
        yield after(text)
    else:
        said = translate("Entry", "Done about {what}") if about else translate("Entry", "Done")
        yield Run(said.format(what=about))
        yield after(text, ": ")


def _limits(limit: LimitDetail) -> str:
    whose = {
        LimitScope.CLIENT: translate("Entry", "Limits for this client: {limits}"),
        LimitScope.FACILITY: translate("Entry", "Limits of the practice: {limits}"),
        LimitScope.PROTOCOL: translate("Entry", "Limits of the protocol: {limits}"),
    }[limit.scope]
    limits = limit_words(limit.limits) or translate("Entry", "taken away")
    said = whose.format(limits=limits)
    if not limit.ordered_by:
        return said
    return translate("Entry", "{limits}, by {name}").format(limits=said, name=one_line(limit.ordered_by, 120))
