"""From what was agreed to the finished file: all of it is there in order, and nothing else."""

import io

import pypdf
import pytest

from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.details import PartDetail, PlainDetail, QuoteDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.paper import Paper, PaperChoice
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.consent import agree
from kap_companion.worksheets.press import Press
from tests.builders import BEGAN, a_part, an_entry
from tests.worksheets.known import offered
from tests.worksheets.pages import page_texts
from tests.worksheets.pdf_checks import claims, metadata, text_of
from tests.worksheets.sharing import (
    a_part_shared,
    a_sheet,
    an_item,
    every_byte,
    what_wren_shared,
)


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def on_paper(
    press: Press, *items: SharedItem, kind: SheetKind = SheetKind.MEETING, paper: Paper = Paper.LETTER
) -> bytes:
    sheet = a_sheet(*items, kind=kind, named=True)
    made = press.pdf(kind.value, {"page": sheet}, PaperChoice(paper=paper), made_at=BEGAN)
    assert made.note == ""
    return made.pdf


@pytest.mark.parametrize("paper", Paper)
def test_everything_agreed_is_on_the_page_in_order(press: Press, paper: Paper) -> None:
    text = text_of(on_paper(press, *what_wren_shared(), paper=paper))
    order = [
        "Meeting what came forward",
        "Wren",
        "21 November 2026",
        "calm and compassion",
        "The Watchman",
        "a manager · felt in the chest",
        "“if I look away it gets in”",
        "17 minutes after the dose",
        "the little one",
        "an exile",
        "“I didn't know anyone was coming”",
        "Go-Numb",
        "a firefighter",
        "“it's so quiet in here, who is breathing”",
        "19 minutes after the dose",
        "five minutes a day with the little one, hand on belly",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_what_else_was_agreed_of_a_part_stands_with_it(press: Press) -> None:
    about = "handle-0"
    items = (
        *a_part_shared("the little one", "stay"),
        an_item(SharedField.AGE, "six years old", about),
        an_item(SharedField.NEEDS, "someone to sit next to", about),
        an_item(SharedField.LINK, "The Watchman, who protects it", about),
    )
    text = text_of(on_paper(press, *items))
    order = [
        "the little one",
        "“stay”",
        "six years old",
        "someone to sit next to",
        "The Watchman, who protects it",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_the_levels_of_self_are_spoken_to_those_who_hear_the_page(press: Press) -> None:
    assert b"3 of 4" in every_byte(on_paper(press, *what_wren_shared()))


def test_neither_the_clients_name_nor_words_are_in_the_files_properties(press: Press) -> None:
    pdf = on_paper(press, *what_wren_shared())
    properties = metadata(pdf) + str(pypdf.PdfReader(io.BytesIO(pdf)).metadata)
    assert not any(word in properties for word in ("Wren", "Watchman", "quiet"))


def test_sixty_parts_are_all_there_and_no_part_is_split_from_its_words_and_questions(press: Press) -> None:
    items = [
        item
        for n in range(60)
        for item in a_part_shared(f"Part {n:02}", f"words of {n:02}", role=Role.EXILE, position=n)
    ]
    pages = page_texts(on_paper(press, *items))
    for n in range(60):
        (page,) = [text for text in pages if f"words of {n:02}" in text]
        assert f"Part {n:02} an exile" in page
        assert page.count(f"Part {n:02}") >= 2  # its heading, and a question about it


@pytest.mark.parametrize("kind", SheetKind)
def test_what_was_not_agreed_is_not_in_the_file(press: Press, kind: SheetKind) -> None:
    part = a_part("The Canarywatchman")
    detail = PartDetail(name=part.name, body=("canarybelly",), words=("agreedwords", "canarywords"))
    entries = [
        an_entry(EntryKind.PART, detail, part=part.id, raw="canaryraw", text="canaryobservation"),
        an_entry(EntryKind.QUOTE, QuoteDetail(words=("canaryquote",))),
        an_entry(EntryKind.HYPOTHESIS, PlainDetail(kind="hypothesis"), text="canaryhypothesis"),
        an_entry(text="promise: canarypromise"),
    ]
    could = offered(entries, part)
    choices = [offer.key for offer in could if offer.value == "agreedwords"]
    items = agree(could, choices, client="c", session="s", author="p", at=BEGAN)
    pdf = on_paper(press, *items, kind=kind)
    held = every_byte(pdf)
    assert b"canary" not in held.lower()
    assert "canary" not in text_of(pdf).lower()
    ids = [part.id, *(entry.id for entry in entries), *(item.id for item in items)]
    assert not any(each.encode() in held for each in ids)
    assert ("agreedwords" in text_of(pdf)) == (kind in {SheetKind.MEETING, SheetKind.WORDS})
    assert claims(pdf) == {"ua-1", "a-2a"}
