"""A part that steps in while another is met becomes the next one, with a link from which and why."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kap_companion.session.asking import target
from kap_companion.session.live import Live
from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.observation import PathStep, StepTaken
from tests.session.desks import Desk, a_desk, newest


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path) as found:
        yield found


def id_of(live: Live, name: str) -> str:
    part = live.roster.find(name)
    assert part is not None
    return part.id


def steps_in(live: Live) -> tuple[StepTaken, ...]:
    detail = newest(live).detail
    assert isinstance(detail, PartDetail)
    return detail.steps


def test_it_steps_in_for_the_part_it_is_concerned_about(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m watchman: here")
    desk.type(live, "f go-numb: =next it worries ~>watchman")
    assert steps_in(live) == (
        StepTaken(step=PathStep.BECAME_NEXT, text="it worries", instead_of=id_of(live, "watchman")),
    )
    assert target(live.timeline) == id_of(live, "go-numb")


def test_without_a_link_it_steps_in_for_the_part_that_was_asked_about_last(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m watchman: here")
    desk.type(live, "f go-numb: here")
    live.asked(
        "How do you feel toward the watchman?", "Feel toward", desk.clock.now(), id_of(live, "watchman")
    )
    live.asked("Where is it?", "Find", desk.clock.now(), id_of(live, "go-numb"))
    desk.type(live, "go-numb =next")
    assert [taken.instead_of for taken in steps_in(live)] == [id_of(live, "watchman")]


def test_where_nobody_was_asked_about_it_is_not_known_for_whom(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "f go-numb: =next")
    assert [taken.instead_of for taken in steps_in(live)] == [""]


def test_an_amended_line_still_steps_in_for_the_same_part(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m watchman: here")
    desk.type(live, "f go-numb: =next ~>watchman")
    live.amend(newest(live).id, "f go-numb: =next it was scared", desk.clock.pass_time(5))
    assert [taken.instead_of for taken in steps_in(live)] == [id_of(live, "watchman")]


def test_the_target_follows_who_became_the_next_though_it_was_here_before(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "f go-numb: here")
    desk.type(live, "m watchman: here")
    assert target(live.timeline) == id_of(live, "watchman")
    desk.type(live, "go-numb =next")
    assert target(live.timeline) == id_of(live, "go-numb")
    desk.type(live, "e kid: here")
    assert target(live.timeline) == id_of(live, "kid")
    desk.type(live, "kid -")
    assert target(live.timeline) == id_of(live, "go-numb")


def test_how_a_link_stands_is_kept_with_the_link(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m watchman: ->kid =easing <?>fox")
    rows = {link.kind: link.state for link in desk.notebook.links(desk.client.id)}
    assert rows == {LinkKind.PROTECTS: LinkState.EASING, LinkKind.NOT_SURE: None}


def test_the_words_are_there_again_when_the_session_is_opened_again(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m watchman: =job? keeps watch =heard =trust 4")
    before = newest(live).detail
    again, _change = desk.resume(live)
    assert next(entry.detail for entry in again.timeline.entries if entry.part) == before
