"""What is open: adverse events until they are over, vitals outside a limit until it is said what was done."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from kap_companion.session.concerns import Concern, ConcernKind
from kap_companion.session.limits import Bound, Outside
from kap_companion.vocabulary.concerns import ActionDetail, ActionWhat
from kap_companion.vocabulary.details import AdverseEventDetail, VitalsDetail
from kap_companion.vocabulary.limits import Measure
from ui.one_line import one_line
from ui.session.bound_words import bound_words
from ui.session.measure_words import short_measure
from ui.session.record_words import number, vitals_line
from ui.session.sheet_rows import SheetContent, SheetRow, Stand

translate = QCoreApplication.translate
LONGEST = 80


def concern_content(
    all_concerns: Sequence[Concern], bounds: Mapping[Measure, Bound], time_of: Callable[[int], str]
) -> SheetContent:
    """The open ones first, each with the line that answers it; then those that are over, and the limits.

    Args:
        all_concerns: of the session.
        bounds: the limits in force.
        time_of: a moment in words.
    """
    still = [concern for concern in all_concerns if concern.is_open]
    over = [concern for concern in all_concerns if not concern.is_open]
    rows = [_row(concern, time_of) for concern in (*still, *over)]
    rows += [_limit(bound) for bound in bounds.values()]
    rows.append(SheetRow(translate("Sheet", "An adverse event"), line="ae "))
    about = translate(
        "Sheet", "“> action …” says what was done, “> told NAME” who knows, “> resolved” that it is over."
    )
    return SheetContent(translate("Sheet", "What is open"), about, tuple(rows))


def open_words(still: Sequence[Concern], time_of: Callable[[int], str]) -> str:
    """What is open in one line, the newest first; empty where nothing is."""
    said = [f"{_title(concern)} · {_briefly(concern, time_of)}" for concern in reversed(still)]
    return " — ".join(one_line(words, LONGEST * 2) for words in said[:2]) + (" …" if len(said) > 2 else "")


def answering_line(still: Sequence[Concern]) -> str:
    """The beginning of the line that answers the newest open one."""
    return f"> action #{still[-1].number} " if still else ""


def _row(concern: Concern, time_of: Callable[[int], str]) -> SheetRow:
    done = [_action(entry.detail, str(entry.text)) for entry in (*concern.actions, *concern.told)]
    says = " · ".join([_says(concern, time_of), *(words for words in done if words)])
    line = ""
    if concern.is_open:
        line = f"> action #{concern.number} "
        if concern.what is ConcernKind.ADVERSE and concern.actions:
            line = f"> resolved #{concern.number} "
    state = translate("Sheet", "open")
    if concern.resolved_ms is not None:
        state = translate("Sheet", "over {time}").format(time=time_of(concern.resolved_ms))
    return SheetRow(
        title=f"#{concern.number} {_title(concern)}",
        says=says,
        line=line,
        stand=Stand.OPEN if concern.is_open else Stand.MET,
        state=state,
    )


def _title(concern: Concern) -> str:
    detail = concern.entry.detail
    if isinstance(detail, AdverseEventDetail):
        return one_line(detail.term or concern.entry.text or translate("Sheet", "an adverse event"), LONGEST)
    return vitals_line(detail) if isinstance(detail, VitalsDetail) else ""


def _says(concern: Concern, time_of: Callable[[int], str]) -> str:
    since = translate("Sheet", "since {time}").format(time=time_of(concern.onset_ms))
    if concern.what is ConcernKind.VITALS:
        said = translate("Sheet", "outside the range: {values}").format(
            values=", ".join(map(_outside, concern.outside))
        )
        return f"{said} · {translate('Sheet', 'what was done?')}" if concern.is_open else said
    words = {
        1: translate("Sheet", "mild"),
        2: translate("Sheet", "moderate"),
        3: translate("Sheet", "severe"),
    }
    severity = words.get(concern.severity or 0, "")
    return f"{severity} · {since}" if severity else since


def _briefly(concern: Concern, time_of: Callable[[int], str]) -> str:
    if concern.what is not ConcernKind.VITALS:
        return _says(concern, time_of)
    limits = []
    for found in concern.outside:
        limit = found.bound.upper if found.above else found.bound.lower
        words = translate("Sheet", "{measure} limit {limit}")
        measure = short_measure(found.bound.measure)
        limits.append(words.format(measure=measure, limit=number(limit) if limit is not None else ""))
    who = {str(found.bound.ordered_by) for found in concern.outside if found.bound.ordered_by}
    names = f" ({', '.join(sorted(who))})" if who else ""
    return f"{', '.join(limits)}{names} · {translate('Sheet', 'what was done?')}"


def _action(detail: object, text: str) -> str:
    if not isinstance(detail, ActionDetail):
        return ""
    if detail.what is ActionWhat.TOLD:
        return " ".join([translate("Sheet", "told {who}").format(who=detail.who), text]).strip()
    return text


def _outside(found: Outside) -> str:
    name = short_measure(found.bound.measure)
    return f"{name} {found.value} ({bound_words(found.bound)})"


def _limit(bound: Bound) -> SheetRow:
    title = translate("Sheet", "Limit: {measure}").format(measure=short_measure(bound.measure))
    return SheetRow(title, bound_words(bound))
