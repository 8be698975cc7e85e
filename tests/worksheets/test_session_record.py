"""The session record on paper: all of the record and nothing else, as it stands and as it was signed."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kap_companion.errors import SessionError
from kap_companion.session.live import Live
from kap_companion.vocabulary.letterhead import Letterhead
from kap_companion.vocabulary.paper import Paper, PaperChoice, Points
from kap_companion.worksheets.part_two import NOTICE
from kap_companion.worksheets.press import Press, Typeset
from kap_companion.worksheets.record_page import RecordPage, Table
from kap_companion.worksheets.session_record import pages_of, read_page, session_record
from tests.session.desks import Desk
from tests.worksheets.pages import page_texts
from tests.worksheets.recorded import (
    PRIVATE,
    a_full_session,
    a_reader,
    added,
    ended,
    signed,
)
from tests.worksheets.sharing import claims_pdf_ua, every_byte, metadata, read_back

PRESS = Press()
MADE_AT = datetime(2026, 11, 21, 20, tzinfo=UTC)


@pytest.fixture
def live(desk: Desk) -> Live:
    return a_full_session(desk)


def printed(desk: Desk, session_id: str, paper: Paper = Paper.LETTER, points: Points = 11) -> Typeset:
    choice = PaperChoice(paper=paper, points=points)
    return session_record(a_reader(desk), session_id, "Stillwater Clinic", PRESS, choice, MADE_AT)


def text_of(desk: Desk, session_id: str) -> str:
    return read_back(printed(desk, session_id).pdf)


def a_page(desk: Desk, session_id: str) -> RecordPage:
    return read_page(a_reader(desk), session_id, "Stillwater Clinic", MADE_AT)


def table_of(page: RecordPage, heading: str) -> list[list[str]]:
    (found,) = [each for each in page.sections if isinstance(each, Table) and each.heading == heading]
    return [[cell.text for cell in row.cells] for row in found.rows]


def test_its_head_says_whose_session_it_was_who_was_there_and_what_for(desk: Desk, live: Live) -> None:
    text = text_of(desk, ended(desk, live).session.id)
    for said in (
        "Wren (they/them)",
        "21 November 2026, 09:00:00 -08:00",
        "IM ketamine",
        "Ana Ruiz, therapist",
        "Kim Lee (sitter), from 09:01:00",
        "68 kg, 21 November 2026",
        "meet the one who hides",
    ):
        assert said in text


def test_a_dose_stands_with_all_that_was_written_down_about_it(desk: Desk, live: Live) -> None:
    ((time, *cells),) = table_of(a_page(desk, live.session.id), "Doses")
    assert time == "T+0:00:00\n09:11:00"
    assert cells == ["70 mg", "75 mg ketamine", "IM", "left deltoid", "4471, 2027-03", "30 mg", "Kim Lee"]


def test_vitals_say_whose_limit_they_lay_outside_of_and_why_they_were_not_taken(
    desk: Desk, live: Live
) -> None:
    first, second, declined = table_of(a_page(desk, live.session.id), "Vitals")
    assert first[1:] == ["124/80", "76", "98", "–", "–"]
    assert second[1:5] == ["152/94", "88", "96", "14"]
    assert "systolic 152 above 140 (the client’s limit, by Dr. Okafor" in second[5]
    assert declined[1:] == ["–"] * 5
    assert "declined: asleep" in text_of(desk, live.session.id)


def test_events_say_what_was_done_and_when_they_were_over(desk: Desk, live: Live) -> None:
    outside, nausea = table_of(a_page(desk, live.session.id), "Events, and what was done")
    assert "sat up, measured again" in outside[2]
    assert nausea[1] == "#2 nausea, mild"
    assert "ginger, a basin" in nausea[2]
    assert nausea[3] == "T+0:06:00\n09:17:00"


def test_consents_stand_with_their_terms(desk: Desk, live: Live) -> None:
    rows = {row[1]: row[2:] for row in table_of(a_page(desk, live.session.id), "Consents")}
    assert rows["dose"] == ["agreed", "up to 80 mg, boosters up to 20 mg"]
    assert rows["touch"] == ["agreed", "hand on shoulder, by Ana Ruiz"]
    assert rows["recording"][0] == "refused"


def test_a_session_that_runs_says_so_first_and_on_every_page(desk: Desk, live: Live) -> None:
    pages = page_texts(printed(desk, live.session.id).pdf)
    assert "This session still runs." in pages[0]
    assert all("not signed, still runs" in page for page in pages)


def test_an_unsigned_session_says_so_first_and_on_every_page(desk: Desk, live: Live) -> None:
    pages = page_texts(printed(desk, ended(desk, live).session.id).pdf)
    assert "This record is not signed." in pages[0]
    assert all("· not signed" in page for page in pages)


def test_a_signature_stands_with_its_name_time_and_meaning_and_that_it_holds(desk: Desk, live: Live) -> None:
    signature = signed(desk, ended(desk, live).session.id)
    page = a_page(desk, live.session.id)
    assert not page.stands_out
    ((who, meaning, when, holds),) = table_of(page, "Signatures")
    assert (who, meaning) == ("Ana Ruiz, therapist", "author of this record")
    assert when == "21 November 2026, 11:25:18 -08:00"
    assert holds == f"holds (row {signature.head}, key {signature.key[:16]})"


def test_a_signature_of_another_key_is_told_first(desk: Desk, live: Live) -> None:
    signed(desk, ended(desk, live).session.id, Ed25519PrivateKey.generate())
    page = a_page(desk, live.session.id)
    assert page.stands_out
    assert page.says[0].text == "A signature on this record does not hold."
    assert "DOES NOT HOLD" in text_of(desk, live.session.id)


def test_what_was_added_later_stands_beside_what_it_amends_and_once_more_by_itself(
    desk: Desk, live: Live
) -> None:
    dose = next(row for row in live.timeline.entries if row.raw.startswith("d 75mg"))
    signed(desk, ended(desk, live).session.id)
    added(desk, live.session.id, "The lot was recalled.", about=dose.id)
    added(desk, live.session.id, "stop she raised her hand", late=True)
    page = a_page(desk, live.session.id)
    said = [each.text for each in page.says]
    assert said == ["Signed by Ana Ruiz.", "Something was added after the newest signature; it is marked."]
    text = text_of(desk, live.session.id)
    assert text.count("Addendum by Ana Ruiz, 22 November 2026, 11:25:18 -08:00: The lot was recalled.") == 2
    assert "Why: not known then" in text
    assert "Late entry by Ana Ruiz, written 23 November 2026" in text
    assert [row[1] for row in table_of(page, "Added after signing")] == [
        "Addendum\nThe lot was recalled.",
        "Late entry for T+0:04:00, 17:15:00 UTC\nstop she raised her hand",
    ]


def test_a_page_of_a_client_under_part_two_says_so_on_every_page(desk: Desk, live: Live) -> None:
    pages = page_texts(printed(desk, live.session.id).pdf)
    assert not any(NOTICE in page for page in pages)
    desk.record.change_client(desk.client.model_copy(update={"part_two": True}))
    pages = page_texts(printed(desk, live.session.id).pdf)
    assert len(pages) > 2
    assert all(NOTICE in page for page in pages)


def test_nothing_of_a_notebook_is_in_any_byte_of_it(desk: Desk, live: Live) -> None:
    assert sum(PRIVATE in row.raw for row in desk.notebook.entries(live.session.id)) >= 5
    signed(desk, ended(desk, live).session.id)
    added(desk, live.session.id, "The lot was recalled.")
    made = every_byte(printed(desk, live.session.id).pdf)
    drawn = pages_of(a_page(desk, live.session.id), PRESS, PaperChoice())
    assert PRIVATE.encode() not in made
    assert PRIVATE not in read_back(printed(desk, live.session.id).pdf)
    assert PRIVATE not in "".join(drawn.svg)
    assert PRIVATE not in repr(a_page(desk, live.session.id))


def test_the_file_itself_says_nothing_of_the_client(desk: Desk, live: Live) -> None:
    pdf = printed(desk, live.session.id).pdf
    assert "Wren" not in metadata(pdf)
    assert '<rdf:li xml:lang="x-default">Session record' in metadata(pdf)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("points", [11, 20])
def test_it_is_whole_in_every_size_and_can_be_read_aloud(
    desk: Desk, live: Live, paper: Paper, points: Points
) -> None:
    made = printed(desk, live.session.id, paper, points)
    text = read_back(made.pdf)
    assert made.note == ""
    assert claims_pdf_ua(made.pdf)
    for line in ("v 152/94 88 96 rr 14", "> action ginger, a basin", "misread the syringe", "wrong cuff"):
        assert line in text


def test_any_words_are_printed_as_they_are(desk: Desk, live: Live) -> None:
    hostile = "#import $x$ <y> *not* \\n // [a](b) שלום"
    desk.type(live, f"> promise {hostile}")
    desk.type(live, "> promise " + "and one more word, " * 260)
    made = printed(desk, live.session.id)
    text = read_back(made.pdf)
    assert "#import $x$ <y> *not* \\n // [a](b)" in text
    assert "שלום" in text
    assert text.count("word,") == 260


def test_the_letterhead_of_the_practice_stands_on_it(desk: Desk, live: Live) -> None:
    desk.record.set_letterhead(
        Letterhead(id="head-1", name="Stillwater, Main Street", author=desk.person.id, at=MADE_AT)
    )
    assert a_page(desk, live.session.id).foot.practice == "Stillwater, Main Street"


def test_a_visit_without_doses_says_plainly_what_there_is_not(desk: Desk) -> None:
    live = desk.begin("integration")
    text = text_of(desk, live.session.id)
    assert "No dose is written down." in text
    assert "No vitals are written down." in text


def test_no_record_is_made_of_a_session_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(SessionError):
        printed(desk, "nobody's")
