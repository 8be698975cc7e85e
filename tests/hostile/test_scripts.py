"""A session script from anywhere is taken in whole, or refused with not a row written."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kap_companion.errors import KnownError, ScriptError
from kap_companion.exchange.script import MOST_BYTES, MOST_ENTRIES, MOST_LINES
from kap_companion.exchange.script_lines import LONGEST_LINE
from kap_companion.exchange.transcript import Transcribed, read_script, transcribe
from tests.session.desks import Desk

fuzz = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])

HEADER = "client: Alder\nprotocol: im\ndate: 2026-11-21\n\n"
times = st.sampled_from(("10:00", "-33:10", "1:02:05", "@10:14:30", "@23:59", "00:00", "99:99", "٣:٠٠"))
words = st.text(max_size=60) | st.sampled_from(
    (
        "d 70mg im",
        'm The Watchman: #chest 9 "x" ->the little one',
        "s calm 3",
        "> end",
        "v 120/80",
        "x nausea 2",
    )
)
lines = st.builds(lambda time, text: f"{time}  {text}", times, words) | st.text(max_size=40)
headers = st.dictionaries(
    st.sampled_from(("client", "protocol", "date", "timezone", "weight", "first dose", "intention", "x")),
    st.text(max_size=30) | st.sampled_from(("im", "../im", "2026-11-21", "Europe/Berlin", "10:14", "68 kg")),
)
scripts = st.builds(
    lambda header, body: (
        "".join(f"{key}: {value}\n" for key, value in header.items()) + "\n" + "\n".join(body)
    ),
    headers,
    st.lists(lines, max_size=12),
)


def written(desk: Desk) -> tuple[int, int]:
    """How many rows the two ledgers have."""
    return desk.record.head().sequence, desk.notebook.head().sequence


def taken_in(desk: Desk, data: bytes, *, keep_going: bool = False) -> Transcribed | None:
    try:
        script = read_script(data)
        return transcribe(script, desk.record, desk.notebook, desk.clock, desk.person, keep_going=keep_going)
    except ScriptError:
        return None


def whole_or_nothing(desk: Desk, data: bytes, *, keep_going: bool) -> None:
    before, sessions = written(desk), len(desk.record.sessions())
    done = taken_in(desk, data, keep_going=keep_going)
    if done is None:
        assert written(desk) == before
        assert len(desk.record.sessions()) == sessions
    else:
        rows = desk.record.entries(done.session.id) + desk.notebook.entries(done.session.id)
        assert len(rows) == done.entries
        assert len(desk.record.sessions()) == sessions + 1


@given(data=st.binary(max_size=400))
@fuzz
def test_any_bytes(desk: Desk, data: bytes) -> None:
    whole_or_nothing(desk, data, keep_going=True)


@given(script=scripts, keep_going=st.booleans())
@fuzz
def test_anything_like_a_script(desk: Desk, script: str, keep_going: bool) -> None:
    whole_or_nothing(desk, script.encode("utf-8", "surrogatepass"), keep_going=keep_going)


@given(body=st.lists(lines, min_size=1, max_size=12), keep_going=st.booleans())
@fuzz
def test_any_lines_under_a_good_header(desk: Desk, body: list[str], keep_going: bool) -> None:
    whole_or_nothing(desk, (HEADER + "\n".join(body)).encode("utf-8", "replace"), keep_going=keep_going)


@pytest.mark.parametrize(
    "data",
    [
        b" " * (MOST_BYTES + 1),
        b"\n" * (MOST_LINES + 1),
        HEADER.encode() + b"10:00  n x\n" * (MOST_ENTRIES + 1),
        HEADER.encode() + b"10:00  n " + b"x" * LONGEST_LINE,
        HEADER.replace("Alder", "A" * LONGEST_LINE).encode() + b"10:00  d 70mg im\n",
    ],
    ids=["bytes", "lines", "entries", "a long line", "a long name"],
)
def test_what_is_too_large_is_refused_in_words(desk: Desk, data: bytes) -> None:
    before = written(desk)
    with pytest.raises(KnownError):
        transcribe(read_script(data), desk.record, desk.notebook, desk.clock, desk.person)
    assert written(desk) == before


@pytest.mark.parametrize(
    "key", ["../im", "/etc/passwd", "im.toml", "im\0", "..\\im", "resources/protocols/im"]
)
def test_a_protocol_is_a_name_and_never_a_path(desk: Desk, key: str) -> None:
    before = written(desk)
    script = f"client: A\nprotocol: {key}\ndate: 2026-11-21\n\n00:00  d 70mg im\n"
    assert taken_in(desk, script.encode()) is None
    assert written(desk) == before


@pytest.mark.parametrize(
    "zone", ["../../etc/passwd", "/etc/localtime", "Europe/../Europe/Berlin", "\0", "x" * 9999]
)
def test_a_timezone_is_a_name_and_never_a_path(desk: Desk, zone: str) -> None:
    script = f"client: A\nprotocol: im\ndate: 2026-11-21\ntimezone: {zone}\n\n00:00  d 70mg im\n"
    assert taken_in(desk, script.encode()) is None
