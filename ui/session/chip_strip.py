"""How a line reads so far, as small chips at the right end of the capture line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kap_companion.session.capture import Chip
from ui.session.chip_words import ChipWords, chip_words
from ui.theme import Light

GAP = 8.0


@dataclass(frozen=True, slots=True)
class PlacedChip:
    """A chip and its place in the strip, in pixels; `after_at` is where its quiet word begins."""

    words: ChipWords
    box: QRectF
    text_at: float
    after_at: float


def lay_out(
    chips: Sequence[ChipWords],
    width_of: Callable[[str], float],
    room: float,
    height: float,
    rest: Callable[[int], ChipWords],
) -> tuple[PlacedChip, ...]:
    """Chips one after the other at the right end; `rest` is the chip for the number that does not fit."""
    padding, between = height * 0.4, width_of(" ") * 1.4

    def wide(words: ChipWords) -> float:
        return padding * 2 + width_of(words.text) + (between + width_of(words.after) if words.after else 0)

    def total(row: Sequence[ChipWords]) -> float:
        return sum(wide(words) + GAP for words in row) - GAP

    rows = (
        [*chips[:n], *([rest(len(chips) - n)] if n < len(chips) else [])] for n in range(len(chips), -1, -1)
    )
    row = next((row for row in rows if total(row) <= room), [])
    placed, x = [], room - total(row)
    for words in row:
        after_at = x + padding + width_of(words.text) + between
        placed.append(PlacedChip(words, QRectF(x, 0, wide(words), height), x + padding, after_at))
        x += wide(words) + GAP
    return tuple(placed)


class ChipStrip(QWidget):
    """The chips of the line being typed; a screen reader finds them as this widget's description."""

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self._chips: tuple[ChipWords, ...] = ()
        self.setProperty("kind", "small")
        self.setAccessibleName(self.tr("Reads as"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show how a line reads."""
        words = chip_words(chips, self._light)
        if words == self._chips:
            return
        self._chips = words
        self.setAccessibleDescription(", ".join(self.shown()))
        self.updateGeometry()
        self.update()

    def shown(self) -> tuple[str, ...]:
        """The chips' words, such as "The Watchman known"."""
        return tuple(f"{words.text} {words.after}".strip() for words in self._chips)

    def sizeHint(self) -> QSize:
        """Room for every chip."""
        placed = self._lay_out(1e6)
        width = placed[-1].box.right() - placed[0].box.left() if placed else 0.0
        return QSize(ceil(width) + 2, round(self._height()) + 2)

    def minimumSizeHint(self) -> QSize:
        """The height alone: chips give way to the text."""
        return QSize(0, round(self._height()) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """An outline, the text and the quiet word of each chip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0.5, (self.height() - self._height()) / 2)
        painter.setFont(self.font())
        upright = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for chip in self._lay_out(self.width() - 1):
            painter.setPen(QPen(QColor(chip.words.outline), 1))
            painter.drawRoundedRect(chip.box, 6, 6)
            painter.setPen(QColor(chip.words.text_colour))
            rest = QRectF(chip.text_at, 0, chip.box.right() - chip.text_at, chip.box.height())
            painter.drawText(rest, upright, chip.words.text)
            painter.setPen(QColor(chip.words.after_colour))
            rest.setLeft(chip.after_at)
            painter.drawText(rest, upright, chip.words.after)
        painter.end()

    def _height(self) -> float:
        return self.fontMetrics().height() * 1.45

    def _lay_out(self, room: float) -> tuple[PlacedChip, ...]:
        width_of = QFontMetricsF(self.font()).horizontalAdvance
        return lay_out(self._chips, width_of, room, self._height(), self._rest)

    def _rest(self, count: int) -> ChipWords:
        return ChipWords(f"+{count}", "", self._light.quiet, self._light.quiet, self._light.line)
