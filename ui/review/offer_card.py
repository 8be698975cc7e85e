"""One card of the take-home page: a part, or what is about no part, with a tick for each item."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kap_companion.worksheets.offer import Offer
from ui import theme
from ui.review.item_words import breakable, offer_words, shorten
from ui.widgets.words_label import words_label

GLYPH_PX = 24


class OfferCard(QFrame):
    """A heading with its glyph and one check box an item; only what is in `ticked` is ticked.

    `say` gives the sentence of an item.

    Signals:
        changed: a tick was set or taken away.
    """

    changed = Signal()

    def __init__(
        self,
        title: str,
        glyph: str,
        colour: str,
        offers: Sequence[Offer],
        ticked: frozenset[str],
        parent: QWidget | None = None,
        *,
        say: Callable[[Offer], str] = offer_words,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._boxes: dict[str, QCheckBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 16)
        layout.setSpacing(4)
        layout.addLayout(self._heading(title, glyph, colour))
        for offer in offers:
            text = say(offer)
            box = QCheckBox()
            box.setAccessibleName(self.tr("{title}: {item}").format(title=title, item=text))
            box.setChecked(offer.key in ticked)
            box.toggled.connect(self.changed)
            self._boxes[offer.key] = box
            layout.addLayout(_beside(box, Sentence(breakable(text), box)))

    def chosen(self) -> frozenset[str]:
        """The keys of the ticked items."""
        return frozenset(key for key, box in self._boxes.items() if box.isChecked())

    def tick_all(self, keys: frozenset[str], on: bool) -> None:  # noqa: FBT001 - the state of a tick
        """Set or take away the ticks of these items."""
        for key, box in self._boxes.items():
            if key in keys:
                box.setChecked(on)

    def _heading(self, title: str, glyph: str, colour: str) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(theme.glyph(glyph, colour, GLYPH_PX, self.devicePixelRatioF()))
        name = words_label(breakable(shorten(title)), "heading")
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(picture)
        line.addWidget(name, 1)
        return line


class Sentence(QLabel):
    """What a check box is about, in as many lines as it needs; a click on it is a click on the box."""

    def __init__(self, text: str, box: QCheckBox) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._box = box

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick, or take the tick away."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._box.setFocus(Qt.FocusReason.MouseFocusReason)
            self._box.click()


def _beside(box: QCheckBox, sentence: Sentence) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(10)
    line.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(sentence, 1)
    return line
