"""What a protocol's file may say: the fields of a protocol, as they are written by hand."""

from typing import Annotated, Any, Final, get_args, get_origin

from pydantic import BaseModel

from kap_companion.toml_file import KeyPath
from kap_companion.vocabulary.consent import ConsentScope
from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.protocol import (
    CheckInPlan,
    CheckPlan,
    CoursePoint,
    DischargePlan,
    DosePlan,
    FastingPlan,
    LimitPlan,
    MaskPlan,
    MedicinePlan,
    PhasePlan,
    TimerPlan,
    VisitKind,
    VitalsPlan,
)
from kap_companion.vocabulary.routes import Drug, Route
from kap_companion.vocabulary.texts import Text

LONGEST_NAME: Final = 120
NAME_EXPECTED: Final = f"a text of 1 to {LONGEST_NAME} characters"

_UNITS: Final = {
    "minutes": "a number of minutes",
    "hours": "a number of hours",
    "mg": "a number of milligrams",
    "concentrations": "a number of mg/mL",
}
_LONGEST_SHOWN: Final = 40


class CourseFile(Frozen):
    """The expected course as written: its points and where they come from."""

    points: tuple[CoursePoint, ...] = ()
    source: Text = ""


class ProtocolFile(Frozen):
    """A protocol as written; the key is the file's name, and whose it is follows from its folder."""

    name: Text
    visit: VisitKind = VisitKind.DOSING
    route: Route | None = None
    drug: Drug | None = None
    course: CourseFile = CourseFile()
    phases: tuple[PhasePlan, ...] = ()
    dose: DosePlan = DosePlan()
    vitals: VitalsPlan = VitalsPlan()
    timers: tuple[TimerPlan, ...] = ()
    check_ins: tuple[CheckInPlan, ...] = ()
    mask: MaskPlan = MaskPlan()
    fasting: FastingPlan = FastingPlan()
    medicines: tuple[MedicinePlan, ...] = ()
    checklist: tuple[CheckPlan, ...] = ()
    consents: tuple[ConsentScope, ...] = ()
    rescue_kit: bool = False
    limits: tuple[LimitPlan, ...] = ()
    discharge: DischargePlan = DischargePlan()
    prompts: tuple[Text, ...] = ()


def shown(path: KeyPath) -> str:
    """The path as it is said: "vitals.points[2].minutes", places counted from 0 as the lists are."""
    said = ""
    for step in path:
        if isinstance(step, int):
            said += f"[{step}]"
        else:
            name = step if step.isprintable() and step.isascii() else ascii(step)
            said += ("." if said else "") + name[:_LONGEST_SHOWN]
    return said


def expected_at(path: KeyPath) -> str:
    """What should stand there, in words, such as "a number of minutes, 0 or more"."""
    kind: Any = ProtocolFile
    bounds: list[Any] = []
    name = ""
    if path == ("name",):
        return NAME_EXPECTED
    for step in path:
        if isinstance(step, int):
            inner = get_args(kind)
            kind, bounds = (inner[0] if inner else None), []
        elif isinstance(kind, type) and issubclass(kind, BaseModel) and step in kind.model_fields:
            field = kind.model_fields[step]
            kind, bounds, name = _without_none(field.annotation), field.metadata, step
        else:
            return _no_such_field(kind)
    return _words(kind, bounds, name)


def _words(kind: Any, bounds: list[Any], name: str) -> str:  # noqa: ANN401 (an annotation may be anything)
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) is tuple:
        return "a list"
    if kind is bool:
        return "true or false"
    if kind is str:
        return "a text"
    if kind in (float, int):
        units = (words for ending, words in _UNITS.items() if name.endswith(ending))
        return next(units, "a number") + _bounds(bounds)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return f"a table with {', '.join(kind.model_fields)}"
    return "one of " + ", ".join(f'"{value}"' for value in kind)


def _bounds(bounds: list[Any]) -> str:
    said = {
        name: getattr(bound, name) for bound in bounds for name in ("ge", "gt", "le") if hasattr(bound, name)
    }
    if "ge" in said and "le" in said:
        return f" from {said['ge']} to {said['le']}"
    if "gt" in said:
        return f", more than {said['gt']}"
    return f", {said['ge']} or more" if "ge" in said else ""


def _no_such_field(kind: Any) -> str:  # noqa: ANN401 (an annotation may be anything)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return f"no such field; there are {', '.join(kind.model_fields)}"
    return "nothing inside this"


def _without_none(kind: Any) -> Any:  # noqa: ANN401 (an annotation may be anything)
    inner = [one for one in get_args(kind) if one is not type(None)]
    return inner[0] if type(None) in get_args(kind) and len(inner) == 1 else kind
