"""A client's parts so far: a glyph and a name each, in lines like a paragraph."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kap_companion.parts.overview import PartShown
from ui.home.part_chip import PartChip
from ui.theme import Light
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph_pictures import GlyphPictures
from ui.widgets.words_label import words_label

MOST_SHOWN = 60


class PartsFlow(QWidget):
    """Parts in the order they became known, none larger than another; gone where there are none.

    Signals:
        part_chosen: the id of a part whose page is to be seen.
    """

    part_chosen = Signal(str)

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self._pictures = GlyphPictures()
        self._flow_box = QWidget()
        self._flow = FlowLayout(self._flow_box)
        self._shown: list[QWidget] = []
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(10)
        lines.addWidget(words_label(self.tr("Parts so far"), "heading"))
        lines.addWidget(self._flow_box)

    def show_parts(self, parts: tuple[PartShown, ...]) -> None:
        """Show these parts; of very many the first ones, and how many more there are."""
        for widget in self._shown:
            self._flow.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = [self._chip(part) for part in parts[:MOST_SHOWN]]
        if len(parts) > MOST_SHOWN:
            rest = len(parts) - MOST_SHOWN
            self._shown.append(QLabel(self.tr("and {count} more").format(count=rest)))
        for widget in self._shown:
            self._flow.addWidget(widget)
        self.setVisible(bool(parts))

    def _chip(self, part: PartShown) -> QWidget:
        chip = PartChip(part, self._light, self._pictures, self._flow_box)
        chip.clicked.connect(partial(self.part_chosen.emit, part.part))
        return chip
