"""How values lie in columns: any text, moments with their offset, measured numbers, JSON."""

import json
import math
from datetime import UTC, date, datetime, time, timezone, tzinfo
from functools import lru_cache
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Dialect, Float, Text
from sqlalchemy.types import TypeDecorator


def as_bytes(text: str) -> bytes:
    """A text as UTF-8; lone surrogates, which UTF-8 lacks, as the three bytes they would have."""
    return text.encode("utf-8", "surrogatepass")


def as_text(stored: str | bytes) -> str:
    """The text that `kept` made storable."""
    return stored if isinstance(stored, str) else stored.decode("utf-8", "surrogatepass")


def _as_json_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return as_text(value)
    message = f"{type(value).__name__} has no place in JSON"
    raise TypeError(message)


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_as_json_text)


def as_json(value: object) -> str:
    """A value as compact JSON; bytes stand for the text they keep, days and moments are in ISO 8601.

    Its characters are not escaped: reading back would join two escaped lone surrogates into one character.
    """
    return _json.encode(value)


def kept(text: str) -> str | bytes:
    """A text as the database takes it: itself, or bytes where it holds a lone surrogate."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return as_bytes(text)
    return str(text)


def is_kept(stored: object) -> bool:
    """Whether what a column holds could come from `kept`: bytes only where text is no valid Unicode."""
    if not isinstance(stored, bytes):
        return True
    try:
        return kept(as_text(stored)) == stored
    except UnicodeDecodeError:
        return False


class KeptText(TypeDecorator[str]):
    """Any text: TEXT, or a BLOB in the rare case that it is not valid Unicode."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401 (its base's)
        """The text as the database takes it."""
        return None if value is None else kept(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401 (its base's)
        """The text as it was typed."""
        return None if value is None else as_text(value)


class Instant(TypeDecorator[datetime]):
    """A moment as RFC 9557 text such as `2026-11-21T17:00:00.000000Z[-08:00]`.

    Such texts sort by when they happened and keep the offset of the place.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """The moment as text.

        Raises:
            ValueError: where the moment has no offset.
        """
        return None if value is None else instant(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401 (its base's)
        """The moment, on the offset it was written with."""
        return None if value is None else moment(value)


def instant(moment: datetime) -> str:
    """The text that stands for a moment.

    Raises:
        ValueError: where the moment has no offset.
    """
    offset = moment.utcoffset()
    if offset is None:
        message = "a moment without an offset"
        raise ValueError(message)
    universal = moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
    # A midnight with that offset is written "00:00:00-08:00".
    return f"{universal}Z[{time(tzinfo=timezone(offset)).isoformat()[8:]}]"


def moment(stored: str) -> datetime:
    """The moment that a text made by `instant` stands for, on the offset it was written with.

    Raises:
        ValueError: it is no such text.
    """
    return datetime.fromisoformat(f"{stored[:26]}+00:00").astimezone(_zone(stored[28:-1]))


@lru_cache(maxsize=64)
def _zone(offset: str) -> tzinfo | None:
    return time.fromisoformat(f"00:00:00{offset}").tzinfo


class Day(TypeDecorator[date]):
    """A day as ISO 8601 text such as `2026-11-21`; the calendar's, of no place in particular."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """The day as text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:  # noqa: ANN401 (its base's)
        """The day."""
        return None if value is None else date.fromisoformat(value)


class Measure(TypeDecorator[float]):
    """A number that was measured; SQLite knows neither minus zero nor not-a-number, so neither is given."""

    impl = Float
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> float | None:
        """The number as SQLite will give it back."""
        return None if value is None or math.isnan(value) else float(value) + 0.0


class Json(TypeDecorator[Any]):
    """A typed value, or a list of texts or of typed values, as JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | bytes | None:  # noqa: ANN401 (its base's)
        """The value as JSON text."""
        if value is None:
            return None
        if isinstance(value, tuple):
            value = [_dumped(each) for each in value]
        return kept(as_json(_dumped(value)))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401 (its base's)
        """The value as JSON reads it: objects, lists, texts and numbers."""
        return None if value is None else json.loads(as_text(value))


def _dumped(value: object) -> object:
    return value.model_dump() if isinstance(value, BaseModel) else value
