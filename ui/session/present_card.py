"""One part that is here now: who, how long, where, how strong, and a way to let it settle."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kap_companion.session.timeline import Presence
from kap_companion.vocabulary.details import LinkMention
from kap_companion.vocabulary.roles import Role
from ui.one_line import one_line
from ui.session.entry_words import Surroundings, link_words
from ui.session.glyph_box import GlyphBox
from ui.theme import Light
from ui.widgets.elided_label import ElidedLabel
from ui.words import ROLE_GLYPH, duration

STRONGEST_FELT = 10
FINGER = 44
LONGEST_NAME = 80
LONGEST_SAID = 120


@dataclass(frozen=True, slots=True)
class CardWords:
    """What a card says; `about` is all but the minutes."""

    part: str
    name: str
    role: Role
    since_ms: int
    about: tuple[str, ...]
    intensity: int | None


def card_words(presence: Presence, around: Surroundings) -> CardWords:
    """What is known of a part that is present: where it is felt, and what it does or did last."""
    blended = {
        None: "",
        True: QCoreApplication.translate("Presence", "blended"),
        False: QCoreApplication.translate("Presence", "unblended"),
    }[presence.blended]
    places = ", ".join(one_line(place, LONGEST_NAME) for place in presence.body)
    does = _linked(presence.link) or one_line(presence.latest.text, LONGEST_SAID)
    return CardWords(
        part=presence.part,
        name=one_line(around.names.get(presence.part, ""), LONGEST_NAME),
        role=around.roles.get(presence.part, Role.UNKNOWN),
        since_ms=presence.since_ms,
        about=tuple(words for words in (places, blended, does) if words),
        intensity=presence.intensity,
    )


def _linked(link: LinkMention | None) -> str:
    return "" if link is None else link_words(link.kind).format(name=one_line(link.name, LONGEST_NAME))


class StrengthBar(QProgressBar):
    """How strong a part is felt, 0 to 10, as a thin bar; a screen reader hears the number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour, self._ground = QColor(), QColor()
        self.setRange(0, STRONGEST_FELT)
        self.setTextVisible(False)
        self.setFixedHeight(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("How strong, 0 to 10"))

    def show_strength(self, strength: int, colour: str, ground: str) -> None:
        """Show a strength in the colour of the part's role."""
        shown = QColor(colour), QColor(ground)
        if (strength, *shown) == (self.value(), self._colour, self._ground):
            return
        self._colour, self._ground = shown
        # Qt paints the whole window at once for a bar's new value; painted with all else it costs nothing.
        self.setUpdatesEnabled(False)
        self.setValue(strength)
        self.setUpdatesEnabled(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The whole range, and the strength upon it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        felt = QRectF(0, 0, whole.width() * self.value() / STRONGEST_FELT, whole.height())
        for rect, colour in ((whole, self._ground), (felt, self._colour)):
            painter.setBrush(colour)
            painter.drawRoundedRect(rect, 2, 2)
        painter.end()


class PresentCard(QFrame):
    """A card that is kept for as long as its part is present.

    Signals:
        settled: the part's id; a person let it settle.
    """

    settled = Signal(str)

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self._words: CardWords | None = None
        self._number = 0
        self._colour = ""
        self._minutes = ""
        self.setProperty("kind", "card")
        self._glyph = GlyphBox(self)
        self._name = ElidedLabel(kind="strong", parent=self)
        self._about = ElidedLabel(kind="quiet", parent=self)
        self._bar = StrengthBar(self)
        self._settle = QPushButton(self.tr("settle"), self)
        self._settle.setProperty("kind", "link")
        self._settle.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._settle.setMinimumSize(FINGER, FINGER)
        self._settle.clicked.connect(self._say_settled)
        self._arrange()

    @property
    def said(self) -> str:
        """The card's text, whole."""
        return " · ".join(self._pieces())

    def show_part(self, words: CardWords, number: int) -> None:
        """Show what is known now; `number` is the place of the card, from 1."""
        if (words, number) == (self._words, self._number):
            return
        self._words, self._number = words, number
        colour = self._light.role(words.role.value)
        self._glyph.show_glyph(ROLE_GLYPH[words.role], colour)
        if colour != self._colour:
            # Even the same style sheet would be read and applied again.
            self._colour = colour
            self._name.setStyleSheet(f"color: {colour}; font-weight: 600;")
        self._bar.setVisible(words.intensity is not None)
        if words.intensity is not None:
            self._bar.show_strength(words.intensity, colour, self._light.line)
        keys = self.tr("Ctrl+{number}").format(number=number) if number <= 9 else ""
        self._settle.setToolTip(keys)
        self._settle.setAccessibleName(self.tr("Settle {name}").format(name=words.name))
        self._settle.setAccessibleDescription(keys)
        self._show()

    def show_minutes(self, now_ms: int) -> None:
        """Let the minutes move on."""
        if self._words is None:
            return
        minutes = duration(max(0, now_ms - self._words.since_ms) / 1000)
        if minutes != self._minutes:
            self._minutes = minutes
            self._show()

    def set_read_only(self) -> None:
        """Nothing can be settled any more."""
        self._settle.hide()

    def _arrange(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(3)
        texts.addWidget(self._name)
        texts.addWidget(self._about)
        texts.addSpacing(2)
        texts.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 9, 10, 9)
        row.setSpacing(12)
        row.addWidget(self._glyph)
        row.addLayout(texts, 1)
        row.addWidget(self._settle)

    def _pieces(self) -> tuple[str, ...]:
        return () if self._words is None else (self._words.name, self._minutes, *self._words.about)

    def _show(self) -> None:
        name, *about = self._pieces() or ("",)
        said = " · ".join(piece for piece in about if piece)
        self._name.show_text(name)
        self._about.show_text(said)
        self.setAccessibleName(name)
        self.setAccessibleDescription(said)

    def _say_settled(self) -> None:
        if self._words is not None:
            self.settled.emit(self._words.part)
