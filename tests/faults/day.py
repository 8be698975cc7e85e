"""A day in a practice, act by act: made, a client, a session with ten lines, what is shared, the end."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kap_companion.errors import BugError
from kap_companion.ids import new_id
from kap_companion.session import protocol
from kap_companion.session.live import Live
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.keyring_contents import SheetState
from kap_companion.vault.keys import Keys
from kap_companion.vault.practice import Practice, create, open_with
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.shared import SharedField, SharedItem
from tests.builders import a_client
from tests.fakes import ManualClock
from tests.faults.promises import Promises

PASSPHRASE = "correct horse battery"

LINES = (
    "d 70mg im",
    "bp 128/82 hr 74",
    "m Watchman: stern, at the door #chest",
    '"somebody has to stay awake" Watchman',
    "s calm 3",
    "x far away, hands feel large",
    "Watchman -> Little One: guards",
    "n " + "rain starts; " * 600,
    "> integration",
    "n the door is open now",
)

Act = Callable[[], None]


class Day:
    """Whoever works in the practice, and what they were told is saved.

    Attributes:
        promises: what was acknowledged so far.
    """

    def __init__(self, folder: Path, clock: ManualClock) -> None:
        self.folder = folder
        self.clock = clock
        self.promises = Promises()
        self.client: Client = a_client()
        self._practice: Practice | None = None
        self._keys: Keys | None = None
        self._live: Live | None = None

    @property
    def practice(self) -> Practice:
        """The open practice."""
        if self._practice is None:
            message = "not open"
            raise BugError(message)
        return self._practice

    @property
    def live(self) -> Live:
        """The session that was begun."""
        if self._live is None:
            message = "not begun"
            raise BugError(message)
        return self._live

    @property
    def keys(self) -> Keys:
        """What opens the practice again; a practice forgets its own when it is closed."""
        if self._keys is None:
            message = "not open"
            raise BugError(message)
        return self._keys

    @property
    def has_begun(self) -> bool:
        """Whether there is a session."""
        return self._live is not None

    def make(self) -> None:
        """Makes the practice, which is open then."""
        self._practice, _ = create(
            self.folder,
            name="Stillwater",
            facilitator="Ana Ruiz",
            passphrase=PASSPHRASE,
            clock=self.clock,
            strength=FLOOR,
        )
        self._keys = self._practice.keys.copy()
        self.promises = replace(self.promises, made=True)

    def open(self, keys: Keys) -> None:
        """Opens a practice that was made before."""
        self._practice = open_with(self.folder, keys, self.clock)
        self._keys = keys
        self.promises = replace(self.promises, made=True)

    def acts(self) -> tuple[Act, ...]:
        """All that is done between opening and closing, in its order."""
        lines = tuple(self._line(text) for text in LINES)
        before = (self.meet, self.begin, *lines[:4], self.type_half)
        return (*before, *lines[4:], self.share, self.note_sheet, self.end)

    def meet(self) -> None:
        """A client comes."""
        self.practice.record.add_client(self.client)
        self.promises = replace(self.promises, clients=(self.client,))

    def begin(self) -> None:
        """A session begins."""
        practice = self.practice
        self._live = Live.begin(
            practice.record,
            practice.notebook,
            self.clock,
            client=self.client,
            protocol=protocol.load("im"),
            author=practice.person,
        )
        self.acknowledge()

    def log(self, text: str) -> None:
        """A minute later a line is typed."""
        self.live.log(text, self.clock.pass_time(60))
        self.acknowledge()

    def type_half(self) -> None:
        """A line is begun and waits in the field."""
        self.live.keep_draft("Watchman: st", self.clock.now())
        self.promises = replace(self.promises, draft="Watchman: st")

    def share(self) -> None:
        """The client agrees that one thing goes home."""
        item = SharedItem(
            id=new_id(),
            client=self.client.id,
            session=self.live.session.id,
            field=SharedField.PROMISE,
            value="a walk by the water each morning",
            agreed_at=self.clock.now().at,
            author=self.practice.person.id,
        )
        self.practice.record.share(item)
        self.promises = replace(self.promises, shared=(item,))

    def note_sheet(self) -> None:
        """The recovery sheet was printed."""
        self.practice.note_recovery_sheet(SheetState.PRINTED, self.clock)
        self.promises = replace(self.promises, sheet=SheetState.PRINTED)

    def end(self) -> None:
        """The session ends."""
        self.log("> end")

    def acknowledge(self) -> None:
        """What the screen shows as saved is promised from now on; a line settles the draft."""
        self.promises = replace(self.promises.after(self.live), draft="")

    def close(self) -> None:
        """Everyone goes home."""
        if self._practice is not None:
            self._practice.close()

    def __enter__(self) -> "Day":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _line(self, text: str) -> Act:
        return lambda: self.log(text)
