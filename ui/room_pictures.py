"""Pictures of the room in every state a session goes through, of a made-up session."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QWidget

from kap_companion import demo
from kap_companion.clock import Moment
from kap_companion.ids import new_id
from kap_companion.session import protocol
from kap_companion.session.live import Live
from kap_companion.vault import practice as vault
from kap_companion.vault.derivation import FLOOR
from kap_companion.vocabulary.people import Client
from ui.alarm import Alarm
from ui.controller import SessionController
from ui.reminding import Reminding
from ui.session.room_page import RoomPage

Take = Callable[[str, QWidget | None], str]
"""Shows a page, or the page as it is, and says where its picture lies."""

BEGAN = datetime(2026, 11, 21, 9, 0, tzinfo=timezone(timedelta(hours=1)))
PREPARATION = (
    "> in Ana Ruiz (LMFT)",
    "> ate 2:30 bread, before dawn",
    "> drank 4:00 water",
    "> weight 68 kg weighed 2026-11-20",
    "> ride Marta",
    "> limit bp 160/100 by Dr. Okafor, order of 20 Nov",
    "> consent treatment",
    "> consent dose 40 mg booster 20 mg",
    "> consent touch hand on shoulder by Ana if asked",
    'm The Planner: #head 6 worries about losing control "tell me the plan again"',
    "s calm 2 curious 2",
    "> check pregnancy no",
)
QUIET = (
    "v 118/76 68 99",
    "d 34 mg iv over 40 min lot 4471",
    "> mask on",
    "x far away, hands feel large",
    "s calm 3 curious 2 breath slows",
)
BUSY = (
    'f Go-Numb: #whole body 8 "nothing here, nothing to see"',
    "v 141/88 84 97",
    "go-numb -",
    'm The Watchman: #chest tight 9 "if I look away it gets in" ->the little one',
    'e the little one: #belly 6 "I didn’t know anyone was coming"',
    "s compassion 3 calm 4 connected 2",
)


def take_room_pictures(take: Take) -> Iterator[str]:
    """Take the room in preparation, dosing, integration, and before leaving; yields where each lies."""
    with TemporaryDirectory() as folder:
        clock = _MadeUpClock()
        practice, _code = vault.create(
            Path(folder) / "room.kap",
            name=demo.NAME,
            facilitator=demo.FACILITATOR,
            passphrase=demo.PASSPHRASE,
            clock=clock,
            strength=FLOOR,
        )
        with practice:
            client = Client(id=new_id(), name="Wren", pronouns="they/them", made_at=BEGAN)
            practice.record.add_client(client)
            live = Live.begin(
                practice.record,
                practice.notebook,
                clock,
                client=client,
                protocol=protocol.load("iv"),
                author=practice.person,
                intention="meet the one who hides",
            )
            yield from _states(take, live, clock)


def _states(take: Take, live: Live, clock: "_MadeUpClock") -> Iterator[str]:
    controller = SessionController(live, clock)
    reminding = Reminding(controller, Alarm(clock, controller), controller)
    room = RoomPage(controller, live.client, check_passphrase=lambda _passphrase: True, reminding=reminding)

    def hold(lines: tuple[str, ...], every_seconds: float = 60) -> None:
        for line in lines:
            clock.go_on(every_seconds)
            controller.log(line, clock.now())
            controller.tick()

    def wait(seconds: float) -> None:
        clock.go_on(seconds)
        controller.tick()

    hold(PREPARATION)
    yield take("room-preparation", room)
    room.sheets.toggle("gate")
    yield take("room-before-the-dose", None)
    room.sheets.close()
    hold(QUIET)
    yield take("room-dosing-quiet", None)
    hold(BUSY, 90)
    yield take("room-dosing-busy", None)
    wait(600)
    yield take("room-dosing-due", None)
    room.veil()
    yield take("room-dosing-veiled", None)
    room.lift_veil()
    hold(("ae nausea mild turned on side", "v 165/102 92 96"))
    yield take("room-dosing-open", None)
    hold(("> action #2 lay down, again in five minutes", "> resolved #1", "v 130/82 76 98"), 240)
    hold(("> mask off", "> integration", 'q "it was so quiet in there"', "watchman 3 sits down"), 600)
    yield take("room-integration", None)
    hold(("> escort Marta arrived", "> check gait yes to the window and back", "v 122/78 70 99"), 900)
    room.sheets.toggle("leaving")
    yield take("room-ready-to-leave", None)
    controller.stop_ticking()


class _MadeUpClock:
    """A clock that moves only when it is told to."""

    def __init__(self) -> None:
        self._passed_ms = 0

    def now(self) -> Moment:
        at = BEGAN + timedelta(milliseconds=self._passed_ms)
        return Moment(at, self._passed_ms, self._passed_ms)

    def go_on(self, seconds: float) -> None:
        self._passed_ms += round(seconds * 1000)
