"""A combo box that looks like one: a field with a small arrow."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget


class ChoiceBox(QComboBox):
    """The style sheet takes the native arrow away; this one scales. A passing wheel chooses nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field and its arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().text(), 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(self._arrow())
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Not for this field."""
        event.ignore()

    def _arrow(self) -> QPolygonF:
        half = self.fontMetrics().height() * 0.22
        box = QRectF(self.rect())
        at_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        middle = QPointF(box.left() + half * 4 if at_left else box.right() - half * 4, box.center().y())
        return QPolygonF(
            [
                middle + QPointF(-half, -half / 2),
                middle + QPointF(0, half / 2),
                middle + QPointF(half, -half / 2),
            ]
        )
