"""Every key and the grammar of the capture line, laid over the room; typing goes on beneath it."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.commands import COMMANDS, Place, title_of

_NATIVE = QKeySequence.SequenceFormat.NativeText


def keys_of(keys: tuple[str, ...]) -> str:
    """Key sequences as this system writes them; a whole row of them by its first and last."""
    written = [QKeySequence(one).toString(_NATIVE) for one in keys]
    return f"{written[0]} … {written[-1]}" if len(written) > 2 else ", ".join(written)


def grammar() -> tuple[tuple[str, str], ...]:
    """What can be typed, and what it means."""
    translate = QCoreApplication.translate
    return (
        ("m  f  e  p", translate("Grammar", "a part: manager, firefighter, exile, role not known")),
        ("m watchman: #chest 7 “…”", translate("Grammar", "name, where it is felt, 0 to 10, its words")),
        ("~   ^   -", translate("Grammar", "blended, unblended, it has settled")),
        ("->   <>   &   !>", translate("Grammar", "protects, polarised with, allied with, triggers a part")),
        ("s calm 3 curious 2", translate("Grammar", "Self-energy, 0 to 4 a quality")),
        ("s client: calm 2", translate("Grammar", "the client’s own rating")),
        ("“…”", translate("Grammar", "the client’s words")),
        ("v 141/88 84 97", translate("Grammar", "blood pressure, heart rate, SpO₂, respiratory rate")),
        ("v declined …", translate("Grammar", "vitals not taken, and why")),
        ("d 70mg im lot 4471", translate("Grammar", "a dose; the first one is T 0:00")),
        ("ae nausea mild", translate("Grammar", "an adverse event")),
        ("x …", translate("Grammar", "an expected effect")),
        ("h …", translate("Grammar", "a hypothesis, for your eyes only")),
        ("?", translate("Grammar", "something happened; Space in an empty line does the same")),
        ("> integration", translate("Grammar", "preparation, dosing, integration, end")),
        ("> mask on   > music off", translate("Grammar", "the setting")),
        ("> in Ana (nurse)", translate("Grammar", "who comes in; out, who leaves; people, who is here")),
        ("> stop   > consent …", translate("Grammar", "the client asks to stop; a consent as stated")),
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
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(28, 22, 28, 22)
        columns.setSpacing(48)
        columns.addLayout(self._table(self.tr("Keys"), (*editing(), *commands)))
        columns.addLayout(self._table(self.tr("What can be typed"), grammar()))
        columns.addStretch()
        self._scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self.hide()

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
                grid.addWidget(label, row, column)
        whole = QVBoxLayout()
        whole.setSpacing(12)
        whole.addWidget(heading)
        whole.addLayout(grid)
        whole.addStretch()
        return whole
