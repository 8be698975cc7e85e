from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from kap_companion.parts.overview import PartShown
from kap_companion.vocabulary.roles import Role
from ui.home.part_runs import lay_out

parts = st.lists(st.builds(PartShown, st.text(max_size=60), st.sampled_from(Role)), max_size=12)


@given(parts, st.floats(60, 1200))
@settings(deadline=None, max_examples=80)
def test_every_part_is_shown_or_counted_and_none_leaves_the_cell(
    shown: list[PartShown], width: float
) -> None:
    box = QRectF(10, 0, width, 40)
    runs = lay_out(shown, box, 18, lambda text: len(text) * 8.0)
    named = [run for run in runs if run.role is not None]
    counted = [int(run.text) for run in runs if run.role is None]
    assert len(named) + sum(counted) == len(shown)
    assert all(run.words.right() <= box.right() + 0.01 for run in named)
