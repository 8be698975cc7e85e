"""Every template keeps to how a sheet is set: greys, a margin for a hole punch, the size of its letters."""

from datetime import UTC, datetime

import pytest

from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.paper import TEXT_POINTS, PaperChoice, Points
from kap_companion.worksheets.press import Press
from tests.worksheets import sheets_made_up as made_up
from tests.worksheets.pdf_checks import colours
from tests.worksheets.pdf_drawn import drawn

MADE_AT = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
MILLIMETRE = 72 / 25.4


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def on_paper(press: Press, kind: SheetKind, choice: PaperChoice) -> bytes:
    return press.pdf(kind.value, {"page": made_up.a_usual_sheet(kind)}, choice, made_at=MADE_AT).pdf


@pytest.mark.parametrize("kind", SheetKind)
def test_in_grey_a_file_has_no_colour_but_greys(press: Press, kind: SheetKind) -> None:
    used = colours(on_paper(press, kind, PaperChoice(grey=True)))
    assert used
    assert [colour for colour in used if len(set(colour)) > 1] == []
    assert [colour for colour in colours(on_paper(press, kind, PaperChoice())) if len(set(colour)) > 1]


@pytest.mark.parametrize("kind", SheetKind)
def test_a_margin_for_a_hole_punch_is_kept_free(press: Press, kind: SheetKind) -> None:
    for punched, margin in ((False, 20), (True, 30)):
        pages = drawn(on_paper(press, kind, PaperChoice(punched=punched)))
        from_left = min(min(run.left for run in page.runs) for page in pages)
        assert from_left == pytest.approx(margin * MILLIMETRE, abs=0.5)
        assert all(x > (margin - 1) * MILLIMETRE for page in pages for x, _ in page.points)


@pytest.mark.parametrize("kind", SheetKind)
@pytest.mark.parametrize("points", TEXT_POINTS)
def test_running_text_has_the_size_that_was_chosen(press: Press, kind: SheetKind, points: Points) -> None:
    pages = drawn(on_paper(press, kind, PaperChoice(points=points)))
    sizes = [round(run.size, 1) for page in pages for run in page.runs]
    assert max(sizes) > 1.5 * points
    assert any(points <= size <= 1.2 * points for size in sizes)
    # What stands beside running text is a little smaller, and so is the foot, up to a size.
    assert min(sizes) >= min(0.8 * points, 11)
