"""An integration visit: what the client brought back, what was promised, who was met last time."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.one_line import one_line
from ui.visit.answer_card import AnswerCard, CardShown
from ui.visit.met_list import Met, MetList
from ui.visit.promise_list import TOUCH_PX, PromiseList
from ui.widgets.announcement import announce
from ui.widgets.following_area import FollowingArea
from ui.widgets.words_label import words_label

NARROWEST_SIDE, SIDE_SHARE, CARDS_SHARE = 280, 23, 77
WIDEST_CARDS = 1100


@dataclass(frozen=True, slots=True)
class VisitShown:
    """What the page says of the visit.

    Attributes:
        client: the name as they want it shown.
        when: when it is, and how long after which session.
        cards: the parts and questions of the worksheet.
        met: the parts that were shared.
        nothing: why there is nothing to answer; empty where there is.
        may_write: whether answers can be kept.
        runs: whether the visit goes on, and its log can be gone back to.
    """

    client: str
    when: str
    cards: tuple[CardShown, ...]
    met: tuple[Met, ...]
    nothing: str
    may_write: bool
    runs: bool


class VisitPage(QWidget):
    """Promises and parts at the side, the worksheet's questions in the middle; it knows no flow.

    Signals:
        left: back to where one came from.
        log_wanted: to the log of the visit.
        edited: something was typed into an answer.
        put_away: the page is about to be shown no more.
    """

    left = Signal()
    log_wanted = Signal()
    edited = Signal()
    put_away = Signal()

    def __init__(self, shown: VisitShown, light: theme.Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.cards = tuple(AnswerCard(each, light, may_write=shown.may_write) for each in shown.cards)
        for card in self.cards:
            card.edited.connect(self.edited)
        self.promises = PromiseList()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._side(shown, light), SIDE_SHARE)
        layout.addWidget(self._middle(shown), CARDS_SHARE)

    def show_rating(self, words: str) -> None:
        """What the client rated themselves today; an empty text takes the section away."""
        self._rating.setText(words)
        for label in (self._rating_heading, self._rating):
            label.setVisible(bool(words))

    def show_problem(self, text: str) -> None:
        """Say under the title what went wrong; an empty text takes the words away."""
        self._problem.setText(one_line(text))
        self._problem.setVisible(bool(text))
        announce(self._problem, text)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is half typed is looked after before the page is gone; a minimised window keeps it."""
        if not event.spontaneous():
            self.put_away.emit()
        super().hideEvent(event)

    def _side(self, shown: VisitShown, light: theme.Light) -> QWidget:
        inside = QWidget()
        inside.setProperty("kind", "side")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 28, 20, 24)
        column.setSpacing(8)
        self._rating_heading = words_label(self.tr("How they are today, 0 to 4"), "strong")
        self._rating = words_label(kind="quiet")
        title = self.tr("{client} · integration visit").format(client=one_line(shown.client, 60))
        column.addWidget(words_label(title, "heading"))
        column.addWidget(words_label(shown.when, "quiet"))
        column.addSpacing(14)
        column.addWidget(words_label(self.tr("Promises"), "strong"))
        column.addWidget(self.promises)
        if shown.met:
            met = MetList(light, inside)
            met.show_parts(shown.met)
            column.addSpacing(14)
            column.addWidget(words_label(self.tr("Met last time"), "strong"))
            column.addWidget(met)
        column.addSpacing(14)
        column.addWidget(self._rating_heading)
        column.addWidget(self._rating)
        column.addStretch(1)
        side = FollowingArea()
        side.setWidget(inside)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setMinimumWidth(NARROWEST_SIDE)
        self.show_rating("")
        return side

    def _middle(self, shown: VisitShown) -> QWidget:
        inside = QWidget()
        inside.setMaximumWidth(WIDEST_CARDS)
        column = QVBoxLayout(inside)
        column.setContentsMargins(44, 26, 44, 28)
        column.setSpacing(16)
        column.addLayout(self._head(shown))
        self._problem = words_label(kind="problem")
        column.addWidget(self._problem)
        self._problem.hide()
        for widget in self._cards_or(shown.nothing):
            column.addWidget(widget)
        column.addStretch(1)
        across = QWidget()
        row = QHBoxLayout(across)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inside, 1)
        row.addStretch(0)
        scroll: QScrollArea = FollowingArea()
        scroll.setWidget(across)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll

    def _cards_or(self, nothing: str) -> Iterable[QWidget]:
        if nothing:
            yield words_label(nothing)
        yield from self.cards

    def _head(self, shown: VisitShown) -> QHBoxLayout:
        title = self.tr("What {client} brought back").format(client=one_line(shown.client, 60))
        self.back = QPushButton(self.tr("To the log") if shown.runs else self.tr("Back"))
        self.back.setMinimumHeight(TOUCH_PX)
        self.back.clicked.connect(self.log_wanted if shown.runs else self.left)
        head = QHBoxLayout()
        head.addWidget(words_label(title, "title"), 1)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        return head
