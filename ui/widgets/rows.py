"""Widgets under one another that are exchanged all at once."""

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Rows(QVBoxLayout):
    """A column whose widgets are replaced; those before are gone from the screen at once.

    Attributes:
        shown: the widgets that were put in last.
    """

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self.setSpacing(spacing)
        self.shown: tuple[QWidget, ...] = ()

    def replace(self, widgets: Iterable[QWidget]) -> None:
        """Show these in the place of those there were."""
        # Never by the layout's items: Qt deletes those behind Python's back, and what it makes next in the
        # same place in memory is then taken for one.
        for widget in self.shown:
            self.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.shown = tuple(widgets)
        for widget in self.shown:
            self.addWidget(widget)
            widget.show()
