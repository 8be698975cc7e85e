"""A text type that keeps whatever was typed, lone surrogates and NUL bytes included."""

from typing import Annotated

from pydantic import PlainValidator


def _is_text(value: object) -> str:
    if not isinstance(value, str):
        message = "not a text"
        raise ValueError(message)
    return value


# pydantic's own str refuses lone surrogates; a client's line must never be refused.
Text = Annotated[str, PlainValidator(_is_text)]
