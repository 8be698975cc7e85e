"""What is known of a part, one row a field: its newest reading, when and by whom, and those before it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kap_companion.parts.what_is_known import FieldKnown
from kap_companion.vocabulary.observation import PartField
from ui.one_line import one_line
from ui.parts.earlier_readings import EarlierReadings
from ui.parts.field_words import row_title, told_words, value_words, when_words
from ui.parts.part_shown import PartShown
from ui.parts.trust_dots import TrustDots
from ui.parts.when_told import SMALLEST, when_told
from ui.theme import Light
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label

TITLE_LETTERS = 18
_LEVELS = frozenset({str(level) for level in range(11)})


class KnownList(QWidget):
    """Every field of which something was told, in a fixed order.

    Signals:
        source_wanted: the id of the entry that a reading comes from.
    """

    source_wanted = Signal(str)

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self._opened: set[tuple[PartField, str]] = set()
        self._part = ""
        self._rows = Rows(0)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(self._rows)

    def show_part(self, shown: PartShown) -> None:
        """Show a part; the fields whose earlier readings are open stay so while it is the same part."""
        if shown.part.id != self._part:
            self._opened.clear()
            self._part = shown.part.id
        rows: list[QWidget] = [self._row(known, shown) for known in shown.known]
        if not rows:
            rows = [words_label(self.tr("Nothing yet. What is heard in a session stands here."), "lead")]
        self._rows.replace(rows)

    def _row(self, known: FieldKnown, shown: PartShown) -> QWidget:
        row = FieldRow(known, shown, self._light, is_open=(known.field, known.question) in self._opened)
        row.source_wanted.connect(self.source_wanted)
        row.toggled.connect(lambda opened: self._remember(known, is_open=opened))
        return row

    def _remember(self, known: FieldKnown, *, is_open: bool) -> None:
        place = (known.field, known.question)
        if is_open:
            self._opened.add(place)
        else:
            self._opened.discard(place)


class FieldRow(QWidget):
    """One field.

    Signals:
        source_wanted: the id of the entry that a reading comes from.
        toggled: whether its earlier readings are open now.
    """

    source_wanted = Signal(str)
    toggled = Signal(bool)

    def __init__(
        self,
        known: FieldKnown,
        shown: PartShown,
        light: Light,
        *,
        is_open: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._known = known
        self._shown = shown
        self._earlier: EarlierReadings | None = None
        self.earlier = QPushButton()
        cells = QGridLayout(self)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setHorizontalSpacing(16)
        cells.setVerticalSpacing(0)
        cells.setColumnStretch(1, 1)
        self._title = words_label(row_title(known, shown.parts.client.name), "lead")
        cells.addWidget(self._title, 0, 0)
        cells.addWidget(self._value(light), 0, 1)
        cells.addWidget(self._when(), 0, 2, Qt.AlignmentFlag.AlignRight)
        self._cells = cells
        rule = QFrame()
        rule.setProperty("kind", "rule")
        cells.addWidget(rule, 2, 0, 1, 3)
        self.setMinimumHeight(SMALLEST)
        if is_open:
            self._open()

    def changeEvent(self, event: QEvent) -> None:
        """The heads of all rows are as wide as the text size asks for."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._title.setFixedWidth(self.fontMetrics().averageCharWidth() * TITLE_LETTERS)

    def _value(self, light: Light) -> QWidget:
        newest = self._known.newest
        if self._known.field is PartField.TRUST and newest.values[-1] in _LEVELS:
            return TrustDots(light, int(newest.values[-1]))
        kind = "quoted" if self._known.field is PartField.WORDS else ""
        label = words_label(value_words(self._known.field, newest), kind)
        if self._known.field is PartField.WORDS:
            font = label.font()
            font.setItalic(True)
            label.setFont(font)
        return label

    def _when(self) -> QWidget:
        box = QWidget()
        across = QHBoxLayout(box)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(5)
        across.addWidget(when_told(self._when_words(), self._known.newest, self.source_wanted.emit))
        if self._known.earlier:
            count = len(self._known.earlier)
            self.earlier.setText(self.tr("· {n} earlier").format(n=count))
            title = row_title(self._known, self._shown.parts.client.name)
            self.earlier.setAccessibleName(self.tr("{field}: {n} earlier").format(field=title, n=count))
            self.earlier.setProperty("kind", "link-small")
            self.earlier.setMinimumHeight(SMALLEST)
            self.earlier.setCheckable(True)
            self.earlier.clicked.connect(self._toggle)
            across.addWidget(self.earlier)
        return box

    def _when_words(self) -> str:
        known, parts, today = self._known, self._shown.parts, self._shown.today
        if not known.earlier:
            return told_words(known.field, known.newest, parts, today)
        before = one_line(known.earlier[0].values[-1], 40)
        day = when_words(known.newest, parts, today)
        if known.field is PartField.TRUST:
            return self.tr("{before} → {now} {day}").format(
                before=before, now=one_line(known.newest.values[-1], 40), day=day
            )
        if known.field is PartField.TOWARD:
            return self.tr("{day} · before: {before}").format(day=day, before=before)
        return told_words(known.field, known.newest, parts, today)

    def _toggle(self) -> None:
        if self._earlier is None:
            self._open()
        else:
            self._cells.removeWidget(self._earlier)
            self._earlier.hide()
            self._earlier.deleteLater()
            self._earlier = None
        self.toggled.emit(self._earlier is not None)

    def _open(self) -> None:
        self.earlier.setChecked(True)
        self._earlier = EarlierReadings(self._known, self._shown.parts, self._shown.today, self)
        self._earlier.source_wanted.connect(self.source_wanted)
        self._cells.addWidget(self._earlier, 1, 1, 1, 2)
