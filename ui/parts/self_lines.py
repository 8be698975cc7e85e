"""The lines of Self-energy under one another: a quality each, none joined with another."""

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kap_companion.vocabulary.self_energy import Rater
from ui.parts.self_axis import SelfAxis
from ui.parts.self_chart import Chart
from ui.parts.self_row import SelfRow, paint_mark
from ui.theme import Light
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label


class SelfLines(QWidget):
    """A chart with its legend.

    Signals:
        entry_wanted: a person wants the entry that says a rating: the session's id and the entry's.
    """

    entry_wanted = Signal(str, str)

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self._rows: tuple[SelfRow, ...] = ()
        self._client = words_label("", "quiet")
        self._lines = Rows(6)
        held = QWidget()
        inside = QVBoxLayout(held)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addLayout(self._lines)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(held)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(10)
        lines.addLayout(self._legend())
        lines.addWidget(scroll, 1)

    @property
    def rows(self) -> tuple[SelfRow, ...]:
        """The qualities from the top down."""
        return self._rows

    def show_chart(self, chart: Chart, client: str) -> None:
        """Show a chart; `client` is what the client is called."""
        self._client.setText(client)
        self._rows = tuple(SelfRow(chart, row, self._light) for row in chart.rows)
        heads = SelfAxis(chart, self._light, heads=True)
        ticks = SelfAxis(chart, self._light, heads=False)
        for row in self._rows:
            row.entry_wanted.connect(self.entry_wanted)
        self._lines.replace((heads, ticks, *self._rows) if chart.rows else ())

    def _legend(self) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(_Mark(Rater.FACILITATOR, self._light))
        across.addWidget(words_label(self.tr("facilitator"), "quiet"))
        across.addSpacing(10)
        across.addWidget(_Mark(Rater.CLIENT, self._light))
        across.addWidget(self._client)
        across.addSpacing(10)
        across.addWidget(words_label(self.tr("each from 0 below to 4 above"), "quiet"), 1)
        return across


class _Mark(QWidget):
    """A mark of the legend; the words beside it say what it is."""

    def __init__(self, by: Rater, light: Light) -> None:
        super().__init__()
        self._by = by
        self._light = light
        self.setFixedSize(QSize(18, 18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """In the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, QPointF(9, 9), self._by, self._light)
        painter.end()
