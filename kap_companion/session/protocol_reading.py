"""Reads a protocol's file; a wrong one says the file, the line and what was expected there."""

import json
from typing import Any, Final

from pydantic import ValidationError

from kap_companion.errors import SessionError
from kap_companion.session.protocol_file import ProtocolFile, expected_at, shown
from kap_companion.session.protocol_lines import Lines
from kap_companion.session.protocol_sense import Wrong, out_of_sense, unheard_of
from kap_companion.toml_file import KeyPath, TomlError, read_toml
from kap_companion.vocabulary.protocol import Protocol

ENDING: Final = ".toml"


def read_protocol(key: str, data: bytes, *, own: bool = False) -> Protocol:
    """The protocol that a file describes; `key` is the file's name without its ending.

    The name of a practice's `own` is marked with its file: a copy is never taken for the one that ships.

    Raises:
        SessionError: it is no such file, or says what no protocol says. Names the file, the line and what was
            expected there; quotes no value.
    """
    try:
        said = read_toml(data)
    except TomlError as error:
        line = Lines(data.decode("utf-8")).of(error.path) if error.path else error.line
        raise _refused(key, line, error.path, error.expected) from error
    try:
        file = _file(said)
    except _WrongFileError as error:
        lines = Lines(data.decode("utf-8"))
        path, expected = min(error.wrong, key=lambda wrong: (lines.of(wrong[0]), shown(wrong[0])))
        raise _refused(key, lines.of(path), path, expected, others=len(error.wrong) - 1) from error
    course = file.course
    fields = {name: getattr(file, name) for name in ProtocolFile.model_fields if name != "course"}
    if own:
        fields["name"] = f"{file.name} ({key})"
    fields["consents"] = tuple(scope.value for scope in file.consents)
    return Protocol(key=key, own=own, course=course.points, course_source=course.source, **fields)


class _WrongFileError(Exception):
    """What is wrong in a file, and where; never empty."""

    def __init__(self, wrong: list[Wrong]) -> None:
        super().__init__(len(wrong))
        self.wrong = wrong


def _file(said: dict[str, Any]) -> ProtocolFile:
    wrong = list(unheard_of(said))
    if wrong:
        raise _WrongFileError(wrong)
    try:
        # Through JSON, where strict means strict: a truth is no number and a text is no number.
        file = ProtocolFile.model_validate_json(json.dumps(said), strict=True)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False, include_context=False)
        raise _WrongFileError([_expected(one["loc"], one["type"]) for one in errors]) from None
    wrong = list(out_of_sense(said, file))
    if wrong:
        raise _WrongFileError(wrong)
    return file


def _expected(path: KeyPath, kind: str) -> Wrong:
    if kind == "missing":
        return path, f"{expected_at(path)}; it is missing"
    return path, expected_at(path)


def _refused(key: str, line: int | None, path: KeyPath, expected: str, others: int = 0) -> SessionError:
    name = key if key.isprintable() else ascii(key)
    where = f"{name}{ENDING}" + (f", line {line}" if line is not None else "")
    what = f"{shown(path)}: expected {expected}" if path else f"expected {expected}"
    advice = "Correct the file, or put it back as it was."
    if others:
        advice += (
            f" {others} more places in it are wrong." if others > 1 else " One more place in it is wrong."
        )
    return SessionError(f"The protocol {name} cannot be read. {where}: {what}.", advice)
