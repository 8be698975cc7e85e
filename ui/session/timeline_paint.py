"""Puts the timeline's shapes onto a painter: no rules, only colours, pens and the order of things."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from ui.session.entry_words import Sign
from ui.session.timeline_brushes import Brushes
from ui.session.timeline_layout import axis_height
from ui.session.timeline_shapes import Bar, Label, Mark, Scene
from ui.session.timeline_stays import Lane
from ui.words import ROLE_GLYPH, phase_word

# How far from its mark a label may reach.
_LABEL_REACH = 240
_MANY_CORNERS = 60


class TimelinePainter:
    """Paints a scene; what lies outside `clip` is left out."""

    def __init__(self, painter: QPainter, brushes: Brushes, scene: Scene, clip: QRectF) -> None:
        self._painter = painter
        self._brushes = brushes
        self._light = brushes.light
        self._unit = brushes.unit
        self._scene = scene
        self._clip = clip
        self._ink = brushes.ink
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, titles: dict[Lane, str], course_title: str, part: str | None, at_x: float | None) -> None:
        """Everything, from the back to the front.

        Args:
            titles: the lanes' names.
            course_title: what stands beside the expected course.
            part: the part whose bar is marked as selected.
            at_x: where the selected entry lies.
        """
        scene, painter = self._scene, self._painter
        self._bands()
        self._titles(titles)
        painter.save()
        painter.setClipRect(
            QRectF(scene.axis.left, 0, scene.axis.right - scene.axis.left, self._bottom()),
            Qt.ClipOperation.IntersectClip,
        )
        self._grid()
        self._course(course_title)
        if at_x is not None:
            self._selection(at_x)
        self._self_lane()
        self._vitals_lane()
        self._scales_lane()
        self._marks()
        for bar in scene.bars:
            right = max(bar.left + bar.width, bar.label_x + bar.label_width)
            if bar.left <= self._clip.right() and right >= self._clip.left():
                self._bar(bar, selected=bar.part == part)
        if scene.now_x is not None:
            top = axis_height(self._unit) - 10 * self._unit
            line = QRectF(scene.now_x - 1, top, 2, self._bottom() - top)
            painter.fillRect(line, self._ink(self._light.strong))
        painter.restore()

    def _bottom(self) -> float:
        last = self._scene.strips[Lane.SELF]
        return last.top + last.height + 22 * self._unit

    def _bands(self) -> None:
        top, bottom = axis_height(self._unit), self._bottom()
        for place, band in enumerate(self._scene.bands):
            tint = self._ink(self._light.line, 0.35 if place % 2 else 0.0)
            self._painter.fillRect(QRectF(band.left, top, band.right - band.left, bottom - top), tint)
            if band.name_x is not None:
                self._text(
                    band.name_x, bottom - 11 * self._unit, phase_word(band.phase).lower(), self._light.quiet
                )

    def _titles(self, titles: dict[Lane, str]) -> None:
        for lane, title in titles.items():
            self._text(20 * self._unit, self._scene.strips[lane].middle, title, self._light.quiet)
        for scale in self._scene.scales:
            self._label(scale.title, self._light.quiet)

    def _grid(self) -> None:
        half, middle = 40 * self._unit, 12 * self._unit
        line = self._ink(self._light.line)
        for tick in self._scene.ticks:
            width = self._brushes.lines.horizontalAdvance(tick.label)
            if abs(tick.x - self._clip.center().x()) <= self._clip.width() / 2 + half:
                top = axis_height(self._unit) - 10 * self._unit
                foot = self._bottom() - 22 * self._unit
                self._painter.fillRect(QRectF(tick.x, top, 1, foot - top), line)
                # A label that would be cut at an end of the axis is left out whole.
                first = self._scene.axis.left - 12 * self._unit
                if first <= tick.x - width / 2 and tick.x + width / 2 <= self._scene.axis.right:
                    self._text(tick.x - width / 2, middle, tick.label, self._light.quiet)

    def _course(self, title: str) -> None:
        points = self._scene.course
        if len(points) < 2:
            return
        pen = QPen(self._ink(self._light.warning, 0.45), 1.2, Qt.PenStyle.DashLine)
        self._painter.setPen(pen)
        self._painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
        x, y = points[-1][0] + 8 * self._unit, points[-1][1]
        if x + self._brushes.lines.horizontalAdvance(title) <= self._scene.axis.right:
            self._text(x, y, title, self._light.quiet)

    def _selection(self, x: float) -> None:
        top = axis_height(self._unit) - 10 * self._unit
        ink = self._ink(self._light.focus, 0.75)
        self._painter.setPen(QPen(ink, 1, Qt.PenStyle.DotLine))
        self._painter.drawLine(QPointF(x, top), QPointF(x, self._bottom()))
        size = 5 * self._unit
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._ink(self._light.focus))
        self._painter.drawPolygon(
            QPolygonF([QPointF(x - size, top - 3), QPointF(x + size, top - 3), QPointF(x, top + size - 3)])
        )

    def _self_lane(self) -> None:
        scene, ink = self._scene, self._light.self_energy
        strip = scene.strips[Lane.SELF]
        # Qt smooths shapes of many corners very slowly; where they are crowded it could not be seen either.
        crowded = len(scene.fill) > _MANY_CORNERS
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, not crowded)
        if len(scene.fill) > 1:
            floor = strip.top + strip.height
            corners = [(scene.fill[0][0], floor), *scene.fill, (scene.fill[-1][0], floor)]
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(self._ink(ink, 0.14))
            self._painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for points in scene.curves:
            width = 1.3 if len(points) <= _MANY_CORNERS else 0
            self._painter.setPen(QPen(self._ink(ink, 0.85), width))
            self._painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setPen(QPen(self._ink(ink), 1.4))
        for ring in scene.rings:
            self._painter.drawEllipse(QPointF(ring.x, ring.y), 4 * self._unit, 4 * self._unit)
        for label in scene.qualities:
            self._label(label, ink)

    def _vitals_lane(self) -> None:
        scene, painter, light, unit = self._scene, self._painter, self._light, self._unit
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for bound in scene.boundings:
            painter.setPen(QPen(self._ink(light.quiet, 0.5), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(scene.axis.left, bound.y), QPointF(scene.axis.right, bound.y))
            width = self._brushes.lines.horizontalAdvance(bound.label)
            self._text(scene.axis.right - width - 4 * unit, bound.y - 7 * unit, bound.label, light.quiet)
        for points in scene.trends:
            painter.setPen(QPen(self._ink(light.text, 0.4), 1 if len(points) <= _MANY_CORNERS else 0))
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
        painter.setPen(QPen(self._ink(light.warning), 1.3, Qt.PenStyle.DotLine))
        for ring in scene.planned:
            painter.drawEllipse(QPointF(ring.x, ring.y), 7 * unit, 7 * unit)

    def _scales_lane(self) -> None:
        light, painter = self._light, self._painter
        for scale in self._scene.scales:
            self._label(scale.note, light.quiet)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._ink(light.text, 0.4), 1 if len(scale.line) <= _MANY_CORNERS else 0))
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in scale.line]))

    def _bar(self, bar: Bar, *, selected: bool) -> None:
        fill, ink = self._brushes.bar(bar.role.value, here=bar.here)
        box = QRectF(bar.left, bar.top, bar.width, bar.height)
        if bar.width <= 7 * self._unit and not selected and not bar.label:
            self._painter.fillRect(box, fill)
            return
        if selected:
            self._painter.setPen(QPen(self._ink(self._light.strong), 1.5))
        elif bar.unsettled:
            self._painter.setPen(QPen(self._ink(self._light.role(bar.role.value)), 1, Qt.PenStyle.DotLine))
        else:
            self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(fill)
        radius = min(bar.height, bar.width) / 2
        self._painter.drawRoundedRect(box, radius, radius)
        if bar.glyph:
            size = round(max(bar.height - 7 * self._unit, bar.height * 0.64))
            shown = max(bar.left, self._scene.axis.left)
            at = QPointF(shown + 6 * self._unit, bar.top + (bar.height - size) / 2)
            self._painter.drawPixmap(at, self._brushes.glyph(ROLE_GLYPH[bar.role], ink, size))
        if bar.label:
            text = self._brushes.names.elidedText(bar.label, Qt.TextElideMode.ElideRight, bar.label_width)
            over = ink if bar.inside else self._light.role(bar.role.value)
            self._text(bar.label_x, bar.top + bar.height / 2, text, over, strong=True)

    def _marks(self) -> None:
        scene, painter, unit = self._scene, self._painter, self._unit
        scores = (mark for scale in scene.scales for mark in scale.marks)
        every = (*scene.doses, *scene.vitals, *scene.others, *scores)
        marks = [mark for mark in every if self._touches(mark)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink(self._light.text))
        width = 3 * unit
        stems = [QRectF(m.x - width / 2, m.top, width, m.bottom - m.top) for m in marks if m.stem]
        if stems:
            painter.drawRects(stems)
        painter.setBrush(self._ink(self._light.quiet))
        for mark in marks:
            if not mark.stem:
                self._sign(mark)
        for mark in marks:
            if mark.label:
                ink = self._light.strong if mark.sign is Sign.DIAMOND else self._light.text
                self._text(mark.label_x, (mark.top + mark.bottom) / 2, mark.label, ink)

    def _touches(self, mark: Mark) -> bool:
        reach = self._clip.width() / 2 + _LABEL_REACH * self._unit
        return abs(mark.x - self._clip.center().x()) <= reach

    def _sign(self, mark: Mark) -> None:
        painter, half = self._painter, (mark.bottom - mark.top) / 2
        middle = mark.top + half
        match mark.sign:
            case Sign.DIAMOND:
                wide = half * 0.8
                self._polygon(
                    self._light.strong, mark.x, middle, ((0, -half), (wide, 0), (0, half), (-wide, 0))
                )
            case Sign.TRIANGLE:
                corners = ((0, -half - 1), (half + 1, half), (-half - 1, half))
                self._polygon(self._light.firefighter, mark.x, middle, corners)
            case Sign.FLAG:
                painter.save()
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self._ink(self._light.text), 1.4))
                painter.drawEllipse(QPointF(mark.x, middle), half, half)
                painter.restore()
            case _:
                painter.drawEllipse(QPointF(mark.x, middle), half * 0.75, half * 0.75)

    def _polygon(self, ink: str, x: float, y: float, corners: tuple[tuple[float, float], ...]) -> None:
        before = self._painter.brush()
        self._painter.setBrush(self._ink(ink))
        self._painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in corners]))
        self._painter.setBrush(before)

    def _label(self, label: Label, ink: str) -> None:
        text = self._brushes.lines.elidedText(label.text, Qt.TextElideMode.ElideRight, label.width)
        self._text(label.x, label.y, text, ink)

    def _text(self, x: float, middle: float, text: str, ink: str, *, strong: bool = False) -> None:
        lines = self._brushes.names if strong else self._brushes.lines
        self._painter.setFont(self._brushes.strong if strong else self._brushes.small)
        self._painter.setPen(self._ink(ink))
        self._painter.drawText(QPointF(x, middle + (lines.ascent() - lines.descent()) / 2), text)
