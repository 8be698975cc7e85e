"""What the lines and marks of a map mean: only those that are on it."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kap_companion.parts.map_scene import MapScene, Seen
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.roles import Role
from ui.parts.link_sample import HIGH, WIDE, paint_sample
from ui.parts.map_brushes import MapBrushes
from ui.parts.map_paint import FAINT, mixed
from ui.parts.map_words import kind_word, state_word
from ui.theme import Light
from ui.words import ROLE_GLYPH, role_word

_SAMPLE_GAP, _ITEM_GAP, _ROW_GAP = 6.0, 20.0, 6.0


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A mark and its word; a kind of link, how one stands, a role, or being known and absent."""

    word: str
    kind: LinkKind | None = None
    state: LinkState = LinkState.ACTIVE
    role: Role | None = None

    @property
    def wide(self) -> float:
        """How wide its mark is, at the usual text size."""
        return WIDE if self.kind is not None else HIGH


def legend_of(scene: MapScene) -> tuple[LegendItem, ...]:
    """The items for what is on a map."""
    ids = {part.id for part in scene.shown}
    links = [link for link in scene.links if {link.from_part, link.to_part} <= ids]
    kinds, states = {link.kind for link in links}, {link.state for link in links}
    items = [LegendItem(kind_word(kind), kind) for kind in LinkKind if kind in kinds]
    items += [
        LegendItem(state_word(state), LinkKind.ALLIED, state)
        for state in (LinkState.EASING, LinkState.RESOLVED)
        if state in states
    ]
    if scene.role_words:
        roles = {part.role for part in scene.shown} - {Role.UNKNOWN}
        items += [LegendItem(role_word(role).lower(), role=role) for role in Role if role in roles]
    if any(part.seen is Seen.ABSENT for part in scene.shown):
        items.append(LegendItem(QCoreApplication.translate("Map", "faint: known, not here in this session")))
    return tuple(items)


class LegendPainter:
    """Lays the items out in rows and paints them."""

    def __init__(self, items: tuple[LegendItem, ...], brushes: MapBrushes, width: float) -> None:
        self._brushes = brushes
        self._placed: list[tuple[LegendItem, QPointF]] = []
        unit, metrics = brushes.unit, brushes.small_metrics
        self._row = max(metrics.height(), HIGH * unit) + _ROW_GAP * unit
        x = y = 0.0
        for item in items:
            wide = (item.wide + _SAMPLE_GAP) * unit + metrics.horizontalAdvance(item.word) + 2
            if x and x + wide > width:
                x, y = 0.0, y + self._row
            self._placed.append((item, QPointF(x, y)))
            x += wide + _ITEM_GAP * unit
        self.height = y + self._row if items else 0.0

    def paint(self, painter: QPainter) -> None:
        """Paint from the painter's origin."""
        for item, at in self._placed:
            painter.save()
            painter.translate(at)
            self._paint_item(painter, item)
            painter.restore()

    def _paint_item(self, painter: QPainter, item: LegendItem) -> None:
        brushes, unit = self._brushes, self._brushes.unit
        light, high = brushes.light, HIGH * unit
        row = self._row - _ROW_GAP * unit
        painter.save()
        painter.translate(0, (row - high) / 2)
        if item.kind is not None:
            paint_sample(painter, item.kind, item.state, light, unit)
        elif item.role is not None:
            ink = light.role(item.role.value)
            brushes.paint_glyph(painter, ROLE_GLYPH[item.role], ink, QRectF(0, 0, high, high))
        else:
            painter.setPen(QPen(mixed(light.unknown, light.ground, FAINT), 2 * unit))
            painter.setBrush(QColor(light.raised))
            painter.drawEllipse(QRectF(2, 2, high - 4, high - 4))
        painter.restore()
        painter.setFont(brushes.small)
        painter.setPen(brushes.ink(light.quiet))
        left = (item.wide + _SAMPLE_GAP) * unit
        words = QRectF(left, 0, brushes.small_metrics.horizontalAdvance(item.word) + 2, row)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, item.word)


class MapLegend(QWidget):
    """The legend under a map; a screen reader hears the links in words instead."""

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self._items: tuple[LegendItem, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def items(self) -> tuple[LegendItem, ...]:
        """What is explained."""
        return self._items

    def show_scene(self, scene: MapScene, light: Light) -> None:
        """Explain a map, in its own light."""
        self._items, self._light = legend_of(scene), light
        self.setAccessibleName("; ".join(item.word for item in self._items))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its rows."""
        return round(self._made(width).height)

    def sizeHint(self) -> QSize:
        """One row where there is room."""
        width = max(self.width(), 320)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._made(self.width()).paint(painter)
        painter.end()

    def _made(self, width: float) -> LegendPainter:
        return LegendPainter(self._items, MapBrushes(self._light, self.font()), width)
