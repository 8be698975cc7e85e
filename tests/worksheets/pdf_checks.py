"""What a finished file must hold to: text, pages, fonts, tags, and that all of it can be read.

A check that can fail in many places names the first ones.
"""

import io
from typing import Any

import pypdf

from tests.worksheets.pdf_drawn import Box, drawn

# No printer reaches the outermost edge of a sheet.
EDGE = 12.0
# Runs of one line may touch; a tall letter may touch the line above.
_SEAM = 1.2
_CLAIMS = {
    "ua-1": ("<pdfuaid:part>1</pdfuaid:part>",),
    "a-2a": ("<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>"),
    "a-2u": ("<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>U</pdfaid:conformance>"),
}


def text_of(pdf: bytes) -> str:
    """The text in reading order, one space for every gap."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def page_count(pdf: bytes) -> int:
    """How many pages it has."""
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def fonts_embedded(pdf: bytes) -> frozenset[str]:
    """The fonts that are in the file, such as "Inter-Regular".

    Raises:
        AssertionError: a font is used that is not in the file.
    """
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    names: set[str] = set()
    for number in range(1, int(str(reader.trailer["/Size"]))):
        held = reader.get_object(number)
        if isinstance(held, dict) and str(held.get("/Type")) == "/FontDescriptor":
            name = str(held["/FontName"])
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & held.keys(), f"{name} is not in the file"
            names.add(name.lstrip("/").split("+")[-1])
    return frozenset(names)


def nothing_outside_the_page(pdf: bytes, edge: float = EDGE) -> bool:
    """Whether all text stays that many points away from the edges, and all that is drawn is on the page.

    Raises:
        AssertionError: it does not; what is farthest out, and on which page.
    """
    for number, page in enumerate(drawn(pdf), 1):
        out = [
            run
            for run in page.runs
            if min(run.left, run.bottom, page.width - run.right, page.height - run.top) < edge
        ]
        assert not out, f"page {number}: {out[:3]}"
        beyond = [
            (x, y) for x, y in page.points if not (-1 < x < page.width + 1 and -1 < y < page.height + 1)
        ]
        assert not beyond, f"page {number}: drawn at {beyond[:3]}"
    return True


def no_text_overlaps(pdf: bytes) -> bool:
    """Whether no run of text lies on another.

    Raises:
        AssertionError: some do; which, and on which page.
    """
    for number, page in enumerate(drawn(pdf), 1):
        found = _overlapping(sorted(page.runs, key=lambda run: run.bottom))
        assert not found, f"page {number}: {found[:3]}"
    return True


def is_tagged(pdf: bytes) -> bool:
    """Whether a screen reader finds the order and the kinds of what is on it."""
    root = catalog(pdf)
    return "/StructTreeRoot" in root and bool(root["/MarkInfo"].get("/Marked", False))


def claims(pdf: bytes) -> set[str]:
    """The standards that the file says it keeps, of "ua-1", "a-2a" and "a-2u"."""
    held = metadata(pdf)
    return {standard for standard, words in _CLAIMS.items() if all(word in held for word in words)}


def colours(pdf: bytes) -> frozenset[tuple[float, ...]]:
    """The colours used on any page: one number for a grey, three or four else."""
    return frozenset().union(*(page.colours for page in drawn(pdf)))


def catalog(pdf: bytes) -> Any:
    """The root of the file's objects."""
    return pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"].get_object()


def metadata(pdf: bytes) -> str:
    """The file's XMP packet."""
    return str(catalog(pdf)["/Metadata"].get_object().get_data().decode())


def _overlapping(runs: list[Box]) -> list[tuple[Box, Box]]:
    found = []
    for at, run in enumerate(runs):
        for other in runs[at + 1 :]:
            if other.bottom > run.top:
                break
            if run.overlaps(other, _SEAM):
                found.append((run, other))
    return found
