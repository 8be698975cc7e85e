"""Work done in a practice, so that its backups have something to hold."""

from datetime import timedelta
from pathlib import Path

from kap_companion.vault.backup_making import make_backup
from kap_companion.vault.backups import Backup
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.session import Session, SessionState
from tests.builders import BEGAN, a_client, a_session, an_entry
from tests.fakes import ManualClock

CANARY = "heron under the ice"


def hold_session(practice: Practice, *, entries: int = 3) -> Session:
    """A session that is over, with that many entries in the record and as many in the notebook."""
    client = a_client()
    practice.record.add_client(client)
    session = a_session(client.id, practice.person.id, state=SessionState.ENDED)
    practice.record.add_session(session)
    for number in range(entries):
        log(practice, session, number)
    return session


def back_up(practice: Practice, clock: ManualClock, second_place: Path | None = None) -> Backup:
    """A backup of an open practice, made now."""
    return make_backup(practice.folder, practice.keys, clock.now(), second_place)


def log(practice: Practice, session: Session, number: int = 0) -> None:
    """One entry in the record, one in the notebook."""
    at = BEGAN + timedelta(minutes=number)
    practice.record.append(an_entry(EntryKind.EXPECTED_EFFECT, session=session.id, raw=CANARY, at=at))
    if practice.notebook is not None:
        practice.notebook.append(an_entry(session=session.id, raw=CANARY, at=at))


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and of those in it, by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def flip_byte(path: Path, at: int) -> None:
    """Change one bit of one byte."""
    content = bytearray(path.read_bytes())
    content[at] ^= 0x01
    path.write_bytes(content)
