"""A label for words that may come from anybody: plain text, wrapped, of one kind."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStyle, QWidget


def words_label(text: str = "", kind: str = "", parent: QWidget | None = None) -> QLabel:
    """A label that shows `text` as it is and breaks it into lines; `kind` is its place in the style sheet."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    # Qt puts a right-to-left text at the other side of a label; a title stays where titles are.
    leading = QStyle.visualAlignment(label.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
    label.setAlignment(leading | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    if kind:
        label.setProperty("kind", kind)
    label.setText(text)
    return label
