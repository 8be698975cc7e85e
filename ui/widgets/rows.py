"""Widgets under one another that are exchanged all at once."""

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Rows(QVBoxLayout):
    """A column whose widgets are replaced; those before are gone from the screen at once."""

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self.setSpacing(spacing)

    def replace(self, widgets: Iterable[QWidget]) -> None:
        """Show these in the place of those there were."""
        while (item := self.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for widget in widgets:
            self.addWidget(widget)
            widget.show()
