"""What was expected at the place where a file of questions is wrong, in one sentence that quotes nothing."""

from typing import Final

from pydantic import ValidationError

from kap_companion.session.protocol_lines import Lines
from kap_companion.toml_file import KeyPath, TomlError

_LONGEST_PATH: Final = 60
_KINDS: Final = {
    "missing": "this was expected and is missing",
    "extra_forbidden": "nothing of this name was expected",
    "string_type": "a text was expected",
    "tuple_type": "a list was expected",
    "model_type": "a table was expected",
    "model_attributes_type": "a table was expected",
    "dict_type": "a table was expected",
    "bool_type": "true or false was expected",
    "bool_parsing": "true or false was expected",
    "too_short": "a list with more in it was expected",
    "too_long": "a list with less in it was expected",
    "string_too_short": "a text was expected that is not empty",
    "string_pattern_mismatch": "a name of small letters, digits, full stops and _ was expected",
}
_ONE_OF: Final = ("enum", "literal_error")
# A table's name that was not expected is told so.
_NAME_OF_TABLE: Final = "[key]"


def expected(error: ValueError, data: bytes) -> str:
    """Such as "line 12, steps[2].questions: a list was expected".

    Args:
        error: of `read_toml`, or of a model that did not take what it read.
        data: the file.
    """
    if isinstance(error, TomlError):
        line = Lines(data.decode("utf-8")).of(error.path) if error.path else error.line
        return _said(line, error.path, f"{error.expected} was expected")
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        path: KeyPath = tuple(step for step in first["loc"] if step != _NAME_OF_TABLE)
        kind = first["type"]
        words = _KINDS.get(kind, "something else was expected")
        if kind == "value_error":
            words = str(first["ctx"]["error"])
        elif kind in _ONE_OF:
            words = f"{first['ctx']['expected']} was expected"
        return _said(Lines(data.decode("utf-8")).of(path), path, words)
    return "something else was expected"


def _said(line: int | None, path: KeyPath, words: str) -> str:
    where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
    where = where if where.isascii() and where.isprintable() else ascii(where)
    pieces = [f"line {line}"] if line is not None else []
    pieces += [where[:_LONGEST_PATH]] if where else []
    return f"{', '.join(pieces)}: {words}" if pieces else words
