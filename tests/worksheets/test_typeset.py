import io
from datetime import date

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.vocabulary.details import PartDetail, PlainDetail, QuoteDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets import prompts
from kap_companion.worksheets.compose import compose
from kap_companion.worksheets.consent import agree
from kap_companion.worksheets.typeset import Paper, typeset
from tests.builders import BEGAN, a_part, an_entry
from tests.worksheets.known import offered
from tests.worksheets.sharing import (
    a_part_shared,
    an_item,
    catalog,
    claims_pdf_ua,
    every_byte,
    is_tagged,
    metadata,
    on_paper,
    read_back,
    what_wren_shared,
)

A_LINE_OF_ITS_OWN = (
    '#import "x": * $x^2$ *a* _b_ = h - i + j \\ <label> @ref // c /* d */ `raw` ~ #{panic()} [e]'
)


def unspaced(text: str) -> str:
    return "".join(text.split())


def lines_without_feet(pdf: bytes) -> list[str]:
    lines: list[str] = []
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        lines += [line.strip() for line in page.extract_text().splitlines() if "988" not in line]
    return lines


@pytest.mark.parametrize("paper", Paper)
def test_everything_agreed_is_on_the_page_in_order(paper: Paper) -> None:
    made = on_paper(*what_wren_shared(), paper=paper)
    text = read_back(made.pdf)
    order = [
        "Meeting what came forward",
        "For Wren, after the session on 21 November 2026",
        "Self was here too",
        "Your guide noticed calm and compassion",
        "The Watchman a manager · felt in the chest",
        "“if I look away it gets in” 17 minutes after the dose",
        "the little one an exile",
        "“I didn't know anyone was coming”",
        "Go-Numb a firefighter",
        "In your own words",
        "“it's so quiet in here, who is breathing” 19 minutes after the dose",
        "Between now and then",
        "five minutes a day with the little one, hand on belly",
        "Which part feels loud right now?",
        "What might it be protecting you from?",
        "What would it say if you truly listened?",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "Stillwater Clinic If you are in crisis, call or text 988 (US) 1 of 2" in text
    assert made.note == ""


@pytest.mark.parametrize(("paper", "points"), [(Paper.LETTER, (612, 792)), (Paper.A4, (595.28, 841.89))])
def test_the_paper_is_the_one_chosen(paper: Paper, points: tuple[float, float]) -> None:
    box = pypdf.PdfReader(io.BytesIO(on_paper(paper=paper).pdf)).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(points, abs=0.1)


def test_it_is_pdf_ua_with_title_and_language() -> None:
    pdf = on_paper(*what_wren_shared()).pdf
    assert claims_pdf_ua(pdf)
    assert is_tagged(pdf)
    assert str(catalog(pdf)["/Lang"]) == "en"
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Meeting what came forward"
    assert reader.metadata.author == "Stillwater Clinic"


def test_neither_the_clients_name_nor_words_are_in_the_files_properties() -> None:
    pdf = on_paper(*what_wren_shared()).pdf
    properties = metadata(pdf) + str(pypdf.PdfReader(io.BytesIO(pdf)).metadata)
    assert not any(word in properties for word in ("Wren", "Watchman", "2026"))


def test_the_same_page_is_the_same_file() -> None:
    items = what_wren_shared()
    assert on_paper(*items).pdf == on_paper(*items).pdf


def test_the_levels_of_self_are_spoken_to_those_who_hear_the_page() -> None:
    assert b"3 of 4" in every_byte(on_paper(*what_wren_shared()).pdf)


def test_text_is_never_markup() -> None:
    made = on_paper(*a_part_shared(A_LINE_OF_ITS_OWN, A_LINE_OF_ITS_OWN), client_name=A_LINE_OF_ITS_OWN)
    assert claims_pdf_ua(made.pdf)
    assert read_back(made.pdf).count(A_LINE_OF_ITS_OWN) == 3


@pytest.mark.parametrize("letter", ["x", "W", "ก", "漢"])
def test_a_word_longer_than_the_page_wraps(letter: str) -> None:
    made = on_paper(*a_part_shared("x", letter * 5_000))
    assert unspaced(read_back(made.pdf)).count(letter) >= 5_000
    for page in pypdf.PdfReader(io.BytesIO(made.pdf)).pages:
        longest = max(len(line) for line in page.extract_text().splitlines())
        assert longest < 200
    assert claims_pdf_ua(made.pdf)


def test_a_long_quote_is_there_to_its_last_word() -> None:
    quote = " ".join(f"word{n}" for n in range(700))
    made = on_paper(*a_part_shared("x", quote))
    assert f"“{quote}”" in " ".join(lines_without_feet(made.pdf))


def test_sixty_parts_are_all_there_and_no_part_is_split_from_its_questions() -> None:
    items = [
        item
        for n in range(60)
        for item in a_part_shared(f"Part {n:02}", f"words of {n:02}", role=Role.EXILE, position=n)
    ]
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(on_paper(*items).pdf)).pages]
    for n in range(60):
        (page,) = [text for text in pages if f"words of {n:02}" in text]
        assert f"Part {n:02} an exile" in page
        assert f"What would Part {n:02} most like you to know?" in page


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("\U00013000", "[U+13000 EGYPTIAN HIEROGLYPH A001]"),
        ("\ud83e", "[U+D83E]"),
        ("nul\x00", "[U+0000]"),
        ("\u202ereversed", "[U+202E RIGHT-TO-LEFT OVERRIDE]"),
    ],
)
def test_a_character_without_a_glyph_is_named_and_the_file_claims_less(text: str, name: str) -> None:
    made = on_paper(*a_part_shared("x", text), client_name=text)
    assert read_back(made.pdf).count(name) == 2
    assert name in made.note
    assert not claims_pdf_ua(made.pdf)
    assert is_tagged(made.pdf)


