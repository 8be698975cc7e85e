"""Real files, real Argon2id (at its floor), real SQLCipher; only time and faults are made up."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kap_companion.errors import (
    DiskFullError,
    NotEncryptedError,
    PracticeDamagedError,
    PracticeError,
    PracticeForeignError,
    PracticeInUseError,
    PracticeMissingError,
    PracticeTooNewError,
    ReadOnlyError,
    StorageError,
    WeakPassphraseError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from kap_companion.records.notebook import Notebook
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keyring_contents import SheetState
from kap_companion.vault.practice import Practice, create, open_practice, open_with, recover
from kap_companion.vault.practice_lock import PracticeLock
from kap_companion.vault.recovery import RecoveryCode
from tests.builders import a_client
from tests.fakes import MORNING, ManualClock
from tests.vault.conftest import PASSPHRASE, MadePractice

NEW = "staple and river"


def make(folder: Path, **fields: str) -> tuple[Practice, RecoveryCode]:
    given = {"name": "Stillwater", "facilitator": "Ana Ruiz", "passphrase": PASSPHRASE} | fields
    return create(folder, clock=ManualClock(), strength=FLOOR, **given)


def opened(practice: MadePractice) -> Practice:
    return open_with(practice.folder, practice.keys, ManualClock())


def everything(folder: Path) -> dict[str, bytes | None]:
    """Each file's bytes, each folder's name."""
    return {
        str(item.relative_to(folder)): item.read_bytes() if item.is_file() else None
        for item in folder.rglob("*")
    }


def the_notebook(practice: MadePractice) -> Path:
    return practice.folder / "notebooks" / f"{practice.keys.person_id}.db"


def the_database(practice: MadePractice, name: str) -> Path:
    return practice.folder / "record.db" if name == "record" else the_notebook(practice)


both_databases = pytest.mark.parametrize("name", ["record", "notebook"])


def test_a_new_practice_is_open_and_opens_again(tmp_path: Path) -> None:
    folder = tmp_path / "Stillwater.kap"
    practice, _ = make(folder)
    practice.record.add_client(a_client("Wren"))
    practice.close()
    with open_practice(folder, PASSPHRASE, ManualClock()) as again:
        assert again.name == "Stillwater"
        assert again.person.name == "Ana Ruiz"
        assert again.folder == folder
        assert [client.name for client in again.record.clients()] == ["Wren"]
        assert not again.was_left_open
        assert again.verify().ok
        assert again.verify().rows == 2


def test_a_practice_lies_as_documented_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "Stillwater.kap"
    practice, _ = make(folder)
    practice.record.add_client(a_client("Wren"))
    names = {str(item.relative_to(folder)) for item in folder.rglob("*")}
    notebook = f"notebooks/{practice.person.id}.db"
    assert {"keyring.json", "record.db", "notebooks", notebook, "backups", "open.lock"} <= names
    for item in (folder, *folder.rglob("*")):
        assert item.stat().st_mode & 0o777 == (0o700 if item.is_dir() else 0o600), item
    practice.close()
    left = {str(item.relative_to(folder)) for item in folder.rglob("*")}
    assert left == {"keyring.json", "record.db", "notebooks", notebook, "backups"}


def test_no_name_of_a_person_stands_in_the_clear(practice: MadePractice) -> None:
    assert not any(content and b"Ana Ruiz" in content for content in everything(practice.folder).values())


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make(tmp_path)[0].close()
    assert tmp_path.stat().st_mode & 0o777 == 0o700


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("hello")
    before = everything(tmp_path)
    with pytest.raises(PracticeError, match="not empty"):
        make(tmp_path)
    with pytest.raises(PracticeError, match="file of that name"):
        make(tmp_path / "letter.txt")
    assert everything(tmp_path) == before


def test_a_practice_is_never_made_over_another(practice: MadePractice) -> None:
    before = everything(practice.folder)
    with pytest.raises(PracticeError, match="not empty"):
        make(practice.folder)
    assert everything(practice.folder) == before


@pytest.mark.parametrize(
    "fields", [{"name": " "}, {"facilitator": ""}, {"name": "x" * 201}, {"passphrase": "short"}]
)
def test_what_cannot_be_is_refused_before_anything_is_made(tmp_path: Path, fields: dict[str, str]) -> None:
    with pytest.raises((PracticeError, WeakPassphraseError)):
        make(tmp_path / "Stillwater.kap", **fields)
    assert everything(tmp_path) == {}


def test_a_name_of_any_letters_is_kept(tmp_path: Path) -> None:
    name = "Stillwater \u202e\U0001f30a {0} ' ; -- \x00 \ud800"
    practice, _ = make(tmp_path / "p", name=name)
    practice.close()
    assert Keyring.read(tmp_path / "p").name == name


def test_a_read_only_place_is_said_to_be_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(ReadOnlyError, match="cannot be written"):
        make(tmp_path / "Stillwater.kap")


def test_a_folder_that_cannot_be_named_so_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path / "nul\0byte", tmp_path / "lone\ud800surrogate", tmp_path / ("x" * 300)):
        with pytest.raises(StorageError):
            make(folder)
    assert everything(tmp_path) == {}


@pytest.mark.parametrize("fails", ["notebook", "keyring", "person"])
def test_a_half_made_practice_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise DiskFullError("There is no space left.")

    seam = {"notebook": (Notebook, "create"), "keyring": (Keyring, "write")}
    if fails == "person":
        monkeypatch.setattr("kap_companion.records.record.Record.add_person", fail)
    else:
        monkeypatch.setattr(*seam[fails], fail)
    empty = tmp_path / "empty"
    empty.mkdir()
    for folder in (tmp_path / "not" / "yet" / "there", empty):
        with pytest.raises(DiskFullError):
            make(folder)
    assert everything(tmp_path) == {"empty": None}


def test_a_folder_where_somebody_else_is_making_a_practice_is_left_to_them(tmp_path: Path) -> None:
    theirs = PracticeLock.take(tmp_path)
    theirs.sign(ManualClock())
    before = everything(tmp_path)
    with pytest.raises(PracticeInUseError):
        make(tmp_path)
    assert everything(tmp_path) == before
    theirs.release()


def test_a_wrong_passphrase_opens_nothing_and_writes_nothing(practice: MadePractice) -> None:
    before = everything(practice.folder)
    with pytest.raises(WrongPassphraseError):
        open_practice(practice.folder, "correct horse batterY", ManualClock())
    assert everything(practice.folder) == before


def test_there_is_no_practice_in_another_folder(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "gone"):
        with pytest.raises(PracticeMissingError, match="no practice"):
            open_practice(folder, PASSPHRASE, ManualClock())
        with pytest.raises(PracticeMissingError):
            recover(folder, RecoveryCode.new(), NEW, ManualClock(), FLOOR)
    assert everything(tmp_path) == {}


def refused(practice: MadePractice, kind: type[PracticeError], sentence: str) -> None:
    """The practice is refused with this sentence, and not a byte changes."""
    before = everything(practice.folder)
    with pytest.raises(kind, match=sentence) as caught:
        opened(practice)
    assert type(caught.value) is kind
    assert everything(practice.folder) == before


@both_databases
@pytest.mark.parametrize("harm", ["missing", "empty", "cut off", "cut to a stub", "one bit", "first page"])
def test_a_damaged_database_is_said_to_be_damaged(practice: MadePractice, name: str, harm: str) -> None:
    path = the_database(practice, name)
    good = path.read_bytes()
    if harm == "missing":
        path.unlink()
        refused(practice, PracticeMissingError, path.name)
    else:
        flipped = bytes([good[100] ^ 1])
        path.write_bytes(
            {
                "empty": b"",
                "cut off": good[: len(good) // 2 + 100],
                "cut to a stub": good[:100],
                "one bit": good[:100] + flipped + good[101:],
                "first page": os.urandom(4096) + good[4096:],
            }[harm]
        )
        kind = PracticeForeignError if harm == "first page" else PracticeDamagedError
        refused(practice, kind, path.name)
    path.write_bytes(good)
    with opened(practice) as again:
        assert again.verify().ok


@both_databases
def test_another_practices_database_is_said_to_be_foreign(
    practice: MadePractice, other_practice: MadePractice, name: str
) -> None:
    path = the_database(practice, name)
    good = path.read_bytes()
    shutil.copyfile(the_database(other_practice, name), path)
    refused(practice, PracticeForeignError, "not written with the keys")
    path.write_bytes(good)
    opened(practice).close()


def test_record_and_notebook_do_not_stand_in_for_each_other(practice: MadePractice) -> None:
    record, notebook = practice.folder / "record.db", the_notebook(practice)
    good = record.read_bytes()
    shutil.copyfile(notebook, record)
    refused(practice, PracticeForeignError, "not written with the keys")
    record.write_bytes(good)
    opened(practice).close()


@both_databases
def test_a_plain_database_is_refused(practice: MadePractice, tmp_path: Path, name: str) -> None:
    path = the_database(practice, name)
    good = path.read_bytes()
    plain = dbapi2.connect(str(tmp_path / "plain.db"))
    plain.execute("CREATE TABLE client (name TEXT)")
    plain.commit()
    plain.close()
    shutil.copyfile(tmp_path / "plain.db", path)
    refused(practice, NotEncryptedError, path.name)
    path.write_bytes(good)
    opened(practice).close()


@both_databases
def test_a_newer_database_is_refused(practice: MadePractice, name: str) -> None:
    path = the_database(practice, name)
    key = practice.keys.record_key() if name == "record" else practice.keys.notebook_key()
    connection = dbapi2.connect(str(path))
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    refused(practice, PracticeTooNewError, "newer")


def test_another_practices_keyring_is_said_to_be_foreign(
    practice: MadePractice, other_practice: MadePractice
) -> None:
    keyring = practice.folder / "keyring.json"
    good = keyring.read_bytes()
    shutil.copyfile(other_practice.folder / "keyring.json", keyring)
    refused(practice, PracticeForeignError, "another practice")
    # Its passphrase happens to be the same, so the keyring opens; the record does not.
    before = everything(practice.folder)
    with pytest.raises(PracticeForeignError, match=r"record\.db was not written"):
        open_practice(practice.folder, PASSPHRASE, ManualClock())
    assert everything(practice.folder) == before
    keyring.write_bytes(good)
    opened(practice).close()


@pytest.mark.parametrize("content", [b"", b"\x00" * 100, b"{}", b'{"version": 1'])
def test_a_damaged_keyring_is_said_to_be_damaged(practice: MadePractice, content: bytes) -> None:
    keyring = practice.folder / "keyring.json"
    good = keyring.read_bytes()
    keyring.write_bytes(content)
    refused(practice, PracticeDamagedError, r"keyring\.json")
    keyring.write_bytes(good)
    opened(practice).close()


def test_a_second_window_in_the_same_process_is_refused(practice: MadePractice) -> None:
    with opened(practice) as first:
        with pytest.raises(PracticeInUseError, match="since 2026-11-21 09:00"):
            opened(practice)
        with pytest.raises(PracticeInUseError):
            recover(practice.folder, practice.code, NEW, ManualClock(), FLOOR)
        first.record.add_client(a_client("Wren"))


HOLDER = """
import sys
from pathlib import Path
from kap_companion.clock import SystemClock
from kap_companion.vault.practice import open_practice
practice = open_practice(Path(sys.argv[1]), sys.argv[2], SystemClock())
print("open", flush=True)
sys.stdin.read()
practice.close()
"""


def holder(practice: MadePractice) -> "subprocess.Popen[str]":
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(practice.folder), PASSPHRASE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    return child


def test_while_another_process_has_it_open_it_is_refused_and_after_that_it_opens(
    practice: MadePractice,
) -> None:
    child = holder(practice)
    with pytest.raises(PracticeInUseError, match=f"process {child.pid} on this computer"):
        opened(practice)
    child.communicate()
    with opened(practice) as again:
        assert not again.was_left_open


def test_after_a_kill_the_practice_opens_and_says_that_it_was_left_open(practice: MadePractice) -> None:
    child = holder(practice)
    child.kill()
    child.communicate()
    with opened(practice) as again:
        assert again.was_left_open
        assert again.left_open_by is not None
        assert again.left_open_by.pid == child.pid
    with opened(practice) as closed_well:
        assert not closed_well.was_left_open


def test_a_failed_open_does_not_hide_that_it_was_left_open(practice: MadePractice) -> None:
    (practice.folder / "open.lock").write_text("torn")
    moved = the_notebook(practice).rename(practice.folder / "moved.db")
    with pytest.raises(PracticeMissingError):
        opened(practice)
    moved.rename(the_notebook(practice))
    with opened(practice) as again:
        assert again.was_left_open


def test_a_practice_can_be_closed_twice(practice: MadePractice) -> None:
    first = opened(practice)
    first.close()
    with opened(practice) as second:
        first.close()
        second.record.add_client(a_client("Wren"))
        with pytest.raises(PracticeInUseError):
            opened(practice)


def test_the_lock_is_let_go_even_where_a_database_does_not_close(
    practice: MadePractice, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened(practice)
    assert first.notebook is not None
    close = first.notebook.close

    def fail() -> None:
        close()
        raise DiskFullError("There is no space left.")

    monkeypatch.setattr(first.notebook, "close", fail)
    with pytest.raises(DiskFullError):
        first.close()
    opened(practice).close()


def test_the_recovery_sheet_sets_a_new_passphrase_once(practice: MadePractice) -> None:
    keys, new_code = recover(practice.folder, practice.code, NEW, ManualClock(), FLOOR)
    with open_with(practice.folder, keys, ManualClock()) as again:
        assert again.person.name == "Ana Ruiz"
        assert again.recovery_sheet.state is SheetState.NOT_PRINTED
    open_practice(practice.folder, NEW, ManualClock()).close()
    with pytest.raises(WrongPassphraseError):
        open_practice(practice.folder, PASSPHRASE, ManualClock())
    before = everything(practice.folder)
    with pytest.raises(WrongRecoveryCodeError):
        recover(practice.folder, practice.code, "another one again", ManualClock(), FLOOR)
    assert everything(practice.folder) == before
    recover(practice.folder, new_code, PASSPHRASE, ManualClock(), FLOOR)


def test_what_became_of_the_recovery_sheet_is_kept(practice: MadePractice) -> None:
    with opened(practice) as first:
        assert first.recovery_sheet.state is SheetState.NOT_PRINTED
        first.note_recovery_sheet(SheetState.DECLINED, ManualClock())
    with opened(practice) as again:
        assert (again.recovery_sheet.state, again.recovery_sheet.at) == (SheetState.DECLINED, MORNING)


def test_a_new_recovery_code_is_good_and_the_old_sheet_is_not(practice: MadePractice) -> None:
    with opened(practice) as first:
        code = first.new_recovery_code(ManualClock(), FLOOR)
    keyring = Keyring.read(practice.folder)
    assert keyring.unlock_with_code(code) == practice.keys
    with pytest.raises(WrongRecoveryCodeError):
        keyring.unlock_with_code(practice.code)


def test_the_passphrase_is_changed_without_touching_the_records(practice: MadePractice) -> None:
    record = (practice.folder / "record.db").read_bytes()
    with opened(practice) as first:
        first.change_passphrase(PASSPHRASE, NEW, FLOOR)
    open_practice(practice.folder, NEW, ManualClock()).close()
    assert (practice.folder / "record.db").read_bytes() == record


def test_verify_says_in_which_file_something_was_changed(practice: MadePractice) -> None:
    with opened(practice) as first:
        first.record.add_client(a_client("Wren"))
    connection = dbapi2.connect(str(practice.folder / "record.db"))
    connection.execute(f"PRAGMA key = \"x'{practice.keys.record_key().hex()}'\"")
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE client SET name = 'Robin'")
    connection.commit()
    connection.close()
    with opened(practice) as again:
        found = again.verify()
    assert not found.ok
    assert all(problem.startswith("record: ") for problem in found.problems)
    assert not any("Robin" in problem or "Wren" in problem for problem in found.problems)


@both_databases
def test_the_files_open_with_their_own_keys_by_the_library_alone(practice: MadePractice, name: str) -> None:
    keys = {"record": practice.keys.record_key(), "notebook": practice.keys.notebook_key()}
    for holder_of, key in keys.items():
        connection = dbapi2.connect(str(the_database(practice, name)))
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        if holder_of == name:
            assert connection.execute("SELECT count(*) FROM ledger").fetchone()[0] >= 0
        else:
            with pytest.raises(dbapi2.DatabaseError):
                connection.execute("SELECT count(*) FROM ledger")
        connection.close()
