"""A protocol: how a visit of one kind usually goes. Every value says where it comes from.

A value that no source gives is None, and its source says who sets it: "set by your prescriber". It is never
a number of ours.
"""

from enum import StrEnum
from typing import Final

from pydantic import Field

from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.limits import Limit
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.routes import Drug, Route, Unit
from kap_companion.vocabulary.texts import Text

PRESCRIBER: Final = "set by your prescriber"


class VisitKind(StrEnum):
    """What a session is for; only a dosing session has a dose."""

    DOSING = "dosing"
    PREPARATION = "preparation"
    INTEGRATION = "integration"


class CoursePoint(Frozen):
    """One point of the expected course: minutes from the dose and strength 0 to 1, drawn as a faint guide."""

    minutes: float
    strength: float = Field(ge=0, le=1)


class PhasePlan(Frozen):
    """How long a phase usually is, in minutes; None where nobody says."""

    phase: Phase
    minutes: float | None = None
    source: Text = ""


class DosePlan(Frozen):
    """How a dose is written down; it holds no amount, for that is the prescriber's.

    Attributes:
        units: those a dose may be in.
        forms: such as "lozenge" or "vial".
        concentrations: that vials come in, in mg/mL.
        device_mg: what one device holds; None where there are none.
        source: where this comes from.
    """

    units: tuple[Unit, ...] = ()
    forms: tuple[Text, ...] = ()
    concentrations: tuple[float, ...] = ()
    device_mg: float | None = None
    source: Text = ""


class Anchor(StrEnum):
    """From which dose minutes are counted."""

    FIRST_DOSE = "first_dose"
    LAST_DOSE = "last_dose"


class VitalsPoint(Frozen):
    """When vitals are due: minutes after the dose."""

    minutes: float = Field(ge=0)
    source: Text = ""


class VitalsPlan(Frozen):
    """When vitals are due.

    Attributes:
        baseline: before the first dose.
        counted_from: the dose that minutes are counted from.
        points: at these minutes.
        every_minutes: besides, that often, until `until_minutes` after that dose; None for not.
        before_leaving: again before leaving.
        recheck_minutes: this long after vitals outside a limit; None where nobody says.
    """

    baseline: bool = False
    counted_from: Anchor = Anchor.FIRST_DOSE
    points: tuple[VitalsPoint, ...] = ()
    every_minutes: float | None = Field(default=None, gt=0)
    until_minutes: float | None = Field(default=None, gt=0)
    before_leaving: bool = False
    recheck_minutes: float | None = Field(default=None, gt=0)
    source: Text = ""


class TimerKind(StrEnum):
    """What is timed from each dose: holding a lozenge in the mouth, or the rest before the next device."""

    HOLD = "hold"
    REST = "rest"


class TimerPlan(Frozen):
    """A timer that each dose starts, in minutes; None where nobody says, and then none is started."""

    what: TimerKind
    minutes: float | None = Field(default=None, gt=0)
    source: Text = ""


class CheckInPlan(Frozen):
    """A question that is due some minutes after a dose."""

    minutes: float = Field(ge=0)
    counted_from: Anchor = Anchor.FIRST_DOSE
    question: Text
    source: Text = ""


class MaskPlan(Frozen):
    """When the time under the eye mask ends, in minutes from the first dose; None where nobody says."""

    minutes: float | None = Field(default=None, gt=0)
    source: Text = ""


class FastingPlan(Frozen):
    """How many hours before the dose nothing is eaten, and nothing drunk; None where nobody says."""

    food_hours: float | None = Field(default=None, ge=0)
    drink_hours: float | None = Field(default=None, ge=0)
    source: Text = ""


class MedicinePlan(Frozen):
    """A medicine the prescriber may want held back, and for how many hours before; None where they say."""

    name: Text
    hours: float | None = Field(default=None, ge=0)
    source: Text = ""


class CheckPlan(Frozen):
    """A question of the checklist.

    Attributes:
        key: as typed after "> check", one word.
        question: as asked.
        expected: the answer that lets the session go on; None where either does.
        hard: whether anything else needs a name and a reason.
    """

    key: Text
    question: Text
    expected: bool | None = None
    hard: bool = False
    source: Text = ""


class DischargePlan(Frozen):
    """When someone may leave: minutes from the first and from the last dose, and what has to be so.

    The later of the two times counts. None where nobody says: then the prescriber's word is asked for.

    Attributes:
        alone_minutes: the same from the last dose for somebody whom nobody fetches.
        needs: what has to be so; all of them are hard.
        vitals: whether vitals are taken before leaving.
        escort: whether somebody has to fetch them.
    """

    first_dose_minutes: float | None = Field(default=None, ge=0)
    last_dose_minutes: float | None = Field(default=None, ge=0)
    alone_minutes: float | None = Field(default=None, ge=0)
    vitals: bool = False
    escort: bool = False
    needs: tuple[CheckPlan, ...] = ()
    source: Text = ""


class LimitPlan(Frozen):
    """A limit that a source names; an advice to look, never a verdict."""

    limit: Limit
    source: Text = ""


class Protocol(Frozen):
    """How a session of one kind usually goes. A session keeps its own copy by value.

    Attributes:
        key: the file's name without its ending, such as "im".
        name: as shown, such as "IM ketamine".
        visit: what the session is for.
        route: the usual route; None for a visit without a dose.
        drug: the drug whose milligrams the doses are; None for a visit without a dose.
        course: the expected course, empty where no source gives one.
        course_source: where the expected course comes from.
        consents: which consents the gate asks for, by their scope.
        rescue_kit: whether the gate asks for it.
        prompts: questions of this visit, shown among "you might ask"; {name} stands for the part.
        own: whether it is the practice's own copy.
    """

    key: str
    name: Text
    visit: VisitKind = VisitKind.DOSING
    route: Route | None = None
    drug: Drug | None = None
    course: tuple[CoursePoint, ...] = ()
    course_source: Text = ""
    phases: tuple[PhasePlan, ...] = ()
    dose: DosePlan = DosePlan()
    vitals: VitalsPlan = VitalsPlan()
    timers: tuple[TimerPlan, ...] = ()
    check_ins: tuple[CheckInPlan, ...] = ()
    mask: MaskPlan = MaskPlan()
    fasting: FastingPlan = FastingPlan()
    medicines: tuple[MedicinePlan, ...] = ()
    checklist: tuple[CheckPlan, ...] = ()
    consents: tuple[str, ...] = ()
    rescue_kit: bool = False
    limits: tuple[LimitPlan, ...] = ()
    discharge: DischargePlan = DischargePlan()
    prompts: tuple[Text, ...] = ()
    own: bool = False
