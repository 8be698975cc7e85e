"""Changing the practice key: all there was, under the old key or the new one, whatever comes between."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kap_companion.errors import (
    DiskFullError,
    PeopleError,
    PracticeForeignError,
    StorageError,
    WrongPassphraseError,
)
from kap_companion.records.copying import copy_under
from kap_companion.vault import keyring_people
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.handover import hand_over
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keyring_json import to_text
from kap_companion.vault.keys import Keys, new_key
from kap_companion.vault.practice import Practice, open_practice, open_with
from kap_companion.vocabulary.people import PersonRole
from tests.builders import a_client, a_session
from tests.fakes import MORNING, ManualClock
from tests.vault import rekeying_rounds
from tests.vault.conftest import BENS, PASSPHRASE, MadePractice


@pytest.fixture
def folder(practice: MadePractice) -> Path:
    """A closed practice of Ana and Ben, with a client."""
    with opened(practice) as anas:
        anas.add_person(
            name="Ben", role=PersonRole.NURSE, passphrase=BENS, clock=ManualClock(), strength=FLOOR
        )
        anas.record.add_client(a_client("Wren"))
    return practice.folder


def opened(practice: MadePractice) -> Practice:
    return open_with(practice.folder, practice.keys, ManualClock())


def clients(practice: Practice) -> list[str]:
    return [client.name for client in practice.record.clients()]


def reads(path: Path, key: bytearray) -> bool:
    connection = dbapi2.connect(str(path))
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema")
    except dbapi2.DatabaseError:
        return False
    finally:
        connection.close()
    return True


def test_after_the_keys_changed_everyone_opens_with_what_they_knew(
    practice: MadePractice, folder: Path
) -> None:
    with opened(practice) as anas:
        before = anas.keys.record_key()
        anas.change_keys(ManualClock())
        assert anas.keys.record_key() != before
        anas.record.add_client(a_client("Robin"))
        assert clients(anas) == ["Wren", "Robin"]
        assert anas.verify().ok
        assert not reads(folder / "record.db", before)
    for passphrase in (PASSPHRASE, BENS):
        with open_practice(folder, passphrase, ManualClock()) as again:
            assert clients(again) == ["Wren", "Robin"]
            assert again.verify().ok
    keyring = Keyring.read(folder)
    assert keyring.unlock_with_code(practice.code).practice_key != practice.keys.practice_key
    assert {path.name for path in folder.iterdir()} == {"keyring.json", "record.db", "notebooks", "backups"}
    assert (folder / "record.db").stat().st_mode & 0o777 == 0o600


def test_the_keys_can_be_changed_again_and_by_somebody_else(practice: MadePractice, folder: Path) -> None:
    with opened(practice) as anas:
        anas.change_keys(ManualClock())
        anas.change_keys(ManualClock())
        anas.let_add_people(anas.people()[1].id, may_add=True)
    with open_practice(folder, BENS, ManualClock()) as bens:
        bens.change_keys(ManualClock())
        assert [handover.by == bens.person.id for handover in bens.keyring.contents.handovers] == [
            False,
            False,
            True,
        ]
    with open_practice(folder, PASSPHRASE, ManualClock()) as anas:
        assert clients(anas) == ["Wren"]
        assert anas.verify().ok


def test_whoever_left_opens_nothing_that_was_written_since(practice: MadePractice, folder: Path) -> None:
    bens = Keyring.read(folder).unlock(BENS)
    with opened(practice) as anas:
        anas.remove_person(bens.person_id, ManualClock())
        anas.change_keys(ManualClock())
        anas.record.add_client(a_client("Robin"))
    assert not reads(folder / "record.db", bens.record_key())
    with pytest.raises(WrongPassphraseError):
        open_practice(folder, BENS, ManualClock())
    with pytest.raises(PracticeForeignError):
        open_with(folder, bens, ManualClock())


def test_a_backup_of_before_opens_with_its_own_keyring(practice: MadePractice, folder: Path) -> None:
    copy = folder.with_name("Copy.kap")
    shutil.copytree(folder, copy)
    with opened(practice) as anas:
        anas.remove_person(anas.people()[1].id, ManualClock())
        anas.change_keys(ManualClock())
    with open_practice(copy, BENS, ManualClock()) as again:
        assert clients(again) == ["Wren"]


def test_nobody_changes_keys_in_another_persons_name(practice: MadePractice, folder: Path) -> None:
    """Ben was removed, the keys stayed, and he makes a new keyring and record out of what he still knows."""
    bens = Keyring.read(folder).unlock(BENS)
    with opened(practice) as anas:
        anas.remove_person(bens.person_id, ManualClock())
    contents = Keyring.read(folder).contents
    (ana,) = contents.people
    assert ana.sealing_key is not None
    as_ana = replace(bens, person_id=ana.id)
    forged_keys = replace(as_ana, practice_key=new_key())
    handover = hand_over(as_ana, forged_keys.practice_key, 1, MORNING, [(ana.id, ana.sealing_key)])
    Keyring.sealed(replace(contents, handovers=(handover,)), forged_keys).write(folder)
    record, old = folder / "record.db", folder / "old.db"
    record.rename(old)
    copy_under(old, bens.record_key(), record, forged_keys.record_key())
    with pytest.raises(PracticeForeignError, match="somebody the record does not know"):
        open_practice(folder, PASSPHRASE, ManualClock())


def test_while_a_session_runs_the_keys_stay_as_they_are(practice: MadePractice, folder: Path) -> None:
    with opened(practice) as anas:
        (client,) = anas.record.clients()
        anas.record.add_session(a_session(client.id, anas.person.id))
        with pytest.raises(PeopleError, match="A session is running"):
            anas.change_keys(ManualClock())
        assert clients(anas) == ["Wren"]


def fail(*_args: object, **_named: object) -> None:
    raise DiskFullError("There is no space left.")


@pytest.mark.parametrize(
    "where", ["kap_companion.vault.rekeying.copy_under", "kap_companion.vault.keyring.write_whole"]
)
def test_where_the_disk_does_not_take_it_the_practice_goes_on_with_its_keys(
    practice: MadePractice, folder: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    before = (folder / "keyring.json").read_bytes()
    with opened(practice) as anas:
        with monkeypatch.context() as broken:
            broken.setattr(where, fail)
            with pytest.raises(DiskFullError):
                anas.change_keys(ManualClock())
        assert anas.keys == practice.keys
        anas.record.add_client(a_client("Robin"))
        assert anas.verify().ok
        assert not (folder / "record.db.next").exists()
    assert (folder / "keyring.json").read_bytes() == before
    with open_practice(folder, BENS, ManualClock()) as bens:
        assert clients(bens) == ["Wren", "Robin"]


def test_where_the_keyring_came_but_its_folder_was_not_flushed_the_new_keys_hold(
    practice: MadePractice, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_to_flush(_folder: Path) -> None:
        raise OSError(5, "input/output error")

    with opened(practice) as anas:
        with monkeypatch.context() as broken:
            broken.setattr("kap_companion.vault.private_files.sync_folder", fail_to_flush)
            with pytest.raises(StorageError):
                anas.change_keys(ManualClock())
        assert anas.keys != practice.keys
        anas.record.add_client(a_client("Robin"))
    with open_practice(folder, PASSPHRASE, ManualClock()) as again:
        assert clients(again) == ["Wren", "Robin"]


def test_where_the_copy_cannot_take_its_place_the_next_opening_puts_it_there(
    practice: MadePractice, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(practice) as anas, monkeypatch.context() as broken:
        replace = Path.replace

        def refuse(path: Path, target: Path) -> Path:
            if path.name == "record.db.next":
                raise PermissionError(13, "denied")
            return replace(path, target)

        broken.setattr(Path, "replace", refuse)
        with pytest.raises(StorageError):
            anas.change_keys(ManualClock())
    assert (folder / "record.db.next").exists()
    with open_practice(folder, BENS, ManualClock()) as bens:
        assert clients(bens) == ["Wren"]
    assert not (folder / "record.db.next").exists()


def unfinished(practice: MadePractice, folder: Path) -> tuple[bytes, Keys]:
    """The whole copy under a new key that no keyring knows yet, and that key."""
    keyring = Keyring.read(folder)
    _, keys = keyring_people.with_new_practice_key(keyring, practice.keys, MORNING)
    target = folder / "record.db.next"
    copy_under(folder / "record.db", practice.keys.record_key(), target, keys.record_key())
    content = target.read_bytes()
    target.unlink()
    return content, keys


def test_a_copy_that_the_keyring_does_not_know_is_forgotten_whatever_its_length(
    practice: MadePractice, folder: Path
) -> None:
    content, _ = unfinished(practice, folder)
    old = (folder / "record.db").read_bytes()
    half_rekeyed = content[: len(content) // 2] + old[len(content) // 2 :]
    left = [content[:length] for length in (*range(0, len(content), 7919), 1, 4095, 4096, 4097)]
    for remains in (*left, content, old, half_rekeyed, os.urandom(10_000)):
        (folder / "record.db.next").write_bytes(remains)
        (folder / "record.db.next-journal").write_bytes(remains[:100])
        with opened(practice) as anas:
            assert clients(anas) == ["Wren"]
        assert not list(folder.glob("record.db.next*"))


def test_a_keyring_left_half_written_is_of_no_account(practice: MadePractice, folder: Path) -> None:
    keyring, _ = keyring_people.with_new_practice_key(Keyring.read(folder), practice.keys, MORNING)
    content = to_text(keyring.contents, keyring.mac)
    for length in range(0, len(content), 997):
        (folder / "keyring.json.new").write_bytes(content[:length])
        with opened(practice) as anas:
            assert clients(anas) == ["Wren"]


def test_a_copy_is_kept_where_neither_it_nor_the_record_opens(practice: MadePractice, folder: Path) -> None:
    content, _ = unfinished(practice, folder)
    (folder / "record.db.next").write_bytes(content)
    (folder / "record.db").write_bytes(os.urandom(40960))
    with pytest.raises(PracticeForeignError):
        opened(practice)
    assert (folder / "record.db.next").read_bytes() == content


@pytest.mark.slow
def test_a_kill_at_any_step_leaves_a_practice_that_opens_with_all_that_was_in_it(
    practice: MadePractice, folder: Path
) -> None:
    with opened(practice) as anas:
        for name in rekeying_rounds.NAMES:
            anas.record.add_client(a_client(name))
    done = subprocess.run(
        [sys.executable, "-m", "tests.vault.rekeying_rounds", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rounds = [line.split() for line in done.stdout.splitlines()]
    for kind in ("call", "statement", "size"):
        killed = [round_[2] for round_ in rounds if round_[0] == kind]
        assert len(killed) > 5
        assert [round_[1] for round_ in rounds if round_[0] == "done"].count(kind) == 1
    # Both sides of the one step were seen.
    assert {round_[2] for round_ in rounds if round_[0] == "call"} == {"0", "1"}
