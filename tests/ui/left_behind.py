"""Looks for words in everything of this process that a widget, a model or Python still holds."""

import gc
from collections.abc import Iterable, Iterator
from types import FrameType, FunctionType, ModuleType

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    Qt,
    QThreadPool,
)
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication, QTextDocument, QUndoStack
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

TEXT_ROLES = tuple(role for role in Qt.ItemDataRole)


def settle() -> None:
    """Let everything that was let go really go."""
    application = QApplication.instance()
    assert application is not None
    QThreadPool.globalInstance().waitForDone()
    for _loop in range(3):
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        application.processEvents()
        gc.collect()


def on_the_screen(words: Iterable[str]) -> list[str]:
    """Where a widget, model, document, title, the clipboard or a screen reader still holds a word."""
    found: list[str] = []

    def look(where: str, text: object) -> None:
        found.extend(f"{word} in {where}" for word in words if word in str(text).lower())

    for widget in QApplication.allWidgets():
        name = type(widget).__name__
        for what, text in _told_by(widget):
            look(f"{name}.{what}", text)
        for told in _heard(QAccessible.queryAccessibleInterface(widget)):
            look(f"what is told of {name}", told)
        for child in (widget, *widget.findChildren(QObject)):
            for what, text in _held_by(child):
                look(f"{name}, {what}", text)
    for thing in gc.get_objects():
        if isinstance(thing, QObject) and isValid(thing):
            for what, text in _held_by(thing):
                look(what, text)
    for mode in (QGuiApplication.clipboard().Mode.Clipboard, QGuiApplication.clipboard().Mode.Selection):
        look("the clipboard", QGuiApplication.clipboard().text(mode))
    return sorted(set(found))


def in_python(words: Iterable[str]) -> list[str]:
    """Which objects Python still keeps refer to a text with one of the words."""
    gc.collect()
    found = set()
    for thing in gc.get_objects():
        if isinstance(thing, FrameType | FunctionType | ModuleType) or thing is words:
            continue
        for held in gc.get_referents(thing):
            if isinstance(held, str | bytes | bytearray):
                text = held.lower() if isinstance(held, str) else bytes(held).decode("latin-1").lower()
                for word in words:
                    if word in text and not _is_a_tests_own(thing):
                        found.add(f"{word} in a {type(thing).__module__}.{type(thing).__name__}")
    return sorted(found)


def _is_a_tests_own(thing: object) -> bool:
    # The names of modules and the constants of code hold the words of the test that looks for them.
    return isinstance(thing, dict) and ("__builtins__" in thing or "__file__" in thing)


def _told_by(widget: QWidget) -> Iterator[tuple[str, str]]:
    meta = widget.metaObject()
    for index in range(meta.propertyCount()):
        property_ = meta.property(index)
        if str(property_.typeName()) in {"QString", "QStringList"}:
            yield str(property_.name()), str(property_.read(widget))
    for name in ("kind", "place"):
        yield name, str(widget.property(name) or "")
    if isinstance(widget, QLineEdit) and widget.isUndoAvailable():
        widget.undo()
        yield "text once undone", widget.text()
        widget.redo()


def _held_by(thing: QObject) -> Iterator[tuple[str, str]]:
    if isinstance(thing, QTextDocument):
        yield "a document", thing.toPlainText()
        yield "a document's history", str(thing.availableUndoSteps() or "")
    elif isinstance(thing, QUndoStack):
        yield "an undo stack", " ".join(thing.text(step) for step in range(thing.count()))
    elif isinstance(thing, QAbstractItemModel):
        for row in range(thing.rowCount(QModelIndex())):
            for column in range(_columns(thing)):
                for role in TEXT_ROLES:
                    yield f"a model ({type(thing).__name__})", str(thing.data(thing.index(row, column), role))


def _columns(model: QAbstractItemModel) -> int:
    # A list has one, and in Qt it is no business of others to ask.
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())


def _heard(found: QAccessibleInterface | None) -> Iterator[str]:
    if found is None:
        return
    for what in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield found.text(what)
    text = found.textInterface()
    if text is not None:
        yield text.text(0, text.characterCount())
