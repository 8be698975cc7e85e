"""Protocols: how a session of one kind usually goes; those that ship, and a practice's own."""

from importlib.resources import files
from pathlib import Path
from typing import Final

from kap_companion.errors import KnownError, SessionError
from kap_companion.session.protocol_file import LONGEST_NAME
from kap_companion.session.protocol_places import keys_in, put_copy, read_own
from kap_companion.session.protocol_reading import ENDING, read_protocol
from kap_companion.session.protocol_sense import LONGEST_COURSE_MINUTES, MOST_POINTS
from kap_companion.vocabulary.protocol import Protocol

__all__ = [
    "FOLDER_NAME",
    "LONGEST_COURSE_MINUTES",
    "LONGEST_NAME",
    "MOST_POINTS",
    "all_protocols",
    "copy_protocol",
    "load",
    "names",
    "read_protocol",
]

FOLDER_NAME: Final = "protocols"
"""The folder of a practice's own protocols, inside the practice's."""


def names(own: Path | None = None) -> tuple[str, ...]:
    """The keys of the protocols there are, such as "im": those that ship, then the practice's own.

    Args:
        own: the folder of the practice's own; it need not be there.

    Raises:
        SessionError: the practice's own cannot be looked into.
    """
    found = files("resources").joinpath("protocols").iterdir()
    shipped = tuple(sorted(file.name.removesuffix(ENDING) for file in found if file.name.endswith(ENDING)))
    return shipped if own is None else (*shipped, *(key for key in keys_in(own) if key not in shipped))


def load(key: str, own: Path | None = None) -> Protocol:
    """The protocol of that key; its course in minutes from the dose and strength 0 to 1.

    Raises:
        SessionError: there is no protocol of that key, or its file is wrong: it says the line and what was
            expected there.
    """
    shipped = names()
    if key in shipped:
        return read_protocol(key, _shipped(key))
    if own is not None and key in keys_in(own):
        return read_protocol(key, read_own(own, key), own=True)
    message = "There is no protocol of that name."
    raise SessionError(message, f"There are: {', '.join(shipped)}.")


def all_protocols(own: Path | None = None) -> tuple[tuple[Protocol, ...], tuple[KnownError, ...]]:
    """All that can be read, in the order of `names`, and an error for each file that cannot.

    A file of the practice's own with the name of one that ships is such an error: the shipped one stays.
    """
    read: list[Protocol] = []
    wrong: list[KnownError] = []
    shipped = names()
    try:
        owned = () if own is None else keys_in(own)
    except KnownError as error:
        wrong.append(error)
        owned = ()
    for key in (*shipped, *(key for key in owned if key not in shipped)):
        try:
            read.append(load(key, own))
        except KnownError as error:
            wrong.append(error)
    wrong += [_same_name(key) for key in owned if key in shipped]
    return tuple(read), tuple(wrong)


def copy_protocol(key: str, own: Path) -> Path:
    """A copy of that protocol among the practice's own, to be edited: "im-2.toml", or the next number.

    Nothing is overwritten, and the copy belongs to its owner alone (0600). It holds no client's words.

    Raises:
        SessionError: there is no such protocol, or the copy cannot be saved.
    """
    shipped = names()
    if key not in shipped:
        message = "There is no such protocol to copy."
        raise SessionError(message, f"There are: {', '.join(shipped)}.")
    return put_copy(own, key, _shipped(key), shipped)


def _shipped(key: str) -> bytes:
    return files("resources").joinpath("protocols", key + ENDING).read_bytes()


def _same_name(key: str) -> SessionError:
    return SessionError(
        f"{key}{ENDING} has the name of a protocol that ships, and is not read.",
        f"Give the file another name, such as {key}-2{ENDING}.",
    )
