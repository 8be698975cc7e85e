"""What is said about printing."""

import pytest

from ui.printing import words
from ui.printing.standing import Standing


@pytest.mark.parametrize("stands", Standing)
def test_every_standing_is_said_in_a_whole_sentence(stands: Standing) -> None:
    said = words.in_full(stands)
    assert said[0].isupper()
    assert said.endswith(".")


def test_the_printers_own_words_are_quoted_only_where_something_is_in_the_way() -> None:
    assert "says: Tray 2." in words.in_full(Standing.JAMMED, "Tray 2.")
    assert "Tray 2" not in words.in_full(Standing.PRINTED, "Tray 2.")
    assert "says" not in words.in_full(Standing.PAUSED, "Paused")


def test_a_printers_words_are_cut_and_hold_no_line_breaks() -> None:
    said = words.in_full(Standing.JAMMED, "x\ny" * 1_000)
    assert "\n" not in said
    assert len(said) < 400
