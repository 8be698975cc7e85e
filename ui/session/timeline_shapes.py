"""What the timeline paints, worked out beforehand: frozen shapes in pixels, only those in sight."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kap_companion.session.limits import Bound
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.roles import Role
from ui.session.entry_words import Sign
from ui.session.timeline_geometry import Axis, Tick
from ui.session.timeline_stays import Lane

Measuring = Callable[[str], float]
Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """The height a lane takes."""

    top: float
    height: float

    @property
    def middle(self) -> float:
        """Where its title and single marks stand."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Band:
    """A phase behind everything; its name stands at `name_x`, or nowhere where it does not fit."""

    left: float
    right: float
    phase: Phase
    name_x: float | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A part that is or was here; the label stands in it or beside it, `label_width` wide at most.

    `unsettled` says that the end of the session closed it and nobody said that it settled.
    """

    left: float
    top: float
    width: float
    height: float
    role: Role
    part: str
    label: str
    label_x: float
    label_width: float
    inside: bool
    glyph: bool
    here: bool
    unsettled: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A dose, a set of vitals or a line without a lane; `top` to `bottom` is its height.

    A `stem` is a pressure, drawn from the systolic down to the diastolic.
    """

    x: float
    top: float
    bottom: float
    sign: Sign
    label: str = ""
    label_x: float = 0.0
    stem: bool = False


@dataclass(frozen=True, slots=True)
class Bounding:
    """A limit of a pressure: a line across the lane, with its number."""

    y: float
    label: str
    bound: Bound


@dataclass(frozen=True, slots=True)
class Ring:
    """The client's own rating, or when vitals are due."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place, `width` wide at most."""

    x: float
    y: float
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class ScaleShape:
    """The scores on one axis: its title left of it, and within it what the numbers mean."""

    title: Label
    note: Label
    marks: tuple[Mark, ...]
    line: Points


@dataclass(frozen=True, slots=True)
class Scene:
    """The timeline in pixels.

    Attributes:
        strips: where each lane lies.
        trends: a line through the systolic pressures, and one through the diastolic.
        planned: when vitals are due.
        curves: one line a quality, never added up; `fill` lies under the strongest.
        now_reach: how far right anything reaches that moves with the now line.
    """

    axis: Axis
    strips: Mapping[Lane, Strip]
    ticks: tuple[Tick, ...]
    bands: tuple[Band, ...]
    bars: tuple[Bar, ...]
    doses: tuple[Mark, ...]
    vitals: tuple[Mark, ...]
    trends: tuple[Points, ...]
    boundings: tuple[Bounding, ...]
    planned: tuple[Ring, ...]
    scales: tuple[ScaleShape, ...]
    others: tuple[Mark, ...]
    curves: tuple[Points, ...]
    fill: Points
    rings: tuple[Ring, ...]
    qualities: tuple[Label, ...]
    course: Points
    now_x: float | None
    now_reach: float


@dataclass(frozen=True, slots=True)
class Room:
    """The room there is: the axis, the height, the size of the text (1 at 15 px) and how wide a text is."""

    axis: Axis
    height: float
    unit: float
    measure: Measuring
