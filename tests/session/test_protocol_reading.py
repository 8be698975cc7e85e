"""A wrong protocol says its file, the line and what was expected there; a right one is read as written."""

import re
from importlib.resources import files

import pytest

from kap_companion.errors import SessionError
from kap_companion.session.protocol import MOST_POINTS, read_protocol
from kap_companion.toml_file import LONGEST_TEXT, MOST_BYTES

VISIT = 'name = "Visit"\nvisit = "preparation"\n'
DOSING = 'name = "House IM"\nroute = "im"\ndrug = "ketamine"\n'
POINTS = "[vitals]\nsource = 'x'\npoints = [\n"
ONES = "{ minutes = 1, strength = 1 }, "


def refusal(said: str, key: str = "my-im") -> SessionError:
    with pytest.raises(SessionError) as caught:
        read_protocol(key, said.encode())
    return caught.value


def test_the_least_that_is_a_protocol_is_read() -> None:
    read = read_protocol("my-im", DOSING.encode(), own=True)
    assert (read.key, read.name, read.own) == ("my-im", "House IM (my-im)", True)
    assert read.checklist == ()
    assert read_protocol("visit", VISIT.encode()).route is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", "line 1: name: expected a text of 1 to 120 characters; it is missing"),
        ('name = "x"\n', 'line 1: drug: expected one of "ketamine", "esketamine"'),
        ('name = ""\n' + DOSING[DOSING.index("\n") + 1 :], "line 1: name: expected a text of 1 to 120"),
        (VISIT + "[fasting]\nfood_hours = 4\n", "line 3: fasting: expected nothing of a dose"),
        (
            DOSING.replace('"im"', '"by mouth"'),
            'line 2: route: expected one of "im", "iv", "sl", "po", "in", "sc"',
        ),
        (DOSING + "colour = 1\n", "line 4: colour: expected no such field; there are name, visit, route"),
        (
            DOSING + POINTS + "{ minutes = 1, source = 'x' },\n{ minutes = -1, source = 'x' } ]",
            "line 8: vitals.points[1].minutes: expected a number of minutes, 0 or more",
        ),
        (
            DOSING + "[[vitals.points]]\nsource = 'x'\nminutes = 5\n"
            "[[vitals.points]]\nsource = 'x'\nminutes = '9'\n",
            "line 9: vitals.points[1].minutes: expected a number of minutes, 0 or more",
        ),
        (
            DOSING + POINTS + "{ minutes = 9, source = 'x' },\n{ minutes = 5, source = 'x' } ]",
            "line 8: vitals.points[1].minutes: expected a number of minutes, not before the point above",
        ),
        (DOSING + "vitals.baseline = 1\n", "line 4: vitals.baseline: expected true or false"),
        (
            DOSING + "vitals = { every_minutes = true, source = 'x' }\n",
            "line 4: vitals.every_minutes: expected a number of minutes, more than 0",
        ),
        (
            DOSING + "[vitals]\nevery_minutes = 0.001\nsource = 'x'\n",
            "line 5: vitals.every_minutes: expected a number of minutes, 1 or more",
        ),
        (
            DOSING + "[vitals]\nuntil_minutes = 5\nsource = 'x'\n",
            "line 5: vitals.until_minutes: expected no end",
        ),
        (
            DOSING + "[mask]\nminutes = nan\nsource = 'x'\n",
            "line 5: mask.minutes: expected a number of minutes",
        ),
        (
            DOSING + "[mask]\nminutes = inf\nsource = 'x'\n",
            "line 5: mask.minutes: expected a number of minutes",
        ),
        (
            DOSING + "[mask]\nminutes = 1441\nsource = 'x'\n",
            "mask.minutes: expected a number of minutes from 0 to 1440",
        ),
        (
            DOSING + f"[mask]\nminutes = {'9' * 400}\nsource = 'x'\n",
            "line 5: mask.minutes: expected a number",
        ),
        (DOSING + "[mask]\nminutes = 2026-01-01\nsource = 'x'\n", "line 5: mask.minutes: expected a number"),
        (DOSING + "[mask]\nminutes = 40\n", "line 4: mask.source: expected where this comes from"),
        (
            DOSING + "[mask]\nminutes = 40\nsource = 'set by your prescriber'\n",
            "line 6: mask.source: expected who set the number that is given here, and when",
        ),
        (
            DOSING + "[[medicines]]\nname = 'x'\nhours = 9000\nsource = 'x'\n",
            "line 6: medicines[0].hours: expected",
        ),
        (
            DOSING + "[[limits]]\nsource = 'x'\nlimit = { measure = 'systolic' }\n",
            "line 6: limits[0].limit: expected a lower or an upper number",
        ),
        (
            DOSING + "[[limits]]\nsource = 'x'\nlimit = { measure = 'spo2', lower = 9, upper = 8 }\n",
            "line 6: limits[0].limit.upper: expected a number more than the lower one",
        ),
        (
            DOSING + "[[limits]]\nsource = 'x'\nlimit = { measure = 'pulse', lower = 9 }\n",
            'limits[0].limit.measure: expected one of "systolic"',
        ),
        (
            DOSING + "consents = ['treatment', 'anything']\n",
            'line 4: consents[1]: expected one of "treatment"',
        ),
        (DOSING + "consents = ['dose', 'dose']\n", "line 4: consents[1]: expected each consent once"),
        (
            DOSING + "[[phases]]\nphase = 'ended'\nsource = 'x'\n",
            "line 5: phases[0].phase: expected a phase that lasts",
        ),
        (
            DOSING + "[[timers]]\nwhat = 'hold'\nsource = 'x'\n[[timers]]\nwhat = 'hold'\nsource = 'x'\n",
            "line 8: timers[1].what: expected each of the timers once",
        ),
        (
            DOSING + "[[checklist]]\nkey = 'two words'\nquestion = 'x'\nsource = 'x'\n",
            "line 5: checklist[0].key: expected one word",
        ),
        (
            DOSING + "[[checklist]]\nkey = 'weight'\nquestion = 'x'\nsource = 'x'\n",
            "expected a word that names no other point",
        ),
        (
            DOSING + "[[checklist]]\nkey = 'gait'\nquestion = 'x'\nsource = 'x'\n"
            "[discharge]\nsource = 'x'\nneeds = [{ key = 'gait', question = 'x', source = 'x' }]\n",
            "line 10: discharge.needs[0].key: expected a word that names no other point",
        ),
        (
            DOSING + "[[checklist]]\nkey = 'gait'\nsource = 'x'\n",
            "line 4: checklist[0].question: expected a text; it is missing",
        ),
        (DOSING + 'prompts = ["a\\u0000b"]\n', "line 4: prompts[0]: expected a text on one line"),
        (DOSING + "prompts = [" + "'x'," * 101 + "]\n", "line 4: prompts: expected a list of at most 100"),
        (
            DOSING + "[course]\nsource = 'x'\npoints = [" + ONES * (MOST_POINTS + 1) + "]\n",
            "line 6: course.points: expected a list of at most 200",
        ),
        (
            DOSING + "[course]\nsource = 'x'\npoints = [{ minutes = 1, strength = 1.5 }]\n",
            "line 6: course.points[0].strength: expected a number from 0 to 1",
        ),
        (
            DOSING + "[course]\npoints = [{ minutes = 1, strength = 1 }]\n",
            "line 4: course.source: expected where this",
        ),
        (DOSING + "[course]\npoints = 3\n", "line 5: course.points: expected a list"),
        (DOSING + "vitals = 3\n", "line 4: vitals: expected a table with baseline"),
    ],
)
def test_a_wrong_file_says_where_and_what_was_expected(said: str, expected: str) -> None:
    error = refusal(said)
    assert "The protocol my-im cannot be read. my-im.toml, line " in error.message
    assert expected in error.message
    assert str(error).isprintable()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('name = "x"\nroute im\n', "my-im.toml, line 2: expected valid TOML (Expected '=' after a key"),
        ('name = "x"\nlist = [1,\n\n', "my-im.toml, line 4: expected valid TOML ("),
        ('name = "x"\nname = "y"\n', "my-im.toml, line 2: expected valid TOML (Cannot overwrite a value"),
        (
            f'name = "x"\n[mask]\nsource = "{"x" * (LONGEST_TEXT + 1)}"',
            "line 3: mask.source: expected a text of at most",
        ),
        ("#" * (MOST_BYTES + 1), "my-im.toml: expected a file of at most 64 KiB"),
        ("name = 'x'\n" + "a." * 70 + "a = 1", "my-im.toml, line 2: expected at most 64 full stops"),
    ],
)
def test_what_is_no_toml_says_the_line(said: str, expected: str) -> None:
    assert expected in refusal(said).message


