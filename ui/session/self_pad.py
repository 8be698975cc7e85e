"""The eight Cs of Self-energy as the facilitator sees them; every change is an entry."""

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.self_energy import EIGHT_CS, STRONGEST, Quality, Rater
from ui.controller import SessionController
from ui.session.quality_dots import QualityDots
from ui.theme import Light

MOST_COLUMNS = 4
GAP = 6


class SelfPad(QWidget):
    """Four dots a quality; Alt+1…8 raises, Shift+Alt+1…8 lowers, a finger sets."""

    def __init__(self, controller: SessionController, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        title = QLabel(self.tr("Self-energy"), self)
        keys = QLabel(self.tr("Alt+1…8"), self)
        for label in (title, keys):
            label.setProperty("kind", "section")
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        self._columns = 0
        self._dots: dict[Quality, QualityDots] = {}
        for number, quality in enumerate(EIGHT_CS, start=1):
            dots = QualityDots(quality, number, light, self)
            dots.level_chosen.connect(self._choose)
            self._dots[quality] = dots
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch()
        head.addWidget(keys)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addLayout(self._grid)
        self.set_columns(MOST_COLUMNS)
        self.refresh()

    def width_of(self, columns: int) -> int:
        """How wide that many tiles beside each other are, in pixels."""
        tile = self._dots[EIGHT_CS[0]].minimumSizeHint().width()
        return tile * columns + GAP * (columns - 1)

    def set_columns(self, columns: int) -> None:
        """Put that many tiles beside each other."""
        if columns == self._columns:
            return
        self._columns = columns
        for index, dots in enumerate(self._dots.values()):
            self._grid.addWidget(dots, index // columns, index % columns)

    def raise_level(self, number: int) -> None:
        """One dot more for the quality at `number`, from 0."""
        self._step(number, 1)

    def lower_level(self, number: int) -> None:
        """One dot less for the quality at `number`, from 0."""
        self._step(number, -1)

    def level_of(self, quality: Quality) -> int:
        """The level shown."""
        return self._dots[quality].value()

    def refresh(self) -> None:
        """Show the levels as they are on the disk."""
        levels = facilitator_levels(self._controller.timeline)
        for quality, dots in self._dots.items():
            dots.show_level(levels.get(quality, 0))

    def _step(self, number: int, by: int) -> None:
        dots = self._dots[EIGHT_CS[number]]
        wanted = dots.value() + by
        if 0 <= wanted <= STRONGEST:
            self._choose(dots.quality, wanted)

    def _choose(self, quality: Quality, level: int) -> None:
        if not self._controller.rate(quality, level):
            self.refresh()


def facilitator_levels(timeline: Timeline) -> Mapping[Quality, int]:
    """The newest levels the facilitator gave, each quality on its own; empty before the first."""
    seen = (point.levels for point in reversed(timeline.self_points) if point.by is Rater.FACILITATOR)
    return next(seen, {})
