"""What a screen reader learns of a passphrase field."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget


class PassphraseAccessible(QAccessibleWidget):
    """A field for a passphrase, its name and state, and no text at all."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, QAccessible.Role.EditableText)

    def state(self) -> QAccessible.State:
        """As any widget's, and that it is for a passphrase."""
        state = super().state()
        state.passwordEdit = 1
        state.editable = 1
        return state

    def text(self, t: QAccessible.Text) -> str:
        """Name and description; the value is nothing."""
        return "" if t == QAccessible.Text.Value else super().text(t)


# Qt keeps its factories for the whole program: one for each kind of widget is enough, and must stay alive.
@cache
def describe_as_passphrase(kind: type[QWidget]) -> Callable[[str, QObject], PassphraseAccessible | None]:
    """Have every widget of a kind described so to a screen reader."""

    def describe(_class_name: str, described: QObject) -> PassphraseAccessible | None:
        return PassphraseAccessible(described) if isinstance(described, kind) else None

    QAccessible.installFactory(describe)
    return describe
