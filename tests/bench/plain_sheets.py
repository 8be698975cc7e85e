"""One plain sheet as three typesetters set it: headings, what was said, questions, and lines to write on."""

import io
from collections.abc import Callable
from dataclasses import asdict, dataclass
from html import escape
from importlib import import_module
from importlib.resources import as_file, files
from json import dumps
from typing import Any, Final

import typst

from kap_companion.worksheets.fonts import shipped

_FAMILY, _FONT = "Noto Sans", "NotoSans-Regular.ttf"
_SAID: Final = "it was quiet and somebody sat by the door and did not turn around for a long while"
_ASKED: Final = ("What is it afraid would happen if it stopped doing this?", "What should you know of it?")
# As many as fill that many pages of A4.
PARTS: Final = {2: 6, 20: 64}
_TYPST: Final = f"""
#set document(title: "Plain")
#let foot = context align(right)[#counter(page).get().first() of #counter(page).final().first()]
#set page("a4", margin: 20mm, footer: foot)
#set text(font: "{_FAMILY}", size: 11pt)
#set block(spacing: 0.9em)
#let rule = block(height: 9mm, spacing: 0pt, align(bottom, line(length: 100%, stroke: 0.5pt)))
#for part in json("data.json") {{
  heading(text(weight: 400, part.name))
  block(part.words)
  for asked in part.questions {{ block(asked); rule; rule }}
}}
""".encode()
_CSS: Final = """
@font-face { font-family: plain; src: url(FONT) }
@page { size: A4; margin: 20mm; @bottom-right { content: counter(page) " of " counter(pages) } }
body { font: 11pt/1.35 plain }
p, h1 { margin: 0 0 0.6em }
h1 { font: 15pt plain }
hr { margin: 0; border: 0; border-bottom: 0.5pt solid; height: 9mm }
"""


@dataclass(frozen=True)
class Part:
    """What one part says, and what is asked about it."""

    name: str
    words: str
    questions: tuple[str, ...] = _ASKED


Setter = Callable[[list[Part]], bytes]


def parts_for(pages: int, number: int) -> list[Part]:
    """Parts that fill that many pages; no two numbers have a name or words in common."""
    return [Part(f"Part {number}, {n}", f"“{_SAID}, {number} and {n}”") for n in range(PARTS[pages])]


def by_typst() -> Setter:
    """Typst, one compiler kept; the file is tagged."""
    compiler = typst.Compiler(font_paths=shipped(), ignore_system_fonts=True)

    def make(parts: list[Part]) -> bytes:
        given = {"main.typ": _TYPST, "data.json": dumps([asdict(part) for part in parts]).encode()}
        made = compiler.compile(input=given, format="pdf")  # type: ignore[type-var]  # the stub knows one source
        assert isinstance(made, bytes)
        return made

    return make


def by_weasyprint() -> Setter:
    """WeasyPrint, with its fonts and its style kept.

    Raises:
        ImportError: it is not installed.
    """
    weasyprint = import_module("weasyprint")
    fonts = import_module("weasyprint.text.fonts").FontConfiguration()
    with as_file(files("resources") / "fonts" / _FONT) as font:
        style = weasyprint.CSS(string=_CSS.replace("FONT", font.as_uri()), font_config=fonts)

    def make(parts: list[Part]) -> bytes:
        body = "".join(
            f"<h1>{escape(part.name)}</h1><p>{escape(part.words)}</p>"
            + "".join(f"<p>{escape(asked)}</p><hr><hr>" for asked in part.questions)
            for part in parts
        )
        page = weasyprint.HTML(string=f"<html lang=en><title>Plain</title><body>{body}")
        return bytes(page.write_pdf(stylesheets=[style], font_config=fonts))

    return make


def by_reportlab() -> Setter:
    """ReportLab's paragraphs, with its font and its styles kept.

    Raises:
        ImportError: it is not installed.
    """
    platypus = import_module("reportlab.platypus")
    width, height = import_module("reportlab.lib.pagesizes").A4
    paragraph_style = import_module("reportlab.lib.styles").ParagraphStyle
    mm = import_module("reportlab.lib.units").mm
    with as_file(files("resources") / "fonts" / _FONT) as font:
        face = import_module("reportlab.pdfbase.ttfonts").TTFont(_FAMILY, str(font))
        import_module("reportlab.pdfbase.pdfmetrics").registerFont(face)
    style = paragraph_style("plain", fontName=_FAMILY, fontSize=11, leading=14.9, spaceAfter=6.6)
    large = paragraph_style("large", parent=style, fontSize=15, leading=20)

    def set_part(part: Part) -> list[Any]:
        made = [platypus.Paragraph(escape(part.name), large), platypus.Paragraph(escape(part.words), style)]
        for asked in part.questions:
            made.append(platypus.Paragraph(escape(asked), style))
            # The larger of two distances counts here, not their sum.
            made += [_rule(platypus, 9 * mm + style.spaceAfter), _rule(platypus, 9 * mm)]
        return made

    def foot(canvas: Any, document: Any) -> None:
        canvas.drawRightString(width - 20 * mm, 12 * mm, str(document.page))

    def make(parts: list[Part]) -> bytes:
        held = io.BytesIO()
        margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 20 * mm)
        page = platypus.SimpleDocTemplate(held, pagesize=(width, height), title="Plain", **margins)
        story = [each for part in parts for each in set_part(part)]
        page.build(story, onFirstPage=foot, onLaterPages=foot)
        return held.getvalue()

    return make


def _rule(platypus: Any, above: float) -> Any:
    return platypus.HRFlowable(width="100%", thickness=0.5, spaceBefore=above, spaceAfter=0)
