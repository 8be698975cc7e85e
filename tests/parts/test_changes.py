"""What changed since a session: only what was recorded, each with what says so."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.parts.changed import What
from kap_companion.parts.changes import changes, session_before
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.observation import Known, PartField, PathStep, StepTaken
from kap_companion.vocabulary.part_act import (
    AlsoCalled,
    Deed,
    LinkDropped,
    LinkSaid,
    Merged,
    Observed,
    Renamed,
    RoleSaid,
    SplitOff,
    Stepped,
)
from kap_companion.vocabulary.roles import Role
from tests.builders import a_part
from tests.parts.families import a_line, an_act, known, sessions, the_end

WATCHMAN, NUMB = a_part("The Watchman"), a_part("Go-Numb", Role.FIREFIGHTER)
FIRST, SECOND, THIRD = sessions(3)


def whats(*found: object) -> list[What]:
    return [each.what for each in found]  # type: ignore[attr-defined]  # changes


def test_there_is_nothing_to_compare_with_before_the_second_session() -> None:
    assert session_before(known([], [])) is None
    assert session_before(known([FIRST], [WATCHMAN], [a_line(FIRST, WATCHMAN)])) is None
    parts = known([FIRST, SECOND, THIRD], [WATCHMAN], [a_line(FIRST, WATCHMAN), a_line(THIRD, WATCHMAN)])
    assert session_before(parts) == FIRST


def test_who_came_for_the_first_time_again_or_not_at_all_is_told_from_the_lines() -> None:
    third = a_part("third")
    lines = [
        a_line(FIRST, WATCHMAN, 1),
        a_line(SECOND, NUMB, 1),
        a_line(THIRD, WATCHMAN, 1),
        a_line(THIRD, third, 2),
    ]
    found = changes(known([FIRST, SECOND, THIRD], [WATCHMAN, NUMB, third], lines), SECOND)
    assert [(each.what, each.part) for each in found] == [
        (What.CAME_AGAIN, WATCHMAN.id),
        (What.DID_NOT_COME, NUMB.id),
        (What.CAME_FIRST, third.id),
    ]
    assert found[0].last_at == lines[0].at
    assert found[0].sources == (lines[0].id, lines[2].id)


def test_a_new_reading_tells_what_was_read_before() -> None:
    acts = [
        an_act(Observed(part=WATCHMAN.id, known=Known(field=PartField.TRUST, value="2")), days=-1),
        an_act(Observed(part=WATCHMAN.id, known=Known(field=PartField.TRUST, value="6")), days=2),
        an_act(Observed(part=WATCHMAN.id, known=Known(field=PartField.JOB, value="the door")), days=3),
    ]
    found = changes(known([FIRST], [WATCHMAN], [a_line(FIRST, WATCHMAN)], acts), FIRST)
    assert [(each.what, each.field, each.before, each.after) for each in found] == [
        (What.CHANGED, PartField.TRUST, "2", "6"),
        (What.LEARNT, PartField.JOB, "", "the door"),
    ]


def test_the_same_words_again_are_no_change() -> None:
    told = Known(field=PartField.JOB, value="the door")
    acts = [an_act(Observed(part=WATCHMAN.id, known=told), days=day) for day in (-1, 2)]
    assert changes(known([FIRST], [WATCHMAN], [a_line(FIRST, WATCHMAN)], acts), FIRST) == ()


def test_a_place_where_it_was_never_felt_is_told_and_one_known_before_is_not() -> None:
    lines = [a_line(FIRST, WATCHMAN, 1, body=("chest",)), a_line(SECOND, WATCHMAN, 1, body=("Chest", "jaw"))]
    (found,) = changes(known([FIRST, SECOND], [WATCHMAN], lines), FIRST)
    assert (found.what, found.field, found.after) == (What.LEARNT, PartField.BODY, "jaw")


def test_names_roles_links_and_steps_are_told_with_what_they_were_before() -> None:
    def linked(state: LinkState, days: float) -> object:
        said = LinkSaid(link=LinkKind.PROTECTS, from_part=WATCHMAN.id, to_part=NUMB.id, state=state)
        return an_act(said, days=days)

    acts = [
        linked(LinkState.ACTIVE, -1),
        an_act(RoleSaid(part=WATCHMAN.id, role=Role.MANAGER), days=-1),
        an_act(Renamed(part=WATCHMAN.id, name="the one at the door"), days=2),
        an_act(AlsoCalled(part=WATCHMAN.id, name="him"), days=2.1),
        an_act(RoleSaid(part=WATCHMAN.id, role=Role.EXILE), days=2.2),
        linked(LinkState.EASING, 2.3),
        an_act(Stepped(part=WATCHMAN.id, taken=StepTaken(step=PathStep.WITNESSED)), days=2.4),
    ]
    parts = known([FIRST], [WATCHMAN, NUMB], [a_line(FIRST, WATCHMAN)], acts)  # type: ignore[arg-type]  # acts
    found = changes(parts, FIRST)
    assert whats(*found) == [
        What.RENAMED,
        What.ALSO_CALLED,
        What.ROLE_SAID,
        What.LINK_MOVED,
        What.STEP_DONE,
    ]
    assert (found[0].before, found[0].after) == ("The Watchman", "the one at the door")
    assert (found[2].role_before, found[2].role) == (Role.MANAGER, Role.EXILE)
    assert (found[3].state_before, found[3].state) == (LinkState.ACTIVE, LinkState.EASING)


def test_who_turned_out_to_be_whom_is_told_of_the_one_that_stands() -> None:
    acts = [an_act(Merged(part=NUMB.id, into=WATCHMAN.id), days=2)]
    (found,) = changes(known([FIRST], [WATCHMAN, NUMB], [a_line(FIRST, WATCHMAN)], acts), FIRST)
    assert (found.what, found.part, found.before) == (What.MERGED, WATCHMAN.id, "Go-Numb")


line_or_act = st.one_of(
    st.tuples(st.sampled_from((FIRST, SECOND, THIRD)), st.sampled_from((WATCHMAN, NUMB)), st.integers(0, 9)),
    st.tuples(
        st.sampled_from(
            (
                Renamed(part=WATCHMAN.id, name="he"),
                AlsoCalled(part=NUMB.id, name="cold"),
                Merged(part=NUMB.id, into=WATCHMAN.id),
                SplitOff(part=WATCHMAN.id, new=NUMB.id),
                RoleSaid(part=NUMB.id, role=Role.EXILE),
                LinkSaid(link=LinkKind.ALLIED, from_part=NUMB.id, to_part=WATCHMAN.id),
                LinkDropped(link=LinkKind.ALLIED, from_part=NUMB.id, to_part=WATCHMAN.id),
                Observed(part=NUMB.id, known=Known(field=PartField.JOB, value="cold")),
                Stepped(part=NUMB.id, taken=StepTaken(step=PathStep.BECAME_NEXT, instead_of=WATCHMAN.id)),
            )
        ),
        st.integers(-1, 5),
    ),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(line_or_act, max_size=16))
def test_every_change_is_of_a_part_that_stands_and_says_what_says_so(told: list[tuple[object, ...]]) -> None:
    lines = [a_line(each[0], each[1], each[2], intensity=3) for each in told if len(each) == 3]  # type: ignore[arg-type]  # as drawn
    deeds: list[tuple[Deed, int]] = [each for each in told if len(each) == 2]  # type: ignore[misc]  # as drawn
    acts = [
        an_act(deed, days).model_copy(update={"id": f"act-{number}"})
        for number, (deed, days) in enumerate(sorted(deeds, key=lambda each: each[1]))
    ]
    parts = known([FIRST, SECOND, THIRD], [WATCHMAN, NUMB], [*lines, the_end(FIRST, 20)], acts)
    recorded = {line.id for line in lines} | {act.id for act in acts}
    standing = {part.id for part in parts.parts}
    for found in changes(parts, FIRST):
        assert found.part in standing
        assert found.sources
        assert set(found.sources) <= recorded
        assert not found.other or parts.family.part(found.other) is not None