def test_a_note_lists_only_a_few_of_many_characters() -> None:
    made = on_paper(*a_part_shared("x", "".join(map(chr, range(0x13000, 0x13020)))))
    assert made.note.count("[U+") == 5
    assert "…" in made.note


@pytest.mark.parametrize(
    "text",
    [
        "בטן",
        "小さな子",
        "한국어",
        "🌿",
        "Ѩ",
        "❤️",
        "der Nebel weiß",
        "“quoted”",
        "a\u200eb c d\ufeff e",
        "©️ x y",
    ],
)
def test_every_shipped_script_is_printed_and_read_back(text: str) -> None:
    made = on_paper(*a_part_shared("x", text))
    assert made.note == ""
    assert claims_pdf_ua(made.pdf)
    shown = "".join(c for c in read_back(made.pdf) if c not in "\u200e\ufeff\ufe0f")
    for word in text.split():
        bare = "".join(c for c in word if c not in "\u200e\ufeff\ufe0f")
        assert bare in shown or bare[::-1] in shown


def test_a_right_to_left_name_does_not_turn_our_words_around() -> None:
    text = read_back(on_paper(*a_part_shared("קטנה", role=Role.EXILE), client_name="לינדן").pdf)
    assert "after the session on 21 November 2026" in text
    assert "most like you to know?" in text


def test_what_was_not_agreed_is_not_in_the_file() -> None:
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
    page = compose(
        items,
        client_name="Wren",
        session_date=date(2026, 11, 21),
        practice="Stillwater",
        prompts=prompts.load(),
    )
    pdf = typeset(page, Paper.LETTER).pdf
    assert "agreedwords" in read_back(pdf)
    assert "canary" not in read_back(pdf).lower()
    assert b"canary" not in every_byte(pdf).lower()
    assert part.id.encode() not in every_byte(pdf)
    assert all(entry.id.encode() not in every_byte(pdf) for entry in entries)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=40), st.sampled_from(SharedField))
def test_any_text_can_be_typeset(text: str, field: SharedField) -> None:
    if field is SharedField.SELF:
        text = "calm 4"
    if field is SharedField.ROLE:
        text = "exile"
    made = on_paper(an_item(field, text, "handle"), client_name=text, practice=text, visit=text, contact=text)
    assert made.pdf.startswith(b"%PDF")
    assert claims_pdf_ua(made.pdf) == (made.note == "")
    # A note always says which characters; it never has to say that it is not sure.
    assert made.note == "" or "[U+" in made.note


def test_what_else_was_agreed_of_a_part_stands_beside_our_words() -> None:
    about = "handle-0"
    made = on_paper(
        *a_part_shared("the little one", "stay"),
        an_item(SharedField.AGE, "six years old", about),
        an_item(SharedField.NEEDS, "someone to sit next to", about),
        an_item(SharedField.LINK, "The Watchman, who protects it", about),
    )
    text = read_back(made.pdf)
    order = ["the little one", "“stay”", "Seems about", "six years old", "Hopes for", "someone to sit",
             "Stays close to", "The Watchman, who protects it", "When have you noticed"]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert claims_pdf_ua(made.pdf)
