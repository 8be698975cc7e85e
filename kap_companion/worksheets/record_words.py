"""The words of ours on the session record and on the handoff card."""

from enum import StrEnum
from functools import cache

from kap_companion.vocabulary.consent import ConsentScope
from kap_companion.vocabulary.details import VitalsStatus
from kap_companion.vocabulary.facts import PointState
from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.scales import Direction
from kap_companion.worksheets.prompts import table


class Standing(StrEnum):
    """How far a record is."""

    DOUBTFUL = "doubtful"
    RUNNING = "running"
    UNSIGNED = "unsigned"
    ADDED = "added"
    SIGNED = "signed"


class HeadWords(Frozen):
    """Whose session it was, who was there, and when."""

    heading: str
    client: str
    session: str
    began: str
    ended: str
    not_ended: str
    protocol: str
    facilitated: str
    handed: str
    here: str
    stay: str
    stay_open: str
    nobody: str
    weight: str
    weighed: str
    intention: str
    drug: str
    not_stated: str
    made: str


class TableWords(Frozen):
    """A table's heading, the names of its columns, and what stands there where it has no rows."""

    heading: str
    columns: tuple[str, ...]
    nothing: str = ""


class ConsentsWords(TableWords):
    """Consents and how they stand."""

    given: str
    refused: str
    withdrawn: str
    asked: str
    everything: str
    up_to: str
    boosters: str
    no_booster: str
    by: str
    stop: str
    scopes: dict[ConsentScope, str]


class PointsWords(Frozen):
    """The points of the gate and of leaving."""

    gate_heading: str
    gate_nothing: str
    discharge_heading: str
    discharge_nothing: str
    columns: tuple[str, ...]
    met: str
    open: str
    not_met: str
    overridden: str
    decided: str
    earliest: str
    left: str
    names: dict[str, str]

    def stands(self, state: PointState) -> str:
        """How a point stands."""
        return {
            PointState.MET: self.met,
            PointState.OPEN: self.open,
            PointState.NOT_MET: self.not_met,
            PointState.OVERRIDDEN: self.overridden,
        }[state]


class DosesWords(TableWords):
    """Doses, and what was agreed about them."""

    mg: str
    at_weight: str
    booster: str
    prepared: str
    strength: str
    volume: str
    form: str
    ordered_by: str
    total: str
    ceiling: str
    no_ceiling: str
    first_most: str
    booster_most: str


class VitalsWords(TableWords):
    """Vitals."""

    no_limits: str
    not_taken: dict[VitalsStatus, str]


class ScalesWords(TableWords):
    """Scores."""

    score: str
    higher: dict[Direction, str]


class EventsWords(TableWords):
    """Adverse events and vitals outside a limit."""

    event: str
    mild: str
    moderate: str
    severe: str
    outside: str
    told: str
    open: str
    undone: str


class LogWords(TableWords):
    """The log, and what became of its lines."""

    amended: str
    taken_back: str
    taken_back_again: str
    amended_away: str
    late: str
    addendum: str
    copied: str
    written: str
    why: str
    about: str
    gate: str
    kinds: dict[EntryKind, str]


class SignaturesWords(TableWords):
    """Who signed."""

    author: str
    reviewer: str
    witness: str
    who: str
    holds: str
    broken: str
    about: str


class AddedWords(TableWords):
    """What came after signing."""

    late: str
    addendum: str


class RecordWords(Frozen):
    """All words of ours on the session record.

    Attributes:
        stands: how far the record is, in a word or two for every page.
        says: the same in sentences, for its head.
        transcribed: said where it was typed in from paper.
    """

    language: str
    source: str
    title: str
    subtitle: str
    page: str
    foot: str
    none: str
    stands: dict[Standing, str]
    says: dict[Standing, str]
    transcribed: str
    head: HeadWords
    consents: ConsentsWords
    points: PointsWords
    doses: DosesWords
    vitals: VitalsWords
    scales: ScalesWords
    events: EventsWords
    log: LogWords
    signatures: SignaturesWords
    added: AddedWords


@cache
def record_words() -> RecordWords:
    """The words as they ship, in English."""
    return RecordWords.model_validate(table("session_record"))
