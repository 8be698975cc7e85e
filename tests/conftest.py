"""What every test needs: the offscreen platform before Qt starts, the shipped fonts, no window left open."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("DISPLAY", None)

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QThreadPool
from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    from ui.theme import load_scripts, load_typeface

    class TestApplication(QApplication):
        def __init__(self, arguments: list[str]) -> None:
            super().__init__(arguments)
            load_typeface()
            load_scripts()

    return TestApplication


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    assert QThreadPool.globalInstance().waitForDone(20_000), "work was still running when the test ended"
    for window in app.topLevelWidgets():
        window.close()
        window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    app.processEvents()
