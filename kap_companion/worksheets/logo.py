"""A practice's mark for its paper: which files can be one, and how it is kept."""

import base64
import re
from typing import Final
from xml.parsers import expat

from kap_companion.errors import WorksheetError

MOST_BYTES: Final = 512 * 1024
MOST_PIXELS_ACROSS: Final = 8000
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_HEADER_OF_PNG: Final = 24
_ADVICE: Final = "Choose a PNG, or save it as plain SVG with everything in it."
# Pictures that lie in the drawing itself; a drawing inside a drawing could name a file again.
_INSIDE: Final = re.compile(r"#|data:image/(png|jpeg);base64,", re.IGNORECASE)
_NAMED_BY_CSS: Final = re.compile(r"url\(\s*[\"']?\s*([^\"')]*)", re.IGNORECASE)
# A backslash can spell any name in a style sheet.
_LOADED_BY_CSS: Final = re.compile(r"@import|\\|\b(image|image-set|src)\(", re.IGNORECASE)
# These run, load, change themselves, or hold what is no drawing.
_NO_DRAWING: Final = frozenset(
    {"animate", "audio", "embed", "foreignobject", "handler", "iframe", "listener", "object", "script", "set",
     "video"}
)  # fmt: skip
_STANDARD: Final = "http://www.w3.org/"


def kept_logo(data: bytes) -> str:
    """A file as a letterhead keeps it, in base64.

    Raises:
        WorksheetError: it is too large, neither PNG nor SVG, or a drawing that refers to something outside
            itself.
    """
    if len(data) > MOST_BYTES:
        message = f"This file is larger than {MOST_BYTES // 1024} KiB."
        raise WorksheetError(message, "Choose a smaller one.")
    if data.startswith(_PNG):
        _check_size(data)
    else:
        _check_drawing(data)
    return base64.b64encode(data).decode("ascii")


def logo_bytes(kept: str) -> bytes:
    """The file that a letterhead keeps; nothing where it is none."""
    try:
        return base64.b64decode(kept, validate=True)
    except ValueError:
        return b""


def _check_size(data: bytes) -> None:
    across, down = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    if len(data) < _HEADER_OF_PNG or not 0 < max(across, down) <= MOST_PIXELS_ACROSS:
        message = f"A picture can have {MOST_PIXELS_ACROSS} pixels across at the most."
        raise WorksheetError(message, "Choose a smaller one.")


def _check_drawing(data: bytes) -> None:
    """Raises WorksheetError where it is no drawing, or would load or run something."""
    drawing = _Drawing()
    reader = expat.ParserCreate()
    reader.StartElementHandler = drawing.take_element
    reader.CharacterDataHandler = drawing.texts.append
    reader.StartDoctypeDeclHandler = drawing.take_doctype
    reader.ProcessingInstructionHandler = drawing.take_instruction
    try:
        reader.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        message = "This file is neither a PNG nor an SVG."
        raise WorksheetError(message, _ADVICE) from error
    if drawing.root != "svg":
        message = "This file is neither a PNG nor an SVG."
        raise WorksheetError(message, _ADVICE)
    style = "\n".join(("".join(drawing.texts), *drawing.values))
    refers = any(not _INSIDE.match(named) for named in _NAMED_BY_CSS.findall(style))
    if drawing.refers or refers or _LOADED_BY_CSS.search(style):
        message = "This drawing refers to something outside itself."
        raise WorksheetError(message, _ADVICE)


class _Drawing:
    """What is seen of a drawing while it is read: its root, its texts, whether it refers elsewhere."""

    def __init__(self) -> None:
        self.root = ""
        self.texts: list[str] = []
        self.values: list[str] = []
        self.refers = False

    def take_element(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        self.root = self.root or local
        self.refers |= local in _NO_DRAWING
        for key, value in attributes.items():
            what = _local(key)
            self.refers |= what == "base" or (what in {"href", "src"} and not _INSIDE.match(value.strip()))
            self.values.append(value)

    def take_doctype(self, _name: str, system: str | None, _public: str | None, entities: int) -> None:
        # Drawing programs name the standard here; nobody looks it up.
        self.refers |= bool(entities) or not (system or _STANDARD).startswith(_STANDARD)

    def take_instruction(self, target: str, _data: str) -> None:
        self.refers |= "stylesheet" in target


def _local(name: str) -> str:
    return name.rpartition(":")[2].casefold()
