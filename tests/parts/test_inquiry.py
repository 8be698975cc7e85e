"""The path of meeting a part: what is done, begun, promised, and who stepped in."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.family.kin import Link, LinkReading
from kap_companion.family.members import family_of
from kap_companion.family.observations import StepSeen
from kap_companion.parts.client_parts import ClientParts, read_client_parts
from kap_companion.parts.inquiry import HEALING, Path, Stands, path, path_in, path_of
from kap_companion.parts.tending import Tending
from kap_companion.records.readers import Purpose, readers_for
from kap_companion.session.live import Live
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.observation import SIX_FS, PathStep, StepTaken
from kap_companion.vocabulary.roles import Role
from tests.builders import BEGAN, a_part
from tests.session.desks import Desk

CHILD = a_part("the little one").model_copy(update={"role": Role.EXILE})
WATCHMAN = a_part("The Watchman").model_copy(update={"role": Role.MANAGER})
NUMB = a_part("Go-Numb")
FAMILY = family_of((CHILD, WATCHMAN, NUMB), ())
PROTECTS = Link(
    LinkKind.PROTECTS,
    WATCHMAN.id,
    CHILD.id,
    LinkState.ACTIVE,
    (LinkReading(LinkState.ACTIVE, BEGAN, None, "e"),),
)


def seen(part: str, step: PathStep, instead_of: str = "", *, asked: bool = False) -> StepSeen:
    return StepSeen(part, step, "", BEGAN, None, "e", instead_of=instead_of, asked=asked)


def of_child(*steps: StepSeen, links: Sequence[Link] = (PROTECTS,)) -> Path:
    return path_of(FAMILY, links, steps, CHILD.id)


def stands(found: Path) -> dict[PathStep, Stands]:
    return {each.step: each.stands for each in (*found.six_fs, *found.permission, *found.healing)}


def parts_of(desk: Desk) -> ClientParts:
    return read_client_parts(readers_for(Purpose.ROOM, desk.record, desk.notebook), desk.client.id)


def id_of(live: Live, name: str) -> str:
    part = live.roster.find(name)
    assert part is not None
    return part.id


def test_a_step_is_done_begun_or_not_yet() -> None:
    found = of_child(
        seen(CHILD.id, PathStep.FOUND),
        seen(CHILD.id, PathStep.FOUND, asked=True),
        seen(CHILD.id, PathStep.FOCUSED, asked=True),
        seen(NUMB.id, PathStep.FLESHED_OUT),
    )
    assert [each.step for each in found.six_fs] == list(SIX_FS)
    assert stands(found)[PathStep.FOUND] is Stands.DONE
    assert stands(found)[PathStep.FOCUSED] is Stands.BEGUN
    assert stands(found)[PathStep.FLESHED_OUT] is Stands.NOT_YET
    assert found.next_step is PathStep.FOCUSED


def test_a_path_with_nothing_recorded_is_a_path() -> None:
    found = of_child(links=())
    assert set(stands(found).values()) == {Stands.NOT_YET}
    assert (found.unresolved, found.stepped_in, found.quiet_mention) == ((), (), None)


def test_an_exile_that_was_met_with_no_permission_before_it_is_mentioned() -> None:
    met = seen(CHILD.id, PathStep.MET)
    assert of_child(met).quiet_mention is met
    assert of_child(seen(CHILD.id, PathStep.FOUND)).quiet_mention is None
    assert of_child(met, seen(WATCHMAN.id, PathStep.PERMISSION_GIVEN)).quiet_mention is met


def test_a_permission_counts_while_its_protector_did_not_refuse_since() -> None:
    given_, refused = (
        seen(WATCHMAN.id, step) for step in (PathStep.PERMISSION_GIVEN, PathStep.PERMISSION_REFUSED)
    )
    met = seen(CHILD.id, PathStep.WITNESSED)
    assert of_child(given_, met).quiet_mention is None
    assert of_child(given_, refused, met).quiet_mention is met
    assert of_child(seen(WATCHMAN.id, PathStep.PERMISSION_ASKED), met).quiet_mention is met
    assert of_child(given_, refused, met).permissions[0].seen is refused


def test_where_nobody_is_known_to_protect_it_anybodys_permission_counts() -> None:
    met, of_numb = seen(CHILD.id, PathStep.MET), seen(NUMB.id, PathStep.PERMISSION_GIVEN)
    assert of_child(of_numb, met, links=()).quiet_mention is None
    assert of_child(of_numb, met).quiet_mention is met
    assert of_child(seen(CHILD.id, PathStep.PERMISSION_GIVEN), met).quiet_mention is None


def test_nothing_is_mentioned_of_a_part_that_is_no_exile() -> None:
    assert path_of(FAMILY, (), [seen(NUMB.id, PathStep.MET)], NUMB.id).quiet_mention is None


def test_what_was_left_without_resolution_is_open_until_a_step_with_it_comes() -> None:
    left = seen(CHILD.id, PathStep.UNRESOLVED)
    assert of_child(left).unresolved == (left,)
    assert of_child(left, seen(WATCHMAN.id, PathStep.MET)).unresolved == (left,)
    assert of_child(left, seen(CHILD.id, PathStep.RETRIEVED)).unresolved == ()
    assert of_child(seen(CHILD.id, PathStep.MET), left).unresolved == (left,)


def test_who_stepped_in_is_told_and_whether_it_was_met_since() -> None:
    stepped = seen(NUMB.id, PathStep.BECAME_NEXT, WATCHMAN.id)
    asked = seen(NUMB.id, PathStep.FOUND, asked=True)
    found = path_of(FAMILY, (), [stepped, asked], WATCHMAN.id)
    assert [(each.part, each.met_since) for each in found.stepped_in] == [(NUMB.id, False)]
    found = path_of(FAMILY, (), [stepped, seen(NUMB.id, PathStep.FOUND)], WATCHMAN.id)
    assert found.stepped_in[0].met_since
    assert path_of(FAMILY, (), [stepped], NUMB.id).became_next == (stepped,)


_STEPS = st.lists(
    st.builds(
        seen,
        st.sampled_from([CHILD.id, WATCHMAN.id, NUMB.id]),
        st.sampled_from(list(PathStep)),
        st.sampled_from(["", CHILD.id, WATCHMAN.id, "unknown"]),
    ),
    max_size=12,
)


@settings(max_examples=100, deadline=None)
@given(_STEPS, st.sampled_from([(), (PROTECTS,)]))
def test_a_path_never_hides_a_step_and_mentions_only_what_was_recorded(
    steps: list[StepSeen], links: tuple[Link, ...]
) -> None:
    found = path_of(FAMILY, links, steps, CHILD.id)
    shown = [each for step in (*found.six_fs, *found.permission, *found.healing) for each in step.seen]
    own = [each for each in steps if each.part == CHILD.id]
    beside = {PathStep.UNRESOLVED, PathStep.BECAME_NEXT}
    assert sorted(map(id, shown)) == sorted(id(each) for each in own if each.step not in beside)
    if found.quiet_mention is not None:
        assert found.quiet_mention.step in HEALING
    assert all(each in own for each in found.unresolved)


def test_the_room_and_the_pages_see_the_same_path(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m watchman: ->kid =found =heard")
    desk.type(live, "e kid: =met under the stairs")
    desk.type(live, "f numb: =next scared for her ~>kid")
    desk.type(live, "kid: =unresolved it was late")
    for name in ("watchman", "kid", "numb"):
        part_id = id_of(live, name)
        assert path_in(live.timeline, live.known, part_id) == path(parts_of(desk), part_id)
    kid = path(parts_of(desk), id_of(live, "kid"))
    assert kid.quiet_mention is not None
    assert [each.seen.text for each in kid.stepped_in] == ["scared for her"]
    assert [each.text for each in kid.unresolved] == ["it was late"]


def test_a_later_session_and_an_act_beside_the_log_go_on_with_the_path(desk: Desk) -> None:
    first = desk.begin()
    desk.type(first, "e kid: =unresolved")
    desk.type(first, "> end")
    kid = id_of(first, "kid")
    second = desk.begin()
    assert path_in(second.timeline, second.known, kid).unresolved
    tending = Tending(desk.notebook, desk.clock, desk.person.id, desk.client.id)
    desk.clock.pass_time(60)
    tending.step(kid, StepTaken(step=PathStep.MET))
    second.reread_parts()
    assert not path_in(second.timeline, second.known, kid).unresolved
    assert not path(parts_of(desk), kid).unresolved


@pytest.mark.parametrize("name", ["x" * 300, "🌿", "קטנה"])
def test_a_merged_part_has_the_path_of_the_one_it_turned_out_to_be(desk: Desk, name: str) -> None:
    live = desk.begin()
    desk.type(live, f"m {name}: =found")
    desk.type(live, "m guard: =heard")
    tending = Tending(desk.notebook, desk.clock, desk.person.id, desk.client.id)
    guard = id_of(live, "guard")
    tending.merge(guard, id_of(live, name))
    found = path(parts_of(desk), guard)
    assert stands(found)[PathStep.FOUND] is stands(found)[PathStep.FEARS_HEARD] is Stands.DONE
