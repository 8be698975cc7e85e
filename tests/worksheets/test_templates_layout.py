"""How sheets lie on their pages: what stays together, what is drawn, and what happens with too much."""

import io
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pypdf
import pytest

from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.paper import TEXT_POINTS, PaperChoice, Points
from kap_companion.worksheets.press import Press
from kap_companion.worksheets.sentences import own
from kap_companion.worksheets.sheet import Sheet
from tests.worksheets import sheets_made_up as made_up
from tests.worksheets.pdf_checks import no_text_overlaps, nothing_outside_the_page
from tests.worksheets.sharing import catalog

MADE_AT = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
MARKUP = '#import "x": * $x^2$ *a* _b_ = h - i + j \\ <label> @ref // c /* d */ `raw` ~ #{panic()} [e]'
HAND, CLOSE = 9.5 * 72 / 25.4, 8 * 72 / 25.4
FOOT = 24 * 72 / 25.4


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


@dataclass
class Drawn:
    """One page as it was drawn: words with where they stand, and long level lines; y from below."""

    words: list[tuple[float, str]]
    rules: list[float]

    @property
    def text(self) -> str:
        """What stands above the foot."""
        return " ".join("".join(word for y, word in self.words if y > FOOT).split())


def on_paper(press: Press, sheet: Sheet, points: Points = 11, **choice: Any) -> list[Drawn]:
    return [_drawn(page) for page in pypdf.PdfReader(io.BytesIO(_pdf(press, sheet, points, **choice))).pages]


def _pdf(press: Press, sheet: Sheet, points: Points = 11, **choice: Any) -> bytes:
    setting = PaperChoice(points=points, **choice)
    return press.pdf(sheet.kind.value, {"page": sheet}, setting, made_at=MADE_AT).pdf


def _drawn(page: pypdf.PageObject) -> Drawn:
    words: list[tuple[float, str]] = []
    rules: list[float] = []

    def see_words(text: str, cm: list[float], _tm: object, _font: object, _size: object) -> None:
        words.append((cm[5], text))

    def see_operator(operator: bytes, operands: list[Any], cm: list[float], _tm: object) -> None:
        if operator == b"l" and abs(float(operands[1])) < 0.01 and float(operands[0]) > 300:
            rules.append(cm[5])

    page.extract_text(visitor_text=see_words, visitor_operand_before=see_operator)
    return Drawn(words, rules)


def _where(page: Drawn, words: str) -> float | None:
    """How high a line that begins with these words stands on the page."""
    return next((y for y, text in page.words if text.strip().startswith(words)), None)


def _numbered(many: int, lines: int = 2) -> Sheet:
    asked = tuple(made_up.a_question(f"q{n}", f"Question {n:02}?", lines) for n in range(many))
    return made_up.a_sheet(SheetKind.MEETING, replace(made_up.closing(), questions=asked))


@pytest.mark.parametrize("points", TEXT_POINTS)
@pytest.mark.parametrize("lines", [1, 2, 5])
def test_no_question_is_split_from_its_lines(press: Press, points: Points, lines: int) -> None:
    pages = on_paper(press, _numbered(24, lines), points)
    for n in range(24):
        ((page, y),) = [(page, y) for page in pages if (y := _where(page, f"Question {n:02}?")) is not None]
        below = sorted((rule for rule in page.rules if rule < y), reverse=True)[:lines]
        assert len(below) == lines
        assert y - below[0] < 45
        assert below[-1] > FOOT
    assert sum(len(page.rules) for page in pages) == 24 * lines


def test_a_question_longer_than_a_page_is_whole_and_keeps_its_lines(press: Press) -> None:
    words = " ".join(f"why{n}" for n in range(900))
    sheet = made_up.a_sheet(
        SheetKind.MEETING, replace(made_up.closing(), questions=(made_up.a_question("long", words, 20),))
    )
    pages = on_paper(press, sheet, 20)
    assert sum(len(page.rules) for page in pages) == 20
    assert all(f"why{n}" in " ".join(page.text for page in pages) for n in range(900))


def test_no_heading_is_the_last_on_its_page(press: Press) -> None:
    sections = [
        replace(made_up.closing(), key=f"s{n}", heading=f"Heading {n:02}", lead="") for n in range(12)
    ]
    ticks = [replace(made_up.practices(), key=f"t{n}", heading=f"Heading {n:02}") for n in range(12, 24)]
    for points in TEXT_POINTS:
        for page in on_paper(press, made_up.a_sheet(SheetKind.WEEK, *sections, *ticks), points):
            standing = [(y, text.strip()) for y, text in page.words if text.strip() and y > FOOT]
            lowest = min(standing)[1]
            assert not lowest.startswith("Heading")


def test_lines_come_closer_where_that_saves_a_nearly_empty_page_and_are_never_fewer(press: Press) -> None:
    closer = []
    for many in range(6, 20):
        pages = on_paper(press, _numbered(many))
        assert sum(len(page.rules) for page in pages) == 2 * many
        rules = pages[0].rules
        apart = abs(rules[0] - rules[1])
        assert apart == pytest.approx(HAND, abs=0.1) or apart == pytest.approx(CLOSE, abs=0.1)
        closer.append(apart < HAND - 1)
    # What needs just one page more is set closer; what needs more than that, or fits, is not.
    assert any(closer)
    assert not all(closer)


def test_a_map_says_in_words_what_is_on_it(press: Press) -> None:
    pdf = _pdf(press, made_up.a_usual_sheet(SheetKind.LANDSCAPE))
    agreed, empty = [text for text in _alternatives(pdf) if "Self" in text]
    for mark in made_up.landscape().marks:
        assert mark.name.text in agreed
    assert "The Watchman" not in empty


