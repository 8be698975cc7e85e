"""The disk goes away while a session runs: nothing typed is lost, and nothing is written twice."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.errors import DiskFullError, StorageError
from kap_companion.records.record import Record
from kap_companion.session.session_at_hand import TRY_AGAIN_MS
from kap_companion.session.timeline import project
from kap_companion.vocabulary.details import GapCause, GapDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.session import SessionState
from tests.session.desks import Desk, a_desk, names_in, newest
from tests.session.test_saving import full_disk

LINES = (
    "p Watchman: #chest",
    "d 70mg im",
    "m watchman: stern ->the little one",
    "v 118/76 68 99",
    "s calm 3",
)


def test_lines_go_on_in_memory_and_are_written_in_their_order_when_the_disk_is_back(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "n before")
    on_disk = desk.entries(live)
    with desk.without_a_disk():
        for number, line in enumerate(LINES, start=1):
            change = desk.type(live, line, after=60)
            assert [entry.raw for entry in change.added if entry.raw] == [line]
            assert live.held == number
        assert change.held == {row.id for row in live.timeline.everything[len(on_disk) :]}
        assert names_in(live) == ["Watchman", "the little one"]
        assert live.roster.parts[0].role is Role.MANAGER
        assert live.session.state is SessionState.DOSING
        assert live.write_held(desk.clock.now()) is None
    shown = live.timeline
    assert desk.entries(live) == on_disk
    written = live.write_held(desk.clock.pass_time(1))
    assert written is not None
    assert (live.held, written.held, written.added) == (0, frozenset(), ())
    assert desk.entries(live) == shown.everything == live.timeline.everything
    assert [row.elapsed_ms for row in shown.everything if row.kind is not EntryKind.GATE] == [
        0,
        *range(60_000, 420_000, 60_000),
    ]
    assert desk.notebook.parts(desk.client.id) == live.roster.parts
    assert desk.record.session(live.session.id) == live.session
    assert desk.record.verify().ok
    assert desk.notebook.verify().ok


def test_the_disk_is_tried_again_every_three_seconds_and_at_each_act(desk: Desk) -> None:
    live = desk.begin()
    with desk.without_a_disk():
        desk.type(live, "n one")
    assert live.watch(desk.clock.pass_time(1)) is None
    assert live.held == 1
    assert live.watch(desk.clock.pass_time(TRY_AGAIN_MS / 1000)) is not None
    assert live.held == 0
    with desk.without_a_disk():
        desk.type(live, "n two")
    change = desk.type(live, "n three", after=1)
    assert (live.held, change.held) == (0, frozenset())
    assert [row.raw for row in desk.entries(live)][-3:] == ["n one", "n two", "n three"]


def test_an_end_that_is_held_ends_the_session_and_is_tried_on(desk: Desk) -> None:
    live = desk.begin()
    with desk.without_a_disk():
        desk.type(live, "> end")
        assert (live.held, live.session.state) == (1, SessionState.ENDED)
        with pytest.raises(StorageError):
            live.retract(newest(live).id, desk.clock.now())
    assert live.watch(desk.clock.pass_time(10)) is not None
    assert desk.record.session(live.session.id).state is SessionState.ENDED


def test_a_commit_nobody_knows_the_end_of_is_not_written_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = desk.begin()
    append = Record.append

    def saved_and_not_told(*given: object, **more: object) -> None:
        append(*given, **more)  # type: ignore[arg-type]  # as it was called
        raise DiskFullError("The disk reported a fault.")

    with monkeypatch.context() as patch:
        patch.setattr(Record, "append", saved_and_not_told)
        desk.type(live, "d 70mg im")
    assert live.held == 1
    assert live.write_held(desk.clock.now()) is not None
    assert desk.entries(live) == live.timeline.everything
    assert [row.kind for row in desk.entries(live)] == [EntryKind.PHASE, EntryKind.GATE, EntryKind.DOSE]
    assert desk.record.session(live.session.id).state is SessionState.DOSING


def test_a_line_for_the_other_file_waits_behind_one_that_is_held(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = desk.begin()
    with monkeypatch.context() as patch:
        patch.setattr(type(desk.notebook), "append", full_disk)
        desk.type(live, "m Watchman: stern")
        desk.type(live, "d 70mg im")
        assert live.held == 2
        assert len(desk.record.entries(live.session.id)) == 1
    desk.type(live, "n three")
    assert desk.entries(live) == live.timeline.everything


def test_the_half_of_an_act_that_went_to_one_file_is_not_written_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = desk.begin()
    desk.type(live, "d 70mg im")
    dose = newest(live)
    with monkeypatch.context() as patch:
        patch.setattr(type(desk.record), "append", full_disk)
        change = live.amend(dose.id, "n drawn up, not given", desk.clock.pass_time(1))
        assert change.removed == (dose.id,)
        assert (live.held, len(change.held)) == (1, 1)
        assert live.timeline.doses == ()
    live.write_held(desk.clock.now())
    assert desk.entries(live) == live.timeline.everything
    assert project(desk.record.entries(live.session.id)).doses == ()


def test_a_held_line_can_be_taken_back_and_amended(desk: Desk) -> None:
    live = desk.begin()
    with desk.without_a_disk():
        desk.type(live, "m Watchman: stern")
        desk.type(live, "n a slip")
        live.take_back(desk.clock.pass_time(1))
        live.amend(live.timeline.entries[-1].id, "f Watchman: in a hurry", desk.clock.pass_time(1))
    live.write_held(desk.clock.now())
    assert desk.entries(live) == live.timeline.everything
    assert desk.notebook.parts(desk.client.id)[0].role is Role.FIREFIGHTER
    resumed, _change = desk.resume(live)
    assert [entry.raw for entry in resumed.timeline.entries if entry.raw] == ["f Watchman: in a hurry"]


def test_what_the_clocks_did_meanwhile_is_held_too(desk: Desk) -> None:
    live = desk.begin()
    with desk.without_a_disk():
        change = live.watch(desk.clock.sleep_computer(7200))
        assert change is not None
        assert live.held == 1
    live.watch(desk.clock.pass_time(3))
    assert newest(live).detail == GapDetail(cause=GapCause.SUSPENDED, seconds=7200)
    assert desk.entries(live) == live.timeline.everything


def test_a_draft_that_became_a_held_line_goes_with_it(desk: Desk) -> None:
    live = desk.begin()
    live.keep_draft("n it is sa", desk.clock.now())
    with desk.without_a_disk():
        desk.type(live, "n it is said")
        with pytest.raises(StorageError):
            live.keep_draft("n and", desk.clock.now())
    live.write_held(desk.clock.now())
    assert live.draft() is None


faults = st.lists(
    st.tuples(
        st.sampled_from(
            ["m Watchman: #chest ->kid", "d 70mg im", "kid: wakes -", "> integration", "s calm 3", "back",
             "amend", "watch"]
        ),
        st.booleans(),
    ),
    max_size=10,
)  # fmt: skip


@settings(deadline=None, max_examples=15)
@given(faults)
def test_wherever_the_disk_goes_away_the_session_on_it_is_the_one_that_was_shown(
    done: list[tuple[str, bool]],
) -> None:
    def act(desk: Desk, what: str) -> None:
        now = desk.clock.pass_time(2)
        if what == "back":
            live.take_back(now)
        elif what == "amend":
            entries = [row for row in live.timeline.entries if row.kind is not EntryKind.GATE]
            live.amend(entries[-1].id, "d 30mg im", now)
        elif what == "watch":
            live.watch(now)
        else:
            live.log(what, now)

    with TemporaryDirectory() as folder, a_desk(Path(folder)) as desk:
        live = desk.begin()
        for what, away in done:
            if away:
                with desk.without_a_disk():
                    act(desk, what)
            else:
                act(desk, what)
        live.write_held(desk.clock.now())
        assert live.held == 0
        assert desk.entries(live) == live.timeline.everything
        assert live.timeline == project(live.timeline.everything)
        assert desk.record.session(live.session.id) == live.session
        seen = desk.look(live)
        assert (seen.timeline, seen.roster) == (live.timeline, live.roster)
