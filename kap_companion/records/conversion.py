"""Rows as the values of the vocabulary that they stand for."""

from typing import Any, TypeVar

from sqlalchemy import Result

from kap_companion.vocabulary.frozen import Frozen

Value = TypeVar("Value", bound=Frozen)


def as_values(kind: type[Value], result: Result[Any]) -> tuple[Value, ...]:
    """The values that a result's rows stand for, in their order; a row's other columns are left out.

    Raises:
        pydantic.ValidationError: a row is no such value; its text quotes the row, so it must not be shown.
    """
    result = result.columns(*kind.model_fields)
    names = tuple(result.keys())
    return tuple(kind.model_validate(dict(zip(names, row, strict=True))) for row in result)
