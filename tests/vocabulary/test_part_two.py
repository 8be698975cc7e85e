"""The notice of 42 CFR Part 2: word for word, and for whom it is flagged alone."""

import pytest

from kap_companion.vocabulary.part_two import NOTICE, notice_for
from kap_companion.worksheets import part_two
from tests.builders import a_client


def test_the_notice_is_the_shorter_statement_of_the_rule_word_for_word() -> None:
    assert NOTICE == "42 CFR part 2 prohibits unauthorized use or disclosure of these records."


@pytest.mark.parametrize("flag", [None, False])
def test_nobody_else_has_it(flag: bool | None) -> None:
    assert notice_for(a_client().model_copy(update={"part_two": flag})) == ""


def test_whoever_is_flagged_has_it() -> None:
    assert notice_for(a_client().model_copy(update={"part_two": True})) == NOTICE


def test_sheets_and_exports_say_the_same() -> None:
    assert part_two.NOTICE is NOTICE
