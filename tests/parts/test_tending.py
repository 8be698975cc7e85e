"""What is done about parts beside a log is kept act by act, and can be taken back."""

from collections.abc import Callable

import pytest

from kap_companion.errors import SessionError
from kap_companion.family.kin import Link, links_of
from kap_companion.family.members import Family, family_of
from kap_companion.family.observations import observations_of, steps_of
from kap_companion.family.spoken_of import spoken_of
from kap_companion.parts.tending import Tending
from kap_companion.session.live import Live
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.observation import Known, PartField, PathStep, StepTaken
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.part_act import Fit, Placed, Renamed, Reviewed, SplitOff
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Rater
from tests.session.desks import Desk, another_therapist

Act = Callable[[Tending, Part], object]


@pytest.fixture
def tending(desk: Desk) -> Tending:
    return Tending(desk.notebook, desk.clock, desk.person.id, desk.client.id, "device-1")


@pytest.fixture
def live(desk: Desk) -> Live:
    return desk.begin()


def family_at(desk: Desk) -> Family:
    return family_of(desk.notebook.parts(desk.client.id), desk.notebook.acts(desk.client.id))


def links_at(desk: Desk, live: Live) -> tuple[Link, ...]:
    entries = {entry.id: entry for entry in live.timeline.entries}
    return links_of(family_at(desk), desk.notebook.links(desk.client.id), entries)


def a_known(value: str = "keeping watch", field: PartField = PartField.JOB) -> Known:
    return Known(field=field, value=value)


def part_of(live: Live, name: str) -> Part:
    found = live.roster.find(name)
    assert found is not None
    return found


def test_a_part_that_was_added_is_there_until_that_is_taken_back(desk: Desk, tending: Tending) -> None:
    added = tending.add_part("the Fox", Role.FIREFIGHTER, by=Rater.CLIENT)
    assert spoken_of(family_at(desk), (), ()) == (added,)
    assert (added.name, added.role) == ("the Fox", Role.FIREFIGHTER)
    for act in reversed(desk.notebook.acts(desk.client.id)):
        tending.take_back(act.id)
    assert spoken_of(family_at(desk), (), ()) == ()


def test_an_act_says_who_did_it_when_in_which_session_and_where(
    desk: Desk, tending: Tending, live: Live
) -> None:
    fox = tending.add_part("the Fox")
    moment = desk.clock.pass_time(60)
    act = tending.rename(fox.id, "Rusty", live.session.id)
    assert (act.client, act.author, act.device) == (desk.client.id, desk.person.id, "device-1")
    assert (act.session, act.at) == (live.session.id, moment.at)
    assert desk.notebook.acts(desk.client.id)[-1] == act


def test_a_renamed_part_keeps_its_earlier_names(desk: Desk, tending: Tending) -> None:
    fox = tending.add_part("the Fox")
    tending.rename(fox.id, "Rusty")
    tending.also_called(fox.id, "🦊")
    tending.rename(fox.id, "Old Rusty")
    (part,) = family_at(desk).parts
    assert (part.name, part.aliases) == ("Old Rusty", ("the Fox", "🦊", "Rusty"))
    assert all(row.name == "the Fox" for row in desk.notebook.parts(desk.client.id))


def test_a_merge_brings_lines_links_and_names_along_and_is_undone_whole(
    desk: Desk, tending: Tending, live: Live
) -> None:
    desk.type(live, 'm the Watchman: "nobody gets in" ->the Child')
    desk.type(live, 'p the guard: "I never sleep" <>the Critic')
    watchman, guard = part_of(live, "the Watchman"), part_of(live, "the guard")
    before = links_at(desk, live)
    merge = tending.merge(guard.id, watchman.id)
    found = observations_of(family_at(desk), live.timeline.entries)
    assert {each.part for each in found} == {watchman.id}
    assert {each.name for each in found} == {"the Watchman", "the guard"}
    assert all(watchman.id in (link.from_part, link.to_part) for link in links_at(desk, live))
    tending.take_back(merge.id)
    assert links_at(desk, live) == before


def test_a_part_merged_into_one_that_is_later_merged_follows_it(desk: Desk, tending: Tending) -> None:
    one, two, three = (tending.add_part(name) for name in ("one", "two", "three"))
    tending.merge(one.id, two.id)
    tending.merge(two.id, three.id)
    with pytest.raises(SessionError):
        tending.merge(three.id, one.id)
    (left,) = family_at(desk).parts
    assert left.id == three.id
    assert set(left.aliases) == {"one", "two"}


