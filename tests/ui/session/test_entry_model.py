"""The one model that the log and the timeline are views of."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kap_companion.session.live import Change
from kap_companion.session.timeline import project
from kap_companion.vocabulary.details import DoseDetail, PartDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.routes import Unit
from tests.builders import a_part, a_roster, an_entry
from ui.session.entry_model import DETAIL, LINE, TIME, EntryModel, EntryRole, select_row, step_selection

DOSE = DoseDetail(amount=70, unit=Unit.MG)


def a_model(entries: Sequence[Entry] = (), roster: Roster | None = None) -> EntryModel:
    return EntryModel(project(entries), roster or Roster())


def change_to(entries: Sequence[Entry], roster: Roster | None = None) -> Change:
    return Change((), (), project(entries), roster or Roster())


def lines(model: EntryModel) -> list[str]:
    return [str(model.index(row, LINE).data()) for row in range(model.rowCount())]


def test_the_model_keeps_the_rules_of_models(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    watchman = a_part()
    rows = [an_entry(minutes=m, text=str(m)) for m in range(3)]
    about = an_entry(EntryKind.PART, PartDetail(name="watchman"), part=watchman.id, minutes=1)
    model = a_model([*rows, about], Roster((watchman,)))
    qtmodeltester.check(model)
    model.apply(change_to([rows[0], an_entry(minutes=9)], Roster((watchman,))))
    qtmodeltester.check(model)


def test_a_back_dated_entry_takes_its_place_in_time(qtbot: QtBot) -> None:
    first, last = an_entry(minutes=1, text="first"), an_entry(minutes=9, text="last")
    model = a_model([first, last])
    between = an_entry(minutes=5, text="between")
    with qtbot.waitSignal(model.rowsInserted) as inserted:
        model.apply(change_to([first, last, between]))
    assert inserted.args[1:] == [1, 1]
    assert lines(model) == ["first", "between", "last"]
    assert model.row_of(between.id) == 1
    assert model.row_of("unknown") is None


def test_an_amended_entry_is_one_row_out_and_one_row_in(qtbot: QtBot) -> None:
    wrong, other = an_entry(text="wrong"), an_entry(minutes=2, text="other")
    model = a_model([wrong, other])
    right = an_entry(text="right", amends=wrong.id)
    model.apply(change_to([wrong, other, right]))
    assert lines(model) == ["right", "other"]
    assert model.index(0, DETAIL).data() == "amended"


def test_an_amendment_that_was_taken_back_brings_the_older_reading_back(qtbot: QtBot) -> None:
    older = an_entry(text="older")
    newer = an_entry(text="newer", amends=older.id)
    model = a_model([older, newer])
    undo = an_entry(EntryKind.RETRACTION, retracts=newer.id)
    model.apply(change_to([older, newer, undo]))
    assert lines(model) == ["older"]


def test_the_selection_stays_with_its_entry(qtbot: QtBot) -> None:
    early, late = an_entry(minutes=1), an_entry(minutes=9)
    model = a_model([early, late])
    selection = QItemSelectionModel(model)
    select_row(selection, 1)
    model.apply(change_to([early, an_entry(minutes=5), late]))
    assert model.entry_at(selection.currentIndex().row()) == late


def test_the_first_dose_moves_the_zero_of_time_for_every_row(qtbot: QtBot) -> None:
    early, late = an_entry(minutes=0, text="early"), an_entry(minutes=43.5, text="late")
    model = a_model([early, late])
    assert model.index(0, TIME).data() == "17:00"
    dose = an_entry(EntryKind.DOSE, DOSE, minutes=40)
    with qtbot.waitSignals([model.dataChanged, model.changed]):
        model.apply(change_to([early, late, dose]))
    assert [model.index(row, TIME).data() for row in range(3)] == ["T−0:40", "T 0:00", "T+0:03"]
    with qtbot.waitSignal(model.dataChanged):
        model.apply(change_to([early, late, dose, an_entry(EntryKind.RETRACTION, retracts=dose.id)]))
    assert model.index(0, TIME).data() == "17:00"


def test_a_back_dated_dose_renumbers_the_others(qtbot: QtBot) -> None:
    first, second = (an_entry(EntryKind.DOSE, DOSE, minutes=m) for m in (10, 40))
    model = a_model([first, second])
    assert model.index(1, DETAIL).data() == "dose 2"
    model.apply(change_to([first, second, an_entry(EntryKind.DOSE, DOSE, minutes=20)]))
    assert [model.index(row, DETAIL).data() for row in range(3)] == ["dose 1", "dose 2", "dose 3"]


def test_a_role_learnt_later_shows_on_the_lines_there_already(qtbot: QtBot) -> None:
    part = a_part("the small one", Role.UNKNOWN)
    about = an_entry(EntryKind.PART, PartDetail(name="small one"), part=part.id)
    note = an_entry(minutes=1, text="rain")
    model = a_model([about, note], Roster((part,)))
    assert model.words_at(0).role is Role.UNKNOWN
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.apply(change_to([about, note], Roster((part.model_copy(update={"role": Role.EXILE}),))))
    assert (changed.args[0].row(), changed.args[1].row()) == (0, 0)
    assert model.words_at(0).role is Role.EXILE


def test_a_screen_reader_hears_the_whole_row_from_one_cell(qtbot: QtBot) -> None:
    part = a_part()
    detail = PartDetail(name="watchman", words=("it gets in",), body=("chest",), intensity=9)
    about = an_entry(EntryKind.PART, detail, part=part.id, minutes=3)
    model = a_model([an_entry(EntryKind.DOSE, DOSE), about], Roster((part,)))
    index = model.index(1, LINE)
    assert index.data() == "The Watchman “it gets in”"
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "T+0:03, The Watchman “it gets in”, chest, 9"
    assert index.data(EntryRole) == about


def test_a_roster_of_unnamed_parts_gives_each_a_description(qtbot: QtBot) -> None:
    part = a_part("", Role.UNKNOWN)
    about = an_entry(EntryKind.PART, PartDetail(body=("throat",)), part=part.id, text="something unsaid")
    model = a_model([about], Roster((part,)))
    assert model.surroundings.names[part.id] == "something unsaid (throat)"


def test_the_words_of_a_line_are_worked_out_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    model = a_model([an_entry(text="rain")], a_roster("The Watchman"))
    lines(model)
    monkeypatch.setattr("ui.session.entry_model.words_of", lambda *_: pytest.fail("worked out again"))
    assert lines(model) == ["rain"]


def test_stepping_through_entries_stops_at_both_ends(qtbot: QtBot) -> None:
    model = a_model([an_entry(minutes=m) for m in range(3)])
    selection = QItemSelectionModel(model)
    step_selection(selection, -1)
    assert selection.currentIndex().row() == 2
    rows = []
    for by in (-1, -1, -1, 1, 1, 1):
        step_selection(selection, by)
        rows.append(selection.currentIndex().row())
    assert rows == [1, 0, 0, 1, 2, 2]
    nothing = a_model()
    step_selection(QItemSelectionModel(nothing), 1)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.integers(0, 19), max_size=12, unique=True), max_size=5))
def test_the_rows_are_the_timeline_whatever_came_and_went(qtbot: QtBot, rounds: list[list[int]]) -> None:
    entries = [an_entry(minutes=number % 7, text=str(number)) for number in range(20)]
    model = a_model()
    for chosen in rounds:
        change = change_to([entries[number] for number in chosen])
        model.apply(change)
        assert [model.entry_at(row) for row in range(model.rowCount())] == list(change.timeline.entries)
        assert all(model.row_of(e.id) == row for row, e in enumerate(change.timeline.entries))
