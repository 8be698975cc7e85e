"""From a session to the worksheet: by readers that can open what is agreed to, and nothing more."""

import hashlib

import pytest

from kap_companion.errors import SessionError
from kap_companion.records.readers import Purpose, ReviewReader, WorksheetReader, readers_for
from kap_companion.session.live import Live
from kap_companion.vocabulary.composition import Composition, SheetKind
from kap_companion.vocabulary.entry import Addition
from kap_companion.vocabulary.session import SessionState
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.consent import agreed
from kap_companion.worksheets.kept_sheets import composed
from kap_companion.worksheets.offers import Offers
from kap_companion.worksheets.press import Press
from kap_companion.worksheets.take_home import Asked, session_offers, share, ticked
from kap_companion.worksheets.usual_sheet import usual_sheet
from tests.session.desks import Desk, Sitter, a_nurse, another_therapist
from tests.worksheets.signed import sign

LINES = (
    "d 70mg im",
    'm Watchman: #chest "if I look away it gets in"',
    "s calm 4",
    "n promise: five minutes a day",
    "h may be six as well",
    "> end",
)


def an_ended_session(desk: Desk) -> Live:
    live = desk.begin()
    for line in LINES:
        desk.type(live, line)
    return live


def review(desk: Desk, sitter: Sitter | None = None) -> ReviewReader:
    notebook = sitter.notebook if sitter is not None else desk.notebook
    return readers_for(Purpose.REVIEW, desk.record, notebook)


def for_worksheets(desk: Desk) -> WorksheetReader:
    return readers_for(Purpose.WORKSHEET, desk.record, desk.notebook)


def asked(desk: Desk, sitter: Sitter | None = None) -> Asked:
    return Asked(sitter.person if sitter is not None else desk.person, desk.clock.now().at)


def all_keys(offered: Offers) -> set[str]:
    return {offer.key for offer in offered}


def meeting(reader: WorksheetReader, session_id: str) -> str:
    """All that stands on the usual sheet, with the client's name."""
    composition = Composition(sheet=SheetKind.MEETING, named=True)
    return repr(composed(reader, session_id, "Stillwater", composition))


def test_the_author_is_offered_what_came_forward_and_the_worksheet_holds_what_was_agreed(desk: Desk) -> None:
    live = an_ended_session(desk)
    offered = session_offers(review(desk), live.session)
    assert {offer.field for offer in offered} == {
        SharedField.NAME,
        SharedField.ROLE,
        SharedField.BODY,
        SharedField.WORDS,
        SharedField.SELF,
        SharedField.PROMISE,
        SharedField.PLACE,
    }
    names = {offer.key for offer in offered if offer.field is SharedField.NAME}
    share(desk.record, live.session, offered, names, asked(desk))
    assert ticked(offered, desk.record.shared(live.session.id)) == names
    words = meeting(for_worksheets(desk), live.session.id)
    assert "Watchman" in words
    assert "look away" not in words
    assert desk.client.name in words


def test_a_worksheets_reader_has_no_way_to_an_entry_or_a_notebook(desk: Desk) -> None:
    reader = for_worksheets(desk)
    assert [name for name in dir(reader) if "entries" in name or "parts" in name or "notebook" in name] == []
    with pytest.raises(SessionError):
        meeting(reader, "no such session")


def test_a_nurse_is_offered_nothing_of_the_notebook(desk: Desk) -> None:
    live = an_ended_session(desk)
    assert tuple(session_offers(review(desk, a_nurse(desk)), live.session)) == ()


def test_what_one_agreed_with_the_client_is_not_taken_back_by_who_cannot_see_it(desk: Desk) -> None:
    live = an_ended_session(desk)
    offered = session_offers(review(desk), live.session)
    share(desk.record, live.session, offered, all_keys(offered), asked(desk))
    before = agreed(desk.record.shared(live.session.id))
    nurse = a_nurse(desk)
    share(
        desk.record, live.session, session_offers(review(desk, nurse), live.session), (), asked(desk, nurse)
    )
    assert agreed(desk.record.shared(live.session.id)) == before
    with another_therapist(desk) as colleague:
        seat = desk.take_a_seat(live, colleague)
        assert seat.session.state is SessionState.ENDED
        theirs = session_offers(review(desk, colleague), live.session)
        share(desk.record, live.session, theirs, (), asked(desk, colleague))
    assert agreed(desk.record.shared(live.session.id)) == before
    share(desk.record, live.session, offered, (), asked(desk))
    assert agreed(desk.record.shared(live.session.id)) == ()


def test_after_signing_what_is_agreed_and_made_is_late(desk: Desk) -> None:
    live = an_ended_session(desk)
    offered = session_offers(review(desk), live.session)
    share(desk.record, live.session, offered, all_keys(offered), asked(desk), ["a walk by the lake"])
    assert {item.addition for item in desk.record.shared(live.session.id)} == {None}
    sign(desk, live)
    share(desk.record, live.session, offered, (), asked(desk), ["tea at four"])
    late = [item for item in desk.record.shared(live.session.id) if item.addition is Addition.LATE]
    assert {bool(item.withdraws) for item in late} == {True, False}
    reader = for_worksheets(desk)
    made, worksheet = usual_sheet(reader, live.session.id, "Stillwater", Press(), asked(desk))
    desk.record.keep_worksheet(worksheet)
    assert worksheet.addition is Addition.LATE
    assert worksheet.sha256 == hashlib.sha256(made.pdf).hexdigest()
    assert desk.record.worksheets(live.session.id) == (worksheet,)