def test_a_split_moves_the_chosen_lines_and_acts_alone(desk: Desk, tending: Tending, live: Live) -> None:
    desk.type(live, 'm the Watchman: "nobody gets in"')
    desk.type(live, 'm the Watchman: "I am four" ->the Critic')
    watchman = part_of(live, "the Watchman")
    job = tending.observe(watchman.id, a_known(), live.session.id)
    link = tending.say_link(LinkKind.ALLIED, watchman.id, part_of(live, "the Critic").id)
    second = live.timeline.entries[-1]
    child = tending.split(watchman.id, "the Child", (second.id, job.id, link.id))
    found = observations_of(family_at(desk), live.timeline.entries)
    assert {each.value for each in found if each.part == child.id} == {"I am four", "keeping watch"}
    assert {each.value for each in found if each.part == watchman.id} == {"nobody gets in"}
    assert all(child.id in (each.from_part, each.to_part) for each in links_at(desk, live))
    split = tending.last
    assert split is not None
    assert isinstance(split.deed, SplitOff)
    tending.take_back(split.id)
    found = observations_of(family_at(desk), live.timeline.entries)
    assert {each.part for each in found} == {watchman.id}


def test_what_was_split_off_can_be_split_again(desk: Desk, tending: Tending, live: Live) -> None:
    desk.type(live, 'm the Watchman: "nobody gets in"')
    desk.type(live, 'm the Watchman: "I am four"')
    entries = live.timeline.entries[-2:]
    watchman = part_of(live, "the Watchman")
    child = tending.split(watchman.id, "the Child", [entry.id for entry in entries])
    unnamed = tending.split(child.id, "", [entries[1].id])
    assert [family_at(desk).of(entry) for entry in entries] == [child.id, unnamed.id]


def test_readings_steps_roles_places_and_reviews_are_kept(desk: Desk, tending: Tending, live: Live) -> None:
    fox, child = tending.add_part("the Fox"), tending.add_part("the Child")
    tending.observe(fox.id, a_known("7", PartField.TRUST), live.session.id)
    tending.say_role(fox.id, Role.SELF_LIKE, Rater.CLIENT)
    tending.step(child.id, StepTaken(step=PathStep.BECAME_NEXT, instead_of=fox.id, text="it stepped in"))
    placed = tending.place(fox.id, 3.5, -0.25, live.session.id)
    reviewed = tending.review(fox.id, Fit.FITS, live.session.id)
    family = family_at(desk)
    assert [(each.part, each.value) for each in observations_of(family, ())] == [(fox.id, "7")]
    assert [(each.part, each.instead_of) for each in steps_of(family, ())] == [(child.id, fox.id)]
    assert [part.role for part in family.parts] == [Role.SELF_LIKE, Role.UNKNOWN]
    assert placed.deed == Placed(part=fox.id, x=2, y=-0.25)
    assert reviewed.deed == Reviewed(part=fox.id, fit=Fit.FITS)


def test_a_link_eases_is_dropped_and_is_said_again(desk: Desk, tending: Tending, live: Live) -> None:
    desk.type(live, 'm the Watchman: "nobody gets in" <>the Critic')
    ends = part_of(live, "the Critic").id, part_of(live, "the Watchman").id
    desk.clock.pass_time(60)
    tending.say_link(LinkKind.POLARISED, *ends, LinkState.EASING, "they nod at each other")
    (link,) = links_at(desk, live)
    assert link.state is LinkState.EASING
    assert [each.state for each in link.history] == [LinkState.ACTIVE, LinkState.EASING]
    desk.clock.pass_time(60)
    tending.drop_link(LinkKind.POLARISED, *reversed(ends))
    assert links_at(desk, live) == ()
    desk.type(live, "m the Watchman: <>the Critic")
    (link,) = links_at(desk, live)
    assert link.state is LinkState.ACTIVE


def test_a_loop_of_protection_is_a_loop(desk: Desk, tending: Tending, live: Live) -> None:
    ids = [tending.add_part(name).id for name in ("one", "two", "three")]
    for start, end in zip(ids, [*ids[1:], ids[0]], strict=True):
        tending.say_link(LinkKind.PROTECTS, start, end)
    assert [(link.from_part, link.to_part) for link in links_at(desk, live)] == [
        (ids[0], ids[1]),
        (ids[1], ids[2]),
        (ids[2], ids[0]),
    ]


