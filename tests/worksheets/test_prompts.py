import os
import re
from importlib.resources import files
from pathlib import Path

import pytest

from kap_companion.errors import WorksheetError
from kap_companion.worksheets import prompts
from kap_companion.worksheets.prompt_files import shipped

WORDS = shipped("worksheet.en.toml").decode()


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


def test_a_practices_own_questions_take_the_place_of_ours(tmp_path: Path) -> None:
    assert prompts.load_six_fs(tmp_path) == prompts.load_six_fs()
    shipped = (files("resources") / "prompts" / "six_fs.toml").read_text("utf-8")
    own = shipped.replace("What is here now?", "Who is awake in there?")
    (tmp_path / "six_fs.toml").write_text(own, "utf-8")
    assert "Who is awake in there?" in prompts.load_six_fs(tmp_path).step("check_in").questions


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ('language = "en"', "language = 3", "line 2, language: a text was expected"),
        ('language = "en"', 'language = "en"\nmore = 1', "line 3, more: nothing of this name was expected"),
        ('this_part = "this part"\n', "", "this_part: this was expected and is missing"),
        ('key = "focus"', 'key = "fuss"', "steps with the keys find, focus, flesh_out, feel_toward"),
        ("toward {name}?", "toward {nam}?", "no place but {name} was expected in a question"),
        ("What is here now?", " ", "questions of 1 to 200 characters were expected"),
        ('title = "Focus"', 'title = "Find"', "a title of its own was expected for each step"),
        ("[[steps]]", "[[steps]", "line 13"),
    ],
)
def test_a_wrong_file_of_questions_says_what_was_expected_and_ours_are_used(
    tmp_path: Path, good: str, bad: str, said: str
) -> None:
    shipped = (files("resources") / "prompts" / "six_fs.toml").read_text("utf-8")
    assert good in shipped
    (tmp_path / "six_fs.toml").write_text(shipped.replace(good, bad, 1), "utf-8")
    heard: list[WorksheetError] = []
    assert prompts.load_six_fs(tmp_path, heard.append) == prompts.load_six_fs()
    (error,) = heard
    assert error.advice.startswith("six_fs.toml: ")
    assert said in error.advice
    with pytest.raises(WorksheetError):
        prompts.load_six_fs(tmp_path)


def test_what_is_no_file_or_too_large_is_not_read(tmp_path: Path) -> None:
    heard: list[WorksheetError] = []
    (tmp_path / "six_fs.toml").write_bytes(b"#" * 100_000)
    prompts.load_six_fs(tmp_path, heard.append)
    (tmp_path / "six_fs.toml").unlink()
    os.mkfifo(tmp_path / "six_fs.toml")
    prompts.load_six_fs(tmp_path, heard.append)
    assert ["at most 64 KiB" in heard[0].advice, "cannot be opened" in heard[1].advice] == [True, True]


def test_a_practices_own_words_take_the_place_of_ours(tmp_path: Path) -> None:
    assert prompts.load("de", tmp_path) == prompts.load("de")
    own = WORDS.replace("Between now and then", "Until we meet").replace("Dear {name},", "Hello,")
    (tmp_path / "worksheet.en.toml").write_text(own, "utf-8")
    words = prompts.load("en-GB", tmp_path)
    assert (words.promises.heading, words.letter.salutation) == ("Until we meet", "Hello,")
    assert prompts.load("es", tmp_path) == prompts.load("es")


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        (
            'page = "{page} of {pages}"',
            'page = "{page} of {all}"',
            "page: no place to fill in but {page}, {pages}",
        ),
        ('"Fears"', '"Fears {what}"', "rows.fears: no place to fill in but none was expected"),
        (
            '"Nothing else planned',
            '"{client}',
            "practical.any[10]: no place to fill in but none was expected",
        ),
        ('calm = "calm"', "", "self_energy.qualities: words were expected for calm"),
        ('allied = "{name}, an ally"', "", "links.to: words were expected for allied"),
        ('"Thu", ', "", "week.days: a list with more in it was expected"),
        ("words = { title", "verses = { title", "sheets.verses: 'meeting', 'one_part'"),
        (
            'week = { title = "A week with Self"',
            'week = { lean = "x"',
            "sheets.week.title: this was expected",
        ),
        ("po = [", "by_mouth = [", "practical was expected with any, and routes out of im, iv, sl"),
        ("[time]", "[tame]", "time: this was expected and is missing"),
        ('own = "in “{place}”"', "own = 1", "body.own: a text was expected"),
        (
            "as_written = [",
            'places = { elbow = "x" }\nas_written = [',
            "body.places: places that the companion knows were expected",
        ),
    ],
)
def test_wrong_words_say_the_line_and_what_was_expected_and_ours_are_used(
    tmp_path: Path, good: str, bad: str, said: str
) -> None:
    assert good in WORDS
    (tmp_path / "worksheet.en.toml").write_text(WORDS.replace(good, bad, 1), "utf-8")
    heard: list[WorksheetError] = []
    assert prompts.load("en", tmp_path, heard.append) == prompts.load()
    (error,) = heard
    assert error.advice.startswith("worksheet.en.toml: line ")
    assert said in error.advice
    with pytest.raises(WorksheetError):
        prompts.load("en", tmp_path)


def test_our_own_words_hold_every_place_that_ours_of_that_language_have() -> None:
    assert prompts.read_prompts(WORDS.encode(), "worksheet.en.toml") == prompts.read_prompts(WORDS.encode())
