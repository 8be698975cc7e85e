"""Before the review, for its author alone: what lies on the table for this sitting."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.offer import Offer
from kap_companion.worksheets.to_lay import ToLay
from ui import theme, words
from ui.one_line import one_line
from ui.review.item_words import laid_words
from ui.review.offer_card import OfferCard
from ui.widgets.column_page import ColumnPage
from ui.widgets.panel import Panel
from ui.widgets.words_label import words_label

LEAST_HEIGHT = 44


class LayTablePage(ColumnPage):
    """Each thing that could be looked at, ticked where it lies on the table.

    Signals:
        turned: the keys of what lies there; the client sits down now.
        glyphs_only_set: whether this client is shown roles by their glyph alone.
    """

    turned = Signal(object)
    glyphs_only_set = Signal(bool)

    def __init__(
        self,
        client: Client,
        session: Session,
        choice: ToLay,
        laid: frozenset[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(QCoreApplication.translate("LayTablePage", "On the table"), parent)
        self.setAccessibleName(self.tr("What lies on the table"))
        self._choice = choice
        name = one_line(client.name, 40)
        self.turn = QPushButton(self.tr("Turn to {client}").format(client=name.replace("&", "&&")))
        self.turn.setAccessibleName(self.tr("Turn to {client}").format(client=name))
        self.turn.setProperty("kind", "primary")
        self.turn.clicked.connect(lambda: self.turned.emit(self.laid()))
        for button in (self.back, self.turn):
            button.setMinimumHeight(LEAST_HEIGHT)
            self.head.addWidget(button)
        about = self.tr(
            "{client} · session {number} · {day}. Only what is ticked is shown in the review; nothing of it "
            "goes home before it is agreed to."
        )
        day = words.day(session.anchor)
        self.lines.addWidget(words_label(about.format(client=name, number=session.number, day=day), "quiet"))
        self._problem = words_label(kind="problem")
        self._problem.hide()
        self.lines.addWidget(self._problem)
        self.glyphs_only = QCheckBox(self.tr("Show the roles of parts by their glyph, without words"))
        self.glyphs_only.setChecked(bool(client.glyphs_only))
        self.glyphs_only.clicked.connect(self.glyphs_only_set)
        self.groups: dict[SharedField, QCheckBox] = {}
        self.lines.addWidget(self._all_at_once(laid))
        self.cards = self._cards(laid)
        for card in self.cards:
            self.lines.addWidget(card)

    def laid(self) -> frozenset[str]:
        """The keys of what is ticked."""
        return frozenset().union(*(card.chosen() for card in self.cards))

    def show_problem(self, text: str) -> None:
        """Say what went wrong; an empty text takes the words away."""
        self._problem.setText(one_line(text, 400))
        self._problem.setVisible(bool(text))

    def _all_at_once(self, laid: frozenset[str]) -> QWidget:
        """Ticks for all of one kind, which lie off the table at first."""
        panel = Panel(
            self.tr("For every part"),
            self.tr(
                "What the client said or was told lies on the table. Your own guesses, burdens and what you "
                "alone saw do not, until you put them there."
            ),
        )
        panel.lines.setSpacing(4)
        panel.lines.addWidget(self.glyphs_only)
        said = {
            SharedField.ROLE: self.tr("Put the roles of parts on the table"),
            SharedField.LINK: self.tr("Put how the parts stand to each other on the table"),
            SharedField.SELF: self.tr("Put the qualities of Self you saw on the table"),
        }
        for field, text in said.items():
            keys = self._keys(field)
            if not keys:
                continue
            box = QCheckBox(text)
            box.setChecked(keys <= laid)
            box.clicked.connect(lambda on, keys=keys: self._tick_all(keys, on))
            self.groups[field] = box
            panel.lines.addWidget(box)
        for box in (self.glyphs_only, *self.groups.values()):
            box.setMinimumHeight(LEAST_HEIGHT)
        return panel

    def _keys(self, field: SharedField) -> frozenset[str]:
        return frozenset(offer.key for offer in self._choice if offer.field is field)

    def _tick_all(self, keys: frozenset[str], on: bool) -> None:  # noqa: FBT001 - the state of a tick
        for card in self.cards:
            card.tick_all(keys, on)

    def _cards(self, laid: frozenset[str]) -> list[OfferCard]:
        light, offers = theme.DAYLIGHT, self._choice.offers
        cards = [
            OfferCard(
                part.label or self.tr("A part without a name"),
                words.ROLE_GLYPH[part.role],
                light.role(part.role.value),
                part.items,
                laid,
                say=laid_words,
            )
            for part in offers.parts
            if part.items
        ]
        others: tuple[tuple[str, str, str, tuple[Offer, ...]], ...] = (
            (self.tr("In their own words"), "quote", light.quiet, offers.own_words),
            (self.tr("Self, as you saw it"), words.SELF_GLYPH, light.self_energy, offers.self_energy),
            (self.tr("What was promised"), "promise", light.quiet, offers.promises),
        )
        cards += [OfferCard(*card, laid, say=laid_words) for card in others if card[3]]
        absent = tuple(self._absent(offer) for part in self._choice.absent for offer in part.items)
        if absent:
            heading = self.tr("Known, not here today: the name on the map")
            glyph = words.ROLE_GLYPH[Role.UNKNOWN]
            cards.append(OfferCard(heading, glyph, light.unknown, absent, laid, say=lambda each: each.value))
        return cards

    def _absent(self, offer: Offer) -> Offer:
        """The item of a part that did not come, with its name in its words."""
        if offer.field is not SharedField.ROLE:
            return offer
        name = next(p.label for p in self._choice.absent if p.about == offer.about)
        role = words.role_word(Role(offer.value)).lower()
        return replace(offer, value=self.tr("{name}: {role}").format(name=name, role=role))
