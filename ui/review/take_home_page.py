"""After the session: part by part and item by item, what the client agreed to take home."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.session import Session
from kap_companion.worksheets.offer import Offer
from kap_companion.worksheets.offers import Offers
from ui import theme, words
from ui.review.item_words import shorten
from ui.review.offer_card import OfferCard
from ui.widgets.following_area import FollowingArea


@dataclass(frozen=True, slots=True)
class TakenHome:
    """What the client agreed to on this page.

    Attributes:
        choices: the keys of the offers that were ticked.
        promises: promises written on the page, added and kept, in their order.
    """

    choices: frozenset[str]
    promises: tuple[str, ...]


class TakeHomePage(QWidget):
    """Shows what could go home; what is ticked, and nothing else, is handed on.

    Signals:
        agreed: a `TakenHome`, when the worksheet is to be made.
        left: the person goes back without making one.
    """

    agreed = Signal(object)
    left = Signal()

    def __init__(
        self,
        client: Client,
        session: Session,
        offers: Offers,
        ticked: frozenset[str] = frozenset(),
        promises: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self._offers = {offer.key: offer for offer in offers}
        self._cards = self._make_cards(offers, ticked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._choosing(client, session), 3)
        layout.addWidget(self._summary(promises), 2)
        self._follow_ticks()

    def taken_home(self) -> TakenHome:
        """What is agreed on the page as it stands."""
        promises = (self.promises.item(row).text() for row in range(self.promises.count()))
        return TakenHome(
            choices=frozenset().union(*(card.chosen() for card in self._cards)),
            promises=tuple(promises),
        )

    def show_problem(self, text: str) -> None:
        """Say beside the button why the worksheet could not be made."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _make_cards(self, offers: Offers, ticked: frozenset[str]) -> list[OfferCard]:
        light = theme.DAYLIGHT
        cards = [
            OfferCard(
                part.label, words.ROLE_GLYPH[part.role], light.role(part.role.value), part.items, ticked
            )
            for part in offers.parts
        ]
        others: tuple[tuple[str, str, str, tuple[Offer, ...]], ...] = (
            (self.tr("Self was here too"), words.SELF_GLYPH, light.self_energy, offers.self_energy),
            (self.tr("In their own words"), "quote", light.quiet, offers.own_words),
            (self.tr("What was promised"), "promise", light.quiet, offers.promises),
        )
        cards += [OfferCard(*card, ticked) for card in others if card[3]]
        for card in cards:
            card.changed.connect(self._follow_ticks)
        return cards

    def _choosing(self, client: Client, session: Session) -> QWidget:
        title = QLabel(self.tr("What goes home"))
        title.setProperty("kind", "title")
        under = QLabel(
            self.tr("{client} · session {number} · {day} · tick only what was agreed").format(
                client=shorten(client.name), number=session.number, day=words.day(session.anchor)
            )
        )
        under.setTextFormat(Qt.TextFormat.PlainText)
        under.setProperty("kind", "quiet")
        cards = QWidget()
        column = QVBoxLayout(cards)
        column.setContentsMargins(0, 0, 16, 0)
        column.setSpacing(14)
        if not self._cards:
            nothing = QLabel(
                self.tr(
                    "Nothing was logged in this session that could go home. A promise can still be written."
                )
            )
            nothing.setWordWrap(True)
            column.addWidget(nothing)
        for card in self._cards:
            column.addWidget(card)
        column.addStretch(1)
        scroll = FollowingArea()
        scroll.setWidget(cards)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(40, 32, 24, 0)
        layout.setSpacing(6)
        layout.addWidget(title)
        layout.addWidget(under)
        layout.addSpacing(12)
        layout.addWidget(scroll, 1)
        return page

    def _summary(self, promises: tuple[str, ...]) -> QWidget:
        panel = QFrame()
        panel.setProperty("kind", "panel")
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(40, 36, 40, 36)
        layout.setSpacing(10)
        layout.addWidget(self._heading(self.tr("On the worksheet")))
        self._count = QLabel()
        self._count.setProperty("kind", "quiet")
        self._count.setWordWrap(True)
        layout.addWidget(self._count)
        layout.addSpacing(14)
        layout.addWidget(self._heading(self.tr("Between now and then")))
        self.promises = QListWidget()
        self.promises.setAccessibleName(self.tr("Promises written here"))
        self.promises.addItems(list(promises))
        self.promises.itemSelectionChanged.connect(self._follow_ticks)
        layout.addLayout(self._promise_row())
        layout.addWidget(self.promises, 1)
        layout.addStretch()
        self._problem = QLabel()
        self._problem.setProperty("kind", "problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        layout.addWidget(self._problem)
        layout.addLayout(self._buttons())
        return panel

    def _promise_row(self) -> QHBoxLayout:
        self.promise = QLineEdit()
        self.promise.setPlaceholderText(self.tr("A small practice or promise, in their words"))
        self.promise.setAccessibleName(self.tr("New promise"))
        self.promise.returnPressed.connect(self._add_promise)
        add = QPushButton(self.tr("Add"))
        add.clicked.connect(self._add_promise)
        self._drop = QPushButton(self.tr("Take away"))
        self._drop.clicked.connect(self._drop_promise)
        row = QHBoxLayout()
        row.addWidget(self.promise, 1)
        row.addWidget(add)
        row.addWidget(self._drop)
        return row

    def _buttons(self) -> QHBoxLayout:
        back = QPushButton(self.tr("Back"))
        back.clicked.connect(self.left)
        self._make = QPushButton(self.tr("Make the worksheet"))
        self._make.setProperty("kind", "primary")
        self._make.clicked.connect(self._hand_on)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(back)
        row.addWidget(self._make)
        return row

    @staticmethod
    def _heading(text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("kind", "heading")
        return label

    def _add_promise(self) -> None:
        text = self.promise.text().strip()
        if text:
            self.promises.addItem(text)
            self.promise.clear()
            self._follow_ticks()

    def _drop_promise(self) -> None:
        for item in self.promises.selectedItems():
            self.promises.takeItem(self.promises.row(item))
        self._follow_ticks()

    def _follow_ticks(self) -> None:
        now = self.taken_home()
        count = len(now.choices) + len(now.promises)
        self.promises.setVisible(bool(now.promises))
        self._drop.setVisible(bool(now.promises))
        self._drop.setEnabled(bool(self.promises.selectedItems()))
        self._make.setText(self.tr("Make the worksheet") if count else self.tr("A blank sheet…"))
        self._count.setText(
            self.tr("Nothing yet. Tick what the client agrees to take home, or give a blank sheet.")
            if not count
            else self.tr("One item, agreed to. Nothing else is on the paper.")
            if count == 1
            else self.tr("{count} items, each agreed to. Nothing else is on the paper.").format(count=count)
        )

    def _hand_on(self) -> None:
        self.show_problem("")
        self.agreed.emit(self.taken_home())
