"""A map as a file or on paper, as it is on the screen, with what its lines mean below it."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgGenerator

from kap_companion.parts.map_scene import MapScene
from ui.parts.map_brushes import MapBrushes
from ui.parts.map_legend import LegendPainter, legend_of
from ui.parts.map_paint import MapPainter
from ui.parts.map_picture import MapPicture
from ui.parts.map_words import map_words

_EDGE = 24
# Twice the density of a screen, so that a printed picture is sharp.
_DENSITY = 2


class MapSheet:
    """A picture with its legend, as large as both need; it names no client, and no session."""

    def __init__(self, picture: MapPicture, brushes: MapBrushes) -> None:
        self._picture = picture
        self._brushes = brushes
        ground = picture.found.ground
        self._legend = LegendPainter(legend_of(picture.scene), brushes, ground.width)
        between = _EDGE if self._legend.height else 0
        self._below = round(_EDGE + ground.height + between)
        self.size = QSize(round(ground.width) + 2 * _EDGE, round(self._below + self._legend.height) + _EDGE)

    @property
    def scene(self) -> MapScene:
        """What is shown."""
        return self._picture.scene

    def paint(self, painter: QPainter) -> None:
        """Paint it from the painter's origin, on its own ground."""
        ground = self._picture.found.ground
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(
            QRect(0, 0, self.size.width(), self.size.height()), QColor(self._brushes.light.ground)
        )
        painter.save()
        painter.translate(_EDGE - ground.left, _EDGE - ground.top)
        paints = MapPainter(painter, self._brushes, self._picture)
        paints.paint_ground()
        paints.paint_links()
        paints.paint_parts()
        painter.restore()
        painter.save()
        painter.translate(_EDGE, self._below)
        self._legend.paint(painter)
        painter.restore()


def as_svg(sheet: MapSheet) -> bytes:
    """The sheet as a drawing that stays sharp at any size."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(sheet.size)
    drawing.setViewBox(QRect(0, 0, sheet.size.width(), sheet.size.height()))
    drawing.setTitle(QCoreApplication.translate("Map", "Map of the inner family"))
    drawing.setDescription(map_words(sheet.scene))
    painter = QPainter(drawing)
    sheet.paint(painter)
    painter.end()
    buffer.close()
    return bytes(content.data())


def as_png(sheet: MapSheet) -> bytes:
    """The sheet as a picture, at twice the density of a screen."""
    image = QImage(sheet.size * _DENSITY, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_DENSITY)
    painter = QPainter(image)
    sheet.paint(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # Qt takes the name as text too
    buffer.close()
    return bytes(content.data())


def print_on(printer: QPrinter, sheet: MapSheet) -> bool:
    """Print the sheet in the middle of a page, as large as it fits; False where the printer refused."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    page = painter.viewport()
    scale = min(page.width() / sheet.size.width(), page.height() / sheet.size.height())
    painter.translate(
        (page.width() - sheet.size.width() * scale) / 2, (page.height() - sheet.size.height() * scale) / 2
    )
    painter.scale(scale, scale)
    sheet.paint(painter)
    return painter.end()


def ending_in(chosen: Path, ending: str) -> Path:
    """The place a person chose, with the ending by which other programs know the file."""
    return chosen if chosen.suffix.lower() == ending else chosen.with_name(f"{chosen.name}{ending}")
