"""The parts that are present, each on a card of its own."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.session.entry_model import EntryModel
from ui.session.present_card import PresentCard, card_words
from ui.theme import Light


class HereNow(QWidget):
    """Follows the model; a card stays the same widget while its part is present.

    Signals:
        settled: the id of a part that a person let settle.
    """

    settled = Signal(str)

    def __init__(
        self, model: EntryModel, light: Light, *, read_only: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._light = light
        self._read_only = read_only
        self._now_ms = 0
        self._cards: dict[str, PresentCard] = {}
        title = QLabel(self.tr("Here now"), self)
        title.setProperty("kind", "section")
        self._nobody = QLabel(self.tr("No part is here now."), self)
        self._nobody.setProperty("kind", "quiet")
        self._nobody.setWordWrap(True)
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(8)
        self._list.addWidget(title)
        self._list.addWidget(self._nobody)
        model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show who is here; cards that stay are changed in place."""
        timeline, around = self._model.timeline, self._model.surroundings
        present = {presence.part: presence for presence in timeline.present}
        for gone in [part for part in self._cards if part not in present]:
            self._take_away(self._cards.pop(gone))
        self._nobody.setVisible(not present)
        for number, (part, presence) in enumerate(present.items(), start=1):
            card = self._cards.get(part) or self._new_card(part)
            # The title and the words for "nobody" come first.
            if self._list.indexOf(card) != number + 1:
                self._list.insertWidget(number + 1, card)
                card.show()
            card.show_part(card_words(presence, around), number)
            card.show_minutes(self._now_ms)

    def show_minutes(self, now_ms: int) -> None:
        """Let the minutes move on; `now_ms` counts from the session's anchor."""
        self._now_ms = now_ms
        for card in self._cards.values():
            card.show_minutes(now_ms)

    def part_at(self, place: int) -> str | None:
        """The id of the part on the card at `place`, from 0."""
        present = self._model.timeline.present
        return present[place].part if place < len(present) else None

    def said(self) -> Iterator[str]:
        """What each card says, from the top."""
        return (self._cards[presence.part].said for presence in self._model.timeline.present)

    def _new_card(self, part: str) -> PresentCard:
        card = self._cards[part] = PresentCard(self._light, self)
        card.settled.connect(self.settled)
        if self._read_only:
            card.set_read_only()
        return card

    def _take_away(self, card: PresentCard) -> None:
        if card.isAncestorOf(self.focusWidget() or self):
            self.focusNextPrevChild(True)
        self._list.removeWidget(card)
        card.hide()
        card.deleteLater()
