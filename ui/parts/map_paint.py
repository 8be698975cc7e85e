"""Painting a map: rings and Self, the links between parts, the parts with their names."""

from math import atan2, degrees

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from kap_companion.parts.map_layout import RINGS, Spot
from kap_companion.parts.map_lines import Curve
from kap_companion.parts.map_scene import MapPart, Seen
from kap_companion.vocabulary.links import LinkKind, LinkState
from ui.parts.map_brushes import MapBrushes
from ui.parts.map_picture import MapPicture
from ui.words import ROLE_GLYPH, SELF_GLYPH, quality_word

FAINT = 0.45
_RING = 2.0
_CHOSEN_RING = 4.5
_HEAD = 9.0


class MapPainter:
    """Paints a picture with a painter whose origin is the middle of Self."""

    def __init__(self, painter: QPainter, brushes: MapBrushes, picture: MapPicture) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter = painter
        self._brushes = brushes
        self._picture = picture

    def paint_ground(self) -> None:
        """The rings, and Self in the middle."""
        painter, brushes, found = self._painter, self._brushes, self._picture.found
        light = brushes.light
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(brushes.ink(light.line), 1))
        for share in RINGS:
            painter.drawEllipse(QPointF(0, 0), share * found.ring, share * found.ring)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(light.self_energy, light.ground, 0.12))
        painter.drawEllipse(QPointF(0, 0), found.self_radius, found.self_radius)
        self._write_self()

    def paint_links(self, without: str | None = None) -> None:
        """The links, but those of one part."""
        for curve in self._picture.curves:
            if without is None or without not in (curve.link.from_part, curve.link.to_part):
                self._paint_link(curve)

    def paint_links_of(self, part_id: str) -> None:
        """The links of one part."""
        for curve in self._picture.about(part_id):
            self._paint_link(curve)

    def paint_parts(self, chosen: str | None = None, without: str | None = None) -> None:
        """The parts, but one; the chosen one has a thicker ring."""
        for part, spot in self._picture.parts:
            if part.id != without:
                self.paint_part(part, spot, chosen=part.id == chosen)

    def paint_part(self, part: MapPart, spot: Spot, *, chosen: bool = False) -> None:
        """One part: circle, glyph, name."""
        painter, brushes, radius = self._painter, self._brushes, self._picture.found.radius
        light, faint = brushes.light, part.seen is Seen.ABSENT
        token = light.role(part.role.value)
        ink = mixed(token, light.ground, FAINT) if faint else QColor(token)
        width = (_CHOSEN_RING if chosen else _RING) * brushes.unit
        painter.setPen(QPen(ink, width))
        painter.setBrush(brushes.ink(light.raised))
        painter.drawEllipse(QPointF(spot.x, spot.y), radius - width / 2, radius - width / 2)
        side = radius * 0.84
        box = QRectF(spot.x - side / 2, spot.y - side / 2, side, side)
        brushes.paint_glyph(painter, ROLE_GLYPH[part.role], ink.name(), box)
        self._write_name(spot, faint=faint)

    def _write_name(self, spot: Spot, *, faint: bool) -> None:
        painter, brushes, box = self._painter, self._brushes, spot.label
        behind = brushes.ink(brushes.light.ground, 0.86)
        painter.fillRect(QRectF(box.left, box.top, box.width, box.height), behind)
        painter.setFont(brushes.names)
        painter.setPen(brushes.ink(brushes.light.quiet if faint else brushes.light.strong))
        height = box.height / max(len(spot.lines), 1)
        for number, line in enumerate(spot.lines):
            row = QRectF(box.left, box.top + number * height, box.width, height)
            painter.drawText(row, _CENTRED, line)

    def _write_self(self) -> None:
        painter, brushes, radius = self._painter, self._brushes, self._picture.found.self_radius
        light = brushes.light
        lines = self._self_lines(radius)
        side = radius * 0.44
        name_height, line_height = brushes.metrics.height(), brushes.small_metrics.height()
        top = -(side + name_height + line_height * len(lines)) / 2
        brushes.paint_glyph(painter, SELF_GLYPH, light.self_energy, QRectF(-side / 2, top, side, side))
        top += side
        painter.setPen(brushes.ink(light.self_energy))
        painter.setFont(brushes.names)
        word = QCoreApplication.translate("Map", "Self")
        painter.drawText(QRectF(-radius, top, 2 * radius, name_height), _CENTRED, word)
        painter.setFont(brushes.small)
        painter.setPen(brushes.ink(light.quiet))
        for number, line in enumerate(lines):
            row = QRectF(-radius, top + name_height + number * line_height, 2 * radius, line_height)
            painter.drawText(row, _CENTRED, line)

    def _self_lines(self, radius: float) -> list[str]:
        """The qualities that were there, as many as fit in two lines; all of them stand on the Self page."""
        words = [quality_word(quality).lower() for quality in self._picture.scene.self_qualities]
        widest = radius * 1.84
        lines: list[str] = []
        for word in words:
            longer = f"{lines[-1]} · {word}" if lines else word
            if lines and self._brushes.small_metrics.horizontalAdvance(longer) <= widest:
                lines[-1] = longer
            elif len(lines) < 2:
                lines.append(word)
            else:
                more = QCoreApplication.translate("Map", "and {count} more")
                return [lines[0], more.format(count=len(words) - lines[0].count(" · ") - 1)]
        return lines

    def _paint_link(self, curve: Curve) -> None:
        ends = (self._picture.scene.part(curve.link.from_part), self._picture.scene.part(curve.link.to_part))
        if None in ends:
            return
        faint = any(part is not None and part.seen is Seen.ABSENT for part in ends)
        light = self._brushes.light
        ink = mixed(light.quiet, light.ground, 0.5 if faint else 0.85)
        paint_curve(self._painter, curve, ink, light.ground, self._brushes.unit)


