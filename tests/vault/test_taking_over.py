"""Another person of the practice goes on while it is open: real keys, real files, one lock all the time."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kap_companion.errors import (
    BugError,
    DiskFullError,
    PeopleError,
    PracticeDamagedError,
    PracticeForeignError,
    PracticeInUseError,
    WrongPassphraseError,
)
from kap_companion.records.record import Record
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.practice import Practice, open_practice, open_with, take_over
from kap_companion.vault.practice_lock import PracticeLock
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.people import Person, PersonRole
from kap_companion.vocabulary.session import Session
from tests.builders import a_client, a_session, an_entry
from tests.fakes import ManualClock
from tests.vault.conftest import BENS, PASSPHRASE, MadePractice

CLEOS = "seven quiet harbours"


@pytest.fixture
def anas(practice: MadePractice) -> Practice:
    """Ana's open practice, where Ben the nurse and Cleo the therapist work too."""
    opened = open_with(practice.folder, practice.keys, ManualClock(), "device-1")
    for name, passphrase, role in (
        ("Ben Okafor", BENS, PersonRole.NURSE),
        ("Cleo Marsh", CLEOS, PersonRole.THERAPIST),
    ):
        opened.add_person(name=name, role=role, passphrase=passphrase, clock=ManualClock(), strength=FLOOR)
    return opened


@pytest.fixture
def session(anas: Practice) -> Session:
    client = a_client()
    session = a_session(client.id, anas.person.id)
    anas.record.add_client(client)
    anas.record.add_session(session)
    assert anas.notebook is not None
    anas.notebook.append(an_entry(session=session.id, raw="heron under the ice"))
    return session


def writers(practice: Practice) -> list[tuple[str, str]]:
    """Who wrote each row of the record, by its ledger, and at which computer."""
    practice.record.close()
    key = practice.keys.record_key()
    connection = dbapi2.connect(str(practice.folder / "record.db"))
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    rows: list[tuple[str, str]] = connection.execute(
        "SELECT author, device FROM ledger ORDER BY sequence"
    ).fetchall()
    connection.close()
    return rows


def everything(folder: Path) -> dict[str, bytes | None]:
    return {
        str(item.relative_to(folder)): item.read_bytes() if item.is_file() else None
        for item in folder.rglob("*")
    }


def still_has_it(practice: Practice, person: Person, session: Session) -> bool:
    """Whether somebody goes on as if nothing had been tried."""
    assert practice.notebook is not None
    practice.record.append(an_entry(EntryKind.STOP, session=session.id))
    practice.notebook.append(an_entry(session=session.id))
    return practice.person == person and practice.verify().ok and any(practice.keys.practice_key)


def test_a_therapist_takes_over_with_a_notebook_of_their_own(anas: Practice, session: Session) -> None:
    record, notebook, ana = anas.record, anas.notebook, anas.person
    assert notebook is not None
    cleos = take_over(anas, CLEOS, ManualClock())
    assert cleos.person.name == "Cleo Marsh"
    assert cleos.record is record
    assert cleos.notebook is not None
    assert cleos.notebook.entries(session.id) == ()
    cleos.record.append(an_entry(EntryKind.STOP, session=session.id))
    cleos.notebook.append(an_entry(session=session.id))
    assert cleos.verify().problems == ()
    assert cleos.public_key == cleos.person.signing_key
    with pytest.raises(BugError, match="forgotten"):
        anas.keys.record_key()
    with pytest.raises(BugError, match="ProgrammingError"):
        notebook.entries(session.id)
    wrote = writers(cleos)
    assert wrote[-1] == (cleos.person.id, "device-1")
    assert {author for author, _device in wrote[:-1]} == {ana.id}
    cleos.close()


def test_a_nurse_takes_over_and_no_notebook_is_open(anas: Practice, session: Session) -> None:
    keys = anas.keyring.unlock(bytearray(BENS.encode()))
    bens = take_over(anas, keys, ManualClock())
    assert any(keys.practice_key)
    keys.forget()
    assert bens.person.role is PersonRole.NURSE
    assert bens.notebook is None
    assert bens.draft_key
    bens.close()
    with open_practice(bens.folder, PASSPHRASE, ManualClock()) as again:
        assert again.notebook is not None
        assert [entry.raw for entry in again.notebook.entries(session.id)] == ["heron under the ice"]


def test_it_goes_back_and_forth(anas: Practice, session: Session) -> None:
    ana = anas.person
    back = take_over(take_over(anas, CLEOS, ManualClock()), PASSPHRASE, ManualClock())
    assert still_has_it(back, ana, session)
    assert {entry.raw for entry in back.notebook.entries(session.id)} >= {"heron under the ice"}  # type: ignore[union-attr]  # asserted above
    back.close()


