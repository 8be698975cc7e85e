"""How a row of a sheet's contents looks: its section bold, what stands in it a step to the right."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.worksheets.contents_model import CONTENT_ROLE

STEP = 22
HEIGHT = 44


class ContentsDelegate(QStyledItemDelegate):
    """A row of the contents, high enough for a finger."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Bold for a section, aslant for somebody's own words, a step to the right inside a section."""
        super().initStyleOption(option, index)
        content = index.data(CONTENT_ROLE)
        if content is None:
            return
        font = QFont(option.font)
        font.setBold(content.kind == "section")
        font.setItalic(content.kind == "item")
        option.font = font
        option.rect = option.rect.adjusted(STEP * content.depth, 0, 0, 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as the list, 44 high and more where the text is larger."""
        hint = super().sizeHint(option, index)
        return QSize(0, max(HEIGHT, hint.height()))
