import pytest
from PySide6.QtCore import QPointF, QRectF

from kap_companion.parts.body_places import place_of
from kap_companion.parts.body_spots import Manner, Spot, View
from kap_companion.vocabulary.body import KNOWN_PLACES
from ui.parts.body_shapes import lay_out, place_at
from ui.parts.figure_path import as_path, inner_lines, outline

SHEET = lay_out(QRectF(0, 0, 640, 760))


def spots(place: str) -> tuple[Spot, ...]:
    known = place_of(place)
    assert known is not None
    return known.spots


def middle(place: str) -> QPointF:
    return SHEET.box(spots(place)[:1]).center()


@pytest.mark.parametrize("place", KNOWN_PLACES)
def test_every_known_place_lies_on_the_figure_as_it_is_drawn(place: str) -> None:
    for spot in spots(place):
        if spot.manner in (Manner.FELT, Manner.ONE_OF):
            assert outline(spot.view).contains(QPointF(spot.x, spot.y))
            assert outline(spot.view).contains(QPointF(spot.to_x, spot.to_y))
        if spot.manner is Manner.OUTSIDE:
            assert not outline(spot.view).contains(QPointF(spot.x, spot.y))


def test_front_and_back_are_one_figure_with_a_few_lines_of_its_own() -> None:
    assert outline(View.FRONT) == outline(View.BACK)
    for view in View:
        assert outline(view).boundingRect().contains(inner_lines(view).boundingRect())


def test_a_pictures_path_is_read_as_it_is_written() -> None:
    path = as_path("M0 0 C1 0 2 0 3 0 C3 1 3 2 3 3 Z")
    assert path.elementCount() == 8
    assert path.boundingRect() == QRectF(0, 0, 3, 3)


@pytest.mark.parametrize("size", [(640, 760), (200, 300), (900, 200), (10, 10)])
def test_both_figures_fit_into_any_box(size: tuple[int, int]) -> None:
    box = QRectF(0, 0, *size)
    sheet = lay_out(box)
    for view in View:
        assert box.contains(sheet.transform(view).map(outline(view)).boundingRect())


@pytest.mark.parametrize("place", ["chest", "jaw", "left hand", "lower back", "right knee", "above the head"])
def test_a_point_on_a_place_means_that_place(place: str) -> None:
    places = [spots(each) for each in ("whole body", "around the body", place)]
    assert place_at(middle(place), places, SHEET) == 2


def test_of_two_places_at_a_point_the_smaller_is_meant() -> None:
    places = [spots("belly"), spots("navel")]
    assert place_at(middle("navel"), places, SHEET) == 1
    assert place_at(middle("belly") + QPointF(20, 0), places, SHEET) == 0


def test_a_finger_beside_a_small_place_still_means_it_and_one_far_away_means_none() -> None:
    places = [spots("left eye")]
    assert place_at(middle("left eye") + QPointF(25, 0), places, SHEET) == 0
    assert place_at(middle("left eye") + QPointF(80, 0), places, SHEET) is None


def test_all_over_the_body_is_meant_where_nothing_else_is_near() -> None:
    places = [spots("whole body"), spots("head")]
    assert place_at(middle("left thigh"), places, SHEET) == 0
    assert place_at(QPointF(2, 2), places, SHEET) is None
