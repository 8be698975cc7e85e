"""Every template on every paper, in every size and language."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime

import pytest

from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.paper import TEXT_POINTS, Paper, PaperChoice, Points
from kap_companion.vocabulary.part_two import NOTICE
from kap_companion.worksheets.press import Press
from kap_companion.worksheets.sentences import Sentence
from tests.worksheets import sheets_made_up as made_up
from tests.worksheets.pdf_checks import (
    claims,
    fonts_embedded,
    is_tagged,
    no_text_overlaps,
    nothing_outside_the_page,
    page_count,
    text_of,
)

MADE_AT = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
# Keys, kinds and values of ours that are not words on the page.
UNSAID = {
    "key",
    "kind",
    "language",
    "about_part",
    "role",
    "view",
    "manner",
    "space",
    "page",
    "names",
    "spoken",
}
MOST_PAGES = {11: 3, 16: 4, 20: 5}


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def words_of(value: object) -> Iterator[str]:
    """Every word of a sheet that must be on paper."""
    if isinstance(value, Sentence):
        yield from value.text.replace("“", "").replace("”", "").split()
    elif isinstance(value, str):
        yield from value.split()
    elif isinstance(value, tuple):
        for each in value:
            yield from words_of(each)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in UNSAID:
                yield from words_of(getattr(value, field.name))


def unspaced(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("points", TEXT_POINTS)
@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("language", made_up.LANGUAGES)
@pytest.mark.parametrize("kind", SheetKind)
def test_every_sheet_is_whole_on_every_paper(
    press: Press, kind: SheetKind, language: str, paper: Paper, points: Points
) -> None:
    sheet = made_up.a_usual_sheet(kind, language)
    # Every second with a notice on each page, in hyperlegible letters, with room for a hole punch.
    odd = (points == 16) == (paper is Paper.A4)
    if odd:
        sheet = replace(sheet, foot=replace(sheet.foot, notice=NOTICE))
    choice = PaperChoice(paper=paper, points=points, grey=odd, punched=odd, hyperlegible=odd)
    made = press.pdf(kind.value, {"page": sheet}, choice, made_at=MADE_AT)
    text = unspaced(text_of(made.pdf))
    lost = [
        word for word in words_of(sheet) if unspaced(word) not in text and unspaced(word)[::-1] not in text
    ]
    assert lost == []
    assert made.note == ""
    assert 1 <= page_count(made.pdf) <= MOST_PAGES[points]
    assert claims(made.pdf) == {"ua-1", "a-2a"}
    assert is_tagged(made.pdf)
    assert fonts_embedded(made.pdf)  # and none that is not
    assert nothing_outside_the_page(made.pdf)
    assert no_text_overlaps(made.pdf)


@pytest.mark.parametrize("kind", SheetKind)
def test_the_pages_on_the_screen_are_those_of_the_file(press: Press, kind: SheetKind) -> None:
    sheet = made_up.a_usual_sheet(kind)
    made = press.pdf(kind.value, {"page": sheet}, PaperChoice(), made_at=MADE_AT)
    assert len(press.pages(kind.value, {"page": sheet}, PaperChoice()).svg) == page_count(made.pdf)
