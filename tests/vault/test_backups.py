"""Backups of a real practice: made while it is written to, complete, private, verified, thinned out."""

import os
import shutil
import stat
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import portalocker
import pytest

from kap_companion.errors import BackupError, DiskFullError, PracticeError
from kap_companion.records.copying import check_copy
from kap_companion.records.notebook import NOTEBOOK_FILE
from kap_companion.records.record import RECORD_FILE
from kap_companion.vault.backup_making import is_unchanged, make_backup
from kap_companion.vault.backups import (
    Backup,
    backups,
    check_backup,
    newest_backup,
    read_backup,
    remove_backups,
)
from kap_companion.vault.practice import Practice, open_practice
from kap_companion.vault.practice_folder import notebook_path
from tests.fakes import ManualClock
from tests.vault.backup_work import CANARY, back_up, files_of, flip_byte, hold_session, log
from tests.vault.conftest import PASSPHRASE, MadePractice


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def opened(practice: MadePractice, clock: ManualClock) -> Iterator[Practice]:
    with open_practice(practice.folder, PASSPHRASE, clock) as opened:
        yield opened


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    place = tmp_path / "tiny"
    place.mkdir()
    command = shutil.which("mount")
    made = command and subprocess.run(
        [command, "-t", "tmpfs", "-o", "size=3m", "tmpfs", place], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("a tiny disk can be mounted only by root")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_backup_holds_the_record_the_notebooks_and_the_keyring_and_its_copies_verify(
    opened: Practice, clock: ManualClock
) -> None:
    hold_session(opened)
    made = back_up(opened, clock)
    notebook = notebook_path(made.folder, opened.person.id)
    assert set(files_of(made.folder)) == {
        "backup.json",
        "keyring.json",
        "record.db",
        str(notebook.relative_to(made.folder)),
    }
    record = check_copy(made.folder / "record.db", opened.keys.record_key(), RECORD_FILE)
    own = check_copy(notebook, opened.keys.notebook_key(), NOTEBOOK_FILE)
    assert record.ok
    assert own.ok
    assert (record.rows, own.rows) == (opened.record.head().sequence, opened.notebook.head().sequence)  # type: ignore[union-attr] # a therapist has one
    check_backup(made)
    assert backups(opened.folder) == (made,)
    assert newest_backup(opened.folder, opened.keys.practice_id) == made


def test_a_backup_is_called_by_its_time_and_private_to_its_owner(
    opened: Practice, clock: ManualClock
) -> None:
    made = back_up(opened, clock)
    assert made.folder == opened.folder / "backups" / "20261121T170000Z"
    for path in (made.folder, *made.folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_nothing_anyone_wrote_and_no_name_is_readable_in_a_backup(
    opened: Practice, clock: ManualClock
) -> None:
    hold_session(opened)
    made = back_up(opened, clock)
    for name, content in files_of(made.folder).items():
        for word in (CANARY, opened.person.name, "Wren"):
            assert word.encode() not in content, name


def test_a_backup_is_whole_while_the_practice_is_written_to(opened: Practice, clock: ManualClock) -> None:
    session = hold_session(opened)
    made: list[Backup] = []
    keys, moment = opened.keys.copy(), clock.now()
    backing_up = threading.Thread(
        target=lambda: made.extend(
            make_backup(opened.folder, keys, moment)  # each one while entries are being written
            for _ in range(3)
        )
    )
    backing_up.start()
    written = 0
    while backing_up.is_alive():
        log(opened, session, written)
        written += 1
    backing_up.join()
    assert written > 3
    assert len(made) == 3
    sequences = []
    for backup in made:
        check_backup(backup)
        record = backup.contents.file("record.db")
        assert record is not None
        assert record.head is not None
        sequences.append(record.head.sequence)
    assert sequences == sorted(set(sequences)), "each later copy holds more"
    assert opened.record.verify().ok
    assert len(opened.record.entries(session.id)) == 3 + written


def test_another_persons_notebook_is_copied_byte_by_byte_with_what_a_crash_left_in_its_log(
    opened: Practice, clock: ManualClock
) -> None:
    other = notebook_path(opened.folder, "01a20164-1de7-70fb-aba7-b8ade11d34f0")
    other.write_bytes(os.urandom(8192))
    log_beside = other.with_name(other.name + "-wal")
    log_beside.write_bytes(os.urandom(4096))
    other.with_name(other.name + ".before-2-20261121T170000000000").write_bytes(b"an older one")
    made = back_up(opened, clock)
    copy = notebook_path(made.folder, "01a20164-1de7-70fb-aba7-b8ade11d34f0")
    assert copy.read_bytes() == other.read_bytes()
    assert copy.with_name(copy.name + "-wal").read_bytes() == log_beside.read_bytes()
    assert len(made.contents.files) == 5


def test_a_flipped_bit_in_any_file_of_a_backup_is_found(opened: Practice, clock: ManualClock) -> None:
    hold_session(opened)
    made = back_up(opened, clock)
    for name, content in files_of(made.folder).items():
        path = made.folder / name
        for at in range(0, len(content), max(1, len(content) // 40)):
            flip_byte(path, at)
            with pytest.raises(BackupError):
                check_backup(made)
            path.write_bytes(content)
    check_backup(made)


def test_every_single_byte_of_backup_json_matters(opened: Practice, clock: ManualClock) -> None:
    made = back_up(opened, clock)
    path = made.folder / "backup.json"
    content = path.read_bytes()
    for at in range(len(content)):
        flip_byte(path, at)
        with pytest.raises(BackupError):
            read_backup(made.folder)
        path.write_bytes(content)
    path.write_bytes(content + b" ")
    with pytest.raises(BackupError):
        read_backup(made.folder)


def test_a_file_that_is_gone_or_cut_off_makes_it_no_backup(opened: Practice, clock: ManualClock) -> None:
    made = back_up(opened, clock)
    for name, content in files_of(made.folder).items():
        path = made.folder / name
        for shorter in (None, content[:-1]):
            path.unlink(missing_ok=True)
            if shorter is not None:
                path.write_bytes(shorter)
            assert backups(opened.folder) == ()
        path.write_bytes(content)
    assert backups(opened.folder) == (made,)


def test_a_copy_that_does_not_verify_counts_for_nothing(opened: Practice, clock: ManualClock) -> None:
    session = hold_session(opened)
    opened.record._store._connection.execute("DROP TRIGGER IF EXISTS entry_never_changes")
    triggers = opened.record._store._connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall()
    for (name,) in triggers:
        opened.record._store._connection.execute(f"DROP TRIGGER {name}")
    opened.record._store._connection.execute(
        "UPDATE entry SET raw = 'another' WHERE session = ?", (session.id,)
    )
    with pytest.raises(BackupError):
        back_up(opened, clock)
    assert backups(opened.folder) == ()
    assert [path.name for path in (opened.folder / "backups").iterdir()] == ["making.lock"]


def test_a_keyring_that_is_not_of_these_keys_counts_for_nothing(
    opened: Practice, other_practice: MadePractice, clock: ManualClock
) -> None:
    shutil.copyfile(other_practice.folder / "keyring.json", opened.folder / "keyring.json")
    with pytest.raises(PracticeError):
        back_up(opened, clock)
    assert backups(opened.folder) == ()


def test_stopping_it_at_any_step_leaves_nothing(opened: Practice, clock: ManualClock) -> None:
    hold_session(opened)
    steps: list[float] = []
    make_backup(opened.folder, opened.keys, clock.now(), watch=steps.append)
    assert steps == sorted(steps)
    assert steps[-1] == 1.0
    remove_backups(backups(opened.folder))

    class StoppedError(BackupError):
        pass

    for last in range(len(steps)):
        left = last

        def stop(_: float) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise StoppedError("stopped")

        with pytest.raises(StoppedError):
            make_backup(opened.folder, opened.keys, clock.now(), watch=stop)
        assert [path.name for path in (opened.folder / "backups").iterdir()] == ["making.lock"]


def test_only_one_backup_is_made_at_a_time(opened: Practice, clock: ManualClock) -> None:
    first = back_up(opened, clock)
    with portalocker.Lock(opened.folder / "backups" / "making.lock", timeout=0), pytest.raises(BackupError):
        back_up(opened, clock)
    assert backups(opened.folder) == (first,)


def test_what_a_crash_left_half_made_is_removed_at_the_next_backup(
    opened: Practice, clock: ManualClock
) -> None:
    home = opened.folder / "backups"
    half = home / "20261120T170000Z.partial"
    half.mkdir()
    (half / "record.db").write_bytes(b"half")
    of_another_program = home / "notes.partial"
    of_another_program.mkdir()
    made = back_up(opened, clock)
    assert not half.exists()
    assert of_another_program.exists()
    assert backups(opened.folder) == (made,)


def test_without_enough_space_none_is_made_and_nothing_is_left(
    practice: MadePractice, tiny_disk: Path, clock: ManualClock
) -> None:
    folder = tiny_disk / "Stillwater.kap"
    shutil.copytree(practice.folder, folder)
    with open_practice(folder, PASSPHRASE, clock) as opened:
        made = back_up(opened, clock)
        remove_backups([made])
        (tiny_disk / "filler").write_bytes(bytes(shutil.disk_usage(tiny_disk).free - 1_200_000))
        with pytest.raises(DiskFullError):
            back_up(opened, clock)
        assert [path.name for path in (folder / "backups").iterdir()] == ["making.lock"]
        (tiny_disk / "filler").unlink()
        check_backup(back_up(opened, clock))


def test_space_that_runs_out_on_the_way_leaves_nothing_half_made(
    practice: MadePractice, tiny_disk: Path, clock: ManualClock
) -> None:
    folder = tiny_disk / "Stillwater.kap"
    shutil.copytree(practice.folder, folder)
    filler = tiny_disk / "filler"

    def fill(_: float) -> None:
        if not filler.exists():
            filler.write_bytes(bytes(max(0, shutil.disk_usage(tiny_disk).free - 20_000)))

    with open_practice(folder, PASSPHRASE, clock) as opened:
        with pytest.raises(DiskFullError):
            make_backup(folder, opened.keys, clock.now(), watch=fill)
        assert [path.name for path in (folder / "backups").iterdir()] == ["making.lock"]
        assert backups(folder) == ()


def test_it_is_unchanged_until_anything_is_written_anywhere(opened: Practice, clock: ManualClock) -> None:
    session = hold_session(opened)
    other = notebook_path(opened.folder, "01a20164-1de7-70fb-aba7-b8ade11d34f0")
    other.write_bytes(os.urandom(8192))

    def changed_by(change: object) -> bool:
        made = back_up(opened, clock)
        clock.pass_time(1)
        assert is_unchanged(opened.folder, opened.keys, made)
        assert callable(change)
        change()
        return not is_unchanged(opened.folder, opened.keys, made)

    assert changed_by(lambda: log(opened, session))
    assert changed_by(lambda: opened.new_recovery_code(clock))
    assert changed_by(lambda: other.write_bytes(os.urandom(8192)))
    assert changed_by(other.unlink)
    assert not changed_by(lambda: opened.record.entries(session.id))
