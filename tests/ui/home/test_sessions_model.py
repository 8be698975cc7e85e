from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from kap_companion.parts.overview import SelfLine
from kap_companion.vocabulary.routes import Drug, Route
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.session import SessionState
from tests.ui.home.overviews import a_row, a_shown_dose
from ui.home.session_words import day_words, month_words, record_words, session_words
from ui.home.sessions_model import Column, SessionsModel


def test_every_cell_has_words(qtmodeltester: ModelTester) -> None:
    model = SessionsModel()
    lines = (SelfLine(Quality.CALM, ((0, 1), (9, 3))), SelfLine(Quality.CURIOSITY, ((9, 2),)))
    model.show((a_row(self_lines=lines, state=SessionState.SIGNED), a_row(number=1)), 2026)
    qtmodeltester.check(model)
    assert [model.index(0, column).data() for column in Column] == [
        "5 Nov",
        "2 · IM 60 mg",
        "The Watchman (Manager), the little one (Exile)",
        "Calm 1 to 3, Curiosity 2 to 2",
        "signed",
    ]
    shown = [
        model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole) for column in Column
    ]
    assert shown == ["Date", "Session", "Parts that came forward", "Self-energy, start to end", "Record"]


@pytest.mark.parametrize(
    ("doses", "words"),
    [
        ((a_shown_dose(60),), "2 · IM 60 mg"),
        ((a_shown_dose(60), a_shown_dose(22.5)), "2 · IM 60 + 22.5 mg"),
        ((a_shown_dose(200, Route.SL),), "2 · lozenge 200 mg"),
        (
            (a_shown_dose(56, Route.IN, Drug.ESKETAMINE), a_shown_dose(60)),
            "2 · IN esketamine 56 mg, IM 60 mg",
        ),
        ((), "2 · IM ketamine"),
    ],
)
def test_a_session_says_its_doses_side_by_side_and_never_a_sum(doses: tuple, words: str) -> None:  # type: ignore[type-arg] # rows of the table above
    assert session_words(a_row(doses=doses)) == words


def test_days_and_months_of_other_years_say_the_year() -> None:
    assert day_words(date(2026, 11, 7), 2026) == "7 Nov"
    assert day_words(date(2025, 11, 7), 2026) == "7 Nov 2025"
    assert month_words(date(2026, 3, 2), 2026) == "March"
    assert month_words(date(2025, 3, 2), 2026) == "March 2025"


@pytest.mark.parametrize(
    ("state", "addenda", "words"),
    [
        (SessionState.ENDED, 0, "ended"),
        (SessionState.SIGNED, 0, "signed"),
        (SessionState.SIGNED, 1, "signed, 1 addendum"),
        (SessionState.SIGNED, 3, "signed, 3 addenda"),
    ],
)
def test_the_record_column_says_what_was_signed_and_added(
    state: SessionState, addenda: int, words: str
) -> None:
    assert record_words(a_row(state=state, addenda=addenda)) == words
