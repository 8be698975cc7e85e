"""Fields of a JSON file that nobody vouches for yet: each has one type, one bound and one spelling, or none.

Every function raises `ValueError` where a field is anything else.
"""

import json
import uuid
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

LONGEST_ID = 36
LONGEST_TIME = 40


def load(raw: bytes) -> dict[str, Any]:
    """The JSON object in these bytes; a name given twice in one object is refused.

    Raises:
        ValueError: it is no JSON, or no object.
        RecursionError: it is nested too deep.
    """
    value = json.loads(raw.decode("utf-8"), object_pairs_hook=_without_repeats)
    if not isinstance(value, dict):
        raise ValueError("object")
    return value


def fields_of(value: object, *names: str, optional: Collection[str] = ()) -> dict[str, Any]:
    """An object with these fields and no others."""
    if not isinstance(value, dict) or set(value) - set(optional) != set(names):
        raise ValueError("fields")
    return value


def items_of(value: object, most: int) -> list[object]:
    """A list of at most so many."""
    if not isinstance(value, list) or len(value) > most:
        raise ValueError("list")
    return value


def text_of(value: object, longest: int) -> str:
    """A text of 1 to `longest` characters."""
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        raise ValueError("text")
    return value


def number_of(value: object, *, at_least: int) -> int:
    """A whole number."""
    if type(value) is not int or value < at_least:
        raise ValueError("number")
    return value


def flag_of(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError("flag")
    return value


def bytes_of(value: object, length: int) -> bytes:
    """So many bytes, as lower-case hexadecimal."""
    text = text_of(value, 2 * length)
    read = bytes.fromhex(text)
    if len(read) != length or read.hex() != text:
        raise ValueError("bytes")
    return read


def id_of(value: object) -> str:
    """A uuid; ids become file names (notebooks/ID.db), so nothing but its one spelling will do."""
    text = text_of(value, LONGEST_ID)
    if str(uuid.UUID(text)) != text:
        raise ValueError("id")
    return text


def time_of(value: object) -> datetime:
    """A time with its offset."""
    text = text_of(value, LONGEST_TIME)
    read = datetime.fromisoformat(text)
    if read.utcoffset() is None or read.isoformat() != text:
        raise ValueError("time")
    return read


def all_different(values: Iterable[str]) -> None:
    """Nothing, where no value is there twice."""
    listed = list(values)
    if len(set(listed)) != len(listed):
        raise ValueError("repeated")


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    all_different(name for name, _ in pairs)
    return dict(pairs)
