"""Up and Down in the capture line."""

from ui.session.recall import Line, Recall


def test_up_steps_through_what_was_logged_from_the_newest() -> None:
    recall = Recall()
    assert recall.earlier(Line("half"), ["first", "second"]) == "second"
    assert recall.earlier(Line("second"), ["first", "second"]) == "first"
    assert recall.earlier(Line("first"), ["first", "second"]) is None


def test_down_comes_back_to_what_was_half_typed() -> None:
    recall = Recall()
    draft = Line("half")
    recall.earlier(draft, ["first", "second"])
    recall.earlier(Line("second"), ["first", "second"])
    assert recall.later() == Line("second")
    assert recall.later() == draft
    assert recall.later() is None


def test_a_line_that_was_logged_twice_is_met_once() -> None:
    recall = Recall()
    assert recall.earlier(Line(""), ["?", "note", "?"]) == "?"
    assert recall.earlier(Line("?"), ["?", "note", "?"]) == "note"
    assert recall.earlier(Line("note"), ["?", "note", "?"]) is None


def test_changing_a_recalled_line_keeps_what_was_half_typed_to_be_called_back() -> None:
    recall = Recall()
    recall.earlier(Line("half"), ["first"])
    recall.adopt()
    assert recall.later() is None
    assert recall.earlier(Line("first, changed"), ["first"]) == "half"


def test_nothing_empty_is_put_aside() -> None:
    recall = Recall()
    recall.put_aside("   ")
    assert recall.earlier(Line(""), []) is None
