"""Protocols: how a session of one kind usually goes, read from `resources/protocols`."""

import tomllib
from importlib.resources import files

from kap_companion.errors import SessionError
from kap_companion.vocabulary.routes import Drug, Route
from kap_companion.vocabulary.session import CoursePoint, Protocol

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
    text = files("resources").joinpath("protocols", key + _ENDING).read_text(encoding="utf-8")
    said = tomllib.loads(text)
    course = said.get("course", {})
    return Protocol(
        key=key,
        name=said["name"],
        route=Route(said["route"]) if "route" in said else None,
        drug=Drug(said["drug"]) if "drug" in said else None,
        course=tuple(CoursePoint(**point) for point in course.get("points", ())),
        course_source=course.get("source", ""),
    )
