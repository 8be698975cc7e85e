"""What is copied from our pages does not stay on the clipboard, and is in no clipboard's history."""

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

CLEARED_AFTER_SECONDS = 60
# What keepers of a history are asked to leave out, each in its own system's way.
_NOT_FOR_A_HISTORY = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\0",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
}
_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class CopiedText(QObject):
    """Follows the clipboard while a practice is open.

    What changes it while one of our windows is in use counts as ours. Only a fingerprint of it is kept, by
    which it is recognised when it is to be cleared: what somebody copied elsewhere meanwhile stays.

    Args:
        parent: owns it.
        cleared_after_seconds: how long a copy can be pasted.
    """

    def __init__(self, parent: QObject, cleared_after_seconds: float = CLEARED_AFTER_SECONDS) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._follows = False
        self._ours: dict[QClipboard.Mode, int] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(cleared_after_seconds * 1000))
        self._timer.timeout.connect(self.clear)
        self._clipboard.changed.connect(self._take)

    def follow(self) -> None:
        """From now on."""
        self._follows = True

    def rest(self) -> None:
        """Clear what is ours, and follow no more."""
        self._follows = False
        self.clear()

    def clear(self) -> None:
        """Clear what was copied from us, where it is still there."""
        self._timer.stop()
        ours, self._ours = self._ours, {}
        for mode, fingerprint in ours.items():
            if hash(self._clipboard.text(mode)) == fingerprint:
                self._clipboard.clear(mode)

    def _take(self, mode: QClipboard.Mode) -> None:
        if not self._follows or mode not in _MODES or QGuiApplication.focusWindow() is None:
            return
        text = self._clipboard.text(mode)
        if not text:
            return
        # Python's hash of a text is salted anew in each process.
        self._ours[mode] = hash(text)
        self._timer.start()
        copied = self._clipboard.mimeData(mode)
        if mode is QClipboard.Mode.Clipboard and not copied.hasFormat(next(iter(_NOT_FOR_A_HISTORY))):
            self._clipboard.setMimeData(_for_no_history(text), mode)


def _for_no_history(text: str) -> QMimeData:
    content = QMimeData()
    content.setText(text)
    for kind, hint in _NOT_FOR_A_HISTORY.items():
        content.setData(kind, hint)
    return content
