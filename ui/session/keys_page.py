"""Every key and the grammar of the capture line, laid over the room; typing goes on beneath it."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.commands import COMMANDS, Place, title_of

# In characters; below it each table has the whole width.
LEAST_BESIDE = 110
_NATIVE = QKeySequence.SequenceFormat.NativeText


def keys_of(keys: tuple[str, ...]) -> str:
    """Key sequences as this system writes them; a whole row of them by its first and last."""
    written = [QKeySequence(one).toString(_NATIVE) for one in keys]
    return f"{written[0]} … {written[-1]}" if len(written) > 3 else ", ".join(written)


def grammar() -> tuple[tuple[str, str], ...]:
    """What can be typed, and what it means."""
    translate = QCoreApplication.translate
    return (
        ("m  f  e  p", translate("Grammar", "a part: manager, firefighter, exile, role not known")),
        ("m watchman: #chest 7 “…”", translate("Grammar", "name, where it is felt, 0 to 10, its words")),
        ("~   ^   -", translate("Grammar", "blended, unblended, it has settled")),
        ("->   <>   &   !>", translate("Grammar", "protects, polarised with, allied with, triggers a part")),
        (
            "~>name   <?>name   =easing",
            translate("Grammar", "concerned about, not sure yet; how the link before it stands"),
        ),
        (
            "=job …   =fears? …   =trust 6",
            translate("Grammar", "what is known of it; ? for your guess; Tab shows all words"),
        ),
        (
            "=found   =asked   =met   =next",
            translate("Grammar", "a step of meeting it, and what is told of it"),
        ),
        ("s calm 3 curious 2", translate("Grammar", "Self-energy, 0 to 4 a quality")),
        ("s client: calm 2", translate("Grammar", "the client’s own rating")),
        ("“…”", translate("Grammar", "the client’s words")),
        ("v 141/88 84 97", translate("Grammar", "blood pressure, heart rate, SpO₂, respiratory rate")),
        ("v declined …", translate("Grammar", "vitals not taken, and why")),
        ("d 70mg im lot 4471", translate("Grammar", "a dose; the first one is T 0:00")),
        (
            "d … 50 mg/ml left deltoid",
            translate("Grammar", "concentration, site; form, exp, witness, wasted"),
        ),
        ("d … ordered 70 mg by …", translate("Grammar", "what was ordered, and by whom; prepared 80 mg")),
        ("ae nausea mild", translate("Grammar", "an adverse event")),
        ("x …", translate("Grammar", "an expected effect")),
        ("h …", translate("Grammar", "a hypothesis, for your eyes only")),
        ("?", translate("Grammar", "something happened; Space in an empty line does the same")),
        ("> integration", translate("Grammar", "preparation, dosing, integration, end")),
        ("> mask on   > music off", translate("Grammar", "the setting")),
        ("> in Ana (nurse)", translate("Grammar", "who comes in; out, who leaves; people, who is here")),
        ("> stop", translate("Grammar", "the client asks to stop")),
        (
            "> consent touch … by Ana",
            translate("Grammar", "touch, recording, observers, tell, treatment, dose"),
        ),
        ("> consent dose 70 mg booster 30 mg", translate("Grammar", "the most that was agreed")),
        ("> consent no touch   > withdraw", translate("Grammar", "not agreed; withdrawn, at any moment")),
        ("> ate 7:30 …   > drank 3h ago", translate("Grammar", "when they last ate and drank")),
        (
            "> weight 68 kg   > ride Marta",
            translate("Grammar", "weight; who takes them home; escort"),
        ),
        ("> took …   > held …", translate("Grammar", "a medicine taken today, or held back")),
        ("> check gait yes", translate("Grammar", "a question of the checklist, by its key")),
        ("> override ride by Ana: …", translate("Grammar", "a point is overridden, by whom and why")),
        ("> done   > snooze 10   > skip …", translate("Grammar", "answers what is due")),
        (
            "> action …   > told …   > resolved",
            translate("Grammar", "what was done, who was told; #2 says of which"),
        ),
        ("> scale moaas 4", translate("Grammar", "a score; moaas-leiden, cadss-23, cadss-28")),
        ("> limit bp 160/100 by …", translate("Grammar", "limits for this client; hr 50-120, spo2 92")),
        ("> spat   > swallowed", translate("Grammar", "the lozenge is out of the mouth")),
        ("> promise …", translate("Grammar", "what was promised")),
        ("@-2m …   @10:14 …", translate("Grammar", "it happened earlier")),
        ("…", translate("Grammar", "anything else is a note; every line is kept as typed")),
    )


def editing() -> tuple[tuple[str, str], ...]:
    """Keys of the capture line itself."""
    translate = QCoreApplication.translate
    return (
        (_key("Return"), translate("Keys", "Save the line; its time is that of its first key")),
        (_key("Tab"), translate("Keys", "Complete a part’s name; again for the next")),
        (_key("Up"), translate("Keys", "Call an earlier line back; Down goes forward again")),
        (_key("Esc"), translate("Keys", "Leave what was called back, or close this page")),
        (_key("Ctrl+Z"), translate("Keys", "Undo typing; in an empty line, take back the last entry")),
    )


def _key(key: str) -> str:
    return QKeySequence(key).toString(_NATIVE)


class KeysPage(QFrame):
    """An overlay that takes no focus; Esc or F1 closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setAccessibleName(self.tr("All keys"))
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._scroll.setAccessibleName(self.tr("All keys"))
        commands = tuple(
            (keys_of(command.keys), title_of(command))
            for command in COMMANDS
            if command.place is not Place.HOME and command.keys and command.name != "take_back"
        )
        inside = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(28, 22, 28, 22)
        self._columns.setSpacing(48)
        self._columns.addLayout(self._table(self.tr("Keys"), (*editing(), *commands)), 1)
        self._columns.addLayout(self._table(self.tr("What can be typed"), grammar()), 1)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both tables beside each other, or one below the other where there is no room."""
        super().resizeEvent(event)
        wide = self.width() >= self.fontMetrics().averageCharWidth() * LEAST_BESIDE
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(way)

    def turn(self, pages: int) -> None:
        """Scroll by whole pages, as typing keeps the focus."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def _table(self, title: str, rows: tuple[tuple[str, str], ...]) -> QVBoxLayout:
        heading = QLabel(title, self)
        heading.setProperty("kind", "heading")
        grid = QGridLayout()
        grid.setHorizontalSpacing(22)
        grid.setVerticalSpacing(7)
        for row, (typed, means) in enumerate(rows):
            for column, words, kind in ((0, typed, "strong"), (1, means, "plain")):
                label = QLabel(words, self)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setProperty("kind", kind)
                label.setWordWrap(True)
                label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                grid.addWidget(label, row, column)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        whole = QVBoxLayout()
        whole.setSpacing(12)
        whole.addWidget(heading)
        whole.addLayout(grid)
        whole.addStretch()
        return whole
