"""The session as one line: its phases, and when each part on the table was there."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kap_companion.vocabulary.phases import Phase
from kap_companion.worksheets.on_the_table import Table
from ui import theme
from ui.review.strip_spans import Strip, strip_of


class SessionStrip(QWidget):
    """Bars by time, all of one height; it only shows what lies on the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip = Strip((), (), 0)
        self._phases: dict[Phase, str] = {
            Phase.PREPARATION: self.tr("preparation"),
            Phase.DOSING: self.tr("medicine"),
            Phase.INTEGRATION: self.tr("coming back"),
        }
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_table(self, table: Table) -> None:
        """Show who was there when."""
        self._strip = strip_of(table)
        self.setAccessibleName(
            self.tr("When each part was there: {names}").format(
                names=", ".join(dict.fromkeys(bar.name for bar in self._strip.bars if bar.name))
            )
        )
        self.updateGeometry()
        self.update()

    def has_bars(self) -> bool:
        """Whether there is anything to show."""
        return bool(self._strip.bars)

    def sizeHint(self) -> QSize:
        """A lane for each part, and the names of the phases below."""
        return QSize(320, round(self._lane() * (self._strip.lanes + 0.5) + self.fontMetrics().height() * 1.5))

    def minimumSizeHint(self) -> QSize:
        """The same height, and a little width."""
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bars, the line, the phases."""
        light, lane = theme.DAYLIGHT, self._lane()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        base, wide = lane * (self._strip.lanes + 0.3), float(self.width())
        painter.setPen(Qt.PenStyle.NoPen)
        for bar in self._strip.bars:
            painter.setBrush(theme.colour(light.role(bar.role.value), 0.75))
            box = QRectF(
                bar.begins * wide,
                bar.lane * lane,
                max(lane * 0.6, (bar.ends - bar.begins) * wide),
                lane * 0.6,
            )
            painter.drawRoundedRect(box, lane * 0.3, lane * 0.3)
        painter.setPen(QPen(theme.colour(light.line), 1.4))
        painter.drawLine(0, round(base), round(wide), round(base))
        room = 0.0
        for phase, begins in self._strip.phases:
            said, x = self._phases.get(phase, ""), begins * wide
            painter.setPen(QPen(theme.colour(light.quiet), 1))
            painter.drawLine(round(x), round(base - 5), round(x), round(base + 5))
            # Two phases close together: the later one's name would stand upon the other.
            x = min(x, wide - self.fontMetrics().horizontalAdvance(said))
            if said and x >= room:
                painter.drawText(round(x), round(base + self.fontMetrics().height() * 1.15), said)
                room = x + self.fontMetrics().horizontalAdvance(said) + 12
        painter.end()

    def _lane(self) -> float:
        return self.fontMetrics().height() * (0.62 if self._strip.lanes < 8 else 0.45)
