"""The line of a value in a TOML file, in every way of writing it."""

import json
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.session.protocol_lines import Lines

TEXT = '''# A comment with [brackets] and = signs.
name = "IM"            # 2
"quoted name" = 'a # b'
lists = [
    1,
    [2, 3],            # 6
    { a = 1, b = { c = "x]" } },
]
dotted.one.two = true  # 9
day = 1979-05-27 07:32:00
after = 1

[vitals]               # 13
long = """
[not.a.table]
also = "no \\" key"
"""
points = [ { minutes = 15 }, { minutes = 30,
  } ]
[discharge.needs]      # 20
a.b = 1

[[many]]               # 23
key = "x"
[[many]]
key = "y"
inner = { deep = [ 1,
 2 ] }
[many.sub]             # 29
z = 1
[[many.list]]
[[many.list]]
last = 1
'''.replace("30,\n  } ]", "30 },\n  ]")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("name",), 2),
        (("quoted name",), 3),
        (("lists",), 4),
        (("lists", 0), 5),
        (("lists", 1), 6),
        (("lists", 1, 1), 6),
        (("lists", 2, "b", "c"), 7),
        (("dotted", "one", "two"), 9),
        (("dotted", "one"), 9),
        (("day",), 10),
        (("after",), 11),
        (("vitals",), 13),
        (("vitals", "long"), 14),
        (("vitals", "points"), 18),
        (("vitals", "points", 1, "minutes"), 18),
        (("discharge", "needs"), 20),
        (("discharge",), 20),
        (("discharge", "needs", "a", "b"), 21),
        (("many", 0), 23),
        (("many", 0, "key"), 24),
        (("many", 1), 25),
        (("many", 1, "key"), 26),
        (("many", 1, "inner", "deep", 1), 28),
        (("many", 1, "sub", "z"), 30),
        (("many", 1, "list", 0), 31),
        (("many", 1, "list", 1, "last"), 33),
    ],
)
def test_a_value_is_found_on_its_line(path: tuple[str | int, ...], line: int) -> None:
    tomllib.loads(TEXT)
    assert Lines(TEXT).of(path) == line
    assert Lines(TEXT.replace("\n", "\r\n")).of(path) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("missing",), 1),
        (("vitals", "missing"), 13),
        (("vitals", "points", 1, "missing", 3), 18),
        (("lists", 2, "missing"), 7),
        (("many", 1, "missing"), 25),
        (("many", 7), 23),
    ],
)
def test_what_is_not_there_is_found_at_what_is_around_it(path: tuple[str | int, ...], line: int) -> None:
    assert Lines(TEXT).of(path) == line


def test_no_depth_of_brackets_is_too_deep() -> None:
    assert Lines("a = " + "[" * 2_000 + "]" * 2_000 + "\nb = 1\n").of(("b",)) == 2


names = st.text(st.characters(categories=["L", "N"], exclude_characters="\\"), min_size=1, max_size=6)
values = st.recursive(
    st.integers(-9, 9) | st.booleans() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)


def written(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{name}" = {written(inner)}' for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[\n" + "".join(f"{written(inner)}, # ]\n" for inner in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


@given(st.lists(st.tuples(names, values), max_size=6, unique_by=lambda pair: pair[0]))
@settings(deadline=None, max_examples=60)
def test_whatever_stands_above_it_a_value_is_found(pairs: list[tuple[str, Any]]) -> None:
    text, lines = "", {}
    for name, value in pairs:
        lines[name] = text.count("\n") + 1
        text += f'"{name}" = {written(value)}\n'
    assert tomllib.loads(text) == dict(pairs)
    found = Lines(text)
    assert {name: found.of((name,)) for name in lines} == lines
