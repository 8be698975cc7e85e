"""Paints the figures and their places: one tone for all, filled for the last time, a ring for earlier."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap

from kap_companion.parts.body_spots import Manner, Spot, View
from ui.parts.body_shapes import Sheet
from ui.parts.figure_path import inner_lines, outline
from ui.theme import Light, colour

_TONE = 0.55
_DASHED = frozenset({Manner.ONE_OF, Manner.OUTSIDE, Manner.AROUND})
_LINES = frozenset({Manner.SKIN, Manner.AROUND})
_NOT_FILLED = _LINES | {Manner.WHOLE}


@dataclass(frozen=True, slots=True)
class PlaceDrawn:
    """A place as it is drawn on a sheet.

    Attributes:
        outlines: each spot's outline in pixels.
        ring: it was not felt the last time.
        box: what holds all of it, in pixels.
    """

    outlines: tuple[tuple[Manner, QPainterPath], ...]
    ring: bool
    box: QRectF


@dataclass(frozen=True, slots=True)
class Drawn:
    """All places on a sheet, and which of their shapes are filled or hatched."""

    places: tuple[PlaceDrawn, ...] = ()
    filled: tuple[QPainterPath, ...] = ()
    hatched: tuple[QPainterPath, ...] = ()


def draw(places: Sequence[tuple[Sequence[Spot], bool]], sheet: Sheet) -> Drawn:
    """The shapes of places, each with its spots and whether it is a ring."""
    drawn = tuple(
        PlaceDrawn(tuple((spot.manner, sheet.shape(spot)) for spot in spots), ring, sheet.box(spots))
        for spots, ring in places
    )
    newest = [outline for place in drawn if not place.ring for outline in place.outlines]
    return Drawn(
        places=drawn,
        filled=tuple(shape for manner, shape in newest if manner not in _NOT_FILLED),
        hatched=tuple(shape for manner, shape in newest if manner is Manner.WHOLE),
    )


def paint_figures(painter: QPainter, sheet: Sheet, light: Light) -> None:
    """Both figures, empty."""
    for view in View:
        transform = sheet.transform(view)
        painter.setBrush(colour(light.unknown, 0.1))
        painter.setPen(QPen(colour(light.quiet, 0.5), 1.5))
        painter.drawPath(transform.map(outline(view)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(light.quiet, 0.25), 1.2))
        painter.drawPath(transform.map(inner_lines(view)))


def paint_places(
    painter: QPainter, drawn: Drawn, light: Light, tone: QColor, *, chosen: int | None, focused: int | None
) -> None:
    """All places in one tone; the chosen one has a thicker outline, the one with the focus a frame."""
    for shape in drawn.hatched:
        painter.fillPath(shape, QBrush(_soft(tone), Qt.BrushStyle.BDiagPattern))
    _fill_as_one(painter, drawn.filled, tone)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for index, place in enumerate(drawn.places):
        for manner, shape in place.outlines:
            line = QColor(light.strong) if index == chosen else tone
            painter.setPen(_pen(manner, line, ring=place.ring, chosen=index == chosen))
            painter.drawPath(shape)
    if focused is not None:
        painter.setPen(QPen(QColor(light.focus), 2))
        painter.drawRoundedRect(drawn.places[focused].box.adjusted(-4, -4, 4, 4), 7, 7)


def _fill_as_one(painter: QPainter, shapes: Sequence[QPainterPath], tone: QColor) -> None:
    """Where two overlap nothing may look stronger: they are filled on one layer, which is laid over."""
    device = painter.device()
    ratio = device.devicePixelRatioF()
    layer = QPixmap(round(device.width() * ratio), round(device.height() * ratio))
    layer.setDevicePixelRatio(ratio)
    layer.fill(Qt.GlobalColor.transparent)
    on_layer = QPainter(layer)
    on_layer.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in shapes:
        on_layer.fillPath(shape, tone)
    on_layer.end()
    painter.setOpacity(_TONE)
    painter.drawPixmap(0, 0, layer)
    painter.setOpacity(1)


def _soft(tone: QColor) -> QColor:
    soft = QColor(tone)
    soft.setAlphaF(_TONE)
    return soft


def _pen(manner: Manner, line: QColor, *, ring: bool, chosen: bool) -> QPen:
    thick = 3.0 if chosen else 1.6
    if manner in _LINES and not ring:
        thick += 1.4
    pen = QPen(line, thick)
    if manner in _DASHED:
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([2.6, 2.4])
    return pen
