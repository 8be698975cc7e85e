"""The disk goes away while a session runs, and comes back: capture goes on, and all of it is written."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kap_companion.errors import StorageError
from kap_companion.vault.practice import open_with
from kap_companion.vocabulary.entry import Entry
from tests.fakes import ManualClock
from tests.faults.day import Day
from tests.faults.loop_disk import LoopDisk, a_loop_disk
from tests.faults.operations import CHANGES, Fault
from tests.faults.practice_files import PracticeFiles
from tests.faults.watched_disk import RefusingDisk, watched

WHILE_AWAY = ("m Little One: reaches", "bp 122/80 hr 70", "Watchman: steps aside", '"thank you" Watchman')


@pytest.fixture
def loop_disk(tmp_path: Path) -> Iterator[LoopDisk]:
    with a_loop_disk(tmp_path) as disk:
        yield disk


def _begin(day: Day) -> None:
    day.meet()
    day.begin()
    for line in ("d 70mg im", "m Watchman: stern, at the door"):
        day.log(line)


def _go_on_while_it_is_away(day: Day) -> tuple[Entry, ...]:
    """All rows of the session, those that are held among them."""
    on_disk = day.live.timeline.everything
    for number, line in enumerate(WHILE_AWAY, start=1):
        day.live.log(line, day.clock.pass_time(20))
        assert day.live.held == number
    assert day.live.watch(day.clock.pass_time(4)) is None
    assert day.live.held == len(WHILE_AWAY)
    everything = day.live.timeline.everything
    assert [row.raw for row in everything] == [*(row.raw for row in on_disk), *WHILE_AWAY]
    assert {"Little One", "Watchman"} == {part.name for part in day.live.roster.parts}
    return everything


def _write_what_was_held(day: Day, rows: tuple[Entry, ...]) -> None:
    change = day.live.watch(day.clock.pass_time(4))
    assert change is not None
    assert day.live.held == 0
    assert day.live.timeline.everything == rows
    day.acknowledge()
    day.end()


@pytest.mark.slow
@pytest.mark.usefixtures("quick_keys")
def test_what_is_typed_while_a_stick_is_out_is_written_when_it_is_back(
    loop_disk: LoopDisk, clock: ManualClock
) -> None:
    folder = loop_disk.place / "Stillwater.kap"
    with Day(folder, clock) as day:
        day.make()
        _begin(day)
        loop_disk.pull()
        day.live.log("n it goes", clock.pass_time(5))
        assert day.live.held == 1
        loop_disk.unplug()
        assert day.live.watch(clock.pass_time(4)) is None
        loop_disk.plug()
        assert day.live.watch(clock.pass_time(4)) is not None
        assert day.live.held == 0
        day.acknowledge()
        loop_disk.pull()
        loop_disk.unplug()
        rows = _go_on_while_it_is_away(day)
        loop_disk.plug()
        _write_what_was_held(day, rows)
    with open_with(folder, day.keys, clock) as practice:
        assert day.promises.broken(practice) == []


def test_what_is_typed_while_the_folder_is_away_is_written_when_it_is_back(
    new_practice: PracticeFiles, place: Path, clock: ManualClock
) -> None:
    folder, elsewhere = place / "Stillwater.kap", place / "Elsewhere.kap"
    new_practice.put(folder)
    with Day(folder, clock) as day:
        day.open(new_practice.keys)
        _begin(day)
        folder.rename(elsewhere)
        with pytest.raises(StorageError):
            day.live.keep_draft("Little One: sl", clock.now())
        rows = _go_on_while_it_is_away(day)
        assert not folder.exists()
        elsewhere.rename(folder)
        _write_what_was_held(day, rows)
    with open_with(folder, new_practice.keys, clock) as practice:
        assert day.promises.broken(practice) == []


@pytest.mark.parametrize("fault", [Fault.READ_ONLY, Fault.BROKEN, Fault.FULL])
def test_what_is_typed_while_the_disk_takes_nothing_is_written_when_it_does(
    fault: Fault, new_practice: PracticeFiles, place: Path, clock: ManualClock
) -> None:
    folder = place / "Stillwater.kap"
    new_practice.put(folder)
    disk = RefusingDisk(CHANGES, fault)
    with watched(folder, disk), Day(folder, clock) as day:
        day.open(new_practice.keys)
        _begin(day)
        disk.does(0)
        rows = _go_on_while_it_is_away(day)
        disk.does(None)
        _write_what_was_held(day, rows)
    with open_with(folder, new_practice.keys, clock) as practice:
        assert day.promises.broken(practice) == []


def test_another_folder_in_the_place_of_the_one_that_went_is_not_written_to(
    new_practice: PracticeFiles, place: Path, clock: ManualClock
) -> None:
    folder, elsewhere = place / "Stillwater.kap", place / "Elsewhere.kap"
    new_practice.put(folder)
    with Day(folder, clock) as day:
        day.open(new_practice.keys)
        _begin(day)
        folder.rename(elsewhere)
        # An older copy of the same practice: the keys fit, and it lacks what was saved since.
        new_practice.put(folder)
        before = (folder / "record.db").read_bytes()
        rows = _go_on_while_it_is_away(day)
        assert (folder / "record.db").read_bytes() == before
        folder.rename(place / "Older.kap")
        elsewhere.rename(folder)
        _write_what_was_held(day, rows)
    with open_with(folder, new_practice.keys, clock) as practice:
        assert day.promises.broken(practice) == []
