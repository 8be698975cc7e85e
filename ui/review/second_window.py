"""The same review in a second window: on the screen that faces the client, or beside the first one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

USUAL = (1100, 760)


class SecondWindow(QWidget):
    """Holds a page of its own; it belongs to the page it was opened from and goes with it.

    Signals:
        closed: somebody closed it.
    """

    closed = Signal()

    def __init__(self, page: QWidget, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.page = page
        # A name of a client is in no title: it would stand in the task bar and in lists of windows.
        self.setWindowTitle("KAP Companion")
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(page)
        self.resize(*USUAL)

    def open(self) -> None:
        """Show it: over the whole of another screen where there is one."""
        beside = self.parentWidget()
        own = None if beside is None else beside.screen()
        other = next((screen for screen in QGuiApplication.screens() if screen is not own), None)
        if other is None:
            self.show()
            return
        self.setGeometry(other.availableGeometry())
        self.showFullScreen()

    def closeEvent(self, event: QCloseEvent) -> None:
        """It is told when it closes."""
        super().closeEvent(event)
        self.closed.emit()
