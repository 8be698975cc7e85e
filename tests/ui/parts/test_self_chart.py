from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from kap_companion.parts.self_meetings import meetings_with
from kap_companion.vocabulary.self_energy import Quality, Rater
from tests.builders import a_part
from tests.parts.sittings import dosed, felt, rated, settled, sittings
from ui.parts.before_after import meetings_chart
from ui.parts.self_chart import Dot, Row, cells_in, dot_at, lines_of, placed
from ui.parts.self_charts import across_chart, session_chart

BOX = QRectF(100, 0, 800, 60)
CLIENT, FACILITATOR = Rater.CLIENT, Rater.FACILITATOR
WATCHMAN = a_part("The Watchman")


def dot(x: float, level: int, by: Rater = FACILITATOR) -> Dot:
    return Dot(x, level, by, f"{level}", "one", f"entry at {x}")


def test_a_higher_level_stands_higher_and_a_later_one_further_right() -> None:
    row = Row(Quality.CALM, ((dot(0, 0), dot(1, 4)),))
    (first, _), (last, _) = placed(row, BOX)
    assert first.x() < last.x()
    assert first.y() > last.y()
    assert all(BOX.contains(at) for at, _dot in placed(row, BOX))


def test_the_facilitators_line_never_runs_through_the_clients_marks() -> None:
    row = Row(Quality.CALM, ((dot(0, 1), dot(0.5, 4, CLIENT), dot(1, 1)),))
    (line,) = lines_of(row, BOX, FACILITATOR, stepped=False)
    assert len(line) == 2
    assert list(lines_of(row, BOX, CLIENT, stepped=False)) == []


def test_a_level_holds_until_it_is_rated_anew() -> None:
    row = Row(Quality.CALM, ((dot(0, 1), dot(1, 3)),))
    (line,) = lines_of(row, BOX, FACILITATOR, stepped=True)
    assert line[1] == QPointF(line[2].x(), line[0].y())


def test_nothing_joins_one_session_with_the_next() -> None:
    row = Row(Quality.CALM, ((dot(1, 1),), (dot(0, 3),)))
    assert list(lines_of(row, BOX, FACILITATOR, stepped=True)) == []


def test_a_narrow_column_shows_the_last_mark_of_each_rater() -> None:
    cell = (dot(0, 1), dot(0.5, 2), dot(0.6, 4, CLIENT))
    row = Row(Quality.CALM, (cell,) * 40)
    first = [shown.level for _at, shown in placed(row, BOX)][:2]
    assert first == [2, 4]
    assert len(list(placed(row, BOX))) == 80


def test_columns_stand_side_by_side_and_fill_the_box() -> None:
    cells = cells_in(BOX, 5)
    assert all(left.right() < right.left() for left, right in pairwise(cells))
    assert all(BOX.contains(cell) for cell in cells)
    assert cells_in(BOX, 0) == ()


def test_a_finger_means_the_nearest_mark() -> None:
    row = Row(Quality.CALM, ((dot(0, 1), dot(1, 4)),))
    (at, first), _ = placed(row, BOX)
    assert dot_at(at + QPointF(5, 5), row, BOX, 22) is first
    assert dot_at(QPointF(500, 30), row, BOX, 22) is None


def test_a_session_shows_each_quality_on_its_own_from_the_dose() -> None:
    parts = sittings([], {"one": [dosed(20), rated(20, calm=1), rated(50, CLIENT, calm=3, courage=2)]})
    chart = session_chart(parts, "one")
    assert [(row.quality, len(row.dots)) for row in chart.rows] == [(Quality.CALM, 2), (Quality.COURAGE, 1)]
    assert chart.columns[0].line == 0
    assert chart.columns[0].ticks[0] == (0, "T 0:00")
    assert chart.rows[0].dots[1].words == "21 Nov, T+0:30: 3, Wren"


def test_a_session_without_a_dose_tells_the_time_of_the_wall() -> None:
    chart = session_chart(sittings([], {"one": [rated(5, calm=1)]}), "one")
    assert chart.columns[0].ticks == ()
    assert "17:05" in chart.rows[0].dots[0].words


def test_across_the_sessions_each_has_a_column_and_a_quality_not_rated_in_it_has_no_mark() -> None:
    chart = across_chart(sittings([], {"one": [rated(1, calm=1)], "two": [rated(1, clarity=4)]}))
    assert [column.head for column in chart.columns] == ["21 Nov", "28 Nov"]
    assert [[len(cell) for cell in row.cells] for row in chart.rows] == [[1, 0], [0, 1]]


def test_before_with_it_and_after_stand_from_left_to_right() -> None:
    entries = [
        dosed(0),
        rated(1, calm=1),
        felt(WATCHMAN, 5),
        rated(6, calm=2),
        settled(WATCHMAN, 9),
        rated(10, calm=4),
    ]
    parts = sittings([WATCHMAN], {"one": entries})
    chart = meetings_chart(parts, meetings_with(parts, WATCHMAN.id))
    assert [column.head for column in chart.columns] == ["21 Nov, T+0:05"]
    dots = chart.rows[0].dots
    assert [each.level for each in dots] == [1, 2, 4]
    assert [each.words.partition(":")[0] for each in dots] == ["before", "with it", "after"]
