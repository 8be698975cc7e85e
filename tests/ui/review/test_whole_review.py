"""A whole review, from the private page to the worksheet, with real clicks and real keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QThreadPool
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from kap_companion.parts.client_parts import ClientParts, read_client_parts
from kap_companion.records.readers import Purpose, readers_for
from kap_companion.vocabulary.observation import PartField
from kap_companion.vocabulary.part_act import Fit, Placed, Reviewed
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.press import Press
from kap_companion.worksheets.take_home import Asked
from kap_companion.worksheets.usual_sheet import usual_sheet
from tests.builders import BEGAN
from tests.ui.review.in_review import CANARIES, LEFT, InReview, every_text, in_review, visible
from tests.worksheets.sharing import read_back
from ui.composing import Composing
from ui.giving import Giving
from ui.going_home import GoingHome
from ui.printing.printing import Printing
from ui.review.lay_table_page import LayTablePage
from ui.review.review_page import ReviewPage
from ui.review.take_home_page import TakeHomePage
from ui.worksheets.composing_page import ComposingPage


@pytest.fixture
def review(qtbot: QtBot, tmp_path: Path) -> Iterator[InReview]:
    with in_review(qtbot, tmp_path) as given:
        yield given


def known(review: InReview) -> ClientParts:
    practice = review.desk.practice
    reader = readers_for(Purpose.ROOM, practice.record, practice.notebook)
    return read_client_parts(reader, review.session.client)


def said_on(page: ReviewPage) -> str:
    return "\n".join(label.text() for label in visible(page, QLabel))


def test_a_whole_review_from_the_table_to_the_worksheet(review: InReview, qtbot: QtBot) -> None:
    page = review.turns()
    assert "Who came forward today" in said_on(page)
    assert review.shared() == ()

    # The first part fits as it was said, and its name and words go home.
    review.clicks(page, "The Watchman")
    assert "“if I look away it gets in”" in said_on(page)
    review.clicks(page, "Yes, it fits")
    assert "It still fits." in said_on(page)
    review.ticks(page, "The name and that it came")
    review.ticks(page, "The words it said")
    assert review.values() == {"The Watchman", "if I look away it gets in"}
    review.ticks(page, "The words it said")
    assert review.values() == {"The Watchman"}

    # The second one is chosen on the map; what was ticked goes home in the words that fit now.
    review.chooses_on_map(page, "the little one")
    assert "six years old" in said_on(page)
    review.ticks(page, "The words it said")
    review.ticks(page, "How old it seems")
    review.clicks(page, "Change the words")
    form = page.part.form
    for field in form.fields():
        if field.text() in ("I did not know anyone was coming", "the little one"):
            said = "I knew nobody would come" if "coming" in field.text() else "Small Fry"
            field.setFocus()
            field.selectAll()
            qtbot.keyClicks(field, said)
    review.clicks(page, "Keep these words")
    assert "“I knew nobody would come”" in said_on(page)
    assert "Small Fry" in said_on(page)
    assert "anyone was coming" not in said_on(page)
    assert review.values() == {"The Watchman", "I knew nobody would come", "six years old"}

    # The third is not for today: nothing of it goes home.
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert "In the order they came" in said_on(page)
    review.clicks(page, "Wanderer")
    review.ticks(page, "The name and that it came")
    assert "Wanderer" in review.values()
    review.clicks(page, "Not today")
    assert "Wanderer" not in review.values()
    assert "where to" not in said_on(page)

    # What is about no part.
    review.clicks(page, "Everyone who came")
    review.clicks(page, "Your own words and promises")
    review.ticks(page, "five minutes a day")

    # Esc leads to a page with nobody on it; leaving asks for the passphrase before anything else.
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert "nobody would come" not in said_on(page)
    review.clicks(page, "Make the worksheet")
    review.types_passphrase("a client's guess")
    assert review.asked().said()
    assert review.told == []
    review.desk.clock.pass_time(60)
    review.types_passphrase()
    assert review.told == [("worksheet", review.session.id)]

    # The worksheet is made of exactly what was ticked, on the way of every worksheet.
    ticked = {"The Watchman", "I knew nobody would come", "six years old", "five minutes a day"}
    assert review.values() == ticked
    desk = review.desk
    pool = QThreadPool.globalInstance()
    press, printing = Press(), Printing(pool, desk.window)
    composing = Composing(desk.window, desk.practice, press, printing, pool, desk.window)
    giving = Giving(desk.practice, desk.clock, desk.dialogs, press, printing, pool, desk.window)
    going_home = GoingHome(desk.window, desk.practice, desk.clock, composing, giving, desk.window)
    going_home.choose(review.session)
    choosing = desk.window.page
    assert isinstance(choosing, TakeHomePage)
    review.clicks(choosing, "Make the worksheet")
    qtbot.waitUntil(lambda: isinstance(desk.window.page, ComposingPage), timeout=30_000)
    assert review.values() == ticked
    reader = readers_for(Purpose.WORKSHEET, desk.practice.record, None)
    asked = Asked(desk.practice.person, BEGAN)
    made, _kept = usual_sheet(reader, review.session.id, "Stillwater", Press(), asked)
    paper = read_back(made.pdf)
    assert all(words in paper for words in ticked)
    not_ticked = ("the little one", "Small Fry", "Wanderer", "where to", "it is so quiet", "jaw", "get in")
    assert not any(words in paper for words in (*CANARIES, *not_ticked))


def test_what_was_said_before_stays_in_the_notebook(review: InReview, qtbot: QtBot) -> None:
    page = review.turns()
    review.clicks(page, "the little one")
    review.clicks(page, "Change the words")
    form = page.part.form
    field = next(field for field in form.fields() if field.text() == "six years old")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "seven")
    review.clicks(page, "Keep these words")
    parts = known(review)
    little_one = next(part for part in parts.parts if part.name == "the little one")
    ages = [
        each.value
        for each in parts.observations
        if each.part == little_one.id and each.field is PartField.AGE
    ]
    assert ages == ["six years old", "seven"]
    fits = [act.deed.fit for act in parts.family.acts if isinstance(act.deed, Reviewed)]
    assert fits == [Fit.CHANGED]
    assert {act.session for act in parts.family.acts if isinstance(act.deed, Reviewed)} == {review.session.id}
    review.clicks(page, "Back")
    review.types_passphrase()
    review.turns()
    review.clicks(review.sees(), "the little one")
    assert "seven" in said_on(review.sees())
    assert "six years old" not in said_on(review.sees())


def test_nothing_that_was_not_put_on_the_table_is_anywhere_in_the_review(
    review: InReview, qtbot: QtBot
) -> None:
    page = review.turns()
    qtbot.waitUntil(lambda: not any(isinstance(each, LayTablePage) for each in _pages(review)))
    review.clicks(page, "Also on the second screen")
    seen = [every_text()]
    for name in ("The Watchman", "the little one", "Wanderer"):
        review.chooses_on_map(page, name)
        seen.append(every_text())
        review.clicks(page, "Change the words")
        seen.append(every_text())
        review.clicks(page, "Leave it as it was")
        review.clicks(page, "Everyone who came")
    review.clicks(page, "Your own words and promises")
    seen += [every_text(), repr(page.map.scene)]
    assert "if I look away" in "".join(seen)
    assert [canary for canary in CANARIES if canary.lower() in "".join(seen).lower()] == []


def test_a_guess_lies_on_the_table_only_where_its_author_puts_it(review: InReview, qtbot: QtBot) -> None:
    lay = review.lays()
    box = next(b for b in lay.findChildren(QCheckBox) if "canaryburden" in b.accessibleName())
    assert not box.isChecked()
    qtbot.mouseClick(box, LEFT)
    for box in (lay.groups[SharedField.ROLE], lay.groups[SharedField.LINK]):
        qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
    page = review.turns()
    review.clicks(page, "the little one")
    assert "canaryburden" in said_on(page)
    assert "an exile" in said_on(page)
    assert "The Watchman, who protects it" in said_on(page)
    assert "canaryguess" not in said_on(page)
    # How it stands to another goes home only with that one's agreed name.
    review.ticks(page, "Who it stays close to")
    assert review.shared() == ()
    review.clicks(page, "Everyone who came")
    review.clicks(page, "The Watchman")
    review.ticks(page, "The name and that it came")
    review.chooses_on_map(page, "the little one")
    review.ticks(page, "Who it stays close to")
    assert review.values() == {"The Watchman", "The Watchman, who protects it"}
    review.chooses_on_map(page, "The Watchman")
    review.ticks(page, "The name and that it came")
    assert review.shared() == ()


def test_roles_can_be_told_by_their_glyph_alone(review: InReview, qtbot: QtBot) -> None:
    lay = review.lays()
    for box in (lay.glyphs_only, lay.groups[SharedField.ROLE]):
        qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
    assert review.desk.practice.record.client(review.session.client).glyphs_only is True
    page = review.turns()
    review.clicks(page, "the little one")
    assert "exile" not in every_text_of(page)
    assert page.map.scene.role_words is False


def test_leaving_to_anything_private_asks_for_the_passphrase_first(review: InReview, qtbot: QtBot) -> None:
    page = review.turns()
    review.clicks(page, "Back")
    asked = review.asked()
    assert not visible(asked, LayTablePage)
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    review.sees()
    assert not review.reviewing.may_close()
    review.asked()
    assert not review.reviewing.may_close()
    review.clicks(review.asked(), "Back to the review")
    review.clicks(review.sees(), "Back")
    review.types_passphrase()
    review.lays()
    assert review.reviewing.may_close()
    review.clicks(review.lays(), "Back")
    assert review.told == [("left", review.session.client)]


def test_quitting_goes_on_once_the_passphrase_was_given(review: InReview, qtbot: QtBot) -> None:
    review.turns()
    window = review.desk.window
    window.call_before_closing(review.reviewing.may_close)
    window.close()
    assert window.isVisible()
    review.types_passphrase()
    qtbot.waitUntil(window.isHidden)
    window.call_before_closing(None)


def test_the_second_window_shows_the_same_and_goes_with_the_first(review: InReview, qtbot: QtBot) -> None:
    page = review.turns()
    review.clicks(page, "Also on the second screen")
    second = review.reviewing.second
    assert second is not None
    other = second.page
    assert isinstance(other, ReviewPage)
    assert "Wren" not in second.windowTitle()
    review.clicks(other, "the little one")
    assert "six years old" in said_on(page)
    review.ticks(other, "How old it seems")
    assert review.values() == {"six years old"}
    (box,) = [b for b in page.part.findChildren(QCheckBox) if b.accessibleName().endswith("How old it seems")]
    assert box.isChecked()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert "six years old" not in said_on(other)
    review.clicks(page, "Back")
    assert not second.isVisible()
    assert review.reviewing.second is None


def test_where_the_client_puts_a_part_is_kept_for_this_session(review: InReview, qtbot: QtBot) -> None:
    page = review.turns()
    about = next(part.id for part in page.map.scene.shown if part.label == "the little one")
    page.map.part_placed.emit(about, 0.25, -0.5)
    (placed,) = [act for act in known(review).family.acts if isinstance(act.deed, Placed)]
    assert isinstance(placed.deed, Placed)
    assert (placed.deed.x, placed.deed.y, placed.session) == (0.25, -0.5, review.session.id)
    assert page.map.scene.placed == {about: (0.25, -0.5)}


def test_in_a_narrow_window_the_halves_stand_under_each_other(review: InReview, qtbot: QtBot) -> None:
    page = review.turns()
    review.desk.window.resize(1024, 768)
    qtbot.waitUntil(lambda: page.width() == 1024)
    review.clicks(page, "the little one")
    assert page.part.mapTo(page, QPoint()).x() < 60
    review.desk.window.resize(1440, 900)
    qtbot.waitUntil(lambda: page.width() == 1440)
    qtbot.waitUntil(lambda: page.part.mapTo(page, QPoint()).x() > 600)


def _pages(review: InReview) -> list[object]:
    return list(review.desk.window.findChildren(LayTablePage))


def every_text_of(page: ReviewPage) -> str:
    return said_on(page) + "".join(each.accessibleName() for each in page.findChildren(QLabel))