def test_what_is_no_text_says_the_line() -> None:
    with pytest.raises(SessionError, match=r"my-im\.toml, line 2: expected a text in UTF-8"):
        read_protocol("my-im", b'name = "x"\nroute = "\xff"\n')


def test_the_first_wrong_line_is_said_and_how_many_more_there_are() -> None:
    one = refusal(DOSING + "[mask]\nminutes = 'a'\nsource = 'x'\n")
    assert "more" not in one.advice
    two = refusal(DOSING + "[mask]\nminutes = 'a'\nsource = 3\n")
    assert ", line 5: " in two.message
    assert "One more place" in two.advice
    three = refusal(DOSING + "colour = 1\n[mask]\nminutes = 'a'\nsource = 3\n")
    assert ", line 4: " in three.message
    assert "2 more places" in three.advice


def test_no_value_of_the_file_is_quoted() -> None:
    shipped = files("resources").joinpath("protocols", "im.toml").read_text(encoding="utf-8")
    for field in ("name", "route", "rescue_kit", "food_hours", "baseline"):
        wrong = re.sub(
            rf"^{field} = .*$", rf'{field} = "Wren weeps\\u0007"', shipped, count=1, flags=re.MULTILINE
        )
        assert "Wren" not in str(refusal(wrong))


def test_a_file_that_is_wrong_everywhere_is_refused_as_fast_as_another() -> None:
    wrong = DOSING + "prompts = [\n" + "1,\n" * 3_000 + "]\n"
    error = refusal(wrong)
    assert ", line 5: prompts[0]: expected a text." in error.message
    assert "2999 more places" in error.advice
