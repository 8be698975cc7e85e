"""Sheets that left the computer: kept as they were, marked where something was taken back, begun anew."""

import hashlib
from dataclasses import dataclass

import pytest

from kap_companion.errors import SessionError, WorksheetError
from kap_companion.ids import new_id
from kap_companion.records.readers import Purpose, WorksheetReader, readers_for
from kap_companion.session.live import Live
from kap_companion.vocabulary.composition import Composition, SheetKind
from kap_companion.vocabulary.entry import Addition
from kap_companion.vocabulary.letterhead import Letterhead
from kap_companion.vocabulary.paper import Paper, PaperChoice
from kap_companion.vocabulary.shared import Handed, KeptWorksheet, SharedField
from kap_companion.worksheets.arranging import dropped, reworded
from kap_companion.worksheets.consent import agreed, take_back
from kap_companion.worksheets.kept_sheets import (
    as_it_was,
    beginning,
    composed,
    kept,
    kept_sheets,
    pages_of,
    set_on,
    taken_back_since,
)
from kap_companion.worksheets.material import material
from kap_companion.worksheets.press import Press
from kap_companion.worksheets.prompts import load
from kap_companion.worksheets.sheet import Sheet
from kap_companion.worksheets.take_home import Asked
from tests.builders import BEGAN
from tests.session.desks import Desk
from tests.worksheets.sharing import a_part_shared, an_item, read_back
from tests.worksheets.signed import sign

USUAL = PaperChoice(paper=Paper.A4)


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


@dataclass
class Held:
    """A session of which something was agreed."""

    desk: Desk
    live: Live
    press: Press

    @property
    def reader(self) -> WorksheetReader:
        return readers_for(Purpose.WORKSHEET, self.desk.record, None)

    @property
    def session(self) -> str:
        return self.live.session.id

    def sheet(self, composition: Composition) -> Sheet:
        return composed(self.reader, self.session, "Stillwater", composition)

    def keep(self, composition: Composition, handed: Handed = Handed.SAVED) -> KeptWorksheet:
        sheet = self.sheet(composition)
        asked = Asked(self.desk.person, self.desk.clock.now().at)
        made = set_on(self.press, sheet, composition, asked.at)
        row = kept(self.reader, self.session, sheet, composition, made, handed, asked)
        assert row.sha256 == hashlib.sha256(made.pdf).hexdigest()
        self.desk.record.keep_worksheet(row)
        self.desk.clock.pass_time(60)
        return row

    def begin(self, kind: SheetKind, part: str = "") -> Composition:
        return beginning(self.reader, self.session, kind, paper=USUAL, part=part)


def held(desk: Desk, press: Press) -> Held:
    live = desk.begin()
    desk.type(live, "> end")
    items = (*a_part_shared("The Watchman", "if I look away"), an_item(SharedField.PROMISE, "walk"))
    ids = {"client": desk.client.id, "session": live.session.id, "author": desk.person.id}
    desk.record.share(*(item.model_copy(update=ids) for item in items))
    return Held(desk, live, press)


def test_a_sheet_is_kept_with_its_rows_its_questions_and_how_it_was_put_together(
    desk: Desk, press: Press
) -> None:
    here = held(desk, press)
    name, words, promise = agreed(desk.record.shared(here.session))
    composition = dropped(here.begin(SheetKind.MEETING), words.id)
    row = here.keep(composition, Handed.PRINTED)
    (again,) = desk.record.worksheets(here.session)
    assert again == row
    assert (row.items, row.composition, row.handed) == ((name.id, promise.id), composition, Handed.PRINTED)
    assert row.paper == "a4"
    assert "When have you noticed the Watchman before?" in [each.text for each in row.questions or ()]


def test_a_kept_sheet_is_seen_as_it_was_whatever_was_taken_back_since(desk: Desk, press: Press) -> None:
    here = held(desk, press)
    composition = here.begin(SheetKind.MEETING)
    before = pages_of(press, here.sheet(composition), composition)
    row = here.keep(composition)
    name = agreed(desk.record.shared(here.session))[0]
    desk.record.share(take_back(name, author=desk.person.id, at=desk.clock.now().at))
    assert as_it_was(press, row).svg == before.svg
    assert pages_of(press, here.sheet(composition), composition).svg != before.svg
    printed = read_back(set_on(press, here.sheet(composition), composition, BEGAN).pdf)
    assert "Watchman" not in printed
    assert "if I look away" in printed


