"""The paper log: lines to write on when the computer fails, made from a protocol and from nothing else."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.paper import PaperChoice
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.protocol import Protocol, VisitKind
from kap_companion.worksheets.press import Pages, Press, Typeset
from kap_companion.worksheets.prompts import table
from kap_companion.worksheets.sentences import fill, own
from kap_companion.worksheets.sheet import Foot

TEMPLATE = "blank_log"
STEP_MINUTES = 5
DOSE_LINES = 4
# Where nobody says how long a visit is: as many lines as fit the pages; it can be printed twice.
USUAL_MINUTES = 60
LEAST_AFTER_DOSE = 120
LONGEST_MINUTES = 6 * 60


class BlankLogWords(Frozen):
    """All words of ours on the paper log."""

    language: str
    source: str
    title: str
    subtitle: str
    lead: str
    header: tuple[str, ...]
    first_dose: str
    begun: str
    yes_no: str
    before_heading: str
    ate: str
    drank: str
    medicines: str
    ride: str
    agreed: str
    doses_heading: str
    dose_columns: tuple[str, ...]
    log_heading: str
    log_columns: tuple[str, ...]
    visit_columns: tuple[str, ...]
    vitals: str
    leaving_heading: str
    escort: str
    left_at: str
    later_heading: str
    later: tuple[str, ...]
    page: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line to write on: minutes from the first dose (from the beginning of a visit without one)."""

    minutes: int
    label: str
    due: str


def log_lines(protocol: Protocol, vitals: str) -> tuple[LogLine, ...]:
    """The lines of a protocol: every five minutes, and wherever something is due.

    Args:
        protocol: whose plan it is.
        vitals: the word for vitals.
    """
    due: dict[int, list[str]] = {}
    for point in protocol.vitals.points:
        due.setdefault(round(point.minutes), []).append(vitals)
    every, until = protocol.vitals.every_minutes, protocol.vitals.until_minutes
    if every is not None and until is not None:
        for number in range(1, int(until // every) + 1):
            due.setdefault(round(number * every), []).append(vitals)
    for question in protocol.check_ins:
        due.setdefault(round(question.minutes), []).append(question.question)
    minutes = sorted({*range(0, _length(protocol) + 1, STEP_MINUTES), *due})
    return tuple(LogLine(at, _label(at), ", ".join(dict.fromkeys(due.get(at, ())))) for at in minutes)


def blank_log(protocol: Protocol, press: Press, choice: PaperChoice, made_at: datetime) -> Typeset:
    """The paper log of a protocol as a PDF; no client's data is in it.

    Args:
        protocol: shipped, or the practice's own.
        press: sets it.
        choice: what it is printed on, and in which size.
        made_at: now.
    """
    return press.pdf(TEMPLATE, {"page": _page(protocol)}, choice, made_at=made_at)


def blank_log_pages(protocol: Protocol, press: Press, choice: PaperChoice) -> Pages:
    """The same as pictures, one a page, to be looked at and printed."""
    return press.pages(TEMPLATE, {"page": _page(protocol)}, choice)


def _page(protocol: Protocol) -> dict[str, object]:
    words = BlankLogWords.model_validate(table("blank_log"))
    has_dose = protocol.visit is VisitKind.DOSING
    subtitle = fill(words.subtitle, protocol=own(protocol.name))
    before = [words.ate, words.drank, words.medicines, words.ride, words.agreed] if has_dose else []
    escort = [words.escort] if protocol.discharge.escort else []
    return {
        "words": words.model_dump(),
        "subtitle": subtitle,
        "foot": Foot(practice="", contact=subtitle.text, page=words.page),
        "clock": words.first_dose if has_dose else words.begun,
        "before": before,
        "checks": [check.question for check in protocol.checklist],
        "doses": DOSE_LINES if has_dose else 0,
        "columns": words.log_columns if has_dose else words.visit_columns,
        "lines": [{"label": line.label, "due": line.due} for line in log_lines(protocol, words.vitals)],
        "leaving": [*(need.question for need in protocol.discharge.needs), *escort],
        "later": [line.replace("{key}", protocol.key) for line in words.later],
    }


def _length(protocol: Protocol) -> int:
    has_dose = protocol.visit is VisitKind.DOSING
    # What comes before a dose stands above the lines; they begin with it.
    planned = sum(
        phase.minutes or 0 for phase in protocol.phases if not (has_dose and phase.phase is Phase.PREPARATION)
    )
    due = [
        planned,
        LEAST_AFTER_DOSE if has_dose else 0,
        *(point.minutes for point in protocol.vitals.points),
        *(question.minutes for question in protocol.check_ins),
        protocol.discharge.first_dose_minutes or 0,
        protocol.discharge.last_dose_minutes or 0,
    ]
    minutes = max(due) or USUAL_MINUTES
    return min(ceil(minutes / STEP_MINUTES) * STEP_MINUTES, LONGEST_MINUTES)


def _label(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
