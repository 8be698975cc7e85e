"""What a finished file draws: every run of text and every line of it, with where it lies on its page."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, Self

import pypdf
from pypdf.generic import ContentStream

Matrix = tuple[float, float, float, float, float, float]

_UNMOVED: Final[Matrix] = (1, 0, 0, 1, 0, 0)
# How far letters reach below and above their line, in their size; accents reach a little farther.
_BELOW, _ABOVE = -0.2, 0.72
_COLOURS: Final = (b"g", b"G", b"rg", b"RG", b"k", b"K", b"scn", b"SCN", b"sc", b"SC")


@dataclass(frozen=True, slots=True)
class Box:
    """Where a run of text lies on its page, in points from below; what it says, in letters of which size."""

    left: float
    bottom: float
    right: float
    top: float
    text: str = ""
    size: float = 0

    def overlaps(self, other: Self, by: float) -> bool:
        """Whether two share more than a seam of that many points."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > by and min(self.top, other.top) - max(self.bottom, other.bottom) > by


@dataclass(frozen=True, slots=True)
class Drawn:
    """One page: its size, its runs of text, the other points that are drawn, and the colours used.

    A colour has one number (grey), three or four.
    """

    width: float
    height: float
    runs: tuple[Box, ...]
    points: tuple[tuple[float, float], ...]
    colours: frozenset[tuple[float, ...]]


@lru_cache(maxsize=4)
def drawn(pdf: bytes) -> tuple[Drawn, ...]:
    """The pages of a file."""
    return tuple(_drawn(page) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@dataclass
class _State:
    ctm: Matrix = _UNMOVED
    font: "_Font | None" = None
    size: float = 0


@dataclass
class _Found:
    runs: list[Box] = field(default_factory=list)
    points: list[tuple[float, float]] = field(default_factory=list)
    colours: set[tuple[float, ...]] = field(default_factory=set)


def _drawn(page: pypdf.PageObject) -> Drawn:
    found = _Found()
    _read(page, page.get_contents(), page["/Resources"], _UNMOVED, found)
    box = page.mediabox
    return Drawn(
        float(box.width), float(box.height), tuple(found.runs), tuple(found.points), frozenset(found.colours)
    )


def _read(page: Any, content: Any, resources: Any, start: Matrix, found: _Found) -> None:
    fonts: dict[str, _Font] = {}
    state, saved, text = _State(start), [], _UNMOVED
    for operands, operator in ContentStream(content, page.pdf).operations:
        match operator:
            case b"q":
                saved.append(_State(state.ctm, state.font, state.size))
            case b"Q":
                state = saved.pop()
            case b"cm":
                state.ctm = _times(_matrix(operands), state.ctm)
            case b"Tf":
                name, state.size = str(operands[0]), float(operands[1])
                state.font = fonts.setdefault(name, _Font(resources["/Font"][name].get_object()))
            case b"Tm":
                text = _matrix(operands)
            case b"Tj" | b"TJ":
                shown = operands[0] if operator == b"TJ" else operands
                found.runs += _run(shown, state, _times(text, state.ctm))
            case b"m" | b"l" | b"c":
                found.points.append(_at(state.ctm, float(operands[-2]), float(operands[-1])))
            case b"re":
                x, y, width, height = map(float, operands)
                found.points += [_at(state.ctm, x, y), _at(state.ctm, x + width, y + height)]
            case b"Do":
                _picture(page, resources["/XObject"][operands[0]].get_object(), state.ctm, found)
            case _ if operator in _COLOURS:
                numbers = [each for each in operands if isinstance(each, int | float)]
                found.colours.add(tuple(float(each) for each in numbers))
            case _:
                pass


def _picture(page: Any, picture: Any, ctm: Matrix, found: _Found) -> None:
    if picture["/Subtype"] == "/Form":
        inner = _times(_matrix(picture.get("/Matrix", _UNMOVED)), ctm)
        _read(page, picture, picture.get("/Resources", {}), inner, found)
    else:
        found.points += [_at(ctm, x, y) for x in (0, 1) for y in (0, 1)]


def _run(shown: Any, state: _State, matrix: Matrix) -> Iterator[Box]:
    assert state.font is not None
    along, letters = 0.0, []
    for each in shown:
        if isinstance(each, int | float):
            along -= float(each) / 1000
            continue
        codes = state.font.codes(each if isinstance(each, bytes) else each.original_bytes)
        along += sum(state.font.widths.get(code, state.font.usual) for code in codes) / 1000
        letters += [state.font.means.get(code, "�") for code in codes]
    written = "".join(letters)
    if written.strip():
        corners = [_at(matrix, x * state.size, y * state.size) for x in (0, along) for y in (_BELOW, _ABOVE)]
        across, up = zip(*corners, strict=True)
        turned = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
        yield Box(min(across), min(up), max(across), max(up), written, state.size * turned)


class _Font:
    """The widths of a font's codes, in thousandths of its size, and what they mean."""

    def __init__(self, font: Any) -> None:
        self.wide = font["/Subtype"] == "/Type0"
        self.means = _meanings(font)
        self.widths: dict[int, float] = {}
        self.usual = 0.0
        if not self.wide:
            scale = float(font["/FontMatrix"][0]) * 1000 if "/FontMatrix" in font else 1
            widths = enumerate(font["/Widths"], int(font["/FirstChar"]))
            self.widths = {code: float(width) * scale for code, width in widths}
            return
        descendant = font["/DescendantFonts"][0].get_object()
        self.usual = float(descendant.get("/DW", 1000))
        listed = [each.get_object() for each in descendant.get("/W", [])]
        at = 0
        while at < len(listed):
            first, then = int(listed[at]), listed[at + 1]
            if isinstance(then, list):
                self.widths |= {first + n: float(width) for n, width in enumerate(then)}
                at += 2
            else:
                self.widths |= dict.fromkeys(range(first, int(then) + 1), float(listed[at + 2]))
                at += 3

    def codes(self, shown: bytes) -> list[int]:
        """The codes of a text that is shown."""
        if not self.wide:
            return [*shown]
        return [int.from_bytes(shown[at : at + 2]) for at in range(0, len(shown), 2)]


def _meanings(font: Any) -> dict[int, str]:
    """What each code stands for, as the file tells those who copy text from it."""
    means: dict[int, str] = {}
    if "/ToUnicode" not in font:
        return means
    inside = ""
    for line in font["/ToUnicode"].get_data().decode("latin-1").splitlines():
        words = line.replace("<", " ").replace(">", " ").split()
        if line.strip().startswith("end"):
            inside = ""
        elif inside == "char" and len(words) == 2:
            means[int(words[0], 16)] = _utf16(words[1])
        elif inside == "range" and len(words) == 3:
            first, last, meaning = int(words[0], 16), int(words[1], 16), int(words[2], 16)
            means |= {code: chr(meaning + code - first) for code in range(first, last + 1)}
        elif "beginbf" in line:
            inside = line.split("beginbf")[1].strip()
    return means


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be", "replace")


def _matrix(numbers: Any) -> Matrix:
    a, b, c, d, e, f = (float(each) for each in numbers)
    return a, b, c, d, e, f


def _times(one: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
