"""Whatever is done about parts, in whatever order: nothing that was known is lost, no link dangles."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.family.alike import alike
from kap_companion.family.in_force import in_force
from kap_companion.family.kin import links_of
from kap_companion.family.members import Family, family_of
from kap_companion.family.observations import newest_first, observations_of, steps_of
from kap_companion.family.roles import roles_of
from kap_companion.family.spoken_of import spoken_of
from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.links import UNDIRECTED
from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.part_act import Observed, PartAct, Renamed, RoleSaid, Stepped, TakenBack
from kap_companion.vocabulary.roles import Role
from tests.family.makers import Happened, an_act, histories

MODEST = settings(max_examples=60, deadline=None)


def the_family(held: Happened) -> Family:
    return family_of(held.parts, held.acts, entries=held.entries)


@MODEST
@given(histories())
def test_every_reading_is_reached_from_exactly_one_part_that_stands_for_itself(held: Happened) -> None:
    family = the_family(held)
    found = observations_of(family, held.entries)
    reached = [each for part in family.parts for rs in newest_first(found, part.id).values() for each in rs]
    observed = [act for act in in_force(held.acts) if isinstance(act.deed, Observed)]
    assert sorted(each.source for each in reached) == sorted(
        [entry.id for entry in held.entries] + [act.id for act in observed]
    )
    assert len(reached) == len(found)


@MODEST
@given(histories())
def test_no_link_dangles_or_leads_to_itself_and_one_without_direction_is_there_once(held: Happened) -> None:
    family = the_family(held)
    links = links_of(family, held.rows, {entry.id: entry for entry in held.entries})
    standing = {part.id for part in family.parts}
    for link in links:
        assert {link.from_part, link.to_part} <= standing
        assert link.from_part != link.to_part
        assert link.history[-1].state is link.state
        assert link.kind not in UNDIRECTED or link.from_part < link.to_part
    assert len({(link.kind, link.from_part, link.to_part) for link in links}) == len(links)


@MODEST
@given(histories())
def test_every_step_is_with_a_part_that_stands_for_itself_and_never_in_its_own_place(held: Happened) -> None:
    family = the_family(held)
    standing = {part.id for part in family.parts}
    steps = steps_of(family, held.entries)
    for step in steps:
        assert step.part in standing
        assert step.instead_of in standing | {""}
        assert step.instead_of != step.part
    assert len(steps) == sum(isinstance(act.deed, Stepped) for act in family.acts)


@MODEST
@given(histories())
def test_every_row_leads_to_one_part_that_stands_for_itself(held: Happened) -> None:
    family = the_family(held)
    assert family.parts
    assert len({part.id for part in family.parts}) == len(family.parts)
    for part in held.parts:
        itself = family.part(part.id)
        assert itself is not None
        assert family.itself(itself.id) == itself.id
        assert itself.merged_into is None


@MODEST
@given(histories())
def test_every_name_that_was_ever_given_still_finds_a_part(held: Happened) -> None:
    family = the_family(held)
    roster = Roster(family.parts)
    given_names = [part.name for part in held.parts]
    given_names += [act.deed.name for act in family.acts if isinstance(act.deed, Renamed)]
    for name in given_names:
        assert (roster.find(name) is not None) == bool(name.strip())


@MODEST
@given(histories())
def test_a_part_with_a_line_about_it_is_spoken_of_and_no_other_part_has_one(held: Happened) -> None:
    family = the_family(held)
    there = {part.id for part in spoken_of(family, held.entries, held.rows)}
    assert {family.of(entry) for entry in held.entries} <= there
    assert {each.part for each in observations_of(family, held.entries)} <= there
    links = links_of(family, held.rows, {entry.id: entry for entry in held.entries})
    assert {end for link in links for end in (link.from_part, link.to_part)} <= there


@MODEST
@given(histories())
def test_rows_restated_once_or_twice_tell_the_same_family(held: Happened) -> None:
    family = the_family(held)
    once = family.restated(held.entries)
    assert family.restated(once) == once
    assert [family.of(entry) for entry in once] == [family.of(entry) for entry in held.entries]
    assert [entry.part for entry in once] == [family.of(entry) for entry in held.entries]
    as_written = {entry.id: entry for entry in held.entries}
    told = links_of(family, held.rows, {entry.id: entry for entry in once})
    standing = {part.id for part in family.parts}
    assert all({link.from_part, link.to_part} <= standing for link in told)
    if not any(act.deed.kind == "split_off" for act in family.acts):
        assert told == links_of(family, held.rows, as_written)


@MODEST
@given(histories(), st.data())
def test_taking_an_act_back_and_that_again_changes_nothing(held: Happened, data: st.DataObject) -> None:
    standing = list(in_force(held.acts))
    if not standing:
        return
    back = an_act(TakenBack(act=data.draw(st.sampled_from(standing)).id), 90)
    again = an_act(TakenBack(act=back.id), 91)
    before = family_of(held.parts, held.acts, entries=held.entries)
    assert family_of(held.parts, [*held.acts, back, again], entries=held.entries) == before


@MODEST
@given(histories())
def test_the_family_of_an_earlier_day_is_the_same_whatever_was_done_since(held: Happened) -> None:
    for until in {act.at for act in held.acts}:
        by_then: list[PartAct] = [act for act in held.acts if act.at <= until]
        assert family_of(held.parts, held.acts, until=until) == family_of(held.parts, by_then)


@MODEST
@given(histories())
def test_only_parts_that_stand_for_themselves_and_share_a_name_are_offered_as_one(held: Happened) -> None:
    family = the_family(held)
    for one, other in alike(family):
        assert one in family.parts
        assert other in family.parts
        assert one.id != other.id
        shared = {fold(name) for name in Roster.names_of(one)} & {
            fold(name) for name in Roster.names_of(other)
        }
        assert shared


@MODEST
@given(histories())
def test_a_part_has_the_role_that_was_said_last_unless_two_became_one(held: Happened) -> None:
    family = the_family(held)
    if len(family.parts) < len(family.stored) or any(a.deed.kind == "split_off" for a in family.acts):
        return
    rows = {part.id: part.role for part in held.parts}
    by_act = {act.deed.part for act in family.acts if isinstance(act.deed, RoleSaid)}
    for part in family.parts:
        history = roles_of(family, held.entries, part.id)
        if history and (part.id in by_act or rows[part.id] is Role.UNKNOWN):
            assert history[0].role is part.role
        else:
            assert rows[part.id] is part.role


@MODEST
@given(histories())
def test_every_role_that_was_said_is_in_the_history_of_one_part(held: Happened) -> None:
    family = the_family(held)
    said = {
        (family.of(entry), entry.detail.role)
        for entry in held.entries
        if isinstance(entry.detail, PartDetail) and entry.detail.role.value != "unknown"
    }
    for part, role in said:
        assert part is not None
        assert role in {reading.role for reading in roles_of(family, held.entries, part)}
