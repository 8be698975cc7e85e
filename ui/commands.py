"""Every named act a key can do: one list for the shortcuts, the menus, F1 and the tests."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


class Place(StrEnum):
    """Where a command works."""

    ANYWHERE = "anywhere"
    HOME = "home"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Command:
    """A named act; `keys` are portable key sequences that all do it, `title` is its untranslated words."""

    name: str
    title: str
    keys: tuple[str, ...]
    place: Place


COMMANDS: tuple[Command, ...] = (
    Command("help", "Show all keys", ("F1", "Ctrl+Shift+K"), Place.ROOM),
    Command("lock", "Lock the practice", ("Ctrl+Shift+L",), Place.ANYWHERE),
    Command("quit", "Quit", ("Ctrl+Q",), Place.ANYWHERE),
    Command("larger_text", "Larger text", ("Ctrl+Alt++", "Ctrl+Alt+="), Place.ANYWHERE),
    Command("smaller_text", "Smaller text", ("Ctrl+Alt+-",), Place.ANYWHERE),
    Command("find", "Find", ("Ctrl+K",), Place.HOME),
    Command("new_client", "New client", ("Ctrl+N",), Place.HOME),
    Command("begin", "Begin a session", ("Ctrl+B",), Place.HOME),
    Command("parts", "This client’s parts", ("Ctrl+P",), Place.HOME),
    Command("print_worksheets", "Worksheets to print", ("Ctrl+Shift+P",), Place.HOME),
    Command("settings", "Practice settings", ("Ctrl+,",), Place.HOME),
    Command("take_back", "Take back the last entry", ("Ctrl+Z",), Place.ROOM),
    Command("amend", "Amend the selected entry", ("F2", "Ctrl+E"), Place.ROOM),
    Command("mark_risk", "Mark the selected entry as a risk", ("Ctrl+R",), Place.ROOM),
    Command("veil", "Veil the screen", ("Ctrl+L",), Place.ROOM),
    Command("lift_veil", "Lift the veil with the passphrase", ("Ctrl+U",), Place.ROOM),
    Command(
        "settle", "Settle the part with that number", tuple(f"Ctrl+{n}" for n in range(1, 10)), Place.ROOM
    ),
    Command("raise_quality", "Raise a quality of Self", tuple(f"Alt+{n}" for n in range(1, 9)), Place.ROOM),
    Command(
        "lower_quality", "Lower a quality of Self", tuple(f"Shift+Alt+{n}" for n in range(1, 9)), Place.ROOM
    ),
    Command("another_question", "Another question", ("Ctrl+J",), Place.ROOM),
    Command("asked", "Log that the question was asked", ("Ctrl+Return",), Place.ROOM),
    Command("answer_due", "What is due is done", ("Ctrl+Space",), Place.ROOM),
    Command("snooze_due", "Put off what is due", ("Ctrl+Shift+Space",), Place.ROOM),
    Command("stop", "The client asks to stop", ("Ctrl+Shift+X",), Place.ROOM),
    Command(
        "withdraw", "Withdraw consent to touch, recording, observers, telling", ("Ctrl+Shift+W",), Place.ROOM
    ),
    Command("gate", "Before the first dose", ("Ctrl+G",), Place.ROOM),
    Command("consents", "Consents", ("Ctrl+T",), Place.ROOM),
    Command("doses", "Doses", ("Ctrl+D",), Place.ROOM),
    Command("concerns", "What is open", ("Ctrl+O",), Place.ROOM),
    Command("attendance", "Who is here", ("Ctrl+P",), Place.ROOM),
    Command("leaving", "Ready to leave", ("Ctrl+F",), Place.ROOM),
    Command("visit", "What was brought back to this visit", ("Ctrl+Shift+B",), Place.ROOM),
    Command("from_before", "What stands ready from before", ("Ctrl+B",), Place.ROOM),
    Command("inquiry", "Meeting a part", ("Ctrl+I",), Place.ROOM),
    Command("hand_over", "Hand over to another facilitator", ("Ctrl+Shift+H",), Place.ROOM),
    Command("zoom_in", "Zoom the timeline in", ("Ctrl++", "Ctrl+="), Place.ROOM),
    Command("zoom_out", "Zoom the timeline out", ("Ctrl+-",), Place.ROOM),
    Command("earlier", "Select the entry before", ("Ctrl+Up", "Ctrl+Shift+P"), Place.ROOM),
    Command("later", "Select the entry after", ("Ctrl+Down", "Ctrl+Shift+N"), Place.ROOM),
    Command("newest", "Back to the newest entry", ("Ctrl+0",), Place.ROOM),
    Command("next_pane", "Go to the next part of the screen", ("F6", "Ctrl+Tab"), Place.ROOM),
    Command(
        "previous_pane",
        "Go to the part of the screen before",
        ("Ctrl+F6", "Shift+F6", "Ctrl+Shift+Tab"),
        Place.ROOM,
    ),
    Command("end", "End the session (press again to confirm)", ("Ctrl+Shift+E",), Place.ROOM),
)


def title_of(command: Command) -> str:
    """A command's words in the language of the screen."""
    return QCoreApplication.translate("Command", command.title)


def install(widget: QWidget, acts: Mapping[str, Callable[[int], None]]) -> dict[str, list[QAction]]:
    """Give a widget the keys of the commands named in `acts`.

    Each act is called with the place of the pressed key in the command's list, from 0, so that one command
    can serve a row of keys. The keys work while any child of the widget has the focus.
    """
    made: dict[str, list[QAction]] = {}
    by_name = {command.name: command for command in COMMANDS}
    for name, act in acts.items():
        command = by_name[name]
        made[name] = []
        for index, keys in enumerate(command.keys or ("",)):
            action = QAction(title_of(command), widget)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, act=act, index=index: act(index))
            widget.addAction(action)
            made[name].append(action)
    return made
