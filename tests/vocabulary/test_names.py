from hypothesis import given
from hypothesis import strategies as st

from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.part import Roster
from tests.builders import a_part, a_roster


def test_a_name_is_the_same_whatever_its_case_accents_and_leading_the() -> None:
    assert fold("The Wätchman") == fold("watchman") == fold("  THE   WATCHMAN ")


def test_the_alone_is_a_name() -> None:
    assert fold("The") == "the"


@given(st.text())
def test_any_text_folds_and_folding_again_changes_nothing_but_a_second_the(name: str) -> None:
    once = fold(name)
    assert not once.startswith("the the ") or fold(once) != once
    if not once.startswith("the "):
        assert fold(once) == once


def test_hebrew_and_chinese_names_are_found() -> None:
    roster = a_roster("קטנה", "小さい子")
    assert roster.find("קטנה") == roster.parts[0]
    assert roster.find("小さい子") == roster.parts[1]


def test_of_two_names_that_differ_by_accent_the_one_written_exactly_wins() -> None:
    roster = a_roster("Zoe", "Zoé")
    assert roster.find("Zoé") == roster.parts[1]
    assert roster.find("zoe") == roster.parts[0]


def test_an_alias_leads_to_its_part() -> None:
    part = a_part("The Watchman", aliases=("night guard",))
    assert Roster((part,)).find("Night Guard") == part


def test_no_name_finds_no_one() -> None:
    assert Roster((a_part(""),)).find("  ") is None


def test_names_of_accents_alone_are_told_apart() -> None:
    assert fold("\u0301") != fold("\u0308")
