"""The second place: a disk that is not always there, and gets complete backups alone."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kap_companion.errors import BackupError
from kap_companion.vault.backup_elsewhere import copy_elsewhere
from kap_companion.vault.backup_round import back_up as one_round
from kap_companion.vault.backup_round import look
from kap_companion.vault.backups import backups, backups_elsewhere, check_backup
from kap_companion.vault.practice import Practice, open_practice
from kap_companion.vault.restoring import restore
from tests.fakes import ManualClock
from tests.vault.backup_work import back_up, files_of, hold_session, log
from tests.vault.conftest import PASSPHRASE, MadePractice


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def opened(practice: MadePractice, clock: ManualClock) -> Iterator[Practice]:
    with open_practice(practice.folder, PASSPHRASE, clock) as opened:
        yield opened


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


def test_it_gets_the_same_files_in_a_folder_of_the_practices_own(
    opened: Practice, clock: ManualClock, stick: Path
) -> None:
    hold_session(opened)
    made = back_up(opened, clock, stick)
    assert made.elsewhere == stick / f"{made.practice_id}.backups" / made.folder.name
    assert files_of(made.elsewhere) == files_of(made.folder)
    (there,) = backups_elsewhere(stick, made.practice_id)
    check_backup(there)
    assert made.not_elsewhere == ""


def test_a_place_that_is_not_there_is_said_and_never_made_and_the_backup_counts(
    opened: Practice, clock: ManualClock, tmp_path: Path
) -> None:
    away = tmp_path / "media" / "stick"
    made = back_up(opened, clock, away)
    assert made.elsewhere is None
    assert "not there" in made.not_elsewhere
    assert not away.parent.exists()
    assert [b.folder for b in backups(opened.folder)] == [made.folder]


def test_a_place_inside_the_practice_is_refused(opened: Practice, clock: ManualClock) -> None:
    made = back_up(opened, clock, opened.folder / "backups")
    assert made.elsewhere is None
    assert "inside the practice" in made.not_elsewhere


@pytest.mark.skipif(os.name != "posix", reason="the sync service is played by reading the folder")
def test_no_folder_is_called_like_a_backup_before_it_is_whole(
    opened: Practice, clock: ManualClock, stick: Path
) -> None:
    hold_session(opened)
    made = back_up(opened, clock)
    seen: list[set[str]] = []
    home = stick / f"{made.practice_id}.backups"

    def a_sync_service_looks(_: float) -> None:
        seen.append({folder.name for folder in home.iterdir()})

    copy_elsewhere(made, stick, a_sync_service_looks)
    assert seen == [{f"{made.folder.name}.partial"}] * len(made.contents.files)
    assert {folder.name for folder in home.iterdir()} == {made.folder.name}


def test_what_stops_on_the_way_leaves_nothing_there(
    opened: Practice, clock: ManualClock, stick: Path
) -> None:
    made = back_up(opened, clock)
    (made.folder / "record.db").write_bytes(bytes((made.folder / "record.db").stat().st_size))
    with pytest.raises(BackupError):
        copy_elsewhere(made, stick)
    assert list((stick / f"{made.practice_id}.backups").iterdir()) == []


def test_what_changed_nothing_is_still_brought_to_a_place_that_was_away(
    opened: Practice, clock: ManualClock, stick: Path
) -> None:
    session = hold_session(opened)
    shutil.rmtree(stick)
    first = one_round(opened.folder, opened.keys, clock.now(), stick, only_if_changed=True)
    assert first.made is not None
    assert first.age.elsewhere is None
    assert "not there" in first.age.not_elsewhere
    stick.mkdir()
    clock.pass_time(60)
    second = one_round(opened.folder, opened.keys, clock.now(), stick, only_if_changed=True)
    assert second.made is None
    assert second.age.here == second.age.elsewhere == first.made.made_at
    assert second.age.not_elsewhere == ""
    log(opened, session)
    third = one_round(opened.folder, opened.keys, clock.now(), stick, only_if_changed=True)
    assert third.made is not None
    assert look(opened.folder, opened.keys.practice_id, stick) == third.age
    assert third.age.here == third.age.elsewhere == third.made.made_at


def test_on_request_one_is_made_even_where_nothing_changed(opened: Practice, clock: ManualClock) -> None:
    for _ in range(2):
        clock.pass_time(60)
        made = one_round(opened.folder, opened.keys, clock.now(), None, only_if_changed=False).made
        assert made is not None
        assert made.made_at == clock.now().at


def test_when_the_practice_is_gone_a_backup_of_the_second_place_brings_it_back(
    opened: Practice, clock: ManualClock, stick: Path, tmp_path: Path
) -> None:
    session = hold_session(opened)
    made = back_up(opened, clock, stick)
    opened.close()
    shutil.rmtree(opened.folder)
    assert made.elsewhere is not None
    restore(made.elsewhere, tmp_path / "Again.kap")
    with open_practice(tmp_path / "Again.kap", PASSPHRASE, clock) as again:
        assert len(again.record.entries(session.id)) == 3
        assert again.record.verify().ok
