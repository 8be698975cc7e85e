from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from ui.widgets import sparkline

BOX = QRectF(0, 0, 120, 24)
line = st.lists(st.tuples(st.integers(-5000, 10_000_000), st.integers(0, 4)), min_size=1, max_size=20).map(
    sorted
)


@given(st.lists(line, max_size=8))
@settings(deadline=None, max_examples=60)
def test_each_line_is_drawn_on_its_own_inside_the_box(lines: list[list[tuple[int, int]]]) -> None:
    laid_out = sparkline.lay_out(lines, 4, BOX)
    assert len(laid_out) == len(lines)
    for shown in laid_out:
        assert all(-0.01 <= point.x() <= 120.01 for point in shown.points)


def test_a_level_holds_until_the_end() -> None:
    first, second = sparkline.lay_out([[(0, 1), (100, 3)], [(0, 2)]], 4, BOX)
    assert len(first.points) == 2
    assert [point.x() for point in second.points] == [0, 120]


def test_nothing_rated_is_no_line(qapp: object) -> None:
    assert sparkline.lay_out([], 4, BOX) == ()


def test_lines_are_painted(qapp: object) -> None:
    image = QImage(120, 24, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    empty = image.copy()
    painter = QPainter(image)
    sparkline.paint(painter, sparkline.lay_out([[(0, 1), (100, 3)]], 4, BOX), QColor("green"))
    painter.end()
    assert image != empty
