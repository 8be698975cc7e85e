"""Who is who after renaming, merging and splitting."""

from datetime import timedelta

import pytest

from kap_companion.family.alike import alike
from kap_companion.family.members import family_of
from kap_companion.family.roles import roles_of
from kap_companion.family.spoken_of import spoken_of
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.part_act import (
    AlsoCalled,
    Merged,
    Placed,
    Renamed,
    RoleSaid,
    SplitOff,
    TakenBack,
)
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Rater
from tests.builders import BEGAN, a_part
from tests.family.makers import ODD_NAMES, about, an_act

WATCHMAN, GUARD, CHILD = a_part("the Watchman"), a_part("the guard", Role.UNKNOWN), a_part("the Child")
ALL = (WATCHMAN, GUARD, CHILD)


@pytest.mark.parametrize("name", [name for name in ODD_NAMES if name.strip()])
def test_a_part_can_be_called_anything_and_is_found_by_it(name: str) -> None:
    family = family_of((GUARD,), (an_act(Renamed(part=GUARD.id, name=name)),))
    assert family.parts[0].name == name
    assert Roster(family.parts).find(name) == family.parts[0]
    assert Roster(family.parts).find("the guard") == family.parts[0]


def test_a_part_merged_into_one_that_is_merged_is_the_last_one_whatever_came_first() -> None:
    acts = (an_act(Merged(part=GUARD.id, into=WATCHMAN.id)), an_act(Merged(part=WATCHMAN.id, into=CHILD.id)))
    for order in (acts, acts[::-1]):
        family = family_of(ALL, order)
        assert [part.id for part in family.parts] == [CHILD.id]
        assert set(family.parts[0].aliases) == {"the Watchman", "the guard"}
        assert {family.itself(part.id) for part in ALL} == {CHILD.id}


def test_a_ring_of_merges_is_closed_by_none() -> None:
    ring = [
        an_act(Merged(part=one.id, into=other.id)) for one, other in zip(ALL, (*ALL[1:], ALL[0]), strict=True)
    ]
    assert len(family_of(ALL, ring).parts) == 1


def test_an_unnamed_part_takes_the_name_and_the_role_of_one_that_turned_out_to_be_it() -> None:
    unnamed = a_part("", Role.UNKNOWN)
    (whole,) = family_of((unnamed, WATCHMAN), (an_act(Merged(part=WATCHMAN.id, into=unnamed.id)),)).parts
    assert (whole.id, whole.name, whole.aliases, whole.role) == (unnamed.id, "the Watchman", (), Role.MANAGER)


def test_merges_and_names_of_before_are_seen_by_the_day() -> None:
    acts = (
        an_act(Renamed(part=WATCHMAN.id, name="the Lookout"), 10),
        an_act(Merged(part=GUARD.id, into=WATCHMAN.id), 20),
        an_act(AlsoCalled(part=WATCHMAN.id, name="🦉"), 30),
    )
    undone = (*acts, an_act(TakenBack(act=acts[0].id), 40))
    then = family_of(ALL, undone, until=BEGAN + timedelta(minutes=15))
    assert [part.name for part in then.parts] == ["the Lookout", "the guard", "the Child"]
    now = family_of(ALL, undone)
    assert [(part.name, part.aliases) for part in now.parts] == [
        ("the Watchman", ("🦉", "the guard")),
        ("the Child", ()),
    ]


def test_an_act_about_a_part_that_is_not_known_changes_nothing() -> None:
    acts = (
        an_act(Renamed(part="elsewhere", name="x")),
        an_act(Merged(part=GUARD.id, into="elsewhere")),
        an_act(RoleSaid(part="elsewhere", role=Role.EXILE)),
        an_act(SplitOff(part=GUARD.id, new="elsewhere", sources=("e",))),
        an_act(TakenBack(act="elsewhere")),
    )
    assert family_of(ALL, acts).parts == ALL


def test_a_split_that_is_taken_back_leaves_no_part_behind_unless_something_speaks_of_it() -> None:
    new = a_part("the other", Role.UNKNOWN, first_entry="")
    line, later = about(GUARD), about(new, 5)
    split = an_act(SplitOff(part=GUARD.id, new=new.id, sources=(line.id,)))
    rows = (GUARD, new)
    assert [part.id for part in spoken_of(family_of(rows, (split,)), (line,), ())] == [new.id]
    undone = family_of(rows, (split, an_act(TakenBack(act=split.id))))
    assert [part.id for part in spoken_of(undone, (line,), ())] == [GUARD.id]
    assert [part.id for part in spoken_of(undone, (line, later), ())] == [GUARD.id, new.id]


def test_a_place_on_the_map_alone_makes_no_part_be_there() -> None:
    family = family_of(ALL, (an_act(Placed(part=GUARD.id, x=0.5, y=0.5)),))
    assert spoken_of(family, (), ()) == ()


def test_the_history_of_a_role_says_who_said_it_and_when() -> None:
    lines = (about(GUARD, 1, role=Role.MANAGER), about(GUARD, 2, role=Role.MANAGER), about(GUARD, 3))
    said = an_act(RoleSaid(part=GUARD.id, role=Role.SELF_LIKE, by=Rater.CLIENT), 4, "session-2")
    family = family_of(ALL, (said,), entries=lines)
    history = roles_of(family, lines, GUARD.id)
    assert [(each.role, each.by, each.session, each.source) for each in history] == [
        (Role.SELF_LIKE, Rater.CLIENT, "session-2", said.id),
        (Role.MANAGER, Rater.FACILITATOR, "session-1", lines[0].id),
    ]
    assert [part.role for part in family.parts if part.id == GUARD.id] == [Role.SELF_LIKE]
    assert roles_of(family, lines, WATCHMAN.id) == ()


def test_names_that_differ_by_case_accent_or_the_alone_are_offered_as_one_and_not_merged() -> None:
    parts = (
        a_part("the Wärter"),
        a_part("WARTER"),
        a_part("the guard", aliases=("warter",)),
        a_part(""),
        a_part(""),
    )
    family = family_of(parts, ())
    assert len(family.parts) == 5
    ids = [(one.id, other.id) for one, other in alike(family)]
    assert ids == [(parts[0].id, parts[1].id), (parts[0].id, parts[2].id), (parts[1].id, parts[2].id)]
    merged = family_of(parts, (an_act(Merged(part=parts[1].id, into=parts[0].id)),))
    assert [(one.id, other.id) for one, other in alike(merged)] == [(parts[0].id, parts[2].id)]
