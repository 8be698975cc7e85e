"""The lines of a session script, whatever a file holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.exchange.script_lines import NO_TIME, read_clock, take_apart


@pytest.mark.parametrize(
    ("time", "relative_ms", "clock"),
    [
        ("00:00", 0, None),
        ("-33:10", -1_990_000, None),
        ("+03:20", 200_000, None),
        ("3:20", 200_000, None),
        ("150:00", 9_000_000, None),
        ("1:02:05", 3_725_000, None),
        ("-1:02:05", -3_725_000, None),
        ("@10:14:30", None, (10, 14, 30)),
        ("@9:05", None, (9, 5, 0)),
    ],
)
@pytest.mark.parametrize("space", ["  ", "\t", "     ", " \t "])
def test_a_time_is_from_the_dose_or_of_the_clock(
    time: str, relative_ms: int | None, clock: tuple[int, int, int] | None, space: str
) -> None:
    apart = take_apart(f"client: A\n\n{time}{space}m Planner: #head  6 - \n".encode())
    (line,) = apart.lines
    assert (line.line, line.relative_ms, line.clock) == (3, relative_ms, clock)
    assert line.text == "m Planner: #head  6 - "
    assert apart.problems == ()


@pytest.mark.parametrize(
    "line",
    [
        "10:00 n one space",
        "10:60  n",
        "1:60:00  n",
        "@24:00  n",
        "@10:61  n",
        "@10:14:60  n",
        "soon  n",
        "n no time at all",
        "10:0  n",
        "٣٣:١٠  n",
        "@@10:00  n",
        "99999:00  n",
    ],
)
def test_a_line_that_cannot_be_placed_is_a_problem_with_its_number(line: str) -> None:
    apart = take_apart(f"client: A\n\n10:00  n fine\n// a comment\n{line}\n".encode())
    assert [(problem.line, problem.message) for problem in apart.problems] == [(5, NO_TIME)]
    assert len(apart.lines) == 1


@pytest.mark.parametrize("line", ["10:00", "10:00  ", "@10:00\t", "10:00    \t "])
def test_a_time_alone_is_a_problem(line: str) -> None:
    (problem,) = take_apart(f"client: A\n\n{line}\n".encode()).problems
    assert problem.message == "there is nothing after its time"


def test_a_header_ends_at_a_blank_line_or_the_first_entry() -> None:
    apart = take_apart(b"// made up\n\nclient:  A B \nFirst  Dose : 10:14\n10:00  client: x\n")
    assert [(h.line, h.key, h.value) for h in apart.headers] == [
        (3, "client", "A B"),
        (4, "first dose", "10:14"),
    ]
    assert [line.text for line in apart.lines] == ["client: x"]


def test_byte_order_mark_carriage_returns_and_unicode_line_separators_are_no_trouble() -> None:
    apart = take_apart("\ufeffclient: A\r\n\r\n10:00  n a\u2028b\x0bc\x85d\r\n".encode())
    assert [header.key for header in apart.headers] == ["client"]
    assert [line.text for line in apart.lines] == ["n a\u2028b\x0bc\x85d"]


def test_bytes_that_are_no_text_are_a_problem_of_their_line() -> None:
    apart = take_apart(b"client: A\n\n10:00  n fine\n10:30  n \xff\xfe\n11:00  n \xed\xa0\x80\n")
    assert [(problem.line, problem.message) for problem in apart.problems] == [
        (4, "it is not UTF-8 text"),
        (5, "it is not UTF-8 text"),
    ]


@pytest.mark.parametrize("filler", [b"x", b" ", b"\t", b"0", b"@1:", b"\xff"])
def test_a_line_of_ten_megabytes_is_read_in_no_time(filler: bytes) -> None:
    apart = take_apart(
        b"client: A\n\n10:00  n " + filler * (10_000_000 // len(filler)) + b"\n" + filler * 1000
    )
    assert len(apart.lines) + len(apart.problems) >= 1


@pytest.mark.parametrize("text", ["24:00", "10:60", "10:14:60", "1014", "", "@", "10:14:30:00"])
def test_what_is_no_clock_time_is_none(text: str) -> None:
    assert read_clock(text) is None


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.binary(), st.text(alphabet='client: @0123456789-+\n\t x/"').map(str.encode)))
def test_anything_is_taken_apart(data: bytes) -> None:
    apart = take_apart(data)
    numbers = [*(p.line for p in apart.problems), *(each.line for each in apart.lines)]
    assert len(numbers) == len(set(numbers))
    assert all(1 <= number <= data.count(b"\n") + 1 for number in numbers)
