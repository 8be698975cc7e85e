"""A map on the screen: what stands still is painted once, what moves is painted over it."""

from dataclasses import replace
from math import ceil, floor

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kap_companion.parts.map_scene import MapScene, Point
from ui.parts.map_brushes import MapBrushes
from ui.parts.map_paint import MapPainter
from ui.parts.map_picture import MapPicture, pictured
from ui.theme import Light

_MARGIN = 12
_NEAREST = 4.0
_MANY = 16


class MapCanvas(QWidget):
    """Shows a scene as large as there is room; it can be looked at from nearer, and moved about then."""

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self._scene = MapScene()
        self._picture: MapPicture | None = None
        self._brushes: MapBrushes | None = None
        self._still: QPixmap | None = None
        self._lifted: str | None = None
        self._chosen: str | None = None
        self._line: tuple[Point, Point] | None = None
        self._near = 1.0
        self._aside = QPointF()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def scene(self) -> MapScene:
        """What is shown."""
        return self._scene

    @property
    def light(self) -> Light:
        """The light it is shown in."""
        return self._light

    @property
    def brushes(self) -> MapBrushes:
        """What it is painted with."""
        if self._brushes is None:
            self._brushes = MapBrushes(self._light, self.font(), many=len(self._scene.parts) > _MANY)
        return self._brushes

    @property
    def picture(self) -> MapPicture:
        """Where everything stands."""
        if self._picture is None:
            self._picture = pictured(self._scene, self.brushes, self.room)
        return self._picture

    @property
    def scale(self) -> float:
        """How many pixels of the screen one of the picture is."""
        return self._seen()[1]

    @property
    def lifted(self) -> str | None:
        """The id of the part that is being moved."""
        return self._lifted

    @property
    def room(self) -> tuple[float, float]:
        """The room there is for a picture, in pixels."""
        return max(self.width() - 2 * _MARGIN, 240), max(self.height() - 2 * _MARGIN, 240)

    def show_scene(self, scene: MapScene) -> None:
        """Show another map, or the same as it is now."""
        if scene == self._scene:
            return
        if (len(scene.parts) > _MANY) != (len(self._scene.parts) > _MANY):
            self._brushes = None
        self._scene = scene
        self._relay()

    def show_light(self, light: Light) -> None:
        """Show it in another light, such as in grey."""
        self._light, self._brushes = light, None
        self._relay()

    def look_nearer(self, factor: float, at: QPointF | None = None) -> None:
        """Look from nearer (above 1) or farther; the point `at` stays where it is on the screen."""
        fixed = QRectF(self.rect()).center() if at is None else at
        before = self.to_map(fixed)
        self._near = min(max(self._near * factor, 1.0), _NEAREST)
        now = self.to_screen(before)
        self.look_aside(fixed - now)

    def look_aside(self, by: QPointF) -> None:
        """Move the whole map on the screen, no farther than to its edge."""
        self._aside += by
        most_x, most_y = self.width() * (self._near - 1) / 2, self.height() * (self._near - 1) / 2
        self._aside.setX(min(max(self._aside.x(), -most_x), most_x))
        self._aside.setY(min(max(self._aside.y(), -most_y), most_y))
        self._still = None
        self.update()

    def to_map(self, at: QPointF) -> Point:
        """A point of the screen in pixels of the picture, from the middle of Self."""
        origin, scale = self._seen()
        return (at.x() - origin.x()) / scale, (at.y() - origin.y()) / scale

    def to_screen(self, at: Point) -> QPointF:
        """A point of the picture on the screen."""
        origin, scale = self._seen()
        return QPointF(origin.x() + at[0] * scale, origin.y() + at[1] * scale)

    def circle_of(self, part_id: str) -> QRect:
        """The square around a part's circle on the screen, at least as large as a finger."""
        spot, (_origin, scale) = self.picture.spots[part_id], self._seen()
        half = max(self.picture.found.radius * scale, 22)
        middle = self.to_screen((spot.x, spot.y))
        return QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half).toAlignedRect()

    def lift(self, part_id: str | None) -> None:
        """Take a part off the still ground so that it can move; None puts it down."""
        if part_id != self._lifted:
            self._lifted, self._still = part_id, None
            self.update()

    def move_lifted(self, x: float, y: float) -> None:
        """Move the lifted part to pixels from the middle of Self, kept where it can be seen."""
        if self._lifted is None:
            return
        before = self._reach_of(self._lifted)
        self._picture = self.picture.moved(self._lifted, *self._kept(x, y))
        self.update(before.united(self._reach_of(self._lifted)))

    def put_down(self) -> Point:
        """Put the lifted part where it is now; others make room for it. Returns its place on the map."""
        assert self._lifted is not None
        spot, ring = self.picture.spots[self._lifted], self.picture.found.ring
        at = (min(max(spot.x / ring, -2.0), 2.0), min(max(spot.y / ring, -2.0), 2.0))
        self._scene = replace(self._scene, placed={**self._scene.placed, self._lifted: at})
        self._lifted = None
        self._relay()
        return at

    def draw_line(self, ends: tuple[Point, Point] | None) -> None:
        """Show a link that is being drawn between two points of the picture; None takes it away."""
        self._line = ends
        self.update()

    def sizeHint(self) -> QSize:
        """Room for a dozen parts."""
        return QSize(720, 640)

    def minimumSizeHint(self) -> QSize:
        """Small, but names can still be read."""
        return QSize(320, 320)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What stands still, then what moves."""
        still = self._painted_still()
        painter = QPainter(self)
        ratio, clip = still.devicePixelRatio(), event.rect()
        source = QRectF(clip.x() * ratio, clip.y() * ratio, clip.width() * ratio, clip.height() * ratio)
        painter.drawPixmap(QRectF(clip), still, source)
        self._place_origin(painter)
        self._paint_over(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new room."""
        super().resizeEvent(event)
        self.look_aside(QPointF())
        self._relay()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size: measure anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._brushes = None
            self._relay()

    def _relay(self) -> None:
        self._picture = self._still = None
        self.update()

    def _seen(self) -> tuple[QPointF, float]:
        """Where the middle of Self is on the screen, and how many pixels one of the picture is there."""
        ground = self.picture.found.ground
        wide, high = self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN
        scale = min(wide / ground.width, high / ground.height, 1.0) * self._near
        middle = QPointF(ground.left + ground.width / 2, ground.top + ground.height / 2)
        return QRectF(self.rect()).center() - middle * scale + self._aside, scale

    def _place_origin(self, painter: QPainter) -> None:
        origin, scale = self._seen()
        painter.translate(origin)
        painter.scale(scale, scale)

    def _painted_still(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._still is not None and self._still.devicePixelRatio() == ratio:
            return self._still
        still = QPixmap(ceil(self.width() * ratio), ceil(self.height() * ratio))
        still.setDevicePixelRatio(ratio)
        still.fill(self.brushes.ink(self._light.ground))
        painter = QPainter(still)
        self._place_origin(painter)
        paints = MapPainter(painter, self.brushes, self.picture)
        paints.paint_ground()
        paints.paint_links(without=self._lifted)
        paints.paint_parts(without=self._lifted)
        painter.end()
        self._still = still
        return still

    def _paint_over(self, painter: QPainter) -> None:
        paints = MapPainter(painter, self.brushes, self.picture)
        if self._lifted is not None:
            paints.paint_links_of(self._lifted)
        if self._line is not None:
            painter.setPen(QPen(self.brushes.ink(self._light.focus), 2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(*self._line[0]), QPointF(*self._line[1]))
        for part_id in dict.fromkeys((self._chosen, self._lifted)):
            part = self._scene.part(part_id)
            if part is not None:
                spot = self.picture.spots[part.id]
                paints.paint_part(part, spot, chosen=part.id == self._chosen)
                if part.id == self._chosen and self.hasFocus():
                    self._paint_focus(painter, spot.x, spot.y)

    def _paint_focus(self, painter: QPainter, x: float, y: float) -> None:
        away = self.picture.found.radius + 4
        painter.setPen(QPen(self.brushes.ink(self._light.focus), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(x, y), away, away)

    def _kept(self, x: float, y: float) -> Point:
        found = self.picture.found
        ground, away = found.ground, found.radius + 2
        farthest = 2 * found.ring
        x = min(max(x, ground.left + away, -farthest), ground.right - away, farthest)
        return x, min(max(y, ground.top + away, -farthest), ground.bottom - away, farthest)

    def _reach_of(self, part_id: str) -> QRect:
        """All of the screen that a part, its name and its links lie in."""
        spot, radius = self.picture.spots[part_id], self.picture.found.radius + 8
        xs = [spot.x - radius, spot.x + radius, spot.label.left, spot.label.right]
        ys = [spot.y - radius, spot.y + radius, spot.label.top, spot.label.bottom]
        for curve in self.picture.about(part_id):
            xs += [curve.start[0], curve.bend[0], curve.end[0]]
            ys += [curve.start[1], curve.bend[1], curve.end[1]]
        first, last = self.to_screen((min(xs), min(ys))), self.to_screen((max(xs), max(ys)))
        edge = 12
        left, top = floor(first.x()) - edge, floor(first.y()) - edge
        return QRect(left, top, ceil(last.x()) + edge - left, ceil(last.y()) + edge - top)
