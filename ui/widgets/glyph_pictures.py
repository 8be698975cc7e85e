"""Icons as pictures, each drawn once: many rows and buttons show the same few."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPixmap

from ui import theme


class GlyphPictures:
    """The icons that one view paints again and again."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[str, str, int, float], QPixmap] = {}

    def paint(self, painter: QPainter, name: str, colour: str, corner: QPointF, side: int) -> None:
        """Paint the icon `name` in one colour, `side` logical pixels wide, sharp on what is painted on."""
        ratio = painter.device().devicePixelRatio()
        key = (name, colour, side, ratio)
        picture = self._drawn.get(key)
        if picture is None:
            picture = self._drawn[key] = theme.glyph(name, colour, side, ratio)
        painter.drawPixmap(corner, picture)
