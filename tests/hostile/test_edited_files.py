"""Protocols, prompts and settings that somebody edited: read as they should be, or refused in words."""

import json
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kap_companion import paths
from kap_companion.errors import KnownError, SessionError, WorksheetError
from kap_companion.session.protocol import LONGEST_COURSE_MINUTES, MOST_POINTS, read_protocol
from kap_companion.settings import LONGEST_IDLE, SHORTEST_IDLE, read_settings
from kap_companion.toml_file import DEEPEST, LONGEST_TEXT, MOST_BYTES, read_toml
from kap_companion.worksheets.prompts import read_prompts, read_six_fs
from kap_companion.worksheets.questions import read_questions

fuzz = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])

SHIPPED = files("resources")
IM = (SHIPPED / "protocols" / "im.toml").read_bytes()
WORKSHEET = (SHIPPED / "prompts" / "worksheet.en.toml").read_bytes()
QUESTIONS = (SHIPPED / "prompts" / "questions.en.toml").read_bytes()
SIX_FS = (SHIPPED / "prompts" / "six_fs.toml").read_bytes()

any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
hostile = {
    "too large": b"#" * (MOST_BYTES + 1),
    "nested lists": b"name = " + b"[" * 1_900 + b"]" * 1_900,
    "nested tables": b"name = " + b"{a=" * 1_500 + b"1" + b"}" * 1_500,
    "a name of many names": b"a." * 20_000 + b"a = 1",
    "a table of many names": b"[" + b"a." * 20_000 + b"a]",
    "deep, one a line": b"".join(b"[%s]\n" % b".".join([b"a"] * n) for n in range(1, 60)),
    "a long text": b'name = "' + b"x" * (LONGEST_TEXT + 1) + b'"',
    "a long name": b"x" * (LONGEST_TEXT + 1) + b" = 1",
    "many items": b"name = [" + b"1," * 30_000 + b"]",
    "a long number": b"name = " + b"9" * 10_000,
    "no text": b"\xff\xfe\x00",
    "cut off": b'name = "IM',
}

COURSE = 'name = "x"\n[course]\nsource = "x"\npoints = '
ROUTED = ('route = "im"', 'drug = "ketamine"')


def altered(data: bytes, place: int, new: bytes) -> bytes:
    place %= len(data)
    return data[:place] + new + data[place + len(new) :]


@pytest.mark.parametrize("data", hostile.values(), ids=hostile.keys())
def test_what_is_too_large_too_deep_or_broken_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"^(no TOML|too )"):
        read_toml(data)
    with pytest.raises(SessionError, match="The protocol house cannot be read"):
        read_protocol("house", data)
    for read in (read_prompts, read_questions, read_six_fs):
        with pytest.raises(WorksheetError, match="cannot be read"):
            read(data)


def test_what_is_as_deep_as_it_may_be_is_read() -> None:
    deep = b"[" + b".".join([b"a"] * (DEEPEST - 2)) + b"]\nb = 1"
    assert read_toml(deep)
    with pytest.raises(ValueError, match="too deep"):
        read_toml(deep.replace(b"[a", b"[a.a.a"))


@pytest.mark.parametrize(
    "said",
    [
        "",
        'name = ""',
        'name = "   "',
        f'name = "{"x" * 121}"',
        "name = 7",
        'name = "x"\nroute = "by mouth"',
        'name = "x"\ndrug = ["ketamine"]',
        'name = "x"\nextra = 1',
        'name = "x"\ncourse = 3',
        COURSE + "{}",
        'name = "x"\n[course]\nsource = 3\npoints = []',
        COURSE + "[{ minutes = nan, strength = 0.5 }]",
        COURSE + "[{ minutes = inf, strength = 0.5 }]",
        COURSE + "[{ minutes = -1, strength = 0.5 }]",
        f"{COURSE}[{{ minutes = {LONGEST_COURSE_MINUTES + 1}, strength = 0.5 }}]",
        COURSE + "[{ minutes = 1, strength = nan }]",
        COURSE + "[{ minutes = 1, strength = 1.1 }]",
        COURSE + "[{ minutes = 5, strength = 1 }, { minutes = 4, strength = 1 }]",
        COURSE + '[{ minutes = 5, strength = 1, colour = "red" }]',
        COURSE + '["a"]',
        COURSE + "[" + "{ minutes = 1, strength = 1 }," * (MOST_POINTS + 1) + "]",
    ],
)
def test_a_protocol_that_no_session_could_follow_is_refused(said: str) -> None:
    # Each of them is wrong in itself, and not only for want of a way to give the dose.
    given = "".join(f"{field}\n" for field in ROUTED if field.partition(" =")[0] not in said)
    with pytest.raises(SessionError, match=r"The protocol house cannot be read\. house\.toml, line \d+: "):
        read_protocol("house", (given + said).encode())


def test_what_the_refused_ones_are_made_of_is_read() -> None:
    assert read_protocol("house", ("\n".join(ROUTED) + '\nname = "x"').encode()).name == "x"


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b'language = "en"', b"language = 3"),
        (b'language = "en"', b'language = "en"\nmore = 1'),
        (b"source = ", b"sauce = "),
    ],
)
def test_prompts_with_something_missing_or_too_much_are_refused(good: bytes, bad: bytes) -> None:
    for read, data in ((read_prompts, WORKSHEET), (read_questions, QUESTIONS), (read_six_fs, SIX_FS)):
        assert good in data
        with pytest.raises(WorksheetError, match="cannot be read"):
            read(data.replace(good, bad, 1))


@given(place=st.integers(0, 18_000), new=st.binary(min_size=1, max_size=6))
@fuzz
def test_a_file_edited_anywhere_is_read_or_refused_in_words(place: int, new: bytes) -> None:
    for read, data in (
        (lambda said: read_protocol("im", said), IM),
        (read_prompts, WORKSHEET),
        (read_questions, QUESTIONS),
        (read_six_fs, SIX_FS),
    ):
        with suppress(KnownError):
            read(altered(data, place, new))


@given(content=st.binary(max_size=200) | any_json.map(lambda value: json.dumps(value).encode()))
@fuzz
def test_any_settings_are_settings(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    read = read_settings(tmp_path, say=lambda _sentence: None)
    assert SHORTEST_IDLE <= read.idle_minutes <= LONGEST_IDLE
    assert read.second_backup_place is None or read.second_backup_place.is_absolute()


@given(
    content=st.binary(max_size=200) | any_json.map(lambda value: json.dumps({"practices": value}).encode())
)
@fuzz
def test_any_list_of_practices_is_a_list(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "recent-practices.json").write_bytes(content)
    assert len(paths.recent_practices(tmp_path)) <= paths.MOST_RECENT


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"idle_minutes":' * 50_000, b" " * 1_000_000])
def test_deep_or_huge_settings_are_the_usual_ones(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    (tmp_path / "recent-practices.json").write_bytes(content)
    said: list[str] = []
    assert read_settings(tmp_path, said.append).idle_minutes == 5
    assert len(said) == 1
    assert paths.recent_practices(tmp_path) == ()
