"""Every state the room can be in, each as what is done to come there. A new state is one more line."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from tests.ui.session.rooms import Room
from ui.session.sheets import SHEETS

State = Callable[[Room], object]

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PREPARING = (
    "> ate 4:30 toast",
    "> weight 68 kg",
    "> consent treatment",
    "> consent dose 70 mg booster 30 mg",
    "> people Ana, Kim",
    "s calm 2 curious 2",
    'm The Planner: #head 6 worries about losing control "tell me the plan again"',
    "v 118/76 68 99",
)
DOSING = (
    "d 70mg im left deltoid lot 4471",
    'm The Watchman: #chest tight 9 "if I look away it gets in" ->the little one',
    "f Go-Numb: #whole body 8",
    'e the little one: #belly about six 6 "I didn\'t know anyone was coming"',
    "s compassion 3 calm 4 connected 2 con 4",
    "?",
    "v 141/88 84 97",
)


def lines(*typed: str) -> State:
    def log(room: Room) -> None:
        for line in typed:
            room.log(line)
            room.clock.pass_time(120)
        room.controller.tick()

    return log


def then(*acts: State) -> State:
    def do(room: Room) -> None:
        for act in acts:
            act(room)

    return do


def keys(key: Qt.Key, held: Qt.KeyboardModifier = CTRL) -> State:
    return lambda room: room.press(key, held)


def typing(text: str) -> State:
    def do(room: Room) -> None:
        room.type(text)
        room.page.panes.capture.show_line()

    return do


def minutes(number: float) -> State:
    def do(room: Room) -> None:
        room.clock.pass_time(number * 60)
        room.controller.tick()

    return do


def sheet(name: str) -> State:
    return lambda room: room.page.sheets.toggle(name)


def held_lines(room: Room) -> None:
    with room.files.without_a_disk():
        room.log("n the stick was pulled")
        room.controller.tick()


busy = lines(*PREPARING, *DOSING)

STATES: dict[str, State] = {
    "just begun": lines(),
    "preparation": lines(*PREPARING),
    "dosing, quiet": then(lines("d 70mg im"), minutes(12)),
    "dosing, busy": busy,
    "something is due": then(busy, minutes(20)),
    "put off": then(busy, minutes(20), keys(Qt.Key.Key_Space, CTRL | SHIFT)),
    "an adverse event is open": then(busy, lines("ae nausea moderate, head raised")),
    "integration": then(busy, lines("> integration")),
    "typing": then(busy, typing('m watchman: #chest 7 "if I look')),
    "not understood": then(busy, typing("> dance v 300 con 9")),
    "amending": then(busy, keys(Qt.Key.Key_E)),
    "selected": then(busy, keys(Qt.Key.Key_Up), keys(Qt.Key.Key_Up)),
    "taken back": then(busy, keys(Qt.Key.Key_Z)),
    "held lines": then(busy, held_lines),
    "risk asked": then(busy, keys(Qt.Key.Key_R)),
    "a value looks mistyped": then(busy, lines("v 141/88 97 97")),
    "above what was agreed": then(lines(*PREPARING), lines("d 90mg im")),
    "the question was asked": then(busy, keys(Qt.Key.Key_Return)),
    "another question": then(busy, keys(Qt.Key.Key_J), keys(Qt.Key.Key_J)),
    "stop asked for": then(busy, keys(Qt.Key.Key_X, CTRL | SHIFT)),
    "consent withdrawn": then(busy, keys(Qt.Key.Key_W, CTRL | SHIFT)),
    "ending asked": then(busy, keys(Qt.Key.Key_E, CTRL | SHIFT)),
    "ended": then(busy, keys(Qt.Key.Key_E, CTRL | SHIFT), keys(Qt.Key.Key_E, CTRL | SHIFT)),
    "keys page": then(busy, keys(Qt.Key.Key_K, CTRL | SHIFT)),
    "veiled": then(busy, keys(Qt.Key.Key_L)),
    "veiled, typing": then(busy, keys(Qt.Key.Key_L), lambda room: room.type("hidden")),
    "veiled, due": then(busy, minutes(20), keys(Qt.Key.Key_L)),
    "veil asks": then(busy, keys(Qt.Key.Key_L), keys(Qt.Key.Key_U), lambda room: room.type("hid")),
    **{f"sheet: {name}": then(busy, sheet(name)) for name in SHEETS},
}
# The one field that the focus leaves the capture line for: the passphrase that lifts the veil.
ASKS_FOR_A_PASSPHRASE = frozenset({"veil asks"})
