"""The strips of a part as they are painted, pressed and walked through by keys."""

from PySide6.QtCore import QPointF, QRectF, Qt
from pytestqt.qtbot import QtBot

from kap_companion.parts.history import Strip, history
from kap_companion.vocabulary.details import DoseDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.roles import Role
from tests.builders import a_part, an_entry
from tests.parts.families import DAY, a_line, known, sessions, the_end
from ui import theme
from ui.parts.strip import StripView
from ui.parts.strip_layout import lay_out, stay_at

WATCHMAN = a_part("The Watchman")
FIRST, SECOND = sessions(2)
TODAY = (SECOND.anchor + DAY * 3).date()


def strips() -> tuple[Strip, ...]:
    dose = an_entry(EntryKind.DOSE, DoseDetail(amount=60), session=FIRST.id, minutes=30)
    lines = (
        a_line(FIRST, WATCHMAN, 35, intensity=6, words=("not <b>yet</b>",)),
        a_line(FIRST, WATCHMAN, 50, settled=True),
        a_line(SECOND, WATCHMAN, 5),
        a_line(SECOND, WATCHMAN, 10, settled=True),
        a_line(SECOND, WATCHMAN, 20),
    )
    parts = known([FIRST, SECOND], [WATCHMAN], [dose, *lines, the_end(FIRST, 60)])
    return history(parts, WATCHMAN.id)


def test_sessions_are_lined_up_at_their_first_dose() -> None:
    layout = lay_out(strips(), QRectF(100, 0, 600, 60), 8)
    assert layout.dose_x is not None
    first = layout.stays[0].box
    assert layout.dose_x < first.left()
    # Without a dose a session begins where the line begins.
    assert layout.stays[1].box.left() < layout.dose_x
    assert all(shape.box.right() <= 701 for shape in layout.stays)


def test_nothing_is_laid_out_of_nothing() -> None:
    assert lay_out((), QRectF(0, 0, 100, 0), 8).stays == ()
    assert stay_at(lay_out((), QRectF(0, 0, 100, 0), 8), QPointF(1, 1), 10) is None


def shown(qtbot: QtBot) -> StripView:
    view = StripView(theme.DAYLIGHT)
    qtbot.addWidget(view)
    view.show_strips(strips(), Role.MANAGER, "The Watchman", TODAY)
    view.resize(800, 90)
    view.show()
    return view


def test_keys_walk_through_the_presences_and_enter_opens_where_one_began(qtbot: QtBot) -> None:
    view = shown(qtbot)
    told: list[str] = []
    view.stay_chosen.connect(told.append)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert told[0] == "21 Nov, from T+0:05 for 15 min · strength 6 · “not <b>yet</b>”"
    assert told[1] == "22 Nov, from 5 min in for 5 min"
    with qtbot.waitSignal(view.source_wanted) as wanted:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.chosen is not None
    assert wanted.args == [view.chosen[1].sources[0]]


def test_a_finger_chooses_the_presence_under_it(qtbot: QtBot) -> None:
    view = shown(qtbot)
    boxes = view.stay_boxes()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=boxes[2].center().toPoint())
    assert view.chosen is not None
    assert view.chosen[1].end_ms is None


def test_the_strips_are_told_in_words_too(qtbot: QtBot) -> None:
    said = shown(qtbot).accessibleDescription()
    assert "21 Nov, from T+0:05 for 15 min" in said
    assert "still here" in said
