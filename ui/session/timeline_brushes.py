"""What the timeline is painted with: colours, fonts, glyphs and widths of words, each made once."""

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPixmap

from ui.theme import Light, colour, glyph


@dataclass(frozen=True)
class Brushes:
    """Colours, fonts and glyphs for one light, one text size and one screen density; kept between paints."""

    light: Light
    font: QFont
    unit: float
    ratio: float

    @cached_property
    def small(self) -> QFont:
        """The size of labels."""
        made = QFont(self.font)
        made.setPixelSize(max(round(12 * self.unit), 8))
        return made

    @cached_property
    def strong(self) -> QFont:
        """The names upon bars."""
        made = QFont(self.small)
        made.setWeight(QFont.Weight.DemiBold)
        return made

    @cached_property
    def lines(self) -> QFontMetricsF:
        """How large labels are."""
        return QFontMetricsF(self.small)

    @cached_property
    def names(self) -> QFontMetricsF:
        """How large the names upon bars are."""
        return QFontMetricsF(self.strong)

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
    def _bars(self) -> dict[tuple[str, bool], tuple[QColor, str]]:
        return {}

    def bar(self, role: str, *, here: bool) -> tuple[QColor, str]:
        """A bar's fill and the ink upon it, worked out once."""
        key = (role, here)
        if key not in self._bars:
            self._bars[key] = bar_colours(self.light, role, here=here)
        return self._bars[key]

    @cached_property
    def _widths(self) -> dict[str, float]:
        return {}

    def measure(self, text: str) -> float:
        """How wide a text is in the heavier of the two fonts, measured once."""
        if text not in self._widths:
            self._widths[text] = self.names.horizontalAdvance(text)
        return self._widths[text]

    @cached_property
    def _glyphs(self) -> dict[tuple[str, str, int], QPixmap]:
        return {}

    def glyph(self, name: str, ink: str, size: int) -> QPixmap:
        """A role's glyph, drawn once."""
        key = (name, ink, size)
        if key not in self._glyphs:
            self._glyphs[key] = glyph(name, ink, size, self.ratio)
        return self._glyphs[key]


def bar_colours(light: Light, role: str, *, here: bool) -> tuple[QColor, str]:
    """A bar's fill and the ink upon it: full while the part is here, deeper once it has settled."""
    full, ground = QColor(light.role(role)), QColor(light.ground)
    share = 1.0 if here else 0.42
    mixed = [
        round(a * share + b * (1 - share))
        for a, b in (
            (full.red(), ground.red()),
            (full.green(), ground.green()),
            (full.blue(), ground.blue()),
        )
    ]
    return QColor(*mixed), light.ground if here else light.strong