def test_undoing_goes_back_step_by_step_and_a_taking_back_can_be_taken_back(
    desk: Desk, tending: Tending
) -> None:
    fox = tending.add_part("the Fox")
    tending.rename(fox.id, "Rusty")
    tending.rename(fox.id, "Old Rusty")
    undone = []
    for name in ("Rusty", "the Fox"):
        last = tending.last
        assert last is not None
        undone.append(tending.take_back(last.id))
        assert family_at(desk).parts[0].name == name
    tending.take_back(undone[1].id)
    assert family_at(desk).parts[0].name == "Rusty"
    assert len(desk.notebook.acts(desk.client.id)) == 6


def test_acts_about_a_merged_part_are_about_the_one_it_turned_out_to_be(desk: Desk, tending: Tending) -> None:
    fox, rusty = tending.add_part("the Fox"), tending.add_part("Rusty")
    tending.merge(fox.id, rusty.id)
    act = tending.rename(fox.id, "Old Rusty")
    assert act.deed == Renamed(part=rusty.id, name="Old Rusty")


def test_two_therapists_know_the_same_part_by_two_names(desk: Desk, tending: Tending) -> None:
    tending.add_part("the Fox")
    with another_therapist(desk) as colleague:
        assert colleague.notebook is not None
        theirs = Tending(colleague.notebook, desk.clock, colleague.person.id, desk.client.id)
        rusty = theirs.add_part("Rusty")
        assert [part.name for part in colleague.notebook.parts(desk.client.id)] == ["Rusty"]
        with pytest.raises(SessionError):
            tending.rename(rusty.id, "the Fox")
    assert [part.name for part in family_at(desk).parts] == ["the Fox"]


NONSENSE: dict[str, Act] = {
    "an empty name": lambda tending, part: tending.rename(part.id, " \n"),
    "an empty alias": lambda tending, part: tending.also_called(part.id, ""),
    "a part without a name or anything else": lambda tending, _: tending.add_part(" "),
    "the name it has": lambda tending, part: tending.rename(part.id, part.name),
    "an alias it has": lambda tending, part: tending.also_called(part.id, part.name),
    "a merge with itself": lambda tending, part: tending.merge(part.id, part.id),
    "a merge with nobody": lambda tending, part: tending.merge(part.id, "nobody"),
    "a split of nothing": lambda tending, part: tending.split(part.id, "the other", ()),
    "a split of what is not the part's": lambda tending, part: tending.split(part.id, "the other", ("x",)),
    "a link to itself": lambda tending, part: tending.say_link(LinkKind.ALLIED, part.id, part.id),
    "a link to itself dropped": lambda tending, part: tending.drop_link(LinkKind.ALLIED, part.id, part.id),
    "a reading of nobody": lambda tending, _: tending.observe("nobody", a_known()),
    "a reading that says nothing": lambda tending, part: tending.observe(part.id, a_known(" ")),
    "a trust of eleven": lambda tending, part: tending.observe(part.id, a_known("11", PartField.TRUST)),
    "half blended": lambda tending, part: tending.observe(part.id, a_known("half", PartField.BLENDED)),
    "a step in its own place": lambda tending, part: tending.step(
        part.id, StepTaken(step=PathStep.BECAME_NEXT, instead_of=part.id)
    ),
    "an act nobody did": lambda tending, _: tending.take_back("nothing"),
}


@pytest.mark.parametrize("what", NONSENSE)
def test_what_makes_no_sense_is_refused_with_advice_and_nothing_is_kept(
    desk: Desk, tending: Tending, what: str
) -> None:
    part = tending.add_part("the Fox")
    kept = desk.notebook.acts(desk.client.id)
    with pytest.raises(SessionError) as refused:
        NONSENSE[what](tending, part)
    assert refused.value.advice
    assert "Fox" not in str(refused.value)
    assert desk.notebook.acts(desk.client.id) == kept
    assert len(desk.notebook.parts(desk.client.id)) == 1


def test_what_was_taken_back_cannot_be_taken_back_again(desk: Desk, tending: Tending) -> None:
    fox = tending.add_part("the Fox")
    act = tending.rename(fox.id, "Rusty")
    tending.take_back(act.id)
    with pytest.raises(SessionError):
        tending.take_back(act.id)
