"""One part, looked at together: its words first, then what is known, whether it fits, what goes home."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kap_companion.vocabulary.part_act import Fit
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.compose import spell_time
from kap_companion.worksheets.offer import Offer
from kap_companion.worksheets.on_the_table import Table, TablePart
from kap_companion.worksheets.prompts import load
from ui import theme, words
from ui.one_line import one_line
from ui.review.item_words import breakable, called, role_phrase, row_words
from ui.review.reword_form import RewordForm
from ui.review.ticks import Ticks, ticks_of
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label

LEAST_HEIGHT = 46


class PartTold(QWidget):
    """What lies on the table of one part.

    Signals:
        answered: a `Fit`.
        reworded: the new words by the key of what they stand in place of.
        ticked: keys, and whether they go home.
    """

    answered = Signal(object)
    reworded = Signal(dict)
    ticked = Signal(tuple, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._times = load().time
        self._shown: tuple[TablePart, bool] | None = None
        self._told = QWidget()
        self._told_lines = Rows(10)
        self._told_lines.setContentsMargins(0, 0, 0, 0)
        self._told.setLayout(self._told_lines)
        self.form = RewordForm()
        self.form.reworded.connect(self.reworded)
        self.form.left.connect(self.leave_words)
        self._asks = words_label(self.tr("Does this still fit?"), "heading")
        self._fits: dict[Fit, QPushButton] = {}
        self._fit_box = QWidget()
        self._answer = words_label(kind="lead")
        self._home = words_label(self.tr("On the worksheet to take home"), "heading")
        self.ticks = Ticks()
        self.ticks.ticked.connect(self.ticked)
        # One of the two is there at a time: what lies there, or the same as fields.
        self._words = QStackedWidget()
        self._lay_out()

    def show_part(self, table: Table, part: TablePart, *, answerable: bool) -> None:
        """Show a part; while its words are being changed they stay as they are typed."""
        same = self._shown is not None and self._shown[0].about == part.about
        if self._shown == (part, table.glyphs_only):
            return
        if not same or not self.is_rewording():
            self.leave_words()
        self._shown = (part, table.glyphs_only)
        self._tell(table, part)
        for widget in (self._asks, self._fit_box):
            widget.setVisible(part.is_here and answerable and not self.is_rewording())
        self._show_fit()
        self._answer.setText(self._answer_words(part.fit) if part.is_here else "")
        self._answer.setVisible(bool(self._answer.text()))
        is_open = part.is_here and part.fit is not Fit.NOT_TODAY
        self._home.setVisible(is_open and bool(part.items))
        self.ticks.setVisible(is_open)
        self.ticks.show_ticks(ticks_of(self._items(table, part)), called(part))

    def show_ticks(self, ticked: frozenset[str], tickable: frozenset[str]) -> None:
        """Show what goes home, and what may."""
        self.ticks.show_state(ticked, tickable)

    def is_rewording(self) -> bool:
        """Whether words are being changed."""
        return not self.form.isHidden()

    def change_words(self) -> None:
        """Turn what lies there into fields."""
        if self._shown is not None:
            self._told.hide()
            self.form.show()
            self.form.show_items(self._shown[0].items)
            self._asks.hide()
            self._fit_box.hide()

    def leave_words(self) -> None:
        """Show them as they are."""
        self.form.hide()
        self._told.show()
        self._show_fit()
        part = self._shown[0] if self._shown is not None else None
        if part is not None and part.is_here and part.is_known:
            self._asks.show()
            self._fit_box.show()

    def _lay_out(self) -> None:
        flow = FlowLayout(self._fit_box, 10, 10)
        said = {
            Fit.FITS: self.tr("Yes, it fits"),
            Fit.CHANGED: self.tr("Change the words"),
            Fit.NOT_TODAY: self.tr("Not today"),
        }
        for fit, text in said.items():
            button = QPushButton(text, self._fit_box)
            button.setProperty("kind", "review-answer")
            button.setCheckable(True)
            button.setMinimumHeight(LEAST_HEIGHT)
            if fit is Fit.CHANGED:
                button.clicked.connect(self.change_words)
            else:
                button.clicked.connect(partial(self._say, fit))
            self._fits[fit] = button
            flow.addWidget(button)
        words_box = QVBoxLayout()
        words_box.addWidget(self._told)
        self.form.setParent(self)
        self.form.hide()
        words_box.addWidget(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(words_box)
        column.addSpacing(10)
        for widget in (self._asks, self._fit_box, self._answer):
            column.addWidget(widget)
        column.addSpacing(10)
        column.addWidget(self._home)
        column.addWidget(self.ticks)
        column.addStretch(1)

    def _say(self, fit: Fit, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt tells whether it is pressed
        self._show_fit()
        self.answered.emit(fit)

    def _show_fit(self) -> None:
        """What was answered is marked, not what was pressed."""
        given = self._shown[0].fit if self._shown is not None else None
        for fit, button in self._fits.items():
            button.setChecked(given is fit)

    @staticmethod
    def _items(table: Table, part: TablePart) -> tuple[Offer, ...]:
        hidden = {SharedField.ROLE} if table.glyphs_only else set[SharedField]()
        return tuple(item for item in part.items if item.field not in hidden)

    def _answer_words(self, fit: Fit | None) -> str:
        if fit is Fit.FITS:
            return self.tr("It still fits.")
        if fit is Fit.CHANGED:
            return self.tr("These are the words that fit now.")
        return self.tr("Not today. Nothing of it goes home.") if fit is Fit.NOT_TODAY else ""

    def _tell(self, table: Table, part: TablePart) -> None:
        self._told_lines.replace(self._told_of(table, part))

    def _told_of(self, table: Table, part: TablePart) -> Iterator[QWidget]:
        yield self._head(table, part)
        if not part.is_here or part.fit is Fit.NOT_TODAY:
            return
        for item_said in part.items:
            if item_said.field is SharedField.WORDS:
                yield self._quote(table, item_said)
        rows: dict[str, list[str]] = {}
        for known in part.items:
            if row_words(known.field):
                rows.setdefault(row_words(known.field), []).append(known.value)
        # Places are read as one; a client's other words each stand by themselves.
        places = rows.get(row_words(SharedField.BODY), [])
        places[:] = [", ".join(places)] if places else []
        if rows:
            yield self._rows(rows)

    def _quote(self, table: Table, item: Offer) -> QWidget:
        box = QWidget(self._told)
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 4)
        lines.setSpacing(2)
        lines.addWidget(words_label(breakable(f"“{item.value}”"), "review-quote", box))
        lines.addWidget(words_label(breakable(self._when(table, item)), "lead", box))
        return box

    def _head(self, table: Table, part: TablePart) -> QWidget:
        head = QWidget(self._told)
        across = QHBoxLayout(head)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        colour = theme.DAYLIGHT.role(part.role.value)
        glyph = Glyph(words.ROLE_GLYPH[part.role], colour, 1.9, head)
        across.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(words_label(breakable(one_line(called(part), 400)), "title", head))
        about = self._about(table, part)
        if about:
            names.addWidget(words_label(about, "lead", head))
        across.addLayout(names, 1)
        return head

    def _about(self, table: Table, part: TablePart) -> str:
        said = [] if table.glyphs_only else [role_phrase(part.role)]
        if not part.is_here:
            said.append(self.tr("known, not here today"))
        if part.met_in == table.number:
            said.append(self.tr("met today for the first time"))
        elif part.met_in is not None:
            said.append(self.tr("first met in session {number}").format(number=part.met_in))
            if part.visits > 1:
                said.append(self.tr("%n visits", "", part.visits))
        return " · ".join(each for each in said if each)

    def _when(self, table: Table, item: Offer) -> str:
        moment = spell_time(item.elapsed_seconds, self._times)
        own = self.tr("in {client}’s own words").format(client=one_line(table.client, 60))
        return f"{moment}, {own}" if moment else own

    def _rows(self, rows: dict[str, list[str]]) -> QWidget:
        box = QWidget(self._told)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(9)
        grid.setColumnStretch(1, 1)
        for number, (about, values) in enumerate(rows.items()):
            told = QLabel(about, box)
            told.setProperty("kind", "lead")
            grid.addWidget(told, number * 2, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words_label(breakable("\n".join(values)), parent=box), number * 2, 1)
            rule = QFrame(box)
            rule.setProperty("kind", "rule")
            grid.addWidget(rule, number * 2 + 1, 0, 1, 2)
        return box
