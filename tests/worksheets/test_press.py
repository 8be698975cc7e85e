"""The press: any text, one look, and a file that claims what it keeps."""

import base64
import logging
import threading
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.paper import Paper, PaperChoice
from kap_companion.worksheets.own_templates import copy_template
from kap_companion.worksheets.press import Press, Typeset, plain
from kap_companion.worksheets.sentences import fill, own
from kap_companion.worksheets.sheet import Sheet
from tests.worksheets import sheets_made_up as made_up
from tests.worksheets.pdf_checks import (
    catalog,
    claims,
    fonts_embedded,
    is_tagged,
    metadata,
    no_text_overlaps,
    nothing_outside_the_page,
    text_of,
)

MADE_AT = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
ALL = {"ua-1", "a-2a"}
MEETING = SheetKind.MEETING.value
SAID_NOTHING = "\u200e\ufeff\ufe0f"


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def saying_once(text: str) -> Sheet:
    """A sheet on which that text stands as somebody's words."""
    quotes = made_up.some_words(1)
    said = replace(quotes, quotes=(replace(quotes.quotes[0], sentence=own(text)),))
    return made_up.a_sheet(SheetKind.WORDS, said)


def saying(text: str) -> Sheet:
    """A sheet on which that text stands as somebody's words, as a client's name, and at the foot."""
    sheet = saying_once(text)
    return replace(sheet, subtitle=own(text), foot=replace(sheet.foot, practice=text))


def pressed(press: Press, sheet: Sheet, template: str = "words", **choice: object) -> Typeset:
    return press.pdf(template, {"page": sheet}, PaperChoice(**choice), made_at=MADE_AT)


@pytest.mark.parametrize(("paper", "points"), [(Paper.LETTER, (612, 792)), (Paper.A4, (595.28, 841.89))])
def test_the_paper_is_the_one_chosen(press: Press, paper: Paper, points: tuple[float, float]) -> None:
    (box, *_) = _boxes(pressed(press, saying("here"), paper=paper).pdf)
    assert box == pytest.approx(points, abs=0.1)


def test_the_file_has_title_language_author_and_the_day_it_was_made_and_nothing_of_the_client(
    press: Press,
) -> None:
    sheet = made_up.a_usual_sheet(SheetKind.MEETING)
    made = pressed(press, sheet, MEETING)
    assert (claims(made.pdf), is_tagged(made.pdf), made.note) == (ALL, True, "")
    assert str(catalog(made.pdf)["/Lang"]) == "en"
    packet = metadata(made.pdf)
    assert sheet.title in packet
    assert sheet.foot.practice in packet
    assert "2026-11-21" in packet
    assert not any(word in packet for word in ("Wren", "Watchman"))


def test_it_is_the_same_file_whatever_was_set_before(press: Press) -> None:
    sheet = made_up.a_usual_sheet(SheetKind.MEETING)
    first = pressed(press, sheet, MEETING).pdf
    pressed(press, saying("something else"))
    assert pressed(press, sheet, MEETING).pdf == first
    assert pressed(Press(), sheet, MEETING).pdf == first


def test_the_pages_on_the_screen_are_those_of_the_file(press: Press) -> None:
    sheet = made_up.a_usual_sheet(SheetKind.MEETING)
    pages = press.pages(MEETING, {"page": sheet}, PaperChoice())
    assert len(pages.svg) == len(_boxes(pressed(press, sheet, MEETING).pdf))
    assert all(page.startswith("<svg") for page in pages.svg)
    assert pages.note == ""


@pytest.mark.parametrize(
    "text",
    [
        "בטן", "小さな子", "한국어", "🌿", "Ѩ", "❤️", "der Nebel weiß", "“quoted”", "a\u200eb c d\ufeff e",
        "©️ x y", "ἀγάπη", "Сторож", "فضاء", "मैं", "ฉันอยู่",
    ],
)  # fmt: skip
def test_every_script_that_ships_is_printed_and_read_back(press: Press, text: str) -> None:
    made = pressed(press, saying(text))
    assert (made.note, claims(made.pdf)) == ("", ALL)
    shown = "".join(c for c in text_of(made.pdf) if c not in SAID_NOTHING)
    for word in text.split():
        bare = "".join(c for c in word if c not in SAID_NOTHING)
        assert bare in shown or bare[::-1] in shown or _same_letters(bare, shown)


@pytest.mark.parametrize("letter", ["x", "W", "ก", "漢", "ק"])
def test_a_word_longer_than_the_page_wraps_to_its_last_letter(press: Press, letter: str) -> None:
    made = pressed(press, saying_once(letter * 5_000))
    assert text_of(made.pdf).count(letter) >= 5_000
    assert nothing_outside_the_page(made.pdf)
    assert (made.note, claims(made.pdf)) == ("", ALL)


