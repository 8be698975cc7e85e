"""Who works in the practice of these tests, and a session that one of them holds."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from kap_companion.session import protocol
from kap_companion.session.drafts import SealedDrafts, own_drafts
from kap_companion.session.live import Live
from kap_companion.session.rows import rows_of
from kap_companion.session.timeline import Timeline, project
from kap_companion.vault import practice as vault
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.session import Session
from tests.builders import a_client
from tests.fakes import ManualClock

ANA, BEN, NIA = "Ana Ruiz", "Ben Okafor", "Nia Lund"
PASSPHRASES = {
    ANA: "grey heron, slow river",
    BEN: "seven lanterns at noon",
    NIA: "paper boats in april",
}

LINES = (
    "m The Watchman: #chest 6 “do not tell her” ->the little one",
    "d 70mg im lot 4471",
    "v 141/88 84 97",
    "n she spoke of the bridge",
    "q I want it to stop",
    "ae nausea mild",
)


@dataclass
class Staff:
    """One practice, opened by one person at a time."""

    folder: Path
    clock: ManualClock
    leaving: ExitStack
    _open: Practice | None = field(default=None, init=False)

    def opens(self, name: str) -> Practice:
        """The practice, as that person opens it; whoever had it open before closes it."""
        self.close()
        self._open = vault.open_practice(self.folder, PASSPHRASES[name], self.clock)
        self.leaving.callback(self._open.close)
        return self._open

    def close(self) -> None:
        """Nobody has it open."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def a_client(self, practice: Practice, name: str = "Wren") -> Client:
        client = a_client(name)
        practice.record.add_client(client)
        return client

    def runs(self, practice: Practice, client: Client, *lines: str) -> Live:
        """A session that runs, with a line a minute."""
        drafts = (
            own_drafts(practice.notebook)
            if practice.notebook is not None
            else SealedDrafts(practice.record, practice.draft_key, practice.person)
        )
        live = Live.begin(
            practice.record,
            practice.notebook,
            self.clock,
            client=client,
            protocol=protocol.load("im"),
            author=practice.person,
            drafts=drafts,
        )
        for line in lines:
            live.log(line, self.clock.pass_time(60))
        return live

    def holds(self, practice: Practice, client: Client, *lines: str) -> Session:
        """A session that has ended."""
        live = self.runs(practice, client, *(lines or LINES))
        live.enter(Phase.ENDED, self.clock.pass_time(60))
        self.clock.pass_time(60)
        return practice.record.session(live.session.id)


def timeline_of(practice: Practice, session: Session) -> Timeline:
    return project(rows_of(practice.record, practice.notebook, session.id))


def line_of(practice: Practice, session: Session, raw: str) -> Entry:
    """The current entry that was typed so."""
    return next(entry for entry in timeline_of(practice, session).entries if entry.raw == raw)
