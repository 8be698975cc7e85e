"""A practice's mark as a picture on the screen."""

from PySide6.QtCore import QByteArray, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_PNG = b"\x89PNG"


def logo_picture(data: bytes, most: QSize, ratio: float) -> QPixmap | None:
    """The mark as large as there is room for; None where it cannot be read.

    Args:
        data: a PNG, or an SVG that refers to nothing outside itself.
        most: the room there is, in pixels of the layout.
        ratio: pixels of the screen to each of these.
    """
    return _picture(data, most, ratio) if data.startswith(_PNG) else _drawing(data, most, ratio)


def _picture(data: bytes, most: QSize, ratio: float) -> QPixmap | None:
    image = QImage.fromData(QByteArray(data))
    if image.isNull():
        return None
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    picture = QPixmap.fromImage(image.scaled(most * ratio, keep, smooth))
    picture.setDevicePixelRatio(ratio)
    return picture


def _drawing(data: bytes, most: QSize, ratio: float) -> QPixmap | None:
    renderer = QSvgRenderer(QByteArray(data))
    by_itself = QSizeF(renderer.defaultSize())
    if not renderer.isValid() or by_itself.isEmpty():
        return None
    fits = by_itself.scaled(QSizeF(most), Qt.AspectRatioMode.KeepAspectRatio)
    picture = QPixmap((fits * ratio).toSize().expandedTo(QSize(1, 1)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, fits.width(), fits.height()))
    painter.end()
    return picture
