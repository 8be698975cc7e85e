"""Tab finishes a known part's name where a name can stand."""

import pytest

from kap_companion.session.capture import complete
from kap_companion.vocabulary.part import Roster
from tests.builders import a_part, a_roster

ROSTER = a_roster("The Planner", "The Watchman", "the little one", "Émile")


@pytest.mark.parametrize(
    ("line", "finished"),
    [
        ("m wat", "m The Watchman"),
        ("M the wat", "M The Watchman"),
        ("e little o", "e the little one"),
        ("f emi", "f Émile"),
        ("wat", "The Watchman"),
        ("m watchman", "m The Watchman"),
        ("  @-2m wat", "  @-2m The Watchman"),
        ("@10:14 p wat", "@10:14 p The Watchman"),
        ("m planner: 3 ->litt", "m planner: 3 ->the little one"),
        ("m planner: <>the wat", "m planner: <>The Watchman"),
        ("planner &emi", "planner &Émile"),
        ("m new one: !>pla", "m new one: !>The Planner"),
        ('m planner: "no" ->pla', 'm planner: "no" ->The Planner'),
    ],
)
def test_a_name_is_finished_at_the_end_of_the_line(line: str, finished: str) -> None:
    assert complete(line, len(line), ROSTER) == (finished, len(finished))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "m ",
        "m: wat",
        "m The Watchman",
        "m xyz",
        "n wat",
        "s pla",
        '"wat',
        "> wat",
        "m watchman: tight wat",
        "n a ->wat",
        'm planner: "see ->wat',
        "m planner: ->",
        "@-2m",
    ],
)
def test_nothing_is_finished_where_no_name_can_stand_or_none_fits(line: str) -> None:
    assert complete(line, len(line), ROSTER) is None


def test_what_stands_behind_the_cursor_stays() -> None:
    assert complete("m wat: tight", 5, ROSTER) == ("m The Watchman: tight", 14)


def test_an_alias_is_finished_as_the_alias() -> None:
    roster = Roster((a_part("The Watchman", aliases=("lookout",)),))
    assert complete("m loo", 5, roster) == ("m lookout", 9)


def test_the_longer_name_is_finished_where_the_shorter_is_written_already() -> None:
    assert complete("m little", 8, a_roster("Little", "Little Bear")) == ("m Little Bear", 13)