def paint_curve(painter: QPainter, curve: Curve, ink: QColor, ground: str, unit: float) -> None:
    """Paint a link so that its kind can be told without colours."""
    kind, path = curve.link.kind, QPainterPath(QPointF(*curve.start))
    path.quadTo(QPointF(*curve.bend), QPointF(*curve.end))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if kind is LinkKind.POLARISED:
        painter.setPen(_pen(ink, 5.4 * unit))
        painter.drawPath(path)
        painter.setPen(_pen(QColor(ground), 2.4 * unit))
        painter.drawPath(path)
    else:
        width, dashes = _STROKES[kind]
        painter.setPen(_pen(ink, width * unit, dashes))
        painter.drawPath(path)
    if kind in _HEADED:
        _paint_head(painter, curve, ink, unit, filled=kind is not LinkKind.CONCERNED_ABOUT)
    _paint_state(painter, curve, ink, unit)


def _paint_head(painter: QPainter, curve: Curve, ink: QColor, unit: float, *, filled: bool) -> None:
    painter.save()
    painter.translate(QPointF(*curve.end))
    along = curve.along(1.0)
    painter.rotate(degrees(atan2(along[1], along[0])))
    size = _HEAD * unit
    head = QPainterPath(QPointF(-size, -size * 0.5))
    head.lineTo(0, 0)
    head.lineTo(-size, size * 0.5)
    painter.setPen(_pen(ink, 1.4 * unit))
    if filled:
        head.closeSubpath()
        painter.setBrush(ink)
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(head)
    painter.restore()


def _paint_state(painter: QPainter, curve: Curve, ink: QColor, unit: float) -> None:
    """One stroke across a link that is easing, two across one that is resolved."""
    strokes = {LinkState.ACTIVE: (), LinkState.EASING: (0.0,), LinkState.RESOLVED: (-3.0, 3.0)}
    painter.setPen(_pen(ink, 1.8 * unit))
    middle, along = QPointF(*curve.at(0.5)), QPointF(*curve.along(0.5))
    across = QPointF(-along.y(), along.x()) * 6 * unit
    for beside in strokes[curve.link.state]:
        at = middle + along * beside * unit
        painter.drawLine(at - across, at + across)


def _pen(ink: QColor, width: float, dashes: tuple[float, ...] = ()) -> QPen:
    pen = QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    if dashes:
        pen.setDashPattern(list(dashes))
    return pen


def mixed(token: str, ground: str, share: float) -> QColor:
    """A colour mixed with the ground, which a file shows as the screen does where it knows no opacity."""
    one, other = QColor(token), QColor(ground)
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(round(a * share + b * (1 - share)) for a, b in pairs))


_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip | Qt.TextFlag.TextSingleLine
_HEADED = (LinkKind.PROTECTS, LinkKind.TRIGGERS, LinkKind.CONCERNED_ABOUT)
# Width, and dashes in multiples of it; the ends are round, so a dash of almost nothing is a dot.
_STROKES: dict[LinkKind, tuple[float, tuple[float, ...]]] = {
    LinkKind.PROTECTS: (2.2, ()),
    LinkKind.TRIGGERS: (2.6, (0.01, 2.2)),
    LinkKind.CONCERNED_ABOUT: (1.3, (6, 5)),
    LinkKind.ALLIED: (2.2, ()),
    LinkKind.NOT_SURE: (2.0, (0.01, 5)),
}
