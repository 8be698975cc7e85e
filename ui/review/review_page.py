"""The review with the client: who came forward, one part at a time, and what goes home."""

from PySide6.QtCore import QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kap_companion.vocabulary.part_act import Fit
from ui import theme
from ui.one_line import one_line
from ui.parts.map_view import MapView
from ui.review.everyone import Everyone
from ui.review.item_words import breakable
from ui.review.own_told import OwnTold
from ui.review.part_told import PartTold
from ui.review.review_table import ReviewTable
from ui.review.session_strip import SessionStrip
from ui.review.table_map import scene_of
from ui.widgets.announcement import announce
from ui.widgets.following_area import FollowingArea
from ui.widgets.words_label import words_label

# Narrower than this the two halves stand under each other.
SIDE_BY_SIDE = 1100
MAP_HEIGHT = 400
UNBOUND = 16_777_215
LEAST_HEIGHT = 46


class ReviewPage(QWidget):
    """Shows a `ReviewTable` and nothing else; several pages can show the same one.

    Args:
        table: what lies on the table, and what can be answered.
        is_first: whether it can be left from here; the page of a second window only shows the review.

    Signals:
        left: back to the private page; the passphrase comes before it.
        worksheet_wanted: to the worksheet; the passphrase comes before it.
        second_wanted: the same on a second screen.
        hidden: another page took its place.
    """

    left = Signal()
    worksheet_wanted = Signal()
    second_wanted = Signal()
    hidden = Signal()

    def __init__(self, table: ReviewTable, *, is_first: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setProperty("place", "review")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Review with the client"))
        self._table = table
        self.map = MapView(theme.DAYLIGHT, self)
        self.map.allow(moving=True, linking=False)
        self.everyone = Everyone()
        self.part = PartTold()
        self.own = OwnTold()
        self.strip = SessionStrip()
        self._title = words_label(self.tr("Who came forward today"), "title")
        self._under = words_label(kind="lead")
        self._strip_says = words_label(self.tr("The session"), "quiet")
        self._legend = words_label(self.tr("faint: known, not here today"), "quiet")
        self._problem = words_label(kind="problem")
        self._problem.hide()
        self._panes = QStackedWidget()
        self._back = QPushButton(self.tr("Back"))
        self._make = QPushButton(self.tr("Make the worksheet"))
        self._make.setProperty("kind", "primary")
        self._everyone_again = QPushButton(self.tr("Everyone who came"))
        self._second = QPushButton(self.tr("Also on the second screen"))
        self._both = QWidget()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._both)
        self._area = FollowingArea(self)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.hide()
        self._lay_out(is_first=is_first)
        self._connect()
        self._show_table()
        self._show_chosen(table.chosen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def minimumSizeHint(self) -> QSize:
        """As small as a tablet held upright."""
        return QSize(600, 480)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads to where nobody is looked at."""
        if event.key() == Qt.Key.Key_Escape:
            self._table.choose("")
            self.setFocus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        self._stand()
        self._make_room()
        self._show_strip()

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that another page took its place; not that the window was put aside."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.hidden.emit()

    def _connect(self) -> None:
        table = self._table
        table.changed.connect(self._show_table)
        table.chosen_changed.connect(self._show_chosen)
        table.troubled.connect(self._show_problem)
        self.map.part_chosen.connect(table.choose)
        self.map.part_placed.connect(table.place)
        self.everyone.chosen.connect(table.choose)
        self.part.answered.connect(self._answer)
        self.part.reworded.connect(self._reword)
        for told in (self.part, self.own):
            told.ticked.connect(table.tick)
        self._everyone_again.clicked.connect(lambda: table.choose(""))
        self._back.clicked.connect(self.left)
        self._make.clicked.connect(self.worksheet_wanted)
        self._second.clicked.connect(self.second_wanted)

    def _answer(self, fit: Fit) -> None:
        self._table.answer(self._table.chosen, fit)

    def _reword(self, new: dict[str, str]) -> None:
        # The pane shows the new words as soon as they are kept; a problem leaves the fields as they are.
        if self._table.reword(self._table.chosen, new):
            self.part.leave_words()
            self._show_table()

    def _show_problem(self, text: str) -> None:
        self._problem.setText(one_line(text, 400))
        self._problem.setVisible(bool(text))
        if text:
            announce(self, text)

    def _show_table(self) -> None:
        table = self._table.seen.table
        self._under.setText(
            self.tr("{client} · session {number} · {day} · all parts are welcome").format(
                client=breakable(one_line(table.client, 60)),
                number=table.number,
                day=f"{table.day.day} {QLocale().monthName(table.day.month)}",
            )
        )
        self.map.show_scene(scene_of(table))
        self._legend.setVisible(any(not part.is_here for part in table.parts))
        self.strip.show_table(table)
        self._show_strip()
        self.everyone.show_table(table)
        self._show_chosen(self._table.chosen)

    def _show_chosen(self, about: str) -> None:
        seen = self._table.seen
        part = seen.table.part(about)
        self.map.choose(about if part is not None else None)
        self._everyone_again.setVisible(bool(about))
        if part is not None:
            self.part.show_part(seen.table, part, answerable=about in seen.answerable)
            self.part.show_ticks(seen.ticked, seen.tickable)
            self._panes.setCurrentIndex(1)
        elif about == ReviewTable.OWN:
            self.own.show_table(seen.table)
            self.own.show_ticks(seen.ticked, seen.tickable)
            self._panes.setCurrentIndex(2)
        else:
            self.part.leave_words()
            self._panes.setCurrentIndex(0)
        self._make_room()
        QTimer.singleShot(0, self, self._come_into_view)

    def _is_wide(self) -> bool:
        return self.width() >= SIDE_BY_SIDE

    def _stand(self) -> None:
        """Side by side each half scrolls for itself; under each other the whole page does."""
        wide = self._is_wide()
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._halves.direction() == way:
            return
        self._halves.setDirection(way)
        if wide:
            self._area.takeWidget()
            self._area.hide()
            self._whole.addWidget(self._both)
            self._both.show()
        else:
            self._whole.removeWidget(self._both)
            self._area.setWidget(self._both)
            self._area.show()

    def _make_room(self) -> None:
        """Under each other what is told has all the height it needs, and the map what is left for it."""
        pane, wide = self._panes.currentWidget(), self._is_wide()
        inside = pane.widget() if isinstance(pane, QScrollArea) else None
        needed = 0
        if inside is not None and not wide:
            needed = max(inside.sizeHint().height(), inside.heightForWidth(self.width()))
        self._panes.setMinimumHeight(needed)
        self.map.setMinimumHeight(0 if wide else MAP_HEIGHT)
        self.map.setMaximumHeight(UNBOUND if wide else MAP_HEIGHT)

    def _come_into_view(self) -> None:
        if not self._is_wide():
            self._area.verticalScrollBar().setValue(self._right_half.y() if self._table.chosen else 0)

    def _show_strip(self) -> None:
        shown = self.strip.has_bars() and self._is_wide()
        self.strip.setVisible(shown)
        self._strip_says.setVisible(shown)

    def _lay_out(self, *, is_first: bool) -> None:
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(0)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(40, 30, 40, 20)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._under)
        column.addWidget(self.map, 1)
        self._legend.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._legend)
        column.addSpacing(6)
        beside = QHBoxLayout()
        beside.addWidget(self._strip_says, 1)
        beside.addWidget(self._second)
        column.addLayout(beside)
        column.addWidget(self.strip)
        self._halves.addWidget(left, 4)
        self._right_half = self._right(is_first=is_first)
        self._halves.addWidget(self._right_half, 3)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.addWidget(self._area)
        self._whole.addWidget(self._both)

    def _right(self, *, is_first: bool) -> QWidget:
        right = QFrame(self)
        right.setProperty("kind", "panel")
        for pane in (self.everyone, self.part, self.own):
            inside = QWidget()
            lines = QVBoxLayout(inside)
            lines.setContentsMargins(38, 30, 38, 12)
            lines.addWidget(pane)
            lines.addStretch(1)
            area = FollowingArea()
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setWidget(inside)
            self._panes.addWidget(area)
        foot = QHBoxLayout()
        foot.setContentsMargins(38, 14, 38, 24)
        foot.setSpacing(10)
        foot.addWidget(self._everyone_again)
        foot.addStretch(1)
        foot.addWidget(self._back)
        foot.addWidget(self._make)
        for button in (self._everyone_again, self._second, self._back, self._make):
            button.setMinimumHeight(LEAST_HEIGHT)
        for button in (self._second, self._everyone_again):
            button.setProperty("kind", "link")
        if not is_first:
            for button in (self._second, self._back, self._make):
                button.hide()
        self._problem.setContentsMargins(38, 0, 38, 10)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._panes, 1)
        column.addWidget(self._problem)
        rule = QFrame(right)
        rule.setProperty("kind", "rule")
        column.addWidget(rule)
        column.addLayout(foot)
        return right
