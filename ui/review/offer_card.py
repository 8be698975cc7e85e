"""One card of the take-home page: a part, or what is about no part, with a tick for each item."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.offers import Offer
from ui import theme, words
from ui.widgets.words_label import words_label

# A quote of thousands of characters is agreed to by its beginning; the paper has it whole.
LONGEST_SHOWN = 240
GLYPH_PX = 24


class OfferCard(QFrame):
    """A heading with its glyph and one check box an item; nothing is ticked unless it was agreed before.

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
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._boxes: dict[str, QCheckBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 16)
        layout.setSpacing(4)
        layout.addLayout(self._heading(title, glyph, colour))
        for offer in offers:
            text = self._sentence(offer)
            box = QCheckBox()
            box.setAccessibleName(self.tr("{title}: {item}").format(title=title, item=text))
            box.setChecked(offer.key in ticked)
            box.toggled.connect(self.changed)
            self._boxes[offer.key] = box
            layout.addLayout(_beside(box, Sentence(text, box)))

    def chosen(self) -> frozenset[str]:
        """The keys of the ticked items."""
        return frozenset(key for key, box in self._boxes.items() if box.isChecked())

    def _heading(self, title: str, glyph: str, colour: str) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(theme.glyph(glyph, colour, GLYPH_PX, self.devicePixelRatioF()))
        name = words_label(shorten(title), "heading")
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(picture)
        line.addWidget(name, 1)
        return line

    def _sentence(self, offer: Offer) -> str:
        shown = shorten(offer.value)
        if offer.field is SharedField.NAME:
            return self.tr("The name, and that it came")
        if offer.field is SharedField.WORDS:
            return self.tr("The words “{words}”").format(words=shown)
        if offer.field is SharedField.BODY:
            return self.tr("Where it was felt: {place}").format(place=shown)
        if offer.field is SharedField.ROLE:
            return self.tr("What it does: {role}").format(role=words.role_word(Role(offer.value)).lower())
        if offer.field is SharedField.SELF:
            quality, _, level = offer.value.partition(" ")
            return self.tr("{quality}, {level} of 4").format(
                quality=words.quality_word(Quality(quality)), level=level
            )
        return shown


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


def shorten(text: str) -> str:
    """The beginning of a long text, on one line, with an ellipsis where something is left out."""
    line = " ".join(text[: LONGEST_SHOWN * 2].split())
    return (
        line if len(line) <= LONGEST_SHOWN and len(text) <= LONGEST_SHOWN * 2 else line[:LONGEST_SHOWN] + "…"
    )
