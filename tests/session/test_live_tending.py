"""What is done about parts beside the log shows in the room, and old sessions keep the names of then."""

from kap_companion.parts.tending import Tending
from kap_companion.session.completion import complete
from kap_companion.session.live import Live
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Rater
from tests.session.desks import Desk, names_in, newest


def tending_at(desk: Desk) -> Tending:
    return Tending(desk.notebook, desk.clock, desk.person.id, desk.client.id)


def part_of(live: Live, name: str) -> Part:
    found = live.roster.find(name)
    assert found is not None
    return found


def test_a_part_renamed_beside_the_log_goes_by_both_names_in_the_room(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m the Watchman: looks away")
    watchman = part_of(live, "the Watchman")
    tending_at(desk).rename(watchman.id, "the Sentinel")
    change = live.reread_parts()
    assert (change.added, change.removed) == ((), ())
    assert [part.name for part in change.roster.parts] == names_in(live) == ["the Sentinel"]
    desk.type(live, "the watchman: still there")
    desk.type(live, "the sentinel: here too")
    assert {entry.part for entry in live.timeline.entries if entry.part} == {watchman.id}
    assert complete("the Watch", 9, live.roster) == ("the Watchman", 12)
    assert complete("the Sent", 8, live.roster) == ("the Sentinel", 12)


def test_a_part_merged_beside_the_log_is_one_in_the_room(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m the Watchman: looks away")
    desk.type(live, "p the guard: also here")
    watchman, guard = part_of(live, "the Watchman"), part_of(live, "the guard")
    merge = tending_at(desk).merge(guard.id, watchman.id)
    live.reread_parts()
    assert names_in(live) == ["the Watchman"]
    assert [presence.part for presence in live.timeline.present] == [watchman.id]
    desk.type(live, "the guard: -")
    assert live.timeline.present == ()
    assert newest(live).part == watchman.id
    tending_at(desk).take_back(merge.id)
    live.reread_parts()
    assert names_in(live) == ["the Watchman", "the guard"]
    assert [entry.part for entry in desk.entries(live) if entry.part] == [watchman.id, guard.id, watchman.id]


def test_a_line_that_was_split_off_stays_so_when_it_is_amended(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m the Watchman: looks away")
    desk.type(live, "m the Watchman: I am for")
    child = tending_at(desk).split(part_of(live, "the Watchman").id, "the Child", [newest(live).id])
    live.reread_parts()
    assert names_in(live) == ["the Watchman", "the Child"]
    live.amend(newest(live).id, "m the Watchman: I am four", desk.clock.pass_time(5))
    live.amend(newest(live).id, "m the Watchman: I am four!", desk.clock.pass_time(5))
    assert live.timeline.entries[-1].part == child.id
    resumed, _change = desk.resume(live)
    assert [entry.part for entry in resumed.timeline.entries if entry.part][-1] == child.id


def test_a_part_added_beside_the_log_is_known_in_the_next_session(desk: Desk) -> None:
    added = tending_at(desk).add_part("the Gardener", Role.SELF_LIKE, by=Rater.CLIENT)
    live = desk.begin()
    assert live.roster.parts == (added,)
    desk.type(live, "the gardener: hums")
    assert newest(live).part == added.id
    assert len(desk.notebook.parts(desk.client.id)) == 1


def test_an_ended_session_shows_the_names_used_then_and_the_next_one_those_of_now(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m the Watchman: looks away")
    desk.type(live, "p the guard: also here")
    watchman, guard = part_of(live, "the Watchman"), part_of(live, "the guard")
    tending_at(desk).rename(watchman.id, "the Lookout")
    live.reread_parts()
    desk.type(live, "> end")
    desk.clock.pass_time(3600)
    tending_at(desk).rename(watchman.id, "the Sentinel")
    tending_at(desk).merge(guard.id, watchman.id)
    tending_at(desk).say_role(watchman.id, Role.SELF_LIKE, Rater.CLIENT)
    looked = desk.look(live)
    assert [(part.name, part.role) for part in looked.roster.parts] == [
        ("the Lookout", Role.MANAGER),
        ("the guard", Role.UNKNOWN),
    ]
    assert [entry.part for entry in looked.timeline.entries if entry.part] == [watchman.id, guard.id]
    live.reread_parts()
    assert names_in(live) == ["the Lookout", "the guard"]
    following = desk.begin()
    (now,) = following.roster.parts
    assert (now.name, now.role) == ("the Sentinel", Role.SELF_LIKE)
    assert set(now.aliases) == {"the Watchman", "the Lookout", "the guard"}


def test_a_session_that_is_opened_again_shows_the_names_of_now(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m the Watchman: looks away")
    desk.type(live, "> end")
    end = newest(live)
    desk.clock.pass_time(60)
    tending_at(desk).rename(part_of(live, "the Watchman").id, "the Sentinel")
    live.reread_parts()
    assert names_in(live) == ["the Watchman"]
    live.retract(end.id, desk.clock.pass_time(5))
    assert names_in(live) == ["the Sentinel"]


def test_a_role_in_a_line_counts_after_one_said_beside_the_log(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "p the Watchman: looks away")
    tending_at(desk).say_role(part_of(live, "the Watchman").id, Role.EXILE, Rater.CLIENT)
    live.reread_parts()
    assert part_of(live, "the Watchman").role is Role.EXILE
    desk.type(live, "m the Watchman: plans")
    assert part_of(live, "the Watchman").role is Role.MANAGER
    desk.clock.pass_time(5)
    tending_at(desk).say_role(part_of(live, "the Watchman").id, Role.EXILE, Rater.CLIENT)
    live.reread_parts()
    desk.type(live, "m the Watchman: plans again")
    assert part_of(live, "the Watchman").role is Role.MANAGER
    live.take_back(desk.clock.pass_time(5))
    assert part_of(live, "the Watchman").role is Role.EXILE


def test_whoever_has_no_notebook_has_nothing_to_reread(desk: Desk) -> None:
    live = Live.begin(
        desk.record,
        None,
        desk.clock,
        client=desk.client,
        protocol=desk.begin().session.protocol,
        author=desk.person,
    )
    assert live.reread_parts().roster.parts == ()
