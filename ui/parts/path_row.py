"""One step of the path of meeting a part: a circle and words, to be pressed."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from kap_companion.parts.inquiry import Stands
from ui.session.finger_button import FINGER
from ui.theme import Light
from ui.widgets.words_label import words_label


class PathMark(QWidget):
    """A circle: filled for done, with a hole for begun, empty for not yet."""

    def __init__(self, stands: Stands, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stands = stands
        self._light = light
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """A little more than a line of text is high."""
        side = round(self.fontMetrics().height() * 1.25)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The circle, in the green of Self; told apart by its shape alone too."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(self.width() / 2, self.height() / 2)
        radius = min(self.width(), self.height()) / 2 - 1
        if self._stands is Stands.NOT_YET:
            painter.setPen(QPen(QColor(self._light.quiet), 1))
            painter.drawEllipse(centre, radius, radius)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._light.self_energy))
            painter.drawEllipse(centre, radius, radius)
        if self._stands is Stands.BEGUN:
            painter.setBrush(QColor(self._light.raised))
            painter.drawEllipse(centre, radius * 0.45, radius * 0.45)
        painter.end()


class PathRow(QAbstractButton):
    """A step with its circle.

    Args:
        words: the step.
        stands: how it stands.
        told: what a screen reader is told besides.
        light: the colours.
        parent: the pane.
    """

    def __init__(
        self, words: str, stands: Stands, told: str, light: Light, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._light = light
        self.setMinimumHeight(FINGER)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(f"{words}, {told}" if told else words)
        self.setToolTip("")
        label = words_label(words, parent=self)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        across = QHBoxLayout(self)
        across.setContentsMargins(2, 4, 2, 4)
        across.setSpacing(12)
        across.addWidget(PathMark(stands, light, self))
        across.addWidget(label, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring around what has the focus; the circle and the words paint themselves."""
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._light.focus), 1.5))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()
