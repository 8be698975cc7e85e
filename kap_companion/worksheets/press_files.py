"""What the typesetter is given as files: templates that ship, how a sheet is set, its data, its pictures.

Data is a file and not an input of the typesetter, which would then forget all that it remembers of the sheet
before; so what has not changed is not set again. A template finds it all the same in `sys.inputs`.
"""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from kap_companion.vocabulary.paper import Paper, PaperChoice

_MAIN: Final = "main.typ"
_ICONS: Final = (
    "manager", "firefighter", "exile", "self_like", "self", "unknown", "body_front", "body_back",
)  # fmt: skip
_PNG: Final = b"\x89PNG"
_SIZE_IN_A_PNG: Final = (16, 20)
_LOGO: Final = "logo.svg"
_SHARED: Final = ("style.typ", "pieces.typ", "placing.typ", "map.typ", "figure.typ", "blocks.typ")
_PAPER_NAMES: Final = {Paper.LETTER: "us-letter", Paper.A4: "a4"}
_DATA: Final = "data.json"
# On the first line of the template, so that its lines keep their numbers.
_FINDS_DATA: Final = f'#let sys = (version: sys.version, inputs: sys.inputs + json("{_DATA}"));'.encode()


@cache
def root() -> Path:
    """Where the typesetter looks for files: at a file, in which there are none."""
    with as_file(files("resources") / "worksheets" / _SHARED[0]) as nothing_in_it:
        return nothing_in_it


def setting(choice: PaperChoice, families: Sequence[str], made_at: datetime | None) -> dict[str, str]:
    """How a sheet is set: paper, fonts, its date, drawings; the inputs of the typesetter."""
    made = [made_at.year, made_at.month, made_at.day] if made_at is not None else None
    return {
        "icons": _icons(),
        "fonts": json.dumps(families),
        "paper": json.dumps(choice.model_dump() | {"paper": _PAPER_NAMES[choice.paper]}),
        "made": json.dumps(made),
    }


def data_files(given: Mapping[str, object]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The data as a file, and the practice's mark in it as another, which its feet then name."""
    pictures: dict[str, bytes] = {}
    named = {name: _with_picture_named(each, pictures) for name, each in given.items()}
    texts = {name: json.dumps(each) for name, each in named.items()}
    return {_DATA: json.dumps(texts).encode()}, pictures


def without_pictures(given: Mapping[str, object]) -> dict[str, object]:
    """The same data without a practice's mark."""
    return {
        name: each | {"foot": each["foot"] | {"logo": ""}}
        if isinstance(each, dict) and isinstance(each.get("foot"), dict)
        else each
        for name, each in given.items()
    }


def sources(template: bytes) -> dict[str, bytes]:
    """A template that finds its data, and what all templates share."""
    return {**_shared(), _MAIN: _FINDS_DATA + template}


@cache
def shipped_template(name: str) -> bytes:
    """A template that ships, by its name."""
    return (files("resources") / "worksheets" / f"{name}.typ").read_bytes()


def _with_picture_named(value: object, pictures: dict[str, bytes]) -> object:
    if not isinstance(value, dict) or not isinstance(foot := value.get("foot"), dict):
        return value
    if not (logo := foot.get("logo")):
        return value
    pictures[_LOGO] = _as_drawing(str(logo))
    return value | {"foot": foot | {"logo": _LOGO}}


def _as_drawing(logo: str) -> bytes:
    """A practice's mark as SVG; nothing, which cannot be drawn, where it is no picture.

    The typesetter takes files of text alone, so a PNG is put into a drawing, pixel by pixel as it is.
    """
    try:
        picture = base64.b64decode(logo, validate=True)
        if not picture.startswith(_PNG):
            return picture.decode().encode()
    except (binascii.Error, UnicodeDecodeError):
        return b""
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in _SIZE_IN_A_PNG)
    size = f'width="{width}" height="{height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}">'
        f'<image {size} href="data:image/png;base64,{base64.b64encode(picture).decode()}"/></svg>'
    ).encode()


@cache
def _shared() -> dict[str, bytes]:
    folder = files("resources") / "worksheets"
    return {name: (folder / name).read_bytes() for name in _SHARED}


@cache
def _icons() -> str:
    folder = files("resources") / "icons"
    return json.dumps({name: (folder / f"{name}.svg").read_text(encoding="utf-8") for name in _ICONS})
