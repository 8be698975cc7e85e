"""Which files can be a practice's mark."""

import base64
import struct
import zlib

import pytest

from kap_companion.errors import WorksheetError
from kap_companion.worksheets.logo import MOST_BYTES, kept_logo, logo_bytes

NAMED = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = f'<svg {NAMED} width="8" height="8">{{}}</svg>'
OUTSIDE = "refers to something outside itself"


def a_png(width: int = 2, height: int = 1) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = b"".join(b"\0" + b"\x3f\x7f\x4a" * width for _ in range(height)) if width < 100 else b""
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def drawn(inside: str) -> bytes:
    return SVG.format(inside).encode()


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="8" height="8" fill="#3f7f4a"/>',
        '<style>.a{fill:url(#g)}</style><use href="#a"/><rect fill="url( \'#g\' )"/>',
        '<image href="data:image/png;base64,iVBORw0KGgo="/>',
        "<text>calm &amp; clear</text>",
        "<metadata>made with http://www.inkscape.org</metadata>",
    ],
)
def test_a_drawing_with_everything_in_it_is_kept_to_the_byte(inside: str) -> None:
    assert logo_bytes(kept_logo(drawn(inside))) == drawn(inside)


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="https://example.org/a.png"/>',
        '<image xlink:href="file:///etc/hostname"/>',
        '<image href="//example.org/a.png"/>',
        '<image href=" a.png"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        '<use href="other.svg#a"/>',
        '<style>@import "https://example.org/a.css";</style>',
        '<style>@im<![CDATA[port]]> "https://example.org/a.css";</style>',
        "<style>a{fill:url(https://example.org/a)}</style>",
        r"<style>a{fill:\75rl(https://example.org/a)}</style>",
        '<style>a{background:image-set("a.png" 1x)}</style>',
        '<rect style="fill:URL(&quot;a.svg#g&quot;)"/>',
        '<rect fill="url(a.svg#g)"/>',
        "<script>fetch('https://example.org')</script>",
        "<foreignObject><p/></foreignObject>",
        '<image href="#a"><set attributeName="href" to="https://example.org/a.png"/></image>',
        '<g xml:base="https://example.org/"/>',
    ],
)
def test_a_drawing_that_names_something_elsewhere_is_refused(inside: str) -> None:
    with pytest.raises(WorksheetError, match=OUTSIDE):
        kept_logo(drawn(inside))


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]>',
        '<!DOCTYPE svg SYSTEM "file:///etc/hostname">',
        '<?xml-stylesheet href="https://example.org/a.css"?>',
    ],
)
def test_what_stands_before_a_drawing_names_nothing_either(before: str) -> None:
    with pytest.raises(WorksheetError, match=OUTSIDE):
        kept_logo(before.encode() + drawn("<g/>"))


def test_the_standards_own_head_as_drawing_programs_write_it_is_taken() -> None:
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    assert kept_logo(head.encode() + drawn("<g/>"))


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<html/>", b"<svg", b"\xff\xd8\xff\xe0", b"\0\0"])
def test_what_is_neither_png_nor_svg_is_said_to_be_neither(data: bytes) -> None:
    with pytest.raises(WorksheetError, match="neither a PNG nor an SVG"):
        kept_logo(data)


def test_a_picture_is_kept_and_one_of_enormous_size_is_not() -> None:
    assert logo_bytes(kept_logo(a_png())) == a_png()
    with pytest.raises(WorksheetError, match="8000 pixels"):
        kept_logo(a_png(width=60_000))
    with pytest.raises(WorksheetError, match="8000 pixels"):
        kept_logo(a_png()[:10])


def test_a_file_is_at_most_512_kib() -> None:
    filled = drawn(f"<desc>{'a' * (MOST_BYTES - len(drawn('<desc></desc>')))}</desc>")
    assert len(filled) == MOST_BYTES
    assert kept_logo(filled)
    with pytest.raises(WorksheetError, match="larger than 512 KiB"):
        kept_logo(filled + b"\n")


def test_what_is_kept_otherwise_is_no_mark() -> None:
    assert logo_bytes("no base64 €") == b""
    assert logo_bytes(base64.b64encode(b"a").decode()) == b"a"
