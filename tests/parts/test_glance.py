"""A client at a glance, read by columns, is what their whole history tells."""

from kap_companion.family.spoken_of import spoken_of
from kap_companion.parts.glance import overview_of
from kap_companion.parts.overview import ClientOverview, client_overview
from kap_companion.parts.roster import label
from kap_companion.parts.tending import Tending
from kap_companion.session.known_parts import known_parts
from kap_companion.session.live import Live
from kap_companion.session.rows import rows_of
from kap_companion.session.timeline import project
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Rater
from tests.session.desks import Desk, a_nurse


def by_whole_history(desk: Desk) -> ClientOverview:
    """The same overview, from all entries of all sessions."""
    notebook, record, client = desk.notebook, desk.record, desk.client
    sessions = record.sessions(client.id)
    known = known_parts(record, notebook, client.id, "")
    rows = {session.id: rows_of(record, notebook, session.id) for session in sessions}
    family = known.family()
    courses = {session: project(family.restated(of)) for session, of in rows.items()}
    entries = [entry for course in courses.values() for entry in course.entries]
    there = spoken_of(family, entries, notebook.links(client.id))
    return client_overview(
        client, sessions, courses, family, {part.id: label(part, entries) for part in there}
    )


def a_session_with_everything(desk: Desk) -> Live:
    live = desk.begin()
    for line in (
        "s calm 2",
        'm the Watchman: #chest tight 7 "keep it locked" ->the Child',
        "d 70mg im left deltoid",
        "p: #throat something unsaid, no name yet",
        "f the Fox: wants out",
        "s c calm 4",
        "n far away",
        "p the guard: also here",
    ):
        desk.type(live, line)
    return live


def the_entry(live: Live, word: str) -> str:
    return next(entry.id for entry in live.timeline.entries if word in entry.raw)


def part_called(desk: Desk, name: str) -> str:
    return next(part.id for part in desk.notebook.parts(desk.client.id) if part.name == name)


def test_a_glance_tells_what_the_whole_history_tells(desk: Desk) -> None:
    live = a_session_with_everything(desk)
    desk.type(live, "> end")
    a_session_with_everything(desk)
    overview = overview_of(desk.record, desk.notebook, desk.client.id)
    assert overview == by_whole_history(desk)
    assert [part.label for part in overview.parts][:3] == [
        "the Watchman",
        "the Child",
        "something unsaid (throat)",
    ]
    assert [len(row.parts) for row in overview.sessions] == [4, 4]


def test_what_was_amended_or_taken_back_is_not_in_a_glance(desk: Desk) -> None:
    live = a_session_with_everything(desk)
    live.amend(the_entry(live, "70mg"), "d 65mg im", desk.clock.pass_time(5))
    live.amend(the_entry(live, "the Fox"), "n no part at all", desk.clock.pass_time(5))
    live.amend(the_entry(live, "far away"), "f the Rabbit: runs", desk.clock.pass_time(5))
    live.retract(the_entry(live, "the Watchman"), desk.clock.pass_time(5))
    back = the_entry(live, "s calm 2")
    live.retract(back, desk.clock.pass_time(5))
    overview = overview_of(desk.record, desk.notebook, desk.client.id)
    assert overview == by_whole_history(desk)
    (row,) = overview.sessions
    assert [part.label for part in row.parts] == ["something unsaid (throat)", "the Rabbit", "the guard"]
    assert [dose.amount for dose in row.doses] == [65]


def test_an_amendment_that_is_taken_back_brings_the_line_before_it_back(desk: Desk) -> None:
    live = a_session_with_everything(desk)
    desk.type(live, "f the Rabbit: runs")
    live.amend(the_entry(live, "the Rabbit"), "n nobody", desk.clock.pass_time(5))
    live.take_back(desk.clock.pass_time(5))
    overview = overview_of(desk.record, desk.notebook, desk.client.id)
    assert overview == by_whole_history(desk)
    assert "the Rabbit" in {part.label for part in overview.sessions[0].parts}


def test_merged_split_renamed_and_added_parts_are_glanced_at_as_they_are_now(desk: Desk) -> None:
    live = a_session_with_everything(desk)
    tending = Tending(desk.notebook, desk.clock, desk.person.id, desk.client.id)
    watchman = part_called(desk, "the Watchman")
    tending.merge(part_called(desk, "the guard"), watchman)
    tending.rename(watchman, "the Sentinel")
    desk.type(live, "m the Fox: hides as one who plans")
    fox = part_called(desk, "the Fox")
    tending.say_role(fox, Role.SELF_LIKE, Rater.CLIENT)
    tending.split(fox, "", [the_entry(live, "wants out")])
    tending.add_part("the Gardener")
    overview = overview_of(desk.record, desk.notebook, desk.client.id)
    assert overview == by_whole_history(desk)
    assert [part.label for part in overview.parts] == [
        "the Sentinel",
        "the Child",
        "something unsaid (throat)",
        "the Fox",
        "wants out",
        "the Gardener",
    ]
    assert {part.label: part.role for part in overview.parts}["the Fox"] is Role.SELF_LIKE


def test_a_role_said_in_a_later_line_counts_before_an_earlier_act(desk: Desk) -> None:
    live = a_session_with_everything(desk)
    tending = Tending(desk.notebook, desk.clock, desk.person.id, desk.client.id)
    tending.say_role(part_called(desk, "the Fox"), Role.EXILE, Rater.CLIENT)
    desk.type(live, "m the Fox: hides as one who plans")
    overview = overview_of(desk.record, desk.notebook, desk.client.id)
    assert overview == by_whole_history(desk)
    assert {part.label: part.role for part in overview.parts}["the Fox"] is Role.MANAGER


def test_words_with_lone_surrogates_do_not_hinder_a_glance(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, 'm \ud800: "\udfff"')
    desk.type(live, "d 70mg im \ud800 lot \udfff")
    desk.type(live, "s calm 2 \ud800")
    assert overview_of(desk.record, desk.notebook, desk.client.id) == by_whole_history(desk)


def test_whoever_has_no_notebook_glances_at_the_record_alone(desk: Desk) -> None:
    a_session_with_everything(desk)
    overview = overview_of(desk.record, a_nurse(desk).notebook, desk.client.id)
    assert overview.parts == ()
    assert [len(row.doses) for row in overview.sessions] == [1]
