"""What each kind of entry says beyond its free text: one typed value a kind."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from kap_companion.vocabulary.concerns import ActionDetail, HandoffDetail
from kap_companion.vocabulary.consent import ConsentDetail
from kap_companion.vocabulary.facts import FactDetail, GateDetail, OverrideDetail
from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.limits import LimitDetail
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.observation import Known, StepTaken
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.prompting import PromptDetail
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.routes import Drug, Route, Unit
from kap_companion.vocabulary.scales import ScaleDetail
from kap_companion.vocabulary.self_energy import Quality, Rater
from kap_companion.vocabulary.texts import Text


class LinkMention(Frozen):
    """A link as it was typed: the kind and the other part's name, as written or as already known.

    Attributes:
        state: how it stands by now; None where the line does not say.
    """

    kind: LinkKind
    name: Text
    state: LinkState | None = None


class PartDetail(Frozen):
    """A part came up.

    Attributes:
        name: the name used in this line, as known or as written; empty for an unnamed part.
        role: the role given in this line, or unknown where none was given.
        intensity: 0 to 10, or None.
        body: places where it is felt, as known or as written.
        words: the part's words, verbatim, without quote marks.
        blended: True for blended, False for unblended, None for not said.
        settled: True where this line closes its presence.
        links: links to other parts named in this line.
        known: what else this line tells of the part, such as its job or what it fears.
        steps: steps of meeting it that this line records.
    """

    kind: Literal["part"] = "part"
    name: Text = ""
    role: Role = Role.UNKNOWN
    intensity: int | None = Field(default=None, ge=0, le=10)
    body: tuple[Text, ...] = ()
    words: tuple[Text, ...] = ()
    blended: bool | None = None
    settled: bool = False
    links: tuple[LinkMention, ...] = ()
    known: tuple[Known, ...] = ()
    steps: tuple[StepTaken, ...] = ()


class SelfDetail(Frozen):
    """Self-energy as observed by the facilitator or felt by the client; each quality 0 to 4."""

    kind: Literal["self"] = "self"
    by: Rater = Rater.FACILITATOR
    qualities: dict[Quality, Annotated[int, Field(ge=0, le=4)]] = Field(default_factory=dict)


class QuoteDetail(Frozen):
    """The client's words, verbatim."""

    kind: Literal["quote"] = "quote"
    words: tuple[Text, ...] = ()


class VitalsStatus(StrEnum):
    """Whether vitals were taken; anything but `TAKEN` is a recorded state with its reason."""

    TAKEN = "taken"
    DECLINED = "declined"
    REFUSED = "refused"
    DEFERRED = "deferred"
    UNABLE = "unable"


class VitalsDetail(Frozen):
    """Vital signs: pressures in mmHg, rates a minute, SpO2 in percent. Implausible ones are never here."""

    kind: Literal["vitals"] = "vitals"
    systolic: int | None = None
    diastolic: int | None = None
    heart_rate: int | None = None
    spo2: int | None = None
    respiratory_rate: int | None = None
    status: VitalsStatus = VitalsStatus.TAKEN
    reason: Text = ""


class DoseDetail(Frozen):
    """A dose given. `drug` comes from the session's protocol; mg/kg needs the session's weight.

    Attributes:
        amount: what was given, in `unit`.
        form: such as "lozenge" or "vial".
        concentration: in mg/mL.
        volume_ml: how much of that was given.
        ordered_mg: what the prescriber ordered.
        prepared_mg: what was drawn up or laid out.
        wasted_mg: what of it was thrown away.
        lot: as printed on the package.
        expiry: as printed on the package.
        site: where it was injected.
        witness: who saw what was wasted.
        ordered_by: who ordered it; asked for where it is more than was agreed before the session.
    """

    kind: Literal["dose"] = "dose"
    drug: Drug | None = None
    amount: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    unit: Unit | None = None
    route: Route | None = None
    booster: bool = False
    lot: Text = ""
    wasted_mg: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    witness: Text = ""
    form: Text = ""
    concentration: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    volume_ml: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    ordered_mg: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    prepared_mg: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    expiry: Text = ""
    site: Text = ""
    ordered_by: Text = ""


class AdverseEventDetail(Frozen):
    """An adverse event; severity 1 mild, 2 moderate, 3 severe, None where not said."""

    kind: Literal["adverse_event"] = "adverse_event"
    term: Text = ""
    severity: int | None = Field(default=None, ge=1, le=3)


class PlainDetail(Frozen):
    """A kind whose free text says it all."""

    kind: Literal[
        "expected_effect",
        "note",
        "hypothesis",
        "bookmark",
        "stop",
        "retraction",
        "risk_answer",
        "addendum",
        "promise",
    ]


class PhaseDetail(Frozen):
    """A person moved the session to a phase, or ended it."""

    kind: Literal["phase"] = "phase"
    phase: Phase


class SettingDetail(Frozen):
    """Mask or music put on or taken off; what plays is the free text."""

    kind: Literal["setting"] = "setting"
    what: Literal["mask", "music"]
    on: bool


class PeopleDetail(Frozen):
    """Who is in the room: all of them (`present`), or one who comes in or goes out."""

    kind: Literal["people"] = "people"
    action: Literal["present", "in", "out"]
    names: tuple[Text, ...] = ()
    role: Text = ""


class AskedDetail(Frozen):
    """A question from "you might ask" that was asked; the question is the free text."""

    kind: Literal["asked"] = "asked"
    step: Text = ""


class KeptDetail(Frozen):
    """A promise was kept; its words, or how it was kept, are the free text.

    Attributes:
        number: which of the client's promises, from 1 in the order they were first written; None where its
            words say it.
    """

    kind: Literal["kept"] = "kept"
    number: int | None = Field(default=None, ge=1)


class RiskKind(StrEnum):
    """What a process entry must not be kept in the notebook alone for."""

    SUICIDALITY = "suicidality"
    ABUSE = "abuse"
    MEDICAL = "medical"
    OTHER = "other"


class RiskDetail(Frozen):
    """A process entry (`about`) was marked as a risk; it must be answered before the session is signed."""

    kind: Literal["risk"] = "risk"
    what: RiskKind = RiskKind.OTHER


class GapCause(StrEnum):
    """Why the log has a gap or the clock disagrees with itself."""

    CLOSED = "closed"
    SUSPENDED = "suspended"
    CLOCK_STEPPED = "clock_stepped"
    ZONE_CHANGED = "zone_changed"


class GapDetail(Frozen):
    """Written by the companion: what happened to the program or the clock, and for how long.

    Attributes:
        seconds: how long nothing could be logged, or how far the clock stepped (may be negative).
    """

    kind: Literal["gap"] = "gap"
    cause: GapCause
    seconds: float = 0


Detail = Annotated[
    PartDetail
    | SelfDetail
    | QuoteDetail
    | VitalsDetail
    | DoseDetail
    | AdverseEventDetail
    | PlainDetail
    | PhaseDetail
    | SettingDetail
    | PeopleDetail
    | ConsentDetail
    | AskedDetail
    | RiskDetail
    | GapDetail
    | FactDetail
    | OverrideDetail
    | GateDetail
    | PromptDetail
    | ScaleDetail
    | LimitDetail
    | ActionDetail
    | HandoffDetail
    | KeptDetail,
    Field(discriminator="kind"),
]
