"""The checks of finished files must themselves find what they look for."""

from pathlib import Path

import pytest
import typst

from kap_companion.worksheets.claims import Standard
from kap_companion.worksheets.fonts import shipped
from tests.worksheets.pdf_checks import (
    claims,
    colours,
    fonts_embedded,
    is_tagged,
    no_text_overlaps,
    nothing_outside_the_page,
    page_count,
    text_of,
)

HEAD = '#set document(title: "A page")\n#set page("a4", margin: 20mm)\n#set text(font: "Inter", lang: "en")\n'


PICTURE = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='9'><rect width='300' height='9'/></svg>"
)


@pytest.fixture(scope="module")
def compiler(tmp_path_factory: pytest.TempPathFactory) -> typst.Compiler:
    nowhere: Path = tmp_path_factory.mktemp("nowhere")
    return typst.Compiler(root=nowhere, font_paths=shipped(), ignore_system_fonts=True)


def set_on_paper(compiler: typst.Compiler, body: str, *standards: Standard) -> bytes:
    made = compiler.compile(input=(HEAD + body).encode(), format="pdf", pdf_standards=list(standards))
    assert isinstance(made, bytes)
    return made


def test_a_page_with_nothing_wrong_passes_every_check(compiler: typst.Compiler) -> None:
    pdf = set_on_paper(compiler, "= Heading\nOne line.\n\nאחת\n#pagebreak()\nMore.", "ua-1")
    assert nothing_outside_the_page(pdf)
    assert no_text_overlaps(pdf)
    assert is_tagged(pdf)
    assert page_count(pdf) == 2
    assert text_of(pdf).split()[:3] == ["Heading", "One", "line."]
    assert fonts_embedded(pdf) >= {"Inter-Regular"}


@pytest.mark.parametrize(
    ("standards", "claimed"),
    [
        (("ua-1", "a-2a"), {"ua-1", "a-2a"}),
        (("ua-1", "a-2u"), {"ua-1", "a-2u"}),
        (("a-2a",), {"a-2a"}),
        ((), set()),
    ],
)
def test_what_a_file_claims_is_read_from_it(
    compiler: typst.Compiler, standards: tuple[Standard, ...], claimed: set[str]
) -> None:
    dated = "#set document(date: datetime(year: 2026, month: 11, day: 21))\n= Heading"
    pdf = set_on_paper(compiler, dated, *standards)
    assert claims(pdf) == claimed


@pytest.mark.parametrize(
    "body",
    [
        "#place(dx: 0pt, dy: 40pt)[first words]#place(dx: 20pt, dy: 44pt)[other words]",
        "first words#h(-3em)other words",
        "#set par(leading: -0.4em)\nfirst words\\ other words",
        "#rotate(90deg)[first words]#place(dx: -4pt)[x]#place(dx: 0pt)[other words]",
    ],
)
def test_text_on_other_text_is_found(compiler: typst.Compiler, body: str) -> None:
    with pytest.raises(AssertionError, match="page 1"):
        no_text_overlaps(set_on_paper(compiler, body))


@pytest.mark.parametrize(
    "body",
    [
        "#place(dx: 165mm)[words beyond the right]",
        "#place(dy: 275mm)[words below]",
        "#place(dx: -19.5mm)[words at the very edge]",
        "w" * 300,
        "#place(line(length: 300mm))",
        "#place(dx: 180mm, rect(width: 30mm))",
        f'#place(dx: 170mm, image(bytes("{PICTURE}")))',
    ],
)
def test_what_leaves_the_page_is_found(compiler: typst.Compiler, body: str) -> None:
    with pytest.raises(AssertionError, match="page 1"):
        nothing_outside_the_page(set_on_paper(compiler, body))


def test_a_font_that_is_used_is_named_and_one_that_is_not_in_the_file_is_found(
    compiler: typst.Compiler,
) -> None:
    pdf = set_on_paper(compiler, '#text(font: "Atkinson Hyperlegible Next")[words] and others')
    assert {name.split("-")[0] for name in fonts_embedded(pdf)} == {"AtkinsonHyperlegibleNext", "Inter"}
    without = pdf.replace(b"/FontFile2", b"/FontNone2").replace(b"/FontFile3", b"/FontNone3")
    with pytest.raises(AssertionError, match="is not in the file"):
        fonts_embedded(without)


def test_every_colour_is_found(compiler: typst.Compiler) -> None:
    pdf = set_on_paper(compiler, "#text(fill: luma(50%))[grey]#text(fill: rgb(255, 0, 0))[red]")
    assert {len(colour) for colour in colours(pdf)} == {1, 3}
    assert (1.0, 0.0, 0.0) in colours(pdf)