def test_the_lock_is_held_all_the_time_and_the_first_can_let_go_of_nothing(
    anas: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    released: list[PracticeLock] = []
    monkeypatch.setattr(PracticeLock, "release", released.append)
    bens = take_over(anas, BENS, ManualClock())
    anas.close()
    assert released == []
    monkeypatch.undo()
    bens.record.add_client(a_client("Wren"))
    with pytest.raises(PracticeInUseError):
        open_practice(bens.folder, PASSPHRASE, ManualClock())
    bens.close()
    with open_practice(bens.folder, PASSPHRASE, ManualClock()) as again:
        assert not again.was_left_open


@pytest.mark.parametrize(
    ("passphrase", "error"), [("not a passphrase", WrongPassphraseError), (PASSPHRASE, PeopleError)]
)
def test_a_wrong_passphrase_or_ones_own_changes_nothing(
    passphrase: str, error: type[Exception], anas: Practice, session: Session
) -> None:
    ana, before = anas.person, everything(anas.folder)
    with pytest.raises(error):
        take_over(anas, passphrase, ManualClock())
    assert everything(anas.folder) == before
    assert still_has_it(anas, ana, session)
    anas.close()


def test_who_was_removed_does_not_take_over(anas: Practice, session: Session) -> None:
    ana = anas.person
    cleo = next(person for person in anas.people() if person.name == "Cleo Marsh")
    keys = anas.keyring.unlock(CLEOS)
    anas.remove_person(cleo.id, ManualClock())
    with pytest.raises(WrongPassphraseError):
        take_over(anas, CLEOS, ManualClock())
    with pytest.raises(PeopleError, match="removed"):
        take_over(anas, keys, ManualClock())
    assert still_has_it(anas, ana, session)
    anas.close()


def test_keys_of_another_practice_take_nothing_over(anas: Practice, other_practice: MadePractice) -> None:
    with pytest.raises(PracticeForeignError):
        take_over(anas, other_practice.keys, ManualClock())
    anas.close()


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def exchange(path: Path) -> None:
    path.write_bytes(path.read_bytes()[::-1])


@pytest.mark.parametrize("damage", [cut_short, exchange])
def test_a_notebook_that_does_not_open_leaves_the_first_where_they_were(
    damage: Callable[[Path], None], anas: Practice, session: Session
) -> None:
    ana = anas.person
    cleo = next(person for person in anas.people() if person.name == "Cleo Marsh")
    damage(anas.folder / "notebooks" / f"{cleo.id}.db")
    with pytest.raises((PracticeDamagedError, PracticeForeignError)):
        take_over(anas, CLEOS, ManualClock())
    assert still_has_it(anas, ana, session)
    assert {author for author, _device in writers(anas)} == {ana.id}
    anas.close()


def test_a_disk_that_takes_no_signing_key_leaves_the_first_where_they_were(
    anas: Practice, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = anas.person
    ben = next(person for person in anas.people() if person.name == "Ben Okafor")
    anas.record.change_person(ben.model_copy(update={"signing_key": None}))

    def full(*_: object) -> None:
        raise DiskFullError("The disk is full.")

    monkeypatch.setattr(Record, "change_person", full)
    with pytest.raises(DiskFullError):
        take_over(anas, BENS, ManualClock())
    monkeypatch.undo()
    assert still_has_it(anas, ana, session)
    bens = take_over(anas, BENS, ManualClock())
    assert bens.person.signing_key == bens.public_key
    wrote = writers(bens)
    assert [author for author, _device in wrote[-2:]] == [ana.id, ben.id]
    bens.close()


def test_a_crash_in_between_opens_as_usual(
    anas: Practice, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder as it lies on the disk at each step, opened by either of them."""
    seen: list[Path] = []

    def photographed(step: Callable[..., object]) -> Callable[..., object]:
        def stepping(*arguments: object, **named: object) -> object:
            for moment in ("before", "after"):
                if moment == "after":
                    done = step(*arguments, **named)
                seen.append(tmp_path / f"{len(seen)}.kap")
                shutil.copytree(anas.folder, seen[-1])
            return done

        return stepping

    opened = "kap_companion.vault.opened"
    for name in ("open_notebook", "with_signing_key"):
        monkeypatch.setattr(
            f"{opened}.{name}", photographed(getattr(__import__(opened, fromlist=[""]), name))
        )
    cleos = take_over(anas, CLEOS, ManualClock())
    monkeypatch.undo()
    seen.append(tmp_path / "last.kap")
    shutil.copytree(cleos.folder, seen[-1])
    cleos.close()
    assert len(seen) == 5
    for folder in seen:
        for passphrase, private in ((PASSPHRASE, 1), (CLEOS, 0)):
            with open_practice(folder, passphrase, ManualClock()) as again:
                assert again.verify().problems == ()
                assert again.record.running_session() == session
                assert again.notebook is not None
                assert len(again.notebook.entries(session.id)) == private
