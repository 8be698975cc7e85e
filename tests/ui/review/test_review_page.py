from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kap_companion.errors import StorageError
from kap_companion.vocabulary.part_act import Fit
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.offer import Offer
from kap_companion.worksheets.on_the_table import Table, TablePart
from ui import theme
from ui.review.item_words import breakable
from ui.review.review_page import ReviewPage
from ui.review.review_table import Answers, OnTable, ReviewTable
from ui.review.strip_spans import MOST_LANES, strip_of

DAY = date(2026, 11, 21)


def a_part(about: str, name: str = "the little one", **fields: object) -> TablePart:
    items = (
        Offer(f"{about} name", about, 0, SharedField.NAME, name, "entry"),
        Offer(f"{about} words", about, 0, SharedField.WORDS, f"said by {name[:9]}", "entry", 1020.0),
        Offer(f"{about} age", about, 0, SharedField.AGE, "six", "entry"),
    )
    return replace(TablePart(about, name, items=items), **fields)  # type: ignore[arg-type]  # what a test names


def a_table(*parts: TablePart, client: str = "Wren") -> Table:
    return Table(client, 3, DAY, parts=parts)


class Kept:
    """What a review would keep, in place of the files."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.ticked: set[str] = set()
        self.said: list[object] = []
        self.is_full = False

    def look(self) -> OnTable:
        keys = frozenset(offer.key for offer in self.table)
        known = frozenset(part.about for part in self.table.parts if part.is_known)
        return OnTable(self.table, frozenset(self.ticked), keys, known)

    def tick(self, key: str, on: bool) -> None:
        if self.is_full:
            raise StorageError("The disk is full.", "Make room.")
        (self.ticked.add if on else self.ticked.discard)(key)

    def answer(self, about: str, fit: Fit) -> None:
        self.said.append((about, fit))

    def reword(self, about: str, new: Mapping[str, str]) -> None:
        if self.is_full:
            raise StorageError("The disk is full.", "Make room.")
        self.said.append((about, dict(new)))

    def place(self, about: str, x: float, y: float) -> None:
        self.said.append((about, x, y))


def show(qtbot: QtBot, kept: Kept) -> tuple[ReviewPage, ReviewTable]:
    model = ReviewTable(Answers(kept.look, kept.tick, kept.answer, kept.reword, kept.place))
    page = ReviewPage(model)
    model.setParent(page)
    page.setStyleSheet(theme.style_sheet(theme.DAYLIGHT))
    qtbot.addWidget(page)
    page.resize(1440, 900)
    page.show()
    return page, model


def click(qtbot: QtBot, page: ReviewPage, words: str) -> None:
    button = next(b for b in page.findChildren(QPushButton) if b.isVisible() and b.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def said_on(page: ReviewPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_with_no_part_there_is_still_a_page(qtbot: QtBot) -> None:
    page, _model = show(qtbot, Kept(a_table()))
    assert "No part lies on the table" in said_on(page)
    assert not page.strip.isVisible()


@pytest.mark.parametrize("name", ["x" * 300, "🦊", "שומר הלילה", "word " * 60, "<b>bold</b> & more"])
def test_no_name_pushes_the_page_aside_and_none_is_markup(qtbot: QtBot, name: str) -> None:
    page, model = show(qtbot, Kept(a_table(a_part("a", name), client="W" * 200)))
    model.choose("a")
    qtbot.waitUntil(lambda: page.part.isVisible())
    shown = said_on(page).replace("\u200b", "")
    assert name.strip() in shown
    for button in page.findChildren(QPushButton):
        if button.isVisible():
            assert page.rect().contains(button.mapTo(page, button.rect().bottomRight()))
    assert page.minimumSizeHint().width() <= 1024


def test_a_long_word_may_break_and_one_from_the_right_may_not() -> None:
    assert breakable("x" * 30) == "\u200b".join(("x" * 12, "x" * 12, "x" * 6))
    assert breakable("some words of a client") == "some words of a client"
    assert breakable("ש" * 60) == "ש" * 60


def test_what_could_not_be_kept_is_said_and_not_shown_as_ticked(qtbot: QtBot) -> None:
    kept = Kept(a_table(a_part("a")))
    page, model = show(qtbot, kept)
    model.choose("a")
    kept.is_full = True
    box = next(
        b for b in page.part.findChildren(QCheckBox) if b.accessibleName().endswith("How old it seems")
    )
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert "The disk is full. Make room." in said_on(page)
    assert not box.isChecked()
    kept.is_full = False
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert kept.ticked == {"a age"}
    assert "The disk is full" not in said_on(page)


def test_half_typed_words_stay_while_something_else_changes_and_when_the_disk_is_full(qtbot: QtBot) -> None:
    kept = Kept(a_table(a_part("a")))
    page, model = show(qtbot, kept)
    model.choose("a")
    click(qtbot, page, "Change the words")
    field = page.part.form.fields()[1]
    field.setText("half a sen")
    kept.table = replace(kept.table, parts=(replace(kept.table.parts[0], fit=Fit.FITS),))
    model.tick(("a name",), True)
    assert page.part.is_rewording()
    assert field.text() == "half a sen"
    kept.is_full = True
    click(qtbot, page, "Keep these words")
    assert page.part.is_rewording()
    assert field.text() == "half a sen"
    kept.is_full = False
    click(qtbot, page, "Keep these words")
    assert kept.said == [("a", {"a words": "half a sen"})]
    assert not page.part.is_rewording()


def test_nothing_changed_is_nothing_said(qtbot: QtBot) -> None:
    kept = Kept(a_table(a_part("a")))
    page, model = show(qtbot, kept)
    model.choose("a")
    click(qtbot, page, "Change the words")
    click(qtbot, page, "Keep these words")
    assert kept.said == []
    assert not page.part.is_rewording()


def test_a_part_that_did_not_come_and_one_of_a_colleague_are_not_asked_about(qtbot: QtBot) -> None:
    absent = a_part("gone", "Gone", is_here=False, items=())
    theirs = a_part("theirs", "Theirs", is_known=False)
    page, model = show(qtbot, Kept(a_table(absent, theirs)))
    model.choose("gone")
    assert "known, not here today" in said_on(page)
    assert "Does this still fit?" not in said_on(page)
    assert "On the worksheet" not in said_on(page)
    model.choose("theirs")
    assert "Does this still fit?" not in said_on(page)
    assert "On the worksheet to take home" in said_on(page)


def test_who_puts_a_colleagues_part_elsewhere_changes_nothing(qtbot: QtBot) -> None:
    kept = Kept(a_table(a_part("theirs", is_known=False)))
    page, _model = show(qtbot, kept)
    page.map.part_placed.emit("theirs", 0.5, 0.5)
    assert kept.said == []


def test_the_map_has_no_way_to_link_parts_here(qtbot: QtBot) -> None:
    page, model = show(qtbot, Kept(a_table(a_part("a"), a_part("b", "other"))))
    model.choose("a")
    page.map.begin_link()
    assert page.map.linking_from is None


def test_everything_to_touch_is_as_large_as_a_finger(qtbot: QtBot) -> None:
    page, model = show(qtbot, Kept(a_table(a_part("a"))))
    model.choose("a")
    buttons = [button for button in page.findChildren(QPushButton) if button.isVisible()]
    assert buttons
    assert all(button.height() >= 44 for button in buttons)
    rows = [box.parentWidget() for box in page.findChildren(QCheckBox) if box.isVisible()]
    assert all(row is not None and row.height() >= 44 for row in rows)


def test_in_a_narrow_page_what_was_chosen_comes_into_view(qtbot: QtBot) -> None:
    page, model = show(qtbot, Kept(a_table(*(a_part(str(n), f"part {n}") for n in range(12)))))
    page.resize(800, 700)
    qtbot.waitUntil(lambda: page.width() == 800)
    model.choose("5")
    qtbot.waitUntil(lambda: 0 <= page.part.mapTo(page, QPoint()).y() < 200)


def test_bars_are_shares_of_the_session_and_of_one_height() -> None:
    parts = (
        a_part("a", spans=((0, 600_000), (900_000, None)), role=Role.EXILE),
        a_part("b", "other", spans=((300_000, 600_000),)),
    )
    table = replace(
        a_table(*parts), phases=((Phase.PREPARATION, 0), (Phase.DOSING, 600_000)), ended_ms=1_200_000
    )
    strip = strip_of(table)
    assert [(bar.lane, bar.begins, bar.ends) for bar in strip.bars] == [
        (0, 0.0, 0.5),
        (0, 0.75, 1.0),
        (1, 0.25, 0.5),
    ]
    assert strip.phases == ((Phase.PREPARATION, 0.0), (Phase.DOSING, 0.5))
    assert strip_of(a_table()).bars == ()


def test_too_many_parts_for_bars_have_none() -> None:
    many = tuple(a_part(str(n), spans=((0, 60_000),)) for n in range(MOST_LANES + 1))
    assert strip_of(a_table(*many)).bars == ()