def test_a_figure_says_in_words_what_is_on_it(press: Press) -> None:
    pdf = _pdf(press, made_up.a_usual_sheet(SheetKind.BODY))
    agreed, empty = _alternatives(pdf)
    front, back = agreed.split("from the back:")
    assert "1 The Watchman: the chest" in front
    assert "4 Storm: a hand" in front
    assert "5 Wolke: a shoulder blade" in back
    assert "Watchman" not in empty


def test_each_part_of_a_map_stands_where_it_was_put_around_self(press: Press) -> None:
    page = on_paper(press, made_up.a_usual_sheet(SheetKind.LANDSCAPE))[0]
    middle = _where(page, "Self")
    high, low = _where(page, "La Guardiana"), _where(page, "Wolke")
    assert middle is not None
    assert high is not None
    assert low is not None
    # At -0.8 and 0.95 of the way to the outermost ring.
    assert (high - middle) / (middle - low) == pytest.approx(0.8 / 0.95, abs=0.05)


@pytest.mark.parametrize("points", [11, 20])
def test_sixty_parts_are_all_on_a_map_by_name_or_number_and_over_nothing(
    press: Press, points: Points
) -> None:
    landscape = made_up.a_crowded_landscape()
    sheet = made_up.a_sheet(SheetKind.LANDSCAPE, landscape)
    text = " ".join(page.text for page in on_paper(press, sheet, points))
    for mark in landscape.marks:
        assert "".join(mark.name.text.split()) in "".join(text.split())
    pdf = _pdf(press, sheet, points)
    assert no_text_overlaps(pdf)
    assert nothing_outside_the_page(pdf)


@pytest.mark.parametrize("kind", [SheetKind.MEETING, SheetKind.WORDS])
@pytest.mark.parametrize("points", TEXT_POINTS)
def test_a_quote_of_five_thousand_characters_is_there_to_its_last_word(
    press: Press, kind: SheetKind, points: Points
) -> None:
    words = " ".join(f"word{n:03}" for n in range(625))
    quotes = made_up.some_words()
    long = replace(quotes, quotes=(replace(quotes.quotes[0], sentence=own(words)), *quotes.quotes))
    pages = on_paper(press, made_up.a_sheet(kind, made_up.each_part(0, words=words), long), points)
    text = " ".join(page.text for page in pages)
    assert all(text.count(word) >= 2 for word in words.split())
    # No page but the last is left half empty for it.
    assert all(len(page.text) > 200 for page in pages[:-1])


def test_text_is_never_markup(press: Press) -> None:
    part = replace(made_up.each_part(0, words=MARKUP), heading=own(MARKUP), about=own(MARKUP))
    text = " ".join(
        page.text for page in on_paper(press, made_up.a_sheet(SheetKind.MEETING, part, made_up.closing()))
    )
    assert "".join(text.split()).count("".join(MARKUP.split())) == 3


@pytest.mark.parametrize("kind", SheetKind)
def test_in_grey_there_is_no_colour_at_all(press: Press, kind: SheetKind) -> None:
    drawings = press.pages(kind.value, {"page": made_up.a_usual_sheet(kind)}, PaperChoice(grey=True)).svg
    colours = {colour for svg in drawings for colour in _colours(svg)}
    assert colours
    assert all(red == green == blue for red, green, blue in colours)


def test_roles_are_told_by_their_line_as_well(press: Press) -> None:
    sheet = made_up.a_sheet(SheetKind.MEETING, *(made_up.each_part(n) for n in range(5)))
    drawn = "".join(press.pages("meeting", {"page": sheet}, PaperChoice(grey=True)).svg)
    dashes = set(re.findall(r'stroke-dasharray="([^"]+)"', drawn))
    assert len(dashes) == 3  # a manager's line is whole


def test_where_nothing_was_agreed_the_sheet_says_so_and_the_empty_map_stays(press: Press) -> None:
    empty = replace(made_up.landscape(), marks=(), to_place=(), links=())
    sheet = replace(made_up.a_sheet(SheetKind.LANDSCAPE, empty), nothing="Nothing was agreed this time.")
    (page,) = on_paper(press, sheet)
    assert "Nothing was agreed this time." in page.text
    assert "Self" in page.text


@pytest.mark.parametrize("kind", SheetKind)
def test_a_sheet_without_sections_is_still_a_sheet(press: Press, kind: SheetKind) -> None:
    assert len(on_paper(press, made_up.a_sheet(kind))) == 1


@pytest.mark.parametrize("kind", SheetKind)
def test_the_same_sheet_is_the_same_file(press: Press, kind: SheetKind) -> None:
    sheet = made_up.a_usual_sheet(kind)
    assert _pdf(press, sheet) == _pdf(Press(), sheet)


def _alternatives(pdf: bytes) -> list[str]:
    """The words that stand for pictures and drawings, in reading order."""
    return [text for text in _spoken(catalog(pdf)["/StructTreeRoot"]) if text]


def _spoken(element: Any) -> Iterator[str]:
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for each in element:
            yield from _spoken(each)
    elif isinstance(element, dict):
        if "/Alt" in element:
            yield str(element["/Alt"])
        yield from _spoken(element.get("/K", []))


def _colours(svg: str) -> Iterator[tuple[str, str, str]]:
    inner = [b64decode(found).decode() for found in re.findall(r"data:image/svg\+xml;base64,([^\"]+)", svg)]
    for drawing in (svg, *inner):
        yield from re.findall(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", drawing)
