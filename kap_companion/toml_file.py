"""Reads a TOML file that somebody may have edited: small, shallow and whole, or refused."""

import tomllib
from typing import Any, Final

MOST_BYTES: Final = 64 * 1024
MOST_ITEMS: Final = 4_000
DEEPEST: Final = 8
LONGEST_TEXT: Final = 2_000

# The parser's time grows with the square of the names in one dotted key.
_MOST_DOTS: Final = 64
_MOST_BRACKETS: Final = 2_000


def read_toml(data: bytes) -> dict[str, Any]:
    """What the file says: texts, numbers, truths, lists and tables of them.

    Raises:
        ValueError: it is no TOML, or larger or deeper than such a file can be; what is in it is not quoted.
    """
    if len(data) > MOST_BYTES or data.count(b"[") + data.count(b"{") > _MOST_BRACKETS:
        raise ValueError("too large")
    if any(line.count(b".") > _MOST_DOTS for line in data.splitlines()):
        raise ValueError("too deep")
    try:
        said = tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ValueError("no TOML") from error
    _check(said)
    return said


def _check(said: dict[str, Any]) -> None:
    level: list[object] = [said]
    items = 0
    for _ in range(DEEPEST):
        items += len(level)
        if items > MOST_ITEMS or any(isinstance(item, str) and len(item) > LONGEST_TEXT for item in level):
            raise ValueError("too long")
        level = [inner for item in level for inner in _inside(item)]
        if not level:
            return
    raise ValueError("too deep")


def _inside(item: object) -> list[object]:
    if isinstance(item, dict):
        return [*item.keys(), *item.values()]
    return item if isinstance(item, list) else []
