"""Reads a TOML file that somebody may have edited: small, shallow and whole, or refused."""

import re
import tomllib
from typing import Any, Final

MOST_BYTES: Final = 64 * 1024
MOST_ITEMS: Final = 4_000
DEEPEST: Final = 8
LONGEST_TEXT: Final = 2_000

# The parser's time grows with the square of the names in one dotted key.
_MOST_DOTS: Final = 64
_MOST_BRACKETS: Final = 2_000
_LONGEST_REASON: Final = 80
_AT_LINE: Final = re.compile(r"\(at line (\d+), column \d+\)")

KeyPath = tuple[str | int, ...]


class TomlError(ValueError):
    """The file is no TOML, or larger or deeper than such a file can be; what is in it is not quoted.

    Attributes:
        expected: what should be there instead.
        line: where, counted from 1; None where it is the whole file.
        path: the names and places that lead to it; empty where it is a line or the whole file.
    """

    def __init__(self, what: str, expected: str, line: int | None = None, path: KeyPath = ()) -> None:
        super().__init__(what)
        self.expected = expected
        self.line = line
        self.path = path


def read_toml(data: bytes) -> dict[str, Any]:
    """What the file says: texts, numbers, truths, lists and tables of them.

    Raises:
        TomlError: it is no TOML, or larger or deeper than such a file can be; what is in it is not quoted.
    """
    if len(data) > MOST_BYTES:
        raise TomlError("too large", f"a file of at most {MOST_BYTES // 1024} KiB")
    if data.count(b"[") + data.count(b"{") > _MOST_BRACKETS:
        raise TomlError("too large", f"at most {_MOST_BRACKETS} brackets")
    for number, line in enumerate(data.splitlines(), start=1):
        if line.count(b".") > _MOST_DOTS:
            raise TomlError("too deep", f"at most {_MOST_DOTS} full stops in a line", number)
    said = _parsed(data)
    _check(said)
    return said


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise TomlError("no TOML", "a text in UTF-8", data.count(b"\n", 0, error.start) + 1) from error
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else data.count(b"\n") + 1
        reason = str(error).partition(" (at ")[0][:_LONGEST_REASON]
        raise TomlError("no TOML", f"valid TOML ({reason})", line) from error
    except (ValueError, RecursionError) as error:
        raise TomlError("no TOML", "valid TOML") from error


def _check(said: dict[str, Any]) -> None:
    level: list[tuple[KeyPath, object]] = [((), said)]
    items = 0
    for _ in range(DEEPEST):
        items += len(level)
        if items > MOST_ITEMS:
            raise TomlError("too long", f"at most {MOST_ITEMS} values")
        for path, item in level:
            if isinstance(item, str) and len(item) > LONGEST_TEXT:
                raise TomlError("too long", f"a text of at most {LONGEST_TEXT} characters", path=path)
        level = [inner for path, item in level for inner in _inside(path, item)]
        if not level:
            return
    raise TomlError("too deep", f"tables and lists at most {DEEPEST} deep")


def _inside(path: KeyPath, item: object) -> list[tuple[KeyPath, object]]:
    if isinstance(item, dict):
        # A name is measured like a text, and found where its table is.
        names: list[tuple[KeyPath, object]] = [(path, name) for name in item]
        return [*names, *(((*path, name), value) for name, value in item.items())]
    return [((*path, place), value) for place, value in enumerate(item)] if isinstance(item, list) else []
