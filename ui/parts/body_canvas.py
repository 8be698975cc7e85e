"""What is painted of the body: two figures, and a button for each place that a key and a reader can find."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip, QWidget

from kap_companion.parts.body_spots import HEIGHT, MIDDLE, WIDTH, Spot, View
from ui.one_line import one_line
from ui.parts.body_paint import Drawn, draw, paint_figures, paint_places
from ui.parts.body_shapes import Sheet, lay_out, place_at
from ui.theme import Light

_NEXT = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Right})
_BEFORE = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Left})
# Pixels a unit of the figure, for each pixel of a line's height.
_SCALE = 0.052
_LINE = 1.4
_CENTRE = Qt.AlignmentFlag.AlignCenter
# Where the hands hang, in the figure's units.
_HANDS = (22.0, WIDTH - 22.0)


@dataclass(frozen=True, slots=True)
class CanvasPlace:
    """A place with its spots, whether it is a ring, and what a reader hears of it."""

    place: str
    spots: tuple[Spot, ...]
    ring: bool
    told: str


class PlaceButton(QAbstractButton):
    """A place for the keyboard and for a screen reader; the canvas paints it and takes the mouse."""

    moved = Signal(int)
    focus_changed = Signal()

    def __init__(self, place: CanvasPlace, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = place
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(True)
        name = self.tr("{place}, {told}").format(place=one_line(place.place), told=place.told)
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing of its own."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the next place, Enter and Space choose this one."""
        if event.key() in _NEXT:
            self.moved.emit(1)
        elif event.key() in _BEFORE:
            self.moved.emit(-1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """The canvas says which place is the chosen one."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Seen on the figure."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No longer."""
        super().focusOutEvent(event)
        self.focus_changed.emit()


class BodyCanvas(QWidget):
    """Front and back with the places on them; Tab comes here once, arrows go from place to place.

    Signals:
        place_chosen: a person chose a place, by its words.
    """

    # Not `str`: Qt would drop lone surrogates, and the words would be no longer the place's.
    place_chosen = Signal(object)

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self._tone = QColor(light.quiet)
        self._buttons: list[PlaceButton] = []
        self._drawn = Drawn()
        self._chosen: str | None = None
        self.setProperty("kind", "small")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("The body, from the front and from the back"))

    @property
    def places(self) -> tuple[str, ...]:
        """From the head down."""
        return tuple(button.place.place for button in self._buttons)

    def show_places(self, places: Sequence[CanvasPlace], colour: str | None) -> None:
        """Show these places, all in one colour; None for a quiet one."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._tone = QColor(colour or self._light.quiet)
        self._chosen = None
        self._buttons = [PlaceButton(place, self) for place in sorted(places, key=_from_the_head_down)]
        for button in self._buttons:
            button.clicked.connect(lambda _on, place=button.place.place: self.place_chosen.emit(place))
            button.moved.connect(self._move)
            button.focus_changed.connect(self.update)
            button.show()
        self._one_tab_stop(0)
        self._put_buttons()
        self.update()

    def choose(self, place: str | None) -> None:
        """Show a place as the chosen one; None for none."""
        self._chosen = place
        for button in self._buttons:
            button.setChecked(button.place.place == place)
        self.update()

    def middle_of(self, place: str, view: View) -> QPointF:
        """The middle of a place's first spot in that view, in pixels.

        Raises:
            StopIteration: it has none there.
        """
        spot = next(
            spot
            for button in self._buttons
            for spot in button.place.spots
            if button.place.place == place and spot.view is view
        )
        return self._sheet().shape(spot).boundingRect().center()

    def sizeHint(self) -> QSize:
        """Grows with the text."""
        line = self.fontMetrics().height()
        scale = line * _SCALE
        return QSize(round(2 * WIDTH * scale), round(HEIGHT * scale) + 2 * line)

    def minimumSizeHint(self) -> QSize:
        """Large enough to tell the places apart."""
        return self.sizeHint() * 0.7

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons move with their places."""
        super().resizeEvent(event)
        self._put_buttons()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size moves the places too."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._put_buttons()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Chooses the place that is meant there."""
        at = self._index_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and at is not None:
            self._buttons[at].click()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Taken here, so that the release comes here too."""
        event.accept()

    def event(self, event: QEvent) -> bool:
        """A tooltip says the place under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._index_at(QPointF(event.pos()))
            told = "" if at is None else f"<p>{escape(self._buttons[at].accessibleName())}</p>"
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The figures, the places, and which side is which."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = self._sheet()
        paint_figures(painter, sheet, self._light)
        at = {button.place.place: index for index, button in enumerate(self._buttons)}
        focused = next((index for index, button in enumerate(self._buttons) if button.hasFocus()), None)
        chosen = None if self._chosen is None else at.get(self._chosen)
        paint_places(painter, self._drawn, self._light, self._tone, chosen=chosen, focused=focused)
        self._name_the_sides(painter, sheet)
        painter.end()

    def _name_the_sides(self, painter: QPainter, sheet: Sheet) -> None:
        painter.setPen(QColor(self._light.quiet))
        left, right = self.tr("left"), self.tr("right")
        for at, name, sides in (
            (sheet.front, self.tr("front"), (right, left)),
            (sheet.back, self.tr("back"), (left, right)),
        ):
            width, height = WIDTH * sheet.scale, HEIGHT * sheet.scale
            line = self.fontMetrics().height() * _LINE
            below = QRectF(at.x(), at.y() + height, width, line)
            beside = self._fits_beside(sheet)
            painter.drawText(below if beside else below.translated(0, line), _CENTRE, name)
            hands = below.translated(0, -height * 0.38) if beside else below
            for x, side in zip(_HANDS, sides, strict=True):
                painter.drawText(hands.translated((x - MIDDLE) * sheet.scale, 0), _CENTRE, side)

    def _sheet(self) -> Sheet:
        """Room for one line under the feet, and for a second where the sides do not fit beside the legs."""
        line = self.fontMetrics().height() * _LINE
        sheet = lay_out(QRectF(self.rect()).adjusted(0, 0, 0, -line))
        if self._fits_beside(sheet):
            return sheet
        return lay_out(QRectF(self.rect()).adjusted(0, 0, 0, -2 * line))

    def _fits_beside(self, sheet: Sheet) -> bool:
        return self.fontMetrics().horizontalAdvance(self.tr("right")) < WIDTH * sheet.scale * 0.27

    def _index_at(self, point: QPointF) -> int | None:
        return place_at(point, [button.place.spots for button in self._buttons], self._sheet())

    def _put_buttons(self) -> None:
        places = [(button.place.spots, button.place.ring) for button in self._buttons]
        self._drawn = draw(places, self._sheet())
        for button, place in zip(self._buttons, self._drawn.places, strict=True):
            button.setGeometry(place.box.toAlignedRect())

    def _move(self, step: int) -> None:
        at = next((index for index, button in enumerate(self._buttons) if button.hasFocus()), 0)
        to = min(max(at + step, 0), len(self._buttons) - 1)
        self._one_tab_stop(to)
        self._buttons[to].setFocus(Qt.FocusReason.TabFocusReason)

    def _one_tab_stop(self, index: int) -> None:
        for at, button in enumerate(self._buttons):
            policy = Qt.FocusPolicy.TabFocus if at == index else Qt.FocusPolicy.NoFocus
            button.setFocusPolicy(policy)


def _from_the_head_down(place: CanvasPlace) -> tuple[float, str, float]:
    first = place.spots[0]
    return first.y, first.view.value, first.x