def test_kept_sheets_are_the_newest_first_and_marked_with_what_was_taken_back(
    desk: Desk, press: Press
) -> None:
    here = held(desk, press)
    one, two = here.keep(here.begin(SheetKind.MEETING)), here.keep(here.begin(SheetKind.WEEK))
    words = agreed(desk.record.shared(here.session))[1]
    desk.record.share(take_back(words, author=desk.person.id, at=desk.clock.now().at))
    found = kept_sheets(here.reader, desk.client.id)
    assert [(each.worksheet.id, each.taken_back) for each in found] == [(two.id, ()), (one.id, (words,))]
    assert taken_back_since(one, desk.record.shared(here.session)) == (words,)


def test_a_sheet_that_left_after_signing_is_late(desk: Desk, press: Press) -> None:
    here = held(desk, press)
    assert here.keep(here.begin(SheetKind.WORDS)).addition is None
    sign(desk, here.live)
    assert here.keep(here.begin(SheetKind.WORDS)).addition is Addition.LATE


def test_a_sheet_of_an_earlier_version_says_that_it_cannot_be_seen_again(press: Press) -> None:
    old = KeptWorksheet(id=new_id(), session="s", made_at=BEGAN, author="p", paper="a4", sha256="0" * 64)
    with pytest.raises(WorksheetError):
        as_it_was(press, old)


def test_a_sheet_begins_as_it_was_put_together_last(desk: Desk, press: Press) -> None:
    here = held(desk, press)
    fresh = here.begin(SheetKind.MEETING)
    assert fresh == Composition(sheet=SheetKind.MEETING, route="im", paper=USUAL)
    changed = reworded(dropped(fresh, "closing"), "promises", "Until then")
    here.keep(changed)
    here.keep(here.begin(SheetKind.WEEK))
    assert here.begin(SheetKind.MEETING) == changed


def test_another_sheet_of_the_same_client_begins_in_the_way_of_the_last_one(desk: Desk, press: Press) -> None:
    here = held(desk, press)
    large = PaperChoice(paper=Paper.LETTER, points=20)
    fresh = here.begin(SheetKind.MEETING)
    here.keep(fresh.model_copy(update={"paper": large, "language": "es", "named": True, "template": ""}))
    begun = here.begin(SheetKind.BODY)
    assert (begun.paper, begun.language, begun.named, begun.dropped) == (large, "es", True, ())


def test_a_clients_language_counts_before_that_of_the_last_sheet_and_of_the_practice(
    desk: Desk, press: Press
) -> None:
    here = held(desk, press)
    desk.record.set_letterhead(Letterhead(id=new_id(), language="de", author=desk.person.id, at=BEGAN))
    assert here.begin(SheetKind.WEEK).language == "de"
    here.keep(here.begin(SheetKind.MEETING))
    desk.record.change_client(desk.record.client(desk.client.id).model_copy(update={"language": "es"}))
    assert here.begin(SheetKind.WEEK).language == "es"


def test_a_letter_begins_with_the_part_it_is_about(desk: Desk, press: Press) -> None:
    here = held(desk, press)
    first = here.begin(SheetKind.ONE_PART)
    assert first.part == "handle-0"
    here.keep(first.model_copy(update={"dropped": ("answer",)}))
    assert here.begin(SheetKind.ONE_PART).dropped == ("answer",)
    assert here.begin(SheetKind.ONE_PART, part="another").part == "another"


def test_there_is_nothing_to_begin_with_for_no_session(desk: Desk, press: Press) -> None:
    here = held(desk, press)
    for read in (
        lambda: material(here.reader, "none", ""),
        lambda: beginning(here.reader, "none", SheetKind.WEEK, paper=USUAL),
    ):
        with pytest.raises(SessionError):
            read()


def test_every_sheet_can_be_set_and_holds_what_was_agreed(desk: Desk, press: Press) -> None:
    here = held(desk, press)
    for kind in SheetKind:
        composition = here.begin(kind)
        made = set_on(press, here.sheet(composition), composition, BEGAN)
        assert load().sheets[kind].title in read_back(made.pdf)
