"""How an entry reads on the screen: runs of text for the line, and what stands on the right of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from kap_companion.session.timeline import Risk
from kap_companion.vocabulary.details import (
    AdverseEventDetail,
    AskedDetail,
    DoseDetail,
    GapDetail,
    PartDetail,
    PeopleDetail,
    PhaseDetail,
    QuoteDetail,
    SelfDetail,
    SettingDetail,
    VitalsDetail,
    VitalsStatus,
)
from kap_companion.vocabulary.entry import Addition, Entry, EntrySource
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.links import LinkKind
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Rater
from ui.one_line import one_line
from ui.session.record_words import (
    dose_label,
    gap_line,
    number,
    people_line,
    phase_line,
    risk_word,
    setting_line,
    vitals_line,
)
from ui.words import duration, quality_word, role_word

translate = QCoreApplication.translate

LATE_SECONDS = 120


class Look(StrEnum):
    """How a run of text is painted."""

    NAME = "name"
    PLAIN = "plain"
    STRONG = "strong"
    QUOTE = "quote"
    QUIET = "quiet"
    WARNING = "warning"


class Sign(StrEnum):
    """What stands before a line: a part's role or the leaf by their glyphs, anything else by a small mark."""

    PART = "part"
    LEAF = "leaf"
    DOT = "dot"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look, on one line, without anything that could not be painted."""

    text: str
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class EntryWords:
    """An entry as it reads.

    Attributes:
        role: the part's role as known now; it means nothing unless `sign` is `PART`.
        right: what stands on the right, from the entry's own details to "amended".
    """

    sign: Sign
    role: Role
    runs: tuple[Run, ...]
    right: tuple[str, ...]

    @property
    def line(self) -> str:
        """The line without its right side, as plain text."""
        return "".join(run.text for run in self.runs)

    @property
    def detail(self) -> str:
        """The right side as plain text, such as "chest · 9"."""
        return " · ".join(self.right)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the session knows that an entry's words depend on.

    Attributes:
        names: how each part is called now, by its id; unnamed parts by a description.
        named: the ids of the parts that have a name of their own.
        roles: the role of each part as known now, by its id.
        dose_numbers: 1 for the first dose, by the id of its entry.
        risks: the risk marks on an entry, by its id.
        held: the ids of the entries that are not on the disk yet.
        first_dose_ms: when the first dose was given, counted from the session's anchor; None before it.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    roles: Mapping[str, Role] = field(default_factory=dict)
    dose_numbers: Mapping[str, int] = field(default_factory=dict)
    first_dose_ms: int | None = None
    risks: Mapping[str, tuple[Risk, ...]] = field(default_factory=dict)
    held: frozenset[str] = frozenset()


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


def role_of(entry: Entry, around: Surroundings) -> Role:
    """The role of the part an entry speaks of, as known now, else as it was typed."""
    typed = entry.detail.role if isinstance(entry.detail, PartDetail) else Role.UNKNOWN
    return around.roles.get(entry.part or "", typed)


def _runs(entry: Entry, around: Surroundings) -> Iterator[Run]:
    text = one_line(entry.text)
    match entry.detail:
        case PartDetail() as part:
            yield from _part_runs(entry, part, text, around)
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
            yield _after(text)
        case QuoteDetail() as quote:
            yield from _quoted(quote.words, first=True)
            yield _after(text, " " if quote.words else "")
        case VitalsDetail() as vitals:
            yield Run(vitals_line(vitals))
            yield _after(text)
        case DoseDetail() as dose:
            yield from _dose_runs(dose, text)
        case AdverseEventDetail() as event:
            yield Run(translate("Entry", "Adverse event:") + " ", Look.WARNING)
            yield Run(one_line(event.term) or text, Look.STRONG)
            yield _after(text if event.term else "", ", ")
        case PhaseDetail() as phase:
            yield Run(phase_line(phase.phase), Look.STRONG)
            yield _after(text)
        case SettingDetail() as setting:
            yield Run(setting_line(setting))
            yield _after(text, ": ")
        case PeopleDetail() as people:
            yield Run(people_line(people))
            yield _after(text)
        case AskedDetail():
            yield Run(translate("Entry", "Asked:") + " ", Look.QUIET)
            yield Run(text)
        case GapDetail() as gap:
            yield Run(gap_line(gap), Look.QUIET)
        case _:
            yield from _plain_runs(entry, text)


def _plain_runs(entry: Entry, text: str) -> Iterator[Run]:
    if entry.kind is EntryKind.BOOKMARK:
        yield Run(translate("Entry", "Something happened"), Look.STRONG)
        yield _after(text)
    elif entry.kind is EntryKind.STOP:
        yield Run(translate("Entry", "The client asks to stop"), Look.WARNING)
        yield _after(text)
    elif entry.kind is EntryKind.CONSENT:
        yield Run(translate("Entry", "Consent") + (": " if text else ""), Look.STRONG)
        yield Run(text)
    else:
        yield Run(text)


def _part_runs(entry: Entry, part: PartDetail, text: str, around: Surroundings) -> Iterator[Run]:
    known = around.names.get(entry.part or "", part.name)
    says_more = bool(text or part.words)
    unnamed = entry.part not in around.named and not part.name.strip()
    yield Run(role_word(role_of(entry, around)) if unnamed and says_more else one_line(known, 120), Look.NAME)
    yield _after(text, " ")
    yield from _quoted(part.words)
    states = (
        [translate("Entry", "blended") if part.blended else translate("Entry", "unblended")]
        if part.blended is not None
        else []
    )
    states += [link_words(link.kind).format(name=one_line(link.name, 120)) for link in part.links]
    if part.settled:
        states.append(translate("Entry", "settled"))
    bare = part.settled and not says_more and len(states) == 1
    yield Run((" " if bare else " · ") + " · ".join(states) if states else "", Look.QUIET)


def link_words(kind: LinkKind) -> str:
    """A link in words, with "{name}" where the other part's name belongs."""
    return {
        LinkKind.PROTECTS: translate("Entry", "protects {name}"),
        LinkKind.TRIGGERS: translate("Entry", "triggers {name}"),
        LinkKind.CONCERNED_ABOUT: translate("Entry", "concerned about {name}"),
        LinkKind.POLARISED: translate("Entry", "polarised with {name}"),
        LinkKind.ALLIED: translate("Entry", "allied with {name}"),
    }[kind]


def _dose_runs(dose: DoseDetail, text: str) -> Iterator[Run]:
    yield Run(dose_label(dose), Look.STRONG)
    more = [translate("Entry", "booster")] if dose.booster else []
    more += [text] if text else []
    more += [translate("Entry", "lot {lot}").format(lot=one_line(dose.lot, 120))] if dose.lot else []
    if dose.wasted_mg is not None:
        more.append(translate("Entry", "{amount} mg wasted").format(amount=number(dose.wasted_mg)))
    more += (
        [translate("Entry", "witness {name}").format(name=one_line(dose.witness, 120))]
        if dose.witness
        else []
    )
    yield Run("".join(f", {piece}" for piece in more))


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
            yield (translate("Entry", "mild"), translate("Entry", "moderate"), translate("Entry", "severe"))[
                severity - 1
            ]
        case AskedDetail() as asked:
            yield one_line(asked.step, 60)
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


def _quoted(words: tuple[str, ...], *, first: bool = False) -> Iterator[Run]:
    for index, said in enumerate(words):
        yield Run(("" if first and index == 0 else " ") + f"“{one_line(said)}”", Look.QUOTE)


def _after(text: str, joint: str = " · ") -> Run:
    return Run(joint + text if text else "")
