"""One review over real files: each answer is written at once, and what was known before stays."""

import pytest

from kap_companion.errors import SessionError
from kap_companion.parts.client_parts import read_client_parts
from kap_companion.parts.tending import Tending
from kap_companion.records.readers import Purpose, readers_for
from kap_companion.session.live import Live
from kap_companion.vocabulary.entry import Addition
from kap_companion.vocabulary.observation import PartField
from kap_companion.vocabulary.part_act import Fit, Reviewed
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Rater
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.consent import agreed
from kap_companion.worksheets.offer import Offer
from kap_companion.worksheets.sitting import Desk as ReviewDesk
from kap_companion.worksheets.sitting import Sitting
from tests.session.desks import Desk, a_nurse, another_therapist
from tests.worksheets.signed import sign

LINES = ('m Watchman: #chest "if I look away" ->the little one', 'e the little one: "who is there"', "> end")


def an_ended_session(desk: Desk) -> Live:
    live = desk.begin()
    for line in LINES:
        desk.type(live, line)
    return live


def sit_down(desk: Desk, live: Live) -> Sitting:
    session = desk.record.session(live.session.id)
    return Sitting(ReviewDesk(desk.record, desk.notebook, desk.clock, desk.person), session)


def lying(sitting: Sitting, field: SharedField, name: str = "Watchman") -> Offer:
    part = next(part for part in sitting.table().parts if part.name == name)
    return next(item for item in part.items if item.field is field)


def values(desk: Desk, live: Live) -> list[str]:
    return [item.value for item in agreed(desk.record.shared(live.session.id))]


def test_a_tick_is_written_at_once_and_taken_back_by_another_row(desk: Desk) -> None:
    live = an_ended_session(desk)
    sitting = sit_down(desk, live)
    words = lying(sitting, SharedField.WORDS)
    sitting.tick(words.key, True)
    sitting.tick(words.key, True)
    assert values(desk, live) == ["if I look away"]
    assert sitting.ticked() == {words.key}
    sitting.tick(words.key, False)
    sitting.tick(words.key, False)
    assert values(desk, live) == []
    assert len(desk.record.shared(live.session.id)) == 2


def test_what_does_not_lie_on_the_table_cannot_go_home(desk: Desk) -> None:
    sitting = sit_down(desk, an_ended_session(desk))
    words = lying(sitting, SharedField.WORDS)
    sitting.lay(sitting.laid - {words.key})
    with pytest.raises(SessionError):
        sitting.tick(words.key, True)


def test_words_are_changed_for_what_goes_home_and_kept_as_they_were_in_the_notebook(desk: Desk) -> None:
    live = an_ended_session(desk)
    sitting = sit_down(desk, live)
    words, name = lying(sitting, SharedField.WORDS), lying(sitting, SharedField.NAME)
    for offer in (words, name):
        sitting.tick(offer.key, True)
    sitting.reword(words.about, {words.key: " when I look away ", name.key: "Wim"})
    assert sorted(values(desk, live)) == ["Wim", "when I look away"]
    assert lying(sitting, SharedField.WORDS, "Wim").value == "when I look away"
    reader = readers_for(Purpose.ROOM, desk.record, desk.notebook)
    parts = read_client_parts(reader, desk.client.id)
    said = [each.value for each in parts.observations if each.field is PartField.WORDS]
    assert said == ["if I look away", "who is there", "when I look away"]
    wim = next(part for part in parts.parts if part.name == "Wim")
    assert "Watchman" in wim.aliases
    shared = [
        item for item in agreed(desk.record.shared(live.session.id)) if item.value == "when I look away"
    ]
    assert shared[0].origin in {act.id for act in parts.family.acts}


def test_a_new_name_reaches_the_links_that_go_home_with_it(desk: Desk) -> None:
    live = an_ended_session(desk)
    sitting = sit_down(desk, live)
    sitting.lay({offer.key for offer in sitting.choice})
    link = lying(sitting, SharedField.LINK)
    name = lying(sitting, SharedField.NAME, "the little one")
    assert link.key not in sitting.tickable()
    with pytest.raises(SessionError):
        sitting.tick(link.key, True)
    sitting.tick(name.key, True)
    sitting.tick(link.key, True)
    sitting.reword(name.about, {name.key: "Small"})
    assert sorted(values(desk, live)) == ["Small", "Small, whom it protects"]
    sitting.tick(name.key, False)
    assert values(desk, live) == []


def test_the_same_words_or_none_change_nothing(desk: Desk) -> None:
    live = an_ended_session(desk)
    sitting = sit_down(desk, live)
    words = lying(sitting, SharedField.WORDS)
    sitting.reword(words.about, {words.key: "  "})
    sitting.reword(words.about, {words.key: words.value})
    assert desk.notebook.acts(desk.client.id) == ()


