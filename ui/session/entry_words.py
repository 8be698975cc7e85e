"""How an entry reads on the screen: runs of text for the line, and what stands on the right of it."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from kap_companion.vocabulary.concerns import ActionDetail
from kap_companion.vocabulary.details import (
    AdverseEventDetail,
    AskedDetail,
    DoseDetail,
    GapDetail,
    PartDetail,
    PeopleDetail,
    PhaseDetail,
    PlainDetail,
    QuoteDetail,
    SelfDetail,
    SettingDetail,
    VitalsDetail,
    VitalsStatus,
)
from kap_companion.vocabulary.entry import Addition, Entry, EntrySource
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.prompting import PromptDetail
from kap_companion.vocabulary.self_energy import Rater
from ui.one_line import one_line
from ui.session.entry_run import EntryWords, Look, Run, Sign, Surroundings, after
from ui.session.part_words import link_words, part_runs, quoted, role_of
from ui.session.record_words import (
    dose_label,
    dose_terms,
    gap_line,
    people_line,
    phase_line,
    risk_word,
    setting_line,
    vitals_line,
)
from ui.session.stated_words import severity_word, stated_details, stated_runs
from ui.words import duration, quality_word

__all__ = [
    "EntryWords",
    "Look",
    "Run",
    "Sign",
    "Surroundings",
    "link_words",
    "role_of",
    "sign_of",
    "words_of",
]

translate = QCoreApplication.translate

LATE_SECONDS = 120


def words_of(entry: Entry, around: Surroundings) -> EntryWords:
    """How an entry reads, given what the session knows."""
    runs = tuple(run for run in _runs(entry, around) if run.text)
    right = tuple(text for text in (*_details(entry, around), *_marks(entry, around)) if text)
    return EntryWords(sign_of(entry), role_of(entry, around), runs, right)


def sign_of(entry: Entry) -> Sign:
    """What stands before an entry."""
    return {
        EntryKind.PART: Sign.PART,
        EntryKind.SELF: Sign.LEAF,
        EntryKind.DOSE: Sign.DIAMOND,
        EntryKind.ADVERSE_EVENT: Sign.TRIANGLE,
        EntryKind.STOP: Sign.TRIANGLE,
        EntryKind.BOOKMARK: Sign.FLAG,
    }.get(entry.kind, Sign.DOT)


def _runs(entry: Entry, around: Surroundings) -> Iterator[Run]:
    text = one_line(entry.text)
    match entry.detail:
        case PartDetail() as part:
            yield from part_runs(entry, part, text, around)
        case SelfDetail() as rated:
            levels = ", ".join(
                translate("Entry", "{quality} {level}").format(
                    quality=quality_word(quality).lower(), level=level
                )
                for quality, level in rated.qualities.items()
            )
            yield Run(
                translate("Entry", "Self-energy: {levels}").format(levels=levels)
                if levels
                else translate("Entry", "Self-energy")
            )
            yield after(text)
        case QuoteDetail() as quote:
            yield from quoted(quote.words, first=True)
            yield after(text, " " if quote.words else "")
        case VitalsDetail() as vitals:
            yield Run(vitals_line(vitals))
            yield after(text)
        case DoseDetail() as dose:
            yield Run(dose_label(dose), Look.STRONG)
            yield Run("".join(f", {piece}" for piece in dose_terms(dose, text)))
        case AdverseEventDetail() as event:
            yield Run(translate("Entry", "Adverse event:") + " ", Look.WARNING)
            yield Run(one_line(event.term) or text, Look.STRONG)
            yield after(text if event.term else "", ", ")
        case PhaseDetail() as phase:
            yield Run(phase_line(phase.phase), Look.STRONG)
            yield after(text)
        case SettingDetail() as setting:
            yield Run(setting_line(setting))
            yield after(text, ": ")
        case PeopleDetail() as people:
            yield Run(people_line(people))
            yield after(text)
        case AskedDetail():
            yield Run(translate("Entry", "Asked:") + " ", Look.QUIET)
            yield Run(text)
        case GapDetail() as gap:
            yield Run(gap_line(gap), Look.QUIET)
        case PlainDetail():
            yield from _plain_runs(entry, text)
        case _:
            yield from stated_runs(entry, text, around)


def _plain_runs(entry: Entry, text: str) -> Iterator[Run]:
    if entry.kind is EntryKind.BOOKMARK:
        yield Run(translate("Entry", "Something happened"), Look.STRONG)
        yield after(text)
    elif entry.kind is EntryKind.STOP:
        yield Run(translate("Entry", "The client asks to stop"), Look.WARNING)
        yield after(text)
    elif entry.kind is EntryKind.PROMISE:
        yield Run(translate("Entry", "Promise:") + " ", Look.STRONG)
        yield Run(text)
    else:
        yield Run(text)


def _details(entry: Entry, around: Surroundings) -> Iterator[str]:
    match entry.detail:
        case PartDetail() as part:
            yield ", ".join(one_line(place, 60) for place in part.body)
            yield str(part.intensity) if part.intensity is not None else ""
        case SelfDetail(by=Rater.CLIENT):
            yield translate("Entry", "the client’s own rating")
        case VitalsDetail(status=VitalsStatus.TAKEN):
            before = around.first_dose_ms is not None and entry.elapsed_ms < around.first_dose_ms
            yield translate("Entry", "baseline") if before else ""
        case DoseDetail() if entry.id in around.dose_numbers:
            yield translate("Entry", "dose {number}").format(number=around.dose_numbers[entry.id])
        case AdverseEventDetail(severity=severity) if severity is not None:
            yield severity_word(severity)
        case AskedDetail() as asked:
            yield one_line(asked.step, 60)
        case PromptDetail() | ActionDetail():
            yield from stated_details(entry.detail)
        case _:
            yield {
                EntryKind.QUOTE: translate("Entry", "client’s words"),
                EntryKind.EXPECTED_EFFECT: translate("Entry", "expected effect"),
                EntryKind.HYPOTHESIS: translate("Entry", "hypothesis, private"),
                EntryKind.BOOKMARK: translate("Entry", "bookmark"),
            }.get(entry.kind, "")


def _marks(entry: Entry, around: Surroundings) -> Iterator[str]:
    for risk in around.risks.get(entry.id, ()):
        still = translate("Entry", "risk ({what}), to be answered")
        said = still if risk.is_open else translate("Entry", "risk ({what}), answered")
        yield said.format(what=risk_word(risk.what))
    late = (entry.typed_at - entry.at).total_seconds()
    if entry.addition is Addition.LATE:
        yield translate("Entry", "entered late")
    elif entry.source is EntrySource.TYPED and late > LATE_SECONDS and entry.amends is None:
        yield translate("Entry", "entered {length} later").format(length=duration(late))
    if entry.amends is not None:
        yield translate("Entry", "amended")
    if entry.not_understood:
        yield translate("Entry", "kept as text")
    if entry.id in around.held:
        yield translate("Entry", "not on the disk yet")
