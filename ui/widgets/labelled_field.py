"""A field under its label, with the words that say what is wrong with it right beneath."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.one_line import one_line
from ui.widgets.announcement import announce
from ui.widgets.words_label import words_label


class LabelledField(QWidget):
    """Label, field, problem; the label is the field's name for a screen reader too.

    `box` is what is laid out where that is more than the field itself, such as a field and a button.
    """

    def __init__(
        self, label: str, field: QWidget, box: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._field = field
        words = words_label(label)
        words.setBuddy(field)
        field.setAccessibleName(label)
        self._problem = words_label(kind="problem")
        self._problem.hide()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 6)
        lines.setSpacing(6)
        for widget in (words, box or field, self._problem):
            lines.addWidget(widget)

    def show_problem(self, text: str) -> None:
        """Say what is wrong with it and put the focus there; an empty text takes the words away."""
        self._problem.setText(one_line(text))
        self._problem.setVisible(bool(text))
        self._field.setAccessibleDescription(text)
        if text:
            self._field.setFocus()
            announce(self._problem, text)
            # Once the words have their place.
            QTimer.singleShot(0, self, self._come_into_view)

    def problem(self) -> str:
        """What is said to be wrong now; empty where nothing is."""
        return self._problem.text()

    def _come_into_view(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self)
