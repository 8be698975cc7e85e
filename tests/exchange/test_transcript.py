"""A script becomes a session, as if it had been typed."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kap_companion.errors import NotebookNeededError, ScriptError, SessionError, StorageError
from kap_companion.exchange.session_json import session_json
from kap_companion.exchange.transcript import Transcribed, read_script, transcribe
from kap_companion.session.live import Live
from kap_companion.session.protocol import copy_protocol
from kap_companion.session.rows import rows_of
from kap_companion.session.timeline import Timeline, project
from kap_companion.vocabulary.entry import EntrySource
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.session import SessionState
from tests.exchange.scripts import HEADER, a_script
from tests.session.desks import Desk

EXAMPLES = Path(__file__).parents[2] / "resources" / "examples"


def take_in(desk: Desk, data: bytes, *, keep_going: bool = False) -> Transcribed:
    script = read_script(data)
    return transcribe(
        script, desk.record, desk.notebook, desk.clock, desk.person, keep_going=keep_going, device="device-1"
    )


def timeline_of(desk: Desk, done: Transcribed) -> Timeline:
    return project(rows_of(desk.record, desk.notebook, done.session.id))


def json_of(desk: Desk, done: Transcribed) -> dict[str, Any]:
    parts = desk.notebook.parts(done.client.id)
    links = desk.notebook.links(done.client.id)
    found = session_json(done.session, done.client, timeline_of(desk, done), parts, links)
    return dict(json.loads(json.dumps(found)))


def test_a_script_becomes_an_ended_session_of_a_new_client(desk: Desk) -> None:
    done = take_in(desk, a_script("-10:00  > preparation", "00:00  d 70mg im", "60:00  > end"))
    assert (done.client.name, done.session.number, done.entries) == ("Alder", 1, 3)
    assert done.session.state is SessionState.ENDED
    assert desk.record.sessions(done.client.id) == (done.session,)
    timeline = timeline_of(desk, done)
    assert {entry.source for entry in timeline.entries} == {EntrySource.TRANSCRIBED}
    assert {entry.typed_at for entry in timeline.entries} == {desk.clock.now().at}
    assert [entry.elapsed_ms for entry in timeline.entries] == [0, 600_000, 4_200_000]
    assert desk.record.running_session() is None


def test_a_session_by_the_practices_own_protocol_keeps_that_by_value(desk: Desk, tmp_path: Path) -> None:
    own = tmp_path / "protocols"
    copied = copy_protocol("im", own)
    data = a_script("00:00  d 70mg im", "60:00  > end", header=HEADER.replace(": im", ": im-2"))
    script = read_script(data, own)
    done = transcribe(script, desk.record, desk.notebook, desk.clock, desk.person, own=own)
    assert (done.session.protocol.key, done.session.protocol.own) == ("im-2", True)
    copied.write_text("wrong = 1\n", "utf-8")
    with pytest.raises(SessionError, match=r"im-2\.toml, line 1"):
        transcribe(script, desk.record, desk.notebook, desk.clock, desk.person, own=own)
    assert desk.record.sessions(done.client.id) == (done.session,)


def test_the_client_is_found_by_name_whatever_its_case(desk: Desk) -> None:
    first = take_in(desk, a_script("00:00  d 70mg im", header=HEADER.replace("Alder", "Zoë Q")))
    second = take_in(desk, a_script("00:00  d 70mg im", header=HEADER.replace("Alder", "zoe\u0308 q")))
    other = take_in(desk, a_script("00:00  d 70mg im", header=HEADER.replace("Alder", "Zoe Q")))
    assert (second.client, second.session.number) == (first.client, 2)
    assert other.client != first.client


def test_it_reads_as_a_live_session_of_the_same_lines_does(desk: Desk) -> None:
    lines = (
        "m Watchman: #chest 7 ->the little one",
        "d 70mg im",
        "e little one: six",
        "watchman -",
        "s calm 3",
    )
    live = desk.begin()
    for line in lines:
        desk.type(live, line)
    desk.type(live, "> end")
    shown = Live.look(desk.record, desk.notebook, desk.clock, live.session, desk.person)
    done = take_in(
        desk,
        a_script(
            "-02:00  > preparation",
            *(f"{minute:+03d}:00  {line}".replace("+", "") for minute, line in enumerate(lines, start=-1)),
            "04:00  > end",
        ),
    )
    ours, theirs = timeline_of(desk, done), shown.timeline
    assert [(e.kind, e.phase, e.elapsed_ms) for e in ours.entries] == [
        # Nobody can say of a log on paper how the gate stood at the dose.
        (e.kind, e.phase, e.elapsed_ms)
        for e in theirs.entries
        if e.kind is not EntryKind.GATE
    ]
    assert [(s.start_ms, s.end_ms, s.auto_closed) for s in ours.spans] == [
        (s.start_ms, s.end_ms, s.auto_closed) for s in theirs.spans
    ]
    parts = [(part.name, part.role) for part in desk.notebook.parts(done.client.id)]
    assert parts == [("Watchman", Role.MANAGER), ("the little one", Role.EXILE)]
    settling = next(e for e in ours.entries if e.raw == "watchman -")
    assert settling.closes == ours.spans[0].opened_by


def test_parts_the_client_has_are_recognised_and_learn_their_role(desk: Desk) -> None:
    header = HEADER.replace("Alder", desk.client.name)
    live = desk.begin()
    desk.type(live, "p Watchman: somebody")
    desk.type(live, "> end")
    done = take_in(desk, a_script("00:00  d 70mg im", "01:00  m watchman: stern", header=header))
    assert (done.client, done.session.number) == (desk.client, 2)
    (part,) = desk.notebook.parts(desk.client.id)
    assert (part.id, part.role) == (live.roster.parts[0].id, Role.MANAGER)


def test_a_script_with_a_broken_time_on_line_7_is_not_taken_in(desk: Desk) -> None:
    data = a_script("00:00  d 70mg im", "1x:00  n canary", "02:00  n fine", "03:00  > end")
    with pytest.raises(ScriptError) as raised:
        take_in(desk, data)
    assert "Line 7:" in str(raised.value)
    assert "canary" not in str(raised.value)
    assert desk.record.clients() == (desk.client,)
    done = take_in(desk, data, keep_going=True)
    assert done.entries == 3
    assert any(note.startswith("Line 7:") for note in done.notes)


@pytest.mark.parametrize("data", [b"", HEADER.encode(), b"\xff\xfe\x00", a_script("soon  x")])
def test_nothing_to_take_in_is_an_error_even_when_going_on(desk: Desk, data: bytes) -> None:
    with pytest.raises(ScriptError):
        take_in(desk, data, keep_going=True)
    assert desk.record.sessions() == ()


def test_a_script_without_an_end_is_closed_at_its_last_line(desk: Desk) -> None:
    done = take_in(desk, a_script("00:00  d 70mg im", "50:00  m Watchman: stern", "40:00  n out of order"))
    timeline = timeline_of(desk, done)
    assert (timeline.ended_ms, done.session.state) == (3_000_000, SessionState.ENDED)
    assert [span.auto_closed for span in timeline.spans] == [True]
    assert any("> end" in note for note in done.notes)
    (end,) = (entry for entry in timeline.entries if entry.source is EntrySource.COMPANION)
    assert end.kind is EntryKind.PHASE


def test_a_dose_that_is_not_at_zero_is_the_zero(desk: Desk) -> None:
    done = take_in(desk, a_script("-02:00  n a", "01:00  d 70mg im", "02:00  n b", "03:00  > end"))
    assert [entry["elapsed_seconds"] for entry in json_of(desk, done)["entries"]] == [
        -180.0,
        0.0,
        60.0,
        120.0,
    ]


def test_another_facilitator_is_noted(desk: Desk) -> None:
    def notes(name: str) -> tuple[str, ...]:
        return take_in(
            desk, a_script("00:00  d 7mg im", "01:00  > end", header=f"{HEADER}facilitator: {name}\n")
        ).notes

    assert not any("facilitator" in note for note in notes("Ana Ruiz (LMFT)"))
    assert any("facilitator" in note for note in notes("Bo Lind"))


def test_cut_off_between_the_files_nothing_of_it_is_seen(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*_: object) -> None:
        message = "There is no space left."
        raise StorageError(message)

    header = HEADER.replace("Alder", desk.client.name)
    with monkeypatch.context() as patch:
        patch.setattr(type(desk.record), "add_session", full_disk)
        with pytest.raises(StorageError):
            take_in(desk, a_script("00:00  d 70mg im", "01:00  m Watchman: stern", header=header))
    assert desk.record.sessions() == ()
    assert desk.begin().roster.parts == ()


@pytest.mark.parametrize("name", ["juniper-1", "juniper-3", "sage-1"])
def test_the_examples_tell_a_whole_session(desk: Desk, name: str) -> None:
    done = take_in(desk, (EXAMPLES / f"{name}.session.txt").read_bytes())
    assert done.notes == ()
    assert done.session.state is SessionState.ENDED
    found = json_of(desk, done)
    assert [entry["raw"] for entry in found["entries"] if entry["not_understood"]] == []
    assert all(part["name"] or part["label"] for part in found["parts"])
    assert {link["kind"] for link in found["links"]} >= {"polarised"}
    anchor = done.session.anchor
    timeline = timeline_of(desk, done)
    assert all(entry.at - anchor == timedelta(milliseconds=entry.elapsed_ms) for entry in timeline.entries)
    assert len(timeline.entries) == done.entries
    assert desk.record.verify().ok
    assert desk.notebook.verify().ok


def test_a_line_of_ten_megabytes_is_kept_whole(desk: Desk) -> None:
    line = "n " + "a long breath " * 750_000
    done = take_in(desk, a_script("00:00  d 70mg im", f"01:00  {line}", "02:00  > end"))
    assert line in [entry.raw for entry in timeline_of(desk, done).entries]


def test_without_a_notebook_a_script_of_the_record_alone_is_taken_in(desk: Desk) -> None:
    script = read_script(a_script("-10:00  > preparation", "00:00  d 70mg im", "60:00  > end"))
    done = transcribe(script, desk.record, None, desk.clock, desk.person)
    assert done.entries == 3
    assert desk.notebook.entries(done.session.id) == ()


@pytest.mark.parametrize("keep_going", [True, False])
def test_without_a_notebook_a_script_with_a_private_line_is_refused_as_a_whole(
    desk: Desk, keep_going: bool
) -> None:
    script = read_script(a_script("00:00  d 70mg im", "05:00  m Watchman: stern", "60:00  > end"))
    with pytest.raises(NotebookNeededError, match=r"^Line \d+ of the script") as refused:
        transcribe(script, desk.record, None, desk.clock, desk.person, keep_going=keep_going)
    assert "Watchman" not in str(refused.value)
    assert [client.id for client in desk.record.clients()] == [desk.client.id]
    assert desk.record.sessions() == ()