@pytest.mark.parametrize(
    "text", ["❤️", "❤️ a ", "ab\u00ad", "a\u2060\ufeff b ", "\u200fx ", "x" * 31 + " ", "קטן" * 11 + " "]
)
def test_more_of_what_needs_care_than_a_paragraph_takes_is_set_all_the_same(press: Press, text: str) -> None:
    made = pressed(press, saying_once(text * (5_000 // len(text))))
    assert text_of(made.pdf).count(text[0]) >= 5_000 // len(text)
    assert nothing_outside_the_page(made.pdf)
    assert (made.note, claims(made.pdf)) == ("", ALL)


def test_a_right_to_left_name_does_not_turn_our_words_around(press: Press) -> None:
    sheet = made_up.a_sheet(SheetKind.WORDS, made_up.some_words(1))
    named = replace(
        sheet, subtitle=fill("For {name}, after the session on 21 November 2026", name=own("לינדן"))
    )
    text = text_of(pressed(press, named).pdf)
    assert "after the session on 21 November 2026" in text
    assert text.index("For") < text.index("after")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("\U00013000", "[U+13000 EGYPTIAN HIEROGLYPH A001]"),
        ("\ud83e", "[U+D83E]"),
        ("nul\x00", "[U+0000]"),
        ("\u202ereversed", "[U+202E RIGHT-TO-LEFT OVERRIDE]"),
        ("\ue000", "[U+E000]"),
    ],
)
def test_a_character_without_a_glyph_stands_there_by_name_and_is_noted(
    press: Press, text: str, name: str
) -> None:
    made = pressed(press, saying(text))
    assert text_of(made.pdf).count(name) >= 3
    assert name in made.note
    # A name is text like any other: it is drawn, and read aloud.
    assert claims(made.pdf) == ALL


def test_a_note_lists_only_a_few_of_many_characters(press: Press) -> None:
    made = pressed(press, saying("".join(map(chr, range(0x13000, 0x13020)))))
    assert made.note.count("[U+") == 5
    assert "…" in made.note


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_can_be_set_and_the_file_claims_all(text: str) -> None:
    made = pressed(PRESS, saying(text))
    assert claims(made.pdf) == ALL
    assert made.note == "" or "[U+" in made.note


def test_what_no_shipped_font_has_is_set_in_one_of_the_system_which_is_logged_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    armenian = "բարեւ"
    press = Press()
    with caplog.at_level(logging.INFO, "kap_companion.worksheets"):
        made = pressed(press, saying(armenian))
        pressed(press, saying(armenian))
    if made.note:
        assert "[U+0562 ARMENIAN SMALL LETTER BEN]" in made.note
        pytest.skip("no font of this system has Armenian letters")
    assert armenian in text_of(made.pdf)
    assert claims(made.pdf) == ALL
    assert len(caplog.messages) == 1
    assert armenian not in caplog.text
    logged = caplog.messages[0].rpartition(": ")[2].replace(" ", "")
    assert any(name.replace("-", "").startswith(logged) for name in fonts_embedded(made.pdf))


def test_letters_that_are_easy_to_tell_apart_are_used_where_they_are_asked_for(press: Press) -> None:
    made = pressed(press, saying("Illness 1lI, Сторож"), hyperlegible=True)
    fonts = fonts_embedded(made.pdf)
    assert any(name.startswith("AtkinsonHyperlegibleNext") for name in fonts)
    # What it lacks stands in Inter, and nothing is lost.
    assert any(name.startswith("Inter") for name in fonts)
    assert made.note == ""
    assert not any("Atkinson" in name for name in fonts_embedded(pressed(press, saying("here")).pdf))


@pytest.mark.parametrize("points", [11, 20])
def test_a_long_foot_pushes_up_the_text_and_stays_on_the_page(press: Press, points: int) -> None:
    sheet = made_up.a_usual_sheet(SheetKind.MEETING)
    long = replace(sheet.foot, notice="Nothing of this may be passed on. " * 12, contact="call 555 0142 " * 9)
    made = pressed(press, replace(sheet, foot=long), MEETING, points=points)
    assert nothing_outside_the_page(made.pdf)
    assert no_text_overlaps(made.pdf)


@pytest.mark.parametrize("logo", ["png", "svg"])
def test_the_practices_mark_stands_on_the_first_page(press: Press, logo: str) -> None:
    made = pressed(press, _with_logo(_a_png() if logo == "png" else _AN_SVG), MEETING)
    assert (made.note, claims(made.pdf)) == ("", ALL)
    assert made.pdf != pressed(press, _with_logo(b""), MEETING).pdf


def test_a_mark_that_cannot_be_drawn_is_left_off_and_the_sheet_is_set(press: Press) -> None:
    made = pressed(press, _with_logo(b"\x89PNG but not one"), MEETING)
    assert made.note == "The practice’s mark cannot be drawn and is left off."
    assert "Wren" in text_of(made.pdf)


def test_a_template_of_the_practices_own_is_used(tmp_path: Path) -> None:
    path = copy_template(tmp_path / "worksheets", SheetKind.MEETING, "Ours")
    path.write_text(path.read_text() + "\n#it.title in our own way\n")
    made = _own(path, made_up.a_usual_sheet(SheetKind.MEETING))
    assert (made.template, made.note, claims(made.pdf)) == ("Ours", "", ALL)
    assert "in our own way" in text_of(made.pdf)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("#let x = (", "unclosed delimiter"),
        ("#it.there-is-no-such-thing", "there-is-no-such-thing"),
        ('#read("/etc/passwd")', "failed to load file"),
        ('#read("../../../etc/passwd")', "escape the project root"),
        ('#import "@preview/cetz:0.3.1"', "fetched from elsewhere"),
    ],
)
def test_a_template_that_does_not_compile_or_reaches_out_is_named_with_its_line_and_the_work_is_kept(
    tmp_path: Path, line: str, said: str
) -> None:
    path = copy_template(tmp_path, SheetKind.MEETING, "Ours")
    before = len(path.read_text().splitlines())
    path.write_text(path.read_text().rstrip("\n") + f"\n{line}\n")
    sheet = made_up.a_usual_sheet(SheetKind.MEETING)
    made = _own(path, sheet)
    assert made.note.startswith(f"Ours.typ, line {before + 1}: ")
    assert said in made.note
    assert made.template == MEETING
    assert made.pdf == pressed(Press(), sheet, MEETING).pdf
    pages = Press(tmp_path).pages(MEETING, {"page": sheet}, PaperChoice(), own="Ours")
    assert (pages.note, len(pages.svg)) == (made.note, len(_boxes(made.pdf)))


