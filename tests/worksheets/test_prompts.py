import re

import pytest

from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.worksheets import prompts


def test_the_three_questions_are_always_there() -> None:
    assert prompts.load().closing.questions == (
        "Which part feels loud right now?",
        "What might it be protecting you from?",
        "What would it say if you truly listened?",
    )


@pytest.mark.parametrize("role", [*Role, None])
def test_every_role_has_questions_of_its_own_in_gentle_words(role: Role | None) -> None:
    words = prompts.load().parts.of(role)
    assert len(words.questions) >= 2
    assert all(question.endswith("?") and len(question) < 90 for question in words.questions)
    assert bool(words.label) == (role not in {None, Role.UNKNOWN})


def test_every_quality_has_a_name_on_paper() -> None:
    assert set(prompts.load().self_energy.qualities) == set(Quality)


def test_the_six_fs_come_in_their_order_and_then_the_check_ins() -> None:
    six_fs = prompts.load_six_fs()
    keys = ["find", "focus", "flesh_out", "feel_toward", "befriend", "fears", "check_in"]
    assert [step.key for step in six_fs.steps] == keys
    assert all(len(step.questions) >= 3 for step in six_fs.steps)
    assert "What do you notice in your body right now?" in six_fs.step("check_in").questions


def test_questions_for_the_room_have_no_place_but_for_a_name() -> None:
    for step in prompts.load_six_fs().steps:
        for question in step.questions:
            assert set(re.findall(r"\{.*?\}", question)) <= {"{name}"}
            assert question.endswith("?")


def test_asking_goes_round_and_a_name_is_never_a_format() -> None:
    step = prompts.load_six_fs().step("feel_toward")
    assert step.asking(0, "{0.__class__} %s") == "How do you feel toward {0.__class__} %s?"
    assert step.asking(len(step.questions), "x") == step.asking(0, "x")


def test_all_prompts_are_our_own() -> None:
    assert {prompts.load().source, prompts.load_six_fs().source} == {"ours"}
