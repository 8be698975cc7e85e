"""The handoff card on paper: how the session stands, and not a word of a notebook."""

from kap_companion.session.handoff_card import card
from kap_companion.session.live import Live
from kap_companion.session.timeline import project
from kap_companion.vocabulary.paper import Paper, PaperChoice, Points
from kap_companion.worksheets.handoff_sheet import CardOnPaper, handoff_page, handoff_pages, handoff_sheet
from kap_companion.worksheets.part_two import NOTICE
from kap_companion.worksheets.press import Press, Typeset
from kap_companion.worksheets.record_page import Lines
from tests.session.desks import Desk
from tests.worksheets.pages import page_texts
from tests.worksheets.recorded import PRIVATE, a_full_session, a_reader
from tests.worksheets.sharing import claims_pdf_ua, every_byte, read_back

PRESS = Press()


def handed(desk: Desk, live: Live) -> CardOnPaper:
    reader = a_reader(desk)
    made = card(project(reader.entries(live.session.id)), live.session, live.elapsed_ms(desk.clock.now()))
    client = reader.client(desk.client.id)
    return CardOnPaper(made, live.session, client, "Stillwater Clinic", None, desk.clock.now().at)


def printed(desk: Desk, live: Live, paper: Paper = Paper.LETTER, points: Points = 11) -> Typeset:
    return handoff_sheet(handed(desk, live), PRESS, PaperChoice(paper=paper, points=points))


def lines_of(made: CardOnPaper) -> dict[str, list[str]]:
    (section,) = handoff_page(made).sections
    assert isinstance(section, Lines)
    return {line.label: [said.text for said in line.said] for line in section.lines}


def test_it_says_how_the_session_stands(desk: Desk) -> None:
    live = a_full_session(desk)
    desk.type(live, "ae headache moderate")
    desk.type(live, "> promise nobody opens the door")
    said = lines_of(handed(desk, live))
    assert said["Now"] == ["T+0:16:18, 09:27:18 · dosing"]
    assert said["Doses"] == [
        "T+0:00:00, 09:11:00  75 mg ketamine · IM",
        "Agreed before the session: 80 mg, boosters 20 mg.",
    ]
    assert said["Vitals"][1] == "T+0:08:00, 09:19:00  declined: asleep"
    assert any("vitals" in each for each in said["Due"])
    assert said["Open"] == ["#3 headache, moderate · since T+0:15:18, 09:26:18 · what was done?"]
    assert "touch: hand on shoulder, by Ana Ruiz" in said["Agreed"]
    assert said["Not agreed"] == ["recording"]
    assert said["Promises"] == ["nobody opens the door"]
    assert said["Here"] == ["Kim Lee (sitter)"]


def test_a_session_that_just_began_has_a_card(desk: Desk) -> None:
    live = desk.begin()
    said = lines_of(handed(desk, live))
    assert said["Vitals"] == ["none"]
    assert said["Now"] == ["no dose yet · preparation"]


def test_it_is_one_page_with_room_to_sign_and_can_be_read_aloud(desk: Desk) -> None:
    live = a_full_session(desk)
    for paper in Paper:
        made = printed(desk, live, paper)
        assert made.note == ""
        assert claims_pdf_ua(made.pdf)
        (page,) = page_texts(made.pdf)
        assert "Taken over by" in page
    assert "Taken over by" in read_back(printed(desk, live, points=20).pdf)


def test_under_part_two_it_says_so_on_every_page(desk: Desk) -> None:
    live = a_full_session(desk)
    assert NOTICE not in read_back(printed(desk, live).pdf)
    desk.record.change_client(desk.client.model_copy(update={"part_two": True}))
    pages = page_texts(printed(desk, live, points=20).pdf)
    assert len(pages) > 1
    assert all(NOTICE in page for page in pages)


def test_no_word_of_a_notebook_is_in_any_byte_of_it(desk: Desk) -> None:
    live = a_full_session(desk)
    assert any(PRIVATE in row.raw for row in desk.notebook.entries(live.session.id))
    assert PRIVATE.encode() not in every_byte(printed(desk, live).pdf)
    assert PRIVATE not in read_back(printed(desk, live).pdf)
    assert PRIVATE not in "".join(handoff_pages(handed(desk, live), PRESS, PaperChoice()).svg)