def test_a_role_is_not_said_in_other_words_here(desk: Desk) -> None:
    sitting = sit_down(desk, an_ended_session(desk))
    sitting.lay({offer.key for offer in sitting.choice})
    role = lying(sitting, SharedField.ROLE)
    with pytest.raises(SessionError):
        sitting.reword(role.about, {role.key: "a guard"})
    assert desk.notebook.acts(desk.client.id) == ()


@pytest.mark.parametrize("fit", [Fit.FITS, Fit.NOT_TODAY])
def test_an_answer_is_kept_and_what_is_not_for_today_goes_nowhere(desk: Desk, fit: Fit) -> None:
    live = an_ended_session(desk)
    sitting = sit_down(desk, live)
    words = lying(sitting, SharedField.WORDS)
    sitting.tick(words.key, True)
    sitting.answer(words.about, fit)
    (act,) = desk.notebook.acts(desk.client.id)
    assert isinstance(act.deed, Reviewed)
    assert (act.deed.fit, act.session) == (fit, live.session.id)
    assert values(desk, live) == ([words.value] if fit is Fit.FITS else [])
    assert sitting.table().parts[0].fit is fit


def test_what_is_agreed_after_signing_is_late(desk: Desk) -> None:
    live = an_ended_session(desk)
    sign(desk, live)
    sitting = sit_down(desk, live)
    sitting.tick(lying(sitting, SharedField.WORDS).key, True)
    assert [item.addition for item in desk.record.shared(live.session.id)] == [Addition.LATE]


def test_who_has_no_notebook_sees_what_is_shared_and_can_keep_no_answers(desk: Desk) -> None:
    live = an_ended_session(desk)
    own = sit_down(desk, live)
    own.tick(lying(own, SharedField.WORDS).key, True)
    nurse = a_nurse(desk)
    session = desk.record.session(live.session.id)
    sitting = Sitting(ReviewDesk(desk.record, None, desk.clock, nurse.person), session)
    (part,) = sitting.table().parts
    assert [item.value for item in part.items] == ["if I look away"]
    assert not sitting.can_keep_answers(part.about)
    with pytest.raises(SessionError):
        sitting.answer(part.about, Fit.FITS)
    sitting.tick(part.items[0].key, False)
    assert values(desk, live) == []


def test_a_colleagues_part_stays_apart_from_ones_own(desk: Desk) -> None:
    live = an_ended_session(desk)
    own = sit_down(desk, live)
    own.tick(lying(own, SharedField.NAME).key, True)
    with another_therapist(desk) as colleague:
        assert colleague.notebook is not None
        Tending(colleague.notebook, desk.clock, colleague.person.id, desk.client.id).add_part("Watchman")
        session = desk.record.session(live.session.id)
        files = ReviewDesk(desk.record, colleague.notebook, desk.clock, colleague.person)
        (part,) = Sitting(files, session).table().parts
        assert (part.name, part.is_known) == ("Watchman", False)


def test_a_client_can_be_shown_roles_by_their_glyph_alone(desk: Desk) -> None:
    live = an_ended_session(desk)
    sitting = sit_down(desk, live)
    sitting.show_glyphs_only(True)
    assert desk.record.client(desk.client.id).glyphs_only is True
    assert sitting.table().glyphs_only
    assert sit_down(desk, live).glyphs_only


def test_a_role_the_client_said_lies_on_the_table_from_the_start(desk: Desk) -> None:
    live = an_ended_session(desk)
    part = next(part for part in desk.notebook.parts(desk.client.id) if part.name == "Watchman")
    tending = Tending(desk.notebook, desk.clock, desk.person.id, desk.client.id)
    tending.say_role(part.id, Role.MANAGER, Rater.CLIENT)
    assert sit_down(desk, live).table().parts[0].role is Role.MANAGER


def test_a_part_that_the_client_puts_somewhere_can_go_home_there_and_moves_with_its_tick(desk: Desk) -> None:
    live = an_ended_session(desk)
    sitting = sit_down(desk, live)
    about = lying(sitting, SharedField.NAME).about
    assert SharedField.PLACE not in [item.field for item in sitting.table()], "nobody put it there"
    sitting.place(about, 0.5, 0.5)
    assert values(desk, live) == []
    sitting.tick(lying(sitting, SharedField.PLACE).key, True)
    sitting.place(about, -0.25, 0.5)
    sitting.place(about, -0.25, 0.5)
    assert values(desk, live) == ["-0.25 0.5"]
    assert sitting.ticked() == {lying(sitting, SharedField.PLACE).key}
