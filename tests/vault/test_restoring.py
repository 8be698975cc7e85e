"""A backup put back: into a new folder alone, whole or not at all, whatever it was made into by others."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kap_companion.errors import BackupError, DiskFullError, KnownError, PracticeError
from kap_companion.vault.backup_files import fingerprint
from kap_companion.vault.backup_json import BackupFile, Contents, to_text
from kap_companion.vault.backups import Backup, read_backup
from kap_companion.vault.practice import Practice, open_practice
from kap_companion.vault.practice_folder import notebook_path
from kap_companion.vault.restoring import lacking, restore
from kap_companion.vocabulary.shared import Draft
from tests.fakes import ManualClock
from tests.vault.backup_work import back_up, files_of, flip_byte, hold_session, log
from tests.vault.conftest import PASSPHRASE, MadePractice

SOMEBODY = "01a20164-1de7-70fb-aba7-b8ade11d34f0"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def opened(practice: MadePractice, clock: ManualClock) -> Iterator[Practice]:
    with open_practice(practice.folder, PASSPHRASE, clock) as opened:
        yield opened


@pytest.fixture
def backup(opened: Practice, clock: ManualClock) -> Backup:
    hold_session(opened)
    return back_up(opened, clock)


def seal_again(backup: Path) -> None:
    """Rewrite backup.json for what is there now, as somebody could who knows how."""
    contents = read_backup(backup).contents
    files = tuple(
        BackupFile(file.name, fingerprint(backup / file.name), file.head) for file in contents.files
    )
    (backup / "backup.json").write_bytes(to_text(Contents(contents.practice_id, contents.made_at, files)))


def test_what_was_restored_opens_with_the_passphrase_and_verifies(
    backup: Backup, opened: Practice, clock: ManualClock, tmp_path: Path
) -> None:
    (session,) = opened.record.sessions()
    restore(backup.folder, tmp_path / "Again.kap")
    with open_practice(tmp_path / "Again.kap", PASSPHRASE, clock) as again:
        assert again.record.verify().ok
        assert again.notebook is not None
        assert opened.notebook is not None
        assert again.notebook.verify().ok
        assert again.record.entries(session.id) == opened.record.entries(session.id)
        assert again.notebook.entries(session.id) == opened.notebook.entries(session.id)
        assert not again.was_left_open


def test_the_backup_itself_is_not_touched_by_it(backup: Backup, tmp_path: Path) -> None:
    before = files_of(backup.folder)
    restore(backup.folder, tmp_path / "Again.kap")
    assert files_of(backup.folder) == before


def test_a_folder_that_is_empty_will_do_and_becomes_private(backup: Backup, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir(mode=0o755)
    restore(backup.folder, folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.rglob("*"))


def test_it_never_goes_over_anything(backup: Backup, opened: Practice, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "letter.txt").write_text("kept")
    a_file = tmp_path / "file"
    a_file.write_text("kept")
    for place in (taken, a_file, opened.folder):
        before = files_of(tmp_path)
        with pytest.raises(PracticeError):
            restore(backup.folder, place)
        assert files_of(tmp_path) == before
    for place in (opened.folder / "backups" / "again", backup.folder / "again", opened.folder / "a" / "b"):
        with pytest.raises(BackupError):
            restore(backup.folder, place)
        assert not place.exists()


def test_a_flipped_bit_in_any_file_restores_nothing(backup: Backup, tmp_path: Path) -> None:
    for name, content in files_of(backup.folder).items():
        flip_byte(backup.folder / name, len(content) // 2)
        with pytest.raises(BackupError):
            restore(backup.folder, tmp_path / "Again.kap")
        assert not (tmp_path / "Again.kap").exists()
        (backup.folder / name).write_bytes(content)


def test_a_folder_that_was_there_is_empty_again_after_a_failure(backup: Backup, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    flip_byte(backup.folder / "keyring.json", 9)
    with pytest.raises(BackupError):
        restore(backup.folder, folder)
    assert list(folder.iterdir()) == []


def a_link_to_a_file(backup: Path, outside: Path) -> None:
    (backup / "record.db").unlink()
    (backup / "record.db").symlink_to(outside / "secret")


def a_link_to_the_notebooks(backup: Path, outside: Path) -> None:
    shutil.move(backup / "notebooks", outside / "notebooks")
    (backup / "notebooks").symlink_to(outside / "notebooks")


def a_pipe(backup: Path, outside: Path) -> None:
    (backup / "record.db").unlink()
    os.mkfifo(backup / "record.db")


def a_folder_for_a_file(backup: Path, outside: Path) -> None:
    (backup / "record.db").unlink()
    (backup / "record.db").mkdir()


def a_link_for_backup_json(backup: Path, outside: Path) -> None:
    shutil.move(backup / "backup.json", outside / "backup.json")
    (backup / "backup.json").symlink_to(outside / "backup.json")


def a_backup_json_without_end(backup: Path, outside: Path) -> None:
    with (backup / "backup.json").open("wb") as file:
        file.truncate(1 << 40)


def nothing_at_all(backup: Path, outside: Path) -> None:
    shutil.rmtree(backup)


@pytest.mark.skipif(os.name != "posix", reason="pipes and links")
@pytest.mark.parametrize(
    "meddle",
    [
        a_link_to_a_file,
        a_link_to_the_notebooks,
        a_pipe,
        a_folder_for_a_file,
        a_link_for_backup_json,
        a_backup_json_without_end,
        nothing_at_all,
    ],
)
def test_a_backup_that_somebody_meddled_with_restores_nothing(
    meddle: Callable[[Path, Path], None], backup: Backup, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_bytes((backup.folder / "record.db").read_bytes())
    meddle(backup.folder, outside)
    with pytest.raises(BackupError):
        restore(backup.folder, tmp_path / "Again.kap")
    assert not (tmp_path / "Again.kap").exists()


def test_what_is_in_its_folder_and_not_in_backup_json_is_not_restored(backup: Backup, tmp_path: Path) -> None:
    (backup.folder / "run-me.sh").write_text("true")
    (backup.folder / "record.db-wal").write_bytes(b"not ours")
    restore(backup.folder, tmp_path / "Again.kap")
    assert not {"run-me.sh", "record.db-wal"} & {path.name for path in (tmp_path / "Again.kap").rglob("*")}


def test_a_disk_that_is_too_small_is_said_before_anything_is_copied(backup: Backup, tmp_path: Path) -> None:
    with (backup.folder / "record.db").open("r+b") as file:
        file.truncate(1 << 40)  # a hole: it takes no space where it lies
    contents = backup.contents
    huge = fingerprint(backup.folder / "keyring.json")
    files = tuple(
        BackupFile(f.name, type(huge)(1 << 40, huge.sha256), f.head) if f.name == "record.db" else f
        for f in contents.files
    )
    made = to_text(Contents(contents.practice_id, contents.made_at, files))
    (backup.folder / "backup.json").write_bytes(made)
    with pytest.raises(DiskFullError):
        restore(backup.folder, tmp_path / "Again.kap")
    assert not (tmp_path / "Again.kap").exists()


def test_an_exchanged_file_with_its_own_hash_restores_but_does_not_open(
    backup: Backup, other_practice: MadePractice, clock: ManualClock, tmp_path: Path
) -> None:
    shutil.copyfile(other_practice.folder / "record.db", backup.folder / "record.db")
    size = (backup.folder / "record.db").stat().st_size
    if size != backup.contents.files[1].fingerprint.size:
        with pytest.raises(BackupError):
            read_backup(backup.folder)
        return
    seal_again(backup.folder)
    restore(backup.folder, tmp_path / "Again.kap")
    with pytest.raises(PracticeError):
        open_practice(tmp_path / "Again.kap", PASSPHRASE, clock)


def test_it_lacks_nothing_right_after_it_was_made(backup: Backup, opened: Practice) -> None:
    found = lacking(opened, backup, opened.keys)
    assert found.is_nothing
    assert not found.backup_has_more
    assert (found.sessions, found.entries, found.others, found.since) == (0, 0, 0, None)


def test_it_lacks_the_sessions_and_entries_that_came_after_it_with_their_times(
    backup: Backup, opened: Practice, clock: ManualClock
) -> None:
    began = clock.pass_time(3600).at
    hold_session(opened, entries=2)
    ended = clock.pass_time(1800).at
    (first, _) = opened.record.sessions()
    log(opened, first)
    found = lacking(opened, backup, opened.keys)
    assert (found.sessions, found.entries) == (1, 2 * 2 + 2)
    assert found.others == 1  # the client
    assert (found.since, found.until) == (began, ended)
    assert not found.is_nothing
    assert not found.backup_has_more


def test_a_half_typed_line_is_nothing_that_a_backup_lacks(
    backup: Backup, opened: Practice, clock: ManualClock
) -> None:
    assert opened.notebook is not None
    (session,) = opened.record.sessions()
    opened.notebook.save_draft(Draft(session=session.id, text="m The Wat", started_at=clock.now().at))
    assert lacking(opened, backup, opened.keys).is_nothing


def test_an_older_practice_sees_that_the_backup_holds_more(
    backup: Backup, opened: Practice, clock: ManualClock, tmp_path: Path
) -> None:
    clock.pass_time(24 * 3600)
    hold_session(opened)
    newer = back_up(opened, clock)
    restore(backup.folder, tmp_path / "Old.kap")
    with open_practice(tmp_path / "Old.kap", PASSPHRASE, clock) as old:
        found = lacking(old, newer, old.keys)
        assert found.backup_has_more
        assert found.is_nothing
        assert found.record.in_backup.sessions == 1
        # From here on the two go different ways, and each lacks what the other has.
        clock.pass_time(60)
        hold_session(old, entries=1)
        apart = lacking(old, newer, old.keys)
        assert (apart.sessions, apart.entries) == (1, 2)
        assert apart.record.in_backup.sessions == 1
        assert apart.backup_has_more


def test_notebooks_that_are_only_here_or_only_there_are_named_by_their_person(
    opened: Practice, clock: ManualClock
) -> None:
    first, second = SOMEBODY, SOMEBODY.replace("01a20164", "01a20165")
    notebook_path(opened.folder, first).write_bytes(bytes(4096))
    made = back_up(opened, clock)
    notebook_path(opened.folder, first).rename(notebook_path(opened.folder, second))
    found = lacking(opened, made, opened.keys)
    assert found.notebooks_here == (second,)
    assert found.notebooks_in_backup == (first,)
    assert not found.is_nothing
    assert found.backup_has_more


def test_another_practices_backup_is_not_compared(
    opened: Practice, other_practice: MadePractice, clock: ManualClock, tmp_path: Path
) -> None:
    folder = tmp_path / "Elsewhere.kap"
    shutil.copytree(other_practice.folder, folder)
    with open_practice(folder, PASSPHRASE, clock) as other:
        theirs = back_up(other, clock)
        for keys in (opened.keys, other.keys):
            with pytest.raises(BackupError):
                lacking(opened, theirs, keys)


def test_a_backup_from_before_the_keys_were_changed_needs_the_keys_of_its_time(
    backup: Backup, opened: Practice, clock: ManualClock
) -> None:
    before = opened.keys.copy()
    opened.change_keys(clock)
    with pytest.raises(BackupError, match="keys of the practice were changed"):
        lacking(opened, backup, opened.keys)
    assert lacking(opened, backup, before).sessions == 0


def test_comparing_leaves_no_trace_in_the_backup_also_where_a_crash_had_left_a_log(
    opened: Practice, clock: ManualClock
) -> None:
    session = hold_session(opened)
    made = back_up(opened, clock)
    # As another person's backup holds this notebook: byte by byte, with the log that a crash left.
    own = notebook_path(opened.folder, opened.person.id)
    copy = notebook_path(made.folder, opened.person.id)
    log(opened, session)
    for ending in ("", "-wal"):
        shutil.copyfile(own.with_name(own.name + ending), copy.with_name(copy.name + ending))
    before = files_of(made.folder)
    clock.pass_time(timedelta(minutes=5).total_seconds())
    log(opened, session)
    found = lacking(opened, made, opened.keys)
    assert found.notebook is not None
    assert found.notebook.here.entries == 1
    assert files_of(made.folder) == before


def test_any_error_of_it_is_one_a_person_can_mend(tmp_path: Path) -> None:
    for place in (tmp_path / "none", tmp_path, Path("/"), Path("a\0b")):
        with pytest.raises(KnownError):
            restore(place, tmp_path / "Again.kap")
