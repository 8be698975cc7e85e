"""Protocols: how a session of one kind usually goes, read from `resources/protocols`."""

from importlib.resources import files
from itertools import pairwise
from typing import Any, Final

from kap_companion.errors import SessionError
from kap_companion.toml_file import read_toml
from kap_companion.vocabulary.routes import Drug, Route
from kap_companion.vocabulary.session import CoursePoint, Protocol

MOST_POINTS: Final = 200
LONGEST_COURSE_MINUTES: Final = 24 * 60
LONGEST_NAME: Final = 120

_ENDING = ".toml"


def names() -> tuple[str, ...]:
    """The keys of the protocols there are, such as "im", in the order of the alphabet."""
    found = files("resources").joinpath("protocols").iterdir()
    return tuple(sorted(file.name.removesuffix(_ENDING) for file in found if file.name.endswith(_ENDING)))


def load(key: str) -> Protocol:
    """The protocol of that key; its course in minutes from the dose and strength 0 to 1.

    Raises:
        SessionError: there is no protocol of that key.
    """
    if key not in names():
        message = "There is no protocol of that name."
        raise SessionError(message, f"There are: {', '.join(names())}.")
    return read_protocol(key, files("resources").joinpath("protocols", key + _ENDING).read_bytes())


def read_protocol(key: str, data: bytes) -> Protocol:
    """The protocol that a file describes; `key` is the file's name without its ending.

    Raises:
        SessionError: it is no such file, or says what no protocol says; says nothing of what is in it.
    """
    try:
        said = read_toml(data)
        return _protocol(key, said)
    except ValueError as error:
        message = f"The protocol {key} cannot be read."
        raise SessionError(message, "Put its file back as it was.") from error


def _protocol(key: str, said: dict[str, Any]) -> Protocol:
    _only(said, "name", "route", "drug", "course")
    course = _only(said.get("course", {}), "source", "points")
    points = course.get("points", [])
    if not isinstance(points, list) or len(points) > MOST_POINTS:
        raise ValueError("course")
    protocol = Protocol(
        key=key,
        name=said.get("name"),
        route=Route(said["route"]) if "route" in said else None,
        drug=Drug(said["drug"]) if "drug" in said else None,
        course=tuple(CoursePoint.model_validate(point) for point in points),
        course_source=course.get("source", ""),
    )
    minutes = [point.minutes for point in protocol.course]
    # Not a number is neither less nor more than anything, so it fails here too.
    runs_forward = all(before <= after for before, after in pairwise(minutes))
    if not runs_forward or not all(0 <= minute <= LONGEST_COURSE_MINUTES for minute in minutes):
        raise ValueError("course")
    if not protocol.name.strip() or len(protocol.name) > LONGEST_NAME:
        raise ValueError("name")
    return protocol


def _only(said: Any, *names: str) -> dict[str, Any]:  # noqa: ANN401 (what a file says may be anything)
    if not isinstance(said, dict) or not said.keys() <= set(names):
        raise ValueError("fields")
    return said
