"""What is on the screen is what is on the disk."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kap_companion.errors import DiskFullError
from kap_companion.session.rows import rows_of
from kap_companion.session.timeline import project
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.session import SessionState
from tests.session.desks import Desk, a_desk, newest


def full_disk(*_: object, **__: object) -> None:
    message = "There is no space left."
    raise DiskFullError(message)


@pytest.mark.parametrize(
    ("line", "compartment"),
    [
        ("d 70mg im", Compartment.RECORD),
        ("v 118/76 68 99", Compartment.RECORD),
        ("ae nausea mild", Compartment.RECORD),
        ("> mask on", Compartment.RECORD),
        ("m Planner: worries", Compartment.PROCESS),
        ("s calm 3", Compartment.PROCESS),
        ('"who is breathing"', Compartment.PROCESS),
        ("h may be six as well", Compartment.PROCESS),
        ("no kind at all", Compartment.PROCESS),
    ],
)
def test_a_line_lies_in_the_file_of_its_compartment_and_in_no_other(
    desk: Desk, line: str, compartment: Compartment
) -> None:
    live = desk.begin()
    desk.type(live, line)
    in_record = [entry.raw for entry in desk.record.entries(live.session.id)]
    in_notebook = [entry.raw for entry in desk.notebook.entries(live.session.id)]
    assert (line in in_record) is (compartment is Compartment.RECORD)
    assert (line in in_notebook) is (compartment is Compartment.PROCESS)


@pytest.mark.parametrize("line", ["n it is said", "d 70mg im"])
def test_a_line_that_is_saved_settles_the_draft(desk: Desk, line: str) -> None:
    live = desk.begin()
    live.keep_draft(line[:-3], desk.clock.now())
    kept = live.draft()
    assert kept is not None
    assert kept.text == line[:-3]
    desk.type(live, line)
    assert live.draft() is None
    live.keep_draft("", desk.clock.now())
    assert live.draft() is None


@pytest.mark.parametrize("line", ["d 70mg im", "m Watchman: stern ->the little one"])
def test_what_the_disk_did_not_take_of_an_ended_session_is_not_shown(
    desk: Desk, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = desk.begin()
    desk.type(live, "n one")
    note = newest(live)
    desk.type(live, "> end")
    live.keep_draft(line, desk.clock.now())
    before = (live.timeline, live.roster, live.session)
    with monkeypatch.context() as patch:
        patch.setattr(type(desk.record), "append", full_disk)
        patch.setattr(type(desk.notebook), "append", full_disk)
        with pytest.raises(DiskFullError):
            live.amend(note.id, line, desk.clock.pass_time(1))
        assert (live.timeline, live.roster, live.session) == before
        assert live.held == 0
    live.amend(note.id, line, desk.clock.pass_time(1))
    assert line in [row.raw for row in live.timeline.entries]
    assert live.timeline == project(rows_of(desk.record, desk.notebook, live.session.id))


def test_a_disk_full_between_the_two_files_shows_what_is_on_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = desk.begin()
    desk.type(live, "d 70mg im")
    dose = newest(live)
    desk.type(live, "> end")
    with monkeypatch.context() as patch:
        patch.setattr(type(desk.record), "append", full_disk)
        with pytest.raises(DiskFullError):
            live.amend(dose.id, "n drawn up, not given", desk.clock.pass_time(1))
    assert live.timeline == project(rows_of(desk.record, desk.notebook, live.session.id))
    assert live.timeline.doses == ()
    resumed, _change = desk.resume(live)
    assert project(desk.record.entries(live.session.id)).doses == ()
    assert resumed.session.state is SessionState.ENDED


def test_a_draft_or_a_role_that_could_not_be_saved_does_not_undo_a_saved_line(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = desk.begin()
    desk.type(live, "p Watchman: somebody")
    with monkeypatch.context() as patch:
        patch.setattr(type(desk.notebook), "change_part", full_disk)
        patch.setattr(type(desk.notebook), "clear_draft", full_disk)
        desk.type(live, "d 70mg im")
        desk.type(live, "m watchman: stern")
    assert live.roster.parts[0].role is Role.UNKNOWN
    resumed, _change = desk.resume(live)
    assert resumed.roster.parts[0].role is Role.MANAGER
    assert len(resumed.timeline.doses) == 1


def test_what_is_on_the_screen_is_what_is_on_the_disk(desk: Desk) -> None:
    live = desk.begin()
    for line in ("m Watchman: stern", "d 70mg im", "watchman 3 -", "s calm 2", "> mask on", "ae nausea mild"):
        desk.type(live, line)
    live.take_back(desk.clock.pass_time(1))
    rows = rows_of(desk.record, desk.notebook, live.session.id)
    assert live.timeline == project(rows)
    assert rows == live.timeline.everything
    assert desk.record.verify().ok
    assert desk.notebook.verify().ok


acts = st.lists(
    st.tuples(
        st.sampled_from(
            ["m Watchman: #chest ->kid", "p: #throat hums", "e kid: six -", "d 70mg im", "> integration",
             "s calm 3", "@-5m n rain", "amend", "retract", "take back", "step", "sleep"]
        ),
        st.integers(0, 1_000),
    ),
    max_size=12,
)  # fmt: skip


@settings(deadline=None, max_examples=15)
@given(acts)
@example([("step", 0), ("amend", 0)])
@example([("step", 0), ("amend", 334)])
def test_live_after_a_restart_and_from_the_rows_it_is_the_same_session(done: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder, a_desk(Path(folder)) as desk:
        live = desk.begin()
        for act, choice in done:
            now = desk.clock.pass_time(7)
            # What the companion keeps of the gate is nobody's to change.
            entries = [row for row in live.timeline.entries if row.kind is not EntryKind.GATE]
            target = entries[choice % len(entries)].id if entries else ""
            if act == "amend" and target:
                live.amend(target, ["n amended", "d 30mg im", "e kid: wakes"][choice % 3], now)
            elif act == "retract" and target:
                live.retract(target, now)
            elif act == "take back":
                live.take_back(now)
            elif act in {"step", "sleep"}:
                live.watch(desk.clock.step_wall(-900) if act == "step" else desk.clock.sleep_computer(60))
            elif act not in {"amend", "retract"}:
                live.log(act, now)
        assert live.timeline == project(rows_of(desk.record, desk.notebook, live.session.id))
        assert live.session == desk.record.session(live.session.id)
        shown = desk.look(live)
        assert (shown.timeline, shown.roster) == (live.timeline, live.roster)
        before = live.elapsed_ms(desk.clock.now())
        desk.clock.restart_computer(40)
        resumed, _change = desk.resume(live)
        assert resumed.timeline.everything[:-1] == live.timeline.everything
        assert resumed.roster == live.roster
        assert resumed.elapsed_ms(desk.clock.now()) == before + 40_000
