"""A practice's own protocols and questions go into its backups, and come back with them."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kap_companion.errors import BackupError
from kap_companion.session.protocol import copy_protocol, load
from kap_companion.vault.backup_making import is_unchanged
from kap_companion.vault.backup_own_files import LARGEST_OWN_BYTES, MOST_OWN_FILES
from kap_companion.vault.backups import Backup, backups, check_backup
from kap_companion.vault.practice import Practice, open_practice
from kap_companion.vault.practice_folder import own_prompts, own_protocols
from kap_companion.vault.restoring import restore
from tests.fakes import ManualClock
from tests.vault.backup_work import back_up, files_of, flip_byte
from tests.vault.conftest import PASSPHRASE, MadePractice

QUESTIONS = b"# ours\n"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def opened(practice: MadePractice, clock: ManualClock) -> Iterator[Practice]:
    with open_practice(practice.folder, PASSPHRASE, clock) as opened:
        yield opened


@pytest.fixture
def own(opened: Practice) -> dict[str, bytes]:
    """What the practice has of its own, by its name."""
    copied = copy_protocol("im", own_protocols(opened.folder))
    prompts = own_prompts(opened.folder)
    prompts.mkdir()
    (prompts / "six_fs.toml").write_bytes(QUESTIONS)
    return {"protocols/im-2.toml": copied.read_bytes(), "prompts/six_fs.toml": QUESTIONS}


def names_in(backup: Backup) -> set[str]:
    return {file.name for file in backup.contents.files}


def test_they_are_in_the_backup_with_their_hashes_private_and_checked(
    opened: Practice, own: dict[str, bytes], clock: ManualClock
) -> None:
    made = back_up(opened, clock)
    assert own.keys() <= names_in(made)
    assert own.items() <= files_of(made.folder).items()
    for path in (made.folder, *made.folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    check_backup(made)
    flip_byte(made.folder / "protocols" / "im-2.toml", 40)
    with pytest.raises(BackupError, match=r"protocols/im-2\.toml"):
        check_backup(made)


def test_they_come_back_with_a_backup_and_are_read_there(
    opened: Practice, own: dict[str, bytes], clock: ManualClock, tmp_path: Path
) -> None:
    made = back_up(opened, clock)
    restore(made.folder, tmp_path / "Again.kap")
    assert own.items() <= files_of(tmp_path / "Again.kap").items()
    assert stat.S_IMODE((tmp_path / "Again.kap" / "protocols").stat().st_mode) == 0o700
    with open_practice(tmp_path / "Again.kap", PASSPHRASE, clock) as again:
        assert load("im-2", own_protocols(again.folder)).own
        assert again.verify().ok


def test_the_second_place_gets_them_too(
    opened: Practice, own: dict[str, bytes], clock: ManualClock, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    made = back_up(opened, clock, tmp_path / "stick")
    assert made.elsewhere is not None
    assert own.items() <= files_of(made.elsewhere).items()


def test_a_backup_without_them_is_as_it_always_was_and_still_restores(
    opened: Practice, clock: ManualClock, tmp_path: Path
) -> None:
    made = back_up(opened, clock)
    assert b'"format": 1,' in (made.folder / "backup.json").read_bytes()
    assert not (made.folder / "protocols").exists()
    restore(made.folder, tmp_path / "Again.kap")
    assert not (tmp_path / "Again.kap" / "protocols").exists()


def test_an_edited_added_or_removed_file_makes_a_new_backup_due(
    opened: Practice, own: dict[str, bytes], clock: ManualClock
) -> None:
    protocols = own_protocols(opened.folder)
    changes: tuple[Callable[[], object], ...] = (
        lambda: (protocols / "im-2.toml").write_bytes(own["protocols/im-2.toml"] + b"# ours\n"),
        lambda: copy_protocol("iv", protocols),
        (own_prompts(opened.folder) / "six_fs.toml").unlink,
    )
    for change in changes:
        made = back_up(opened, clock)
        clock.pass_time(1)
        assert is_unchanged(opened.folder, opened.keys, made)
        change()
        assert not is_unchanged(opened.folder, opened.keys, made)


@pytest.mark.skipif(os.name != "posix", reason="pipes and links")
def test_links_pipes_folders_and_what_is_too_large_or_no_protocol_are_left_out(
    opened: Practice, own: dict[str, bytes], clock: ManualClock, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.toml"
    secret.write_bytes(b"secret = 1\n")
    protocols = own_protocols(opened.folder)
    (protocols / "link.toml").symlink_to(secret)
    os.mkfifo(protocols / "pipe.toml")
    (protocols / "folder.toml").mkdir()
    (protocols / "large.toml").write_bytes(bytes(LARGEST_OWN_BYTES + 1))
    (protocols / ".im-2.toml.swp").write_bytes(b"half")
    (protocols / "notes.txt").write_bytes(b"not ours")
    made = back_up(opened, clock)
    of_own = {name for name in names_in(made) if name.startswith(("protocols/", "prompts/"))}
    assert of_own == own.keys()
    assert secret.read_bytes() not in files_of(made.folder).values()


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_folder_that_is_a_link_is_not_followed(
    opened: Practice, clock: ManualClock, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    copy_protocol("im", elsewhere)
    own_protocols(opened.folder).symlink_to(elsewhere)
    assert not any(name.startswith("protocols/") for name in names_in(back_up(opened, clock)))


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_backup_whose_folder_of_protocols_became_a_link_restores_nothing(
    opened: Practice, own: dict[str, bytes], clock: ManualClock, tmp_path: Path
) -> None:
    made = back_up(opened, clock)
    shutil.move(made.folder / "protocols", tmp_path / "moved")
    (made.folder / "protocols").symlink_to(tmp_path / "moved")
    with pytest.raises(BackupError, match="protocols"):
        restore(made.folder, tmp_path / "Again.kap")
    assert not (tmp_path / "Again.kap").exists()
    assert backups(opened.folder) == ()


def test_more_than_can_be_read_are_bounded(opened: Practice, clock: ManualClock) -> None:
    protocols = own_protocols(opened.folder)
    protocols.mkdir()
    for number in range(MOST_OWN_FILES + 20):
        (protocols / f"p{number:03}.toml").write_bytes(b"")
    made = back_up(opened, clock)
    assert sum(name.startswith("protocols/") for name in names_in(made)) == MOST_OWN_FILES
    check_backup(made)
