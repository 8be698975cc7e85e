"""The side of a part's page: where it was felt, and the path of meeting it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kap_companion.parts.felt_where import FeltPlace, felt_where
from ui.parts.body_figure import BodyFigure
from ui.parts.body_words import body_marks
from ui.parts.inquiry_pane import InquiryPane
from ui.parts.part_shown import PartShown
from ui.parts.when_words import reading_when
from ui.theme import Light
from ui.widgets.following_area import FollowingArea
from ui.widgets.words_label import words_label

FIGURE_LINES = 19
MOST_TIMES = 4


class PartAside(QFrame):
    """One part's body and path."""

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self._light = light
        self._shown: PartShown | None = None
        self._places: tuple[FeltPlace, ...] = ()
        self.figure = BodyFigure(light)
        self.figure.setMinimumHeight(self.fontMetrics().height() * FIGURE_LINES)
        self._felt = words_label(kind="quiet")
        self.path = InquiryPane(light)
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(32, 32, 28, 28)
        lines.setSpacing(10)
        lines.addWidget(words_label(self.tr("Where it was felt"), "heading"))
        lines.addWidget(self.figure)
        lines.addWidget(self._felt)
        lines.addSpacing(14)
        lines.addWidget(self.path)
        lines.addStretch(1)
        area = FollowingArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.figure.place_chosen.connect(self._tell)

    def show_part(self, shown: PartShown) -> None:
        """Show a part."""
        self._shown = shown
        self._places = felt_where(shown.parts, part=shown.part.id)
        tone = self._light.role(shown.part.role.value)
        self.figure.show_places(body_marks(shown.parts, self._places, naming=False), tone)
        nowhere = self.tr("Nobody has said yet where it is felt.")
        self._felt.setText("" if self._places else nowhere)
        self._felt.setVisible(not self._places)
        self.path.show_part(shown.parts, shown.part.id)

    def _tell(self, chosen: str) -> None:
        """Say when it was felt in a place; the figure marks the place."""
        found = next((place for place in self._places if place.place == chosen), None)
        if found is None or self._shown is None:
            return
        self.figure.choose(chosen)
        times = [reading_when(self._shown.parts, reading) for reading in found.readings[:MOST_TIMES]]
        more = len(found.readings) - len(times)
        if more > 0:
            times.append(self.tr("and {n} more").format(n=more))
        self._felt.setText(self.tr("{place}: {times}").format(place=chosen, times="; ".join(times)))
        self._felt.show()
