"""Which backups go: the older of ours, and all that hold what was purged; never what is not ours."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kap_companion.vault.backup_json import Contents, to_text
from kap_companion.vault.backup_times import name_of
from kap_companion.vault.backups import backups, backups_before, backups_elsewhere, remove_backups
from kap_companion.vault.practice import Practice, open_practice
from tests.fakes import ManualClock
from tests.vault.backup_work import back_up
from tests.vault.conftest import PASSPHRASE, MadePractice

DAY = 24 * 3600
SOMEBODY = "01a20164-1de7-70fb-aba7-b8ade11d34f0"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def opened(practice: MadePractice, clock: ManualClock) -> Iterator[Practice]:
    with open_practice(practice.folder, PASSPHRASE, clock) as opened:
        yield opened


def test_over_two_years_of_daily_backups_at_most_twenty_three_stay(
    opened: Practice, clock: ManualClock
) -> None:
    first = back_up(opened, clock)
    home = opened.folder / "backups"
    for day in range(1, 730, 3):
        at = first.made_at + timedelta(days=day)
        copy = home / name_of(at)
        shutil.copytree(first.folder, copy)
        contents = Contents(first.practice_id, at, first.contents.files)
        (copy / "backup.json").write_bytes(to_text(contents))
    clock.pass_time(730 * DAY)
    newest = back_up(opened, clock)
    kept = backups(opened.folder)
    assert kept[0] == newest
    assert 12 <= len(kept) <= 23
    assert len({backup.made_at.date() for backup in kept[:7]}) == 7


def test_thinning_out_leaves_alone_what_is_not_ours_is_damaged_or_comes_from_the_future(
    opened: Practice, clock: ManualClock
) -> None:
    home = opened.folder / "backups"
    theirs = back_up(opened, clock)
    foreign = Contents(SOMEBODY, theirs.made_at, theirs.contents.files)
    (theirs.folder / "backup.json").write_bytes(to_text(foreign))
    clock.pass_time(60)
    damaged = back_up(opened, clock)
    (damaged.folder / "keyring.json").unlink()
    clock.pass_time(60)
    clock.step_wall(400 * DAY)
    future = back_up(opened, clock)
    clock.step_wall(-400 * DAY)
    clock.pass_time(60)
    earlier = back_up(opened, clock)
    clock.pass_time(60)
    newest = back_up(opened, clock)
    assert not earlier.folder.exists()
    assert {path.name for path in home.iterdir()} == {
        "making.lock",
        *(backup.folder.name for backup in (theirs, damaged, future, newest)),
    }


def test_what_was_backed_up_before_a_purge_is_found_here_and_in_the_second_place_and_removed(
    opened: Practice, clock: ManualClock, tmp_path: Path
) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    old = back_up(opened, clock, place)
    clock.pass_time(DAY)
    purged_at = clock.now().at
    clock.pass_time(60)
    new = back_up(opened, clock, place)
    found = backups_before(opened.folder, purged_at, place)
    assert {backup.folder for backup in found} == {old.folder, old.elsewhere}
    remove_backups(found)
    remove_backups(found)
    assert [b.folder for b in backups(opened.folder)] == [new.folder]
    assert [b.folder for b in backups_elsewhere(place, new.practice_id)] == [new.elsewhere]
    assert backups_before(opened.folder, purged_at, place) == ()
