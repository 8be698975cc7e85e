"""What a map is painted with: colours, fonts, glyphs and widths of words, each made once."""

from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter
from PySide6.QtSvg import QSvgRenderer

from kap_companion.parts.map_lettering import Lettering, lettered
from kap_companion.parts.map_scene import MapPart
from ui.one_line import one_line
from ui.parts.map_words import LONGEST_NAME
from ui.theme import BASE_PX, Light, colour

_WIDEST = 156.0


@dataclass(frozen=True)
class MapBrushes:
    """Colours, fonts and glyphs for one light and one text size; kept between paints.

    Attributes:
        font: of the widget or page; names are written in a bolder one.
        many: whether there are so many names that they are written smaller.
    """

    light: Light
    font: QFont
    many: bool = False

    @cached_property
    def unit(self) -> float:
        """How much larger than usual the text is."""
        return QFontInfo(self.font).pixelSize() / BASE_PX

    @cached_property
    def names(self) -> QFont:
        """The names of parts."""
        return self._sized(13 if self.many else 15, QFont.Weight.DemiBold)

    @cached_property
    def small(self) -> QFont:
        """What is written beside names."""
        return self._sized(12, QFont.Weight.Normal)

    @cached_property
    def metrics(self) -> QFontMetricsF:
        """How large names are."""
        return QFontMetricsF(self.names)

    @cached_property
    def small_metrics(self) -> QFontMetricsF:
        """How large small words are."""
        return QFontMetricsF(self.small)

    @cached_property
    def _labels(self) -> dict[str, Lettering]:
        return {}

    def lettered(self, part: MapPart) -> Lettering:
        """A part's name in lines, measured once."""
        if part.label not in self._labels:
            widest = _WIDEST * self.unit * (0.87 if self.many else 1)
            name = one_line(part.label, LONGEST_NAME + 60)
            self._labels[part.label] = lettered(name, self._measure, self.metrics.height(), widest)
        return self._labels[part.label]

    def _measure(self, text: str) -> float:
        # A little more, for fonts that are hinted differently on paper.
        return self.metrics.horizontalAdvance(text) + 2

    @cached_property
    def _inks(self) -> dict[tuple[str, float], QColor]:
        return {}

    def ink(self, token: str, alpha: float = 1.0) -> QColor:
        """A token as a colour, made once."""
        key = (token, alpha)
        if key not in self._inks:
            self._inks[key] = colour(token, alpha)
        return self._inks[key]

    @cached_property
    def _glyphs(self) -> dict[tuple[str, str], QSvgRenderer]:
        return {}

    def paint_glyph(self, painter: QPainter, name: str, ink: str, box: QRectF) -> None:
        """Paint an icon in one colour into a box; its drawing is read once."""
        key = (name, ink)
        if key not in self._glyphs:
            drawing = (files("resources") / "icons" / f"{name}.svg").read_text("utf-8")
            self._glyphs[key] = QSvgRenderer(QByteArray(drawing.replace("currentColor", ink).encode()))
        self._glyphs[key].render(painter, box)

    def _sized(self, px: float, weight: QFont.Weight) -> QFont:
        made = QFont(self.font)
        made.setPixelSize(max(round(px * self.unit), 8))
        made.setWeight(weight)
        return made


def in_grey(light: Light) -> Light:
    """The same light without colours, as a printer without colours would show it."""
    given: dict[str, str] = asdict(light)
    return Light(**{name: value if name == "name" else _grey(value) for name, value in given.items()})


def _grey(token: str) -> str:
    level = QColor(token)
    # ITU-R BT.709, the weights by which light parts are seen.
    grey = round(0.2126 * level.red() + 0.7152 * level.green() + 0.0722 * level.blue())
    return f"#{grey:02x}{grey:02x}{grey:02x}"
