"""The ticks of a review: one for each thing that could go home, set or taken away at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.offer import Offer
from ui.one_line import one_line
from ui.review.item_words import breakable, offer_words, self_words, shorten, tick_words
from ui.review.offer_card import Sentence

LEAST_HEIGHT = 44


@dataclass(frozen=True, slots=True)
class Tick:
    """One tick: what it says, and the keys of what goes home by it."""

    words: str
    keys: tuple[str, ...]


def ticks_of(items: Sequence[Offer]) -> tuple[Tick, ...]:
    """One tick a field; where several words were said, one for each of them."""
    by_field: dict[SharedField, list[Offer]] = {}
    for item in items:
        by_field.setdefault(item.field, []).append(item)
    made: list[Tick] = []
    for field, offers in by_field.items():
        if field is SharedField.SELF:
            made += [Tick(self_words(offer), (offer.key,)) for offer in offers]
        elif field is SharedField.WORDS and not offers[0].about:
            made += [Tick(f"“{shorten(offer.value)}”", (offer.key,)) for offer in offers]
        elif not tick_words(field) or (field is SharedField.WORDS and len(offers) > 1):
            made += [Tick(offer_words(offer), (offer.key,)) for offer in offers]
        else:
            made.append(Tick(tick_words(field), tuple(offer.key for offer in offers)))
    return tuple(made)


class Ticks(QWidget):
    """A column of check boxes with their sentences.

    Signals:
        ticked: the keys, and whether they go home.
    """

    ticked = Signal(tuple, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, tuple[Tick, ...]] = ("", ())
        self._boxes: list[tuple[Tick, QCheckBox]] = []
        self._rows: list[QWidget] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)

    def show_ticks(self, ticks: Sequence[Tick], about: str) -> None:
        """Show these; `about` is whom they are about, for those who hear them."""
        # The same ones stay where they are, and so does the focus.
        if self._shown == (about, tuple(ticks)):
            return
        self._shown = about, tuple(ticks)
        for row in self._rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._boxes, self._rows = [], []
        for tick in ticks:
            row = QWidget(self)
            row.setMinimumHeight(LEAST_HEIGHT)
            box = QCheckBox(row)
            box.setAccessibleName(one_line(f"{about}: {tick.words}", 300))
            box.clicked.connect(lambda on, keys=tick.keys: self.ticked.emit(keys, on))
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(12)
            line.addWidget(box, 0, Qt.AlignmentFlag.AlignVCenter)
            line.addWidget(Sentence(breakable(tick.words), box), 1)
            self._boxes.append((tick, box))
            self._rows.append(row)
            self._lines.addWidget(row)
            row.show()

    def show_state(self, ticked: frozenset[str], tickable: frozenset[str]) -> None:
        """Show which are set, and which can be."""
        for tick, box in self._boxes:
            box.setChecked(ticked.issuperset(tick.keys))
            may = tickable.issuperset(tick.keys)
            box.setEnabled(may)
            box.setToolTip("" if may else self.tr("The other name has to be ticked first"))
