"""Parts as they come up in a session."""

import pytest

from kap_companion.errors import SessionError
from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.links import LinkKind
from kap_companion.vocabulary.roles import Role
from tests.session.desks import Desk, names_in, newest


def test_a_new_name_is_a_new_part_and_a_known_one_is_the_same(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "p The Watchman: #chest")
    desk.type(live, "m watchman: looks away")
    desk.type(live, "WATCHMAN 4 steps aside")
    (part,) = live.roster.parts
    assert (part.name, part.role) == ("The Watchman", Role.MANAGER)
    about = [entry for entry in live.timeline.entries if entry.kind is EntryKind.PART]
    assert {entry.part for entry in about} == {part.id}
    assert desk.notebook.parts(desk.client.id) == (part,)
    assert part.first_entry == about[0].id


def test_an_unnamed_part_is_new_each_time(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "p: #throat something tight")
    desk.type(live, "p: #belly something warm")
    assert len(live.roster.parts) == 2
    assert len(live.timeline.present) == 2


def test_links_are_saved_with_the_entry_that_said_them(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m Watchman: stern ->the little one")
    desk.type(live, "f Go-Numb: <>Watchman")
    desk.type(live, "watchman <>go-numb")
    watchman, little_one, go_numb = live.roster.parts
    assert (little_one.name, little_one.role) == ("the little one", Role.UNKNOWN)
    protects, polarised, again = desk.notebook.links(desk.client.id)
    assert (protects.kind, protects.from_part, protects.to_part) == (
        LinkKind.PROTECTS,
        watchman.id,
        little_one.id,
    )
    assert polarised.from_part == again.from_part == min(watchman.id, go_numb.id)
    assert polarised.to_part == again.to_part == max(watchman.id, go_numb.id)


def test_settling_says_what_it_closes(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m Planner: worries")
    opening = newest(live)
    desk.type(live, "planner again")
    live.settle(live.roster.parts[0].id, desk.clock.pass_time(60))
    settling = newest(live)
    assert (settling.closes, settling.part) == (opening.id, opening.part)
    assert isinstance(settling.detail, PartDetail)
    assert settling.detail.settled
    assert live.timeline.present == ()
    with pytest.raises(SessionError, match="not present"):
        live.settle(live.roster.parts[0].id, desk.clock.now())


def test_an_unnamed_part_settles_and_takes_a_name_without_becoming_another(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "p: #throat something tight")
    opening = newest(live)
    live.settle(opening.part or "", desk.clock.pass_time(5))
    assert [span.end_ms for span in live.timeline.spans] == [65_000]
    live.amend(opening.id, "e the hummer: #throat something tight", desk.clock.pass_time(5))
    (part,) = live.roster.parts
    assert (part.id, part.name, part.role) == (opening.part, "the hummer", Role.EXILE)
    assert [span.end_ms for span in live.timeline.spans] == [65_000]


def test_a_part_whose_every_entry_was_taken_back_is_not_completed_any_more(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m Watchmn: stern ->grief")
    slip = newest(live)
    assert names_in(live) == ["Watchmn", "grief"]
    live.amend(slip.id, "m Watchman: stern", desk.clock.pass_time(1))
    assert names_in(live) == ["Watchman"]
    live.take_back(desk.clock.pass_time(1))
    assert names_in(live) == ["Watchmn", "grief"]
    live.take_back(desk.clock.pass_time(1))
    assert names_in(live) == []
    desk.type(live, "m watchmn: typed again")
    assert names_in(live) == ["Watchmn"]
    assert len(desk.notebook.parts(desk.client.id)) == 3


def test_a_role_given_by_a_line_that_is_taken_back_goes_with_it(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m Watchman: stern")
    desk.type(live, "e watchman: weeps")
    assert live.roster.parts[0].role is Role.EXILE
    change = live.take_back(desk.clock.pass_time(1))
    assert change is not None
    assert change.roster.parts[0].role is Role.MANAGER
    assert desk.notebook.parts(desk.client.id)[0].role is Role.MANAGER


def test_parts_of_earlier_sessions_are_known(desk: Desk) -> None:
    first = desk.begin()
    desk.type(first, "m Watchman: stern ->the little one")
    desk.type(first, "m Mistyped: gone")
    first.take_back(desk.clock.pass_time(1))
    desk.type(first, "> end")
    second = desk.begin()
    assert names_in(second) == ["Watchman", "the little one"]
    desk.type(second, "watchman 3 nods")
    assert newest(second).part == first.roster.parts[0].id
