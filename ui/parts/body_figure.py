"""The body from the front and from the back, with the places where something was felt."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.parts.body_places import place_of
from ui.one_line import one_line
from ui.parts.body_canvas import BodyCanvas, CanvasPlace
from ui.session.finger_button import FingerButton
from ui.theme import Light
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.words_label import words_label

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class BodyMark:
    """A place to show.

    Attributes:
        place: as it was written.
        earlier: it was felt before, and not the last time; shown as a ring.
        words: what else is told of it, such as when it was felt and of which part.
    """

    place: str
    earlier: bool = False
    words: str = ""


class BodyFigure(QWidget):
    """Every place looks alike, however often it was felt. Places outside the body stay words below.

    Signals:
        place_chosen: a person chose a place, by its words as given.
    """

    # Not `str`: Qt would drop lone surrogates, and the words would be no longer the place's.
    place_chosen = Signal(object)

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = BodyCanvas(light)
        self._canvas.place_chosen.connect(self._choose)
        self._elsewhere = QWidget(self)
        self._flow = FlowLayout(self._elsewhere, across=8, down=4)
        self._words: dict[str, FingerButton] = {}
        self._label = words_label(self.tr("Felt elsewhere"), "quiet")
        self._label.setParent(self)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        lines.addWidget(self._canvas, 1)
        lines.addWidget(self._label)
        lines.addWidget(self._elsewhere)
        self.show_places(())

    def show_places(self, marks: Sequence[BodyMark], colour: str | None = None) -> None:
        """Show these places.

        Args:
            marks: each place once, in the order they came up.
            colour: of all places, such as that of a part's role; None for a quiet one.
        """
        on_figure: list[CanvasPlace] = []
        elsewhere: list[BodyMark] = []
        for mark in marks:
            known = place_of(mark.place)
            if known is None:
                elsewhere.append(mark)
            else:
                on_figure.append(CanvasPlace(mark.place, known.spots, mark.earlier, self._told(mark)))
        self._canvas.show_places(on_figure, colour)
        self._show_elsewhere(elsewhere)

    def choose(self, place: str | None) -> None:
        """Show a place as the chosen one, by its words as given; None for none."""
        self._canvas.choose(place)
        for words, button in self._words.items():
            button.setChecked(words == place)

    @property
    def places(self) -> tuple[str, ...]:
        """The places on the figure, from the head down."""
        return self._canvas.places

    @property
    def places_elsewhere(self) -> tuple[str, ...]:
        """The places that are words below it."""
        return tuple(self._words)

    @property
    def canvas(self) -> BodyCanvas:
        """What is painted."""
        return self._canvas

    def _choose(self, place: str) -> None:
        self.choose(place)
        self.place_chosen.emit(place)

    def _told(self, mark: BodyMark) -> str:
        if mark.words:
            return one_line(mark.words)
        return self.tr("felt earlier") if mark.earlier else self.tr("felt")

    def _show_elsewhere(self, marks: Sequence[BodyMark]) -> None:
        for button in self._words.values():
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._words = {mark.place: self._word(mark) for mark in marks}
        for button in self._words.values():
            self._flow.addWidget(button)
            button.show()
        self._label.setVisible(bool(marks))
        self._elsewhere.setVisible(bool(marks))

    def _word(self, mark: BodyMark) -> FingerButton:
        shown = one_line(mark.place, _LONGEST)
        button = FingerButton(shown.replace("&", "&&"), self._elsewhere)
        button.setProperty("kind", "pill")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        name = self.tr("{place}, {told}").format(place=one_line(mark.place), told=self._told(mark))
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self._choose(mark.place))
        return button
