"""A field to write an answer in: two lines high, and higher where more is written."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from ui.visit.promise_list import TOUCH_PX

FEWEST_LINES, MOST_LINES = 2, 8
# The frame and the padding of a field, above and below.
AROUND_PX = 28


class AnswerField(QPlainTextEdit):
    """Plain text of any length; Tab leads on, as on a form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """As high as what is written, within bounds."""
        self.ensurePolished()
        # In lines, as they are wrapped: so a plain text's layout measures.
        written = round(self.document().documentLayout().documentSize().height())
        lines = max(FEWEST_LINES, min(MOST_LINES, written))
        height = self.fontMetrics().lineSpacing() * lines + AROUND_PX
        return QSize(super().sizeHint().width(), max(TOUCH_PX, height))

    def minimumSizeHint(self) -> QSize:
        """Never less high."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