@pytest.mark.parametrize(
    ("line", "claimed", "why"),
    [
        ('#image(bytes("<svg xmlns=\'http://www.w3.org/2000/svg\' width=\'9\' height=\'9\'/>"))',
         {"a-2u"}, "The file is PDF/A-2u, but not PDF/UA-1: a picture on it has no words for those who"),
        ("==== too deep", {"a-2a"}, "The file is PDF/A-2a, but not PDF/UA-1: its headings skip a level."),
        ("#set document(date: none)", {"ua-1"}, "The file is PDF/UA-1, but not PDF/A-2a: it has no date."),
        ("#text(\"\\u{e000}\")", {"ua-1", "a-2u"},
         "The file is PDF/UA-1 and PDF/A-2u, but not PDF/A-2a: a character on it has no text of its own."),
        ("#text(\"\\u{13000}\")", set(),
         "The file is a tagged PDF, but neither PDF/UA-1 nor PDF/A-2a: a character on it has no drawing"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_keep_a_standard_claims_the_nearest_and_says_why(
    tmp_path: Path, line: str, claimed: set[str], why: str
) -> None:
    path = copy_template(tmp_path, SheetKind.MEETING, "Ours")
    path.write_text(path.read_text() + f"\n{line}\n")
    made = _own(path, made_up.a_usual_sheet(SheetKind.MEETING))
    assert claims(made.pdf) == claimed
    assert made.note.startswith(why)
    assert (made.template, is_tagged(made.pdf)) == ("Ours", True)


def test_a_press_serves_several_threads(press: Press) -> None:
    made: dict[int, str] = {}

    def work(number: int) -> None:
        made[number] = text_of(pressed(press, saying(f"thread{number}")).pdf)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(f"thread{number}" in made[number] for number in range(4))


def test_values_are_plain_as_a_template_gets_them() -> None:
    assert plain(MEETING) == "meeting"
    assert plain(("a\r\nb", {"c": own("קטן")})) == [
        "a\nb",
        {"c": [{"text": "קטן", "own": True, "rtl": True, "apart": True}]},
    ]
    assert plain(PaperChoice()) == PaperChoice().model_dump(mode="json")


PRESS = Press()
_AN_SVG = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 4'><rect width='9' height='4'/></svg>"


def _own(path: Path, sheet: Sheet) -> Typeset:
    return Press(path.parent).pdf(MEETING, {"page": sheet}, PaperChoice(), made_at=MADE_AT, own=path.stem)


def _with_logo(logo: bytes) -> Sheet:
    sheet = made_up.a_usual_sheet(SheetKind.MEETING)
    return replace(sheet, foot=replace(sheet.foot, logo=base64.b64encode(logo).decode()))


def _a_png() -> bytes:
    def chunk(kind: bytes, held: bytes) -> bytes:
        return len(held).to_bytes(4) + kind + held + zlib.crc32(kind + held).to_bytes(4)

    head = (2).to_bytes(4) + (1).to_bytes(4) + bytes((8, 2, 0, 0, 0))
    rows = zlib.compress(b"\x00" + b"\x30\x60\x90" * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _boxes(pdf: bytes) -> list[tuple[float, float]]:
    return list(_each_box(pdf))


def _each_box(pdf: bytes) -> Iterator[tuple[float, float]]:
    for page in pypdf.PdfReader(BytesIO(pdf)).pages:
        yield float(page.mediabox.width), float(page.mediabox.height)


def _same_letters(word: str, shown: str) -> bool:
    # A reader of files may put marks and letters that shape each other in another order.
    return all(letter in shown for letter in word)
