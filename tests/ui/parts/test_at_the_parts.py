"""Looking at a client's parts, tending them, taking it back: with real keys over real files."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.practice import open_practice
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.observation import PathStep
from kap_companion.vocabulary.part_act import SplitOff
from kap_companion.vocabulary.people import PersonRole
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Rater
from tests.ui.parts.conftest import Visitor, wren_of
from tests.ui.person import AnsweringDialogs
from ui.at_the_parts import AtTheParts
from ui.parts.known_list import FieldRow
from ui.parts.observing_panel import FIELDS
from ui.parts.parts_page import Tab
from ui.parts.role_panel import ROLES
from ui.parts.sentence_button import SentenceButton


def names(visitor: Visitor) -> list[str]:
    return [part.name for part in wren_of(visitor.desk).parts().parts]


def test_renaming_by_keyboard_is_kept_shown_and_taken_back(with_wren: Visitor) -> None:
    with_wren.opens("The Watchman")
    page = with_wren.part_page
    page.head.rename.setFocus()
    with_wren.presses(Qt.Key.Key_Return)
    assert with_wren.focused() is page.naming.name
    with_wren.types("The one who waits")
    with_wren.presses(Qt.Key.Key_Return)
    assert page.head.name.whole == "The one who waits"
    assert "The Watchman" in page.head.about.text()
    assert page.open_panel() is None
    with_wren.takes_back()
    assert page.head.name.whole == "The Watchman"


def test_an_empty_name_is_refused_where_it_was_typed(with_wren: Visitor) -> None:
    with_wren.opens("The Watchman")
    page = with_wren.part_page
    with_wren.clicks(page.head.rename)
    page.naming.name.clear()
    with_wren.presses(Qt.Key.Key_Return)
    assert page.open_panel() is page.naming
    assert "empty" in page.naming.said()


def test_escape_closes_the_panel_first_and_then_leads_to_all_parts_and_to_the_client(
    with_wren: Visitor,
) -> None:
    with_wren.opens("The Watchman")
    page = with_wren.part_page
    with_wren.clicks(page.head.split)
    with_wren.presses(Qt.Key.Key_Escape)
    assert page.open_panel() is None
    assert with_wren.focused() is page.head.split
    with_wren.presses(Qt.Key.Key_Escape)
    assert with_wren.parts_page.tab is Tab.FAMILY
    with with_wren.qtbot.waitSignal(with_wren.flow.left) as left:
        with_wren.presses(Qt.Key.Key_Escape)
    assert left.args == [with_wren.desk.client.id]


def test_two_parts_become_one_and_two_again(with_wren: Visitor) -> None:
    with_wren.opens("Go-Numb")
    page = with_wren.part_page
    with_wren.clicks(page.head.same)
    with_wren.types("watch")
    assert page.same.parts.currentItem() is not None
    with_wren.clicks(page.same.act)
    assert page.head.name.whole == "The Watchman"
    assert "Go-Numb" not in names(with_wren)
    with_wren.takes_back()
    assert "Go-Numb" in names(with_wren)


def test_some_of_what_was_known_is_split_off(with_wren: Visitor) -> None:
    with_wren.opens("The Watchman")
    page = with_wren.part_page
    with_wren.clicks(page.head.split)
    with_wren.types("the quiet one")
    page.split.sources.item(0).setCheckState(Qt.CheckState.Checked)
    with_wren.clicks(page.split.act)
    assert "the quiet one" in names(with_wren)
    with_wren.takes_back()
    assert not any(isinstance(act.deed, SplitOff) for act in wren_of(with_wren.desk).parts().family.acts)


def test_splitting_off_nothing_is_refused(with_wren: Visitor) -> None:
    with_wren.opens("The Watchman")
    page = with_wren.part_page
    with_wren.clicks(page.head.split)
    with_wren.clicks(page.split.act)
    assert "Nothing was chosen" in page.split.said()


def test_a_role_is_said_by_somebody_and_the_ones_before_stay_on_the_page(with_wren: Visitor) -> None:
    with_wren.opens("The Watchman")
    page = with_wren.part_page
    with_wren.clicks(page.head.role)
    page.role.role.setCurrentIndex(ROLES.index(Role.SELF_LIKE))
    with_wren.clicks(page.role.act)
    assert "a self-like part, says Wren" in page.head.about.text()
    parts = wren_of(with_wren.desk).parts()
    part = next(part for part in parts.parts if part.name == "The Watchman")
    assert part.role is Role.SELF_LIKE
    with_wren.clicks(page.head.role)
    with_wren.takes_back()
    assert "a manager" in page.head.about.text()


def test_what_was_heard_is_added_as_a_guess_of_ones_own(with_wren: Visitor) -> None:
    with_wren.opens("the little one")
    page = with_wren.part_page
    with_wren.clicks(page.add)
    page.observing.field.setCurrentIndex([field.value for field in FIELDS].index("gift"))
    page.observing.words.setFocus()
    with_wren.types("wonder")
    page.observing.by.facilitator.setChecked(True)
    with_wren.presses(Qt.Key.Key_Return)
    reading = wren_of(with_wren.desk).parts().observations[-1]
    assert (reading.value, reading.by) == ("wonder", Rater.FACILITATOR)
    said = [label.text() for label in page.known.findChildren(type(page.head.about))]
    assert "wonder" in said
    assert "today · facilitator’s guess" in said


def test_a_link_is_said_moved_and_dropped(with_wren: Visitor) -> None:
    with_wren.opens("the little one")
    page = with_wren.part_page
    with_wren.clicks(page.close_to.add)
    page.standing.kind.setCurrentIndex(page.standing.kind.findText("triggers"))
    page.standing.other.setCurrentIndex(page.standing.other.findText("Go-Numb"))
    with_wren.clicks(page.standing.act)
    made = wren_of(with_wren.desk).parts().links[-1]
    assert (made.kind, made.state) == (LinkKind.TRIGGERS, LinkState.ACTIVE)
    change = next(
        b
        for b in page.close_to.findChildren(QPushButton)
        if b.accessibleName().startswith("triggers Go-Numb: ")
    )
    with_wren.clicks(change)
    page.standing.state.setCurrentIndex(list(LinkState).index(LinkState.RESOLVED))
    with_wren.clicks(page.standing.act)
    assert wren_of(with_wren.desk).parts().links[-1].state is LinkState.RESOLVED
    page.close_to.link_chosen.emit(wren_of(with_wren.desk).parts().links[-1])
    with_wren.clicks(page.standing.drop)
    assert LinkKind.TRIGGERS not in {link.kind for link in wren_of(with_wren.desk).parts().links}


def test_earlier_readings_open_in_their_place_and_lead_to_their_session(with_wren: Visitor) -> None:
    with_wren.opens("The Watchman")
    page = with_wren.part_page
    says = page.known.findChildren(FieldRow)[0]
    with_wren.clicks(says.earlier)
    buttons = [button for button in says.findChildren(QPushButton) if button.text() == "5 Nov, T+0:01"]
    with with_wren.qtbot.waitSignal(with_wren.flow.session_wanted) as wanted:
        with_wren.clicks(buttons[0])
    first = wren_of(with_wren.desk).sessions[0]
    assert wanted.args is not None
    assert wanted.args[0] == first


def test_what_is_looked_for_is_found_from_the_keyboard_and_opened(with_wren: Visitor) -> None:
    with_wren.opens()
    page = with_wren.parts_page
    with_wren.presses(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert with_wren.focused() is page.find_field
    with_wren.types("guard")
    with_wren.presses(Qt.Key.Key_Return)
    first = page.search.first()
    assert first is not None
    assert first.words.startswith("The Watchman")
    with_wren.presses(Qt.Key.Key_Down)
    with_wren.presses(Qt.Key.Key_Return)
    assert with_wren.part_page.head.name.whole == "The Watchman"


def test_escape_in_the_find_field_leads_back_to_the_tab(with_wren: Visitor) -> None:
    with_wren.opens()
    page = with_wren.parts_page
    page.choose(Tab.ALL)
    page.ask_to_find()
    with_wren.types("nobody has said this")
    with_wren.presses(Qt.Key.Key_Return)
    assert page.search.first() is None
    assert page.search.isVisible()
    with_wren.presses(Qt.Key.Key_Escape)
    assert page.list.isVisible()
    assert page.find_field.text() == ""


def test_the_list_shows_all_parts_and_what_changed_leads_to_what_says_so(with_wren: Visitor) -> None:
    with_wren.opens()
    page = with_wren.parts_page
    page.choose(Tab.ALL)
    assert page.list.view.model().rowCount() == 3
    sentences = {b.words: b for b in page.list.changes.findChildren(SentenceButton)}
    assert "The Watchman, trust in Self: 6 of 10; before 2." in sentences
    with with_wren.qtbot.waitSignal(with_wren.flow.session_wanted) as wanted:
        with_wren.clicks(sentences["The Watchman, felt in the body: “jaw”."])
    assert wanted.args is not None
    assert wanted.args[0] == wren_of(with_wren.desk).sessions[2]


def test_enter_opens_a_part_of_the_list_and_back_leads_to_the_list(with_wren: Visitor) -> None:
    with_wren.opens()
    with_wren.parts_page.choose(Tab.ALL)
    with_wren.parts_page.list.view.setFocus()
    with_wren.presses(Qt.Key.Key_Down)
    with_wren.presses(Qt.Key.Key_Return)
    assert with_wren.part_page.head.name.whole == "Go-Numb"
    with_wren.clicks(with_wren.part_page.back)
    assert with_wren.parts_page.tab is Tab.ALL


def test_a_part_is_added_between_the_sessions_and_taken_back(visitor: Visitor) -> None:
    visitor.opens()
    page = visitor.parts_page
    visitor.clicks(page.add)
    # Keys of a test know no such sign.
    page.adding.name.insert("🜂")
    visitor.presses(Qt.Key.Key_Return)
    assert names(visitor) == ["🜂"]
    visitor.takes_back()
    assert wren_of(visitor.desk).parts().family.acts == ()


def test_a_part_is_placed_and_linked_on_the_map(with_wren: Visitor) -> None:
    with_wren.opens()
    page = with_wren.parts_page
    found = wren_of(with_wren.desk)
    numb, little = found.part("Go-Numb"), found.part("the little one")
    page.family.part_placed.emit(numb.id, 0.5, -0.25, "")
    page.family.link_wanted.emit(numb.id, little.id, LinkKind.CONCERNED_ABOUT)
    kinds = {link.kind for link in wren_of(with_wren.desk).parts().links}
    assert LinkKind.CONCERNED_ABOUT in kinds
    with_wren.takes_back()
    assert LinkKind.CONCERNED_ABOUT not in {link.kind for link in wren_of(with_wren.desk).parts().links}


def test_nothing_left_to_take_back_is_said(with_wren: Visitor) -> None:
    with_wren.opens("The Watchman")
    acts = with_wren.desk.notebook.acts(with_wren.desk.client.id)
    with_wren.takes_back()
    assert with_wren.desk.notebook.acts(with_wren.desk.client.id) == acts


def test_locking_is_asked_for_from_both_pages(with_wren: Visitor) -> None:
    for part in ("", "The Watchman"):
        with_wren.opens(part)
        keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        with with_wren.qtbot.waitSignal(with_wren.flow.lock_requested):
            with_wren.presses(Qt.Key.Key_L, keys)


def test_the_six_fs_begin_at_the_first_step_that_is_not_done(with_wren: Visitor) -> None:
    with_wren.opens("The Watchman")
    page = with_wren.part_page
    with_wren.clicks(page.head.six_fs)
    assert with_wren.focused() is page.aside.path.told
    with_wren.types("it turned round")
    with_wren.presses(Qt.Key.Key_Return)
    step = wren_of(with_wren.desk).parts().steps[-1]
    assert (step.step, step.text) == (PathStep.BEFRIENDED, "it turned round")


def test_somebody_without_a_notebook_is_told_where_parts_are_kept(with_wren: Visitor) -> None:
    nurse = "a nurse's passphrase"
    practice = with_wren.practice
    practice.add_person(
        name="Noor", role=PersonRole.NURSE, passphrase=nurse, clock=with_wren.desk.clock, strength=FLOOR
    )
    folder = practice.folder
    practice.close()
    with open_practice(folder, nurse, with_wren.desk.clock) as opened:
        flow = AtTheParts(
            with_wren.window,
            opened,
            with_wren.desk.clock,
            AnsweringDialogs(),
            with_wren.window,
        )
        flow.open(with_wren.desk.client.id)
        page = with_wren.parts_page
        assert page.add.isHidden()
        page.choose(Tab.ALL)
        assert page.list.view.model().rowCount() == 0
