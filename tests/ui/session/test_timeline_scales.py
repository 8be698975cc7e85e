"""Scores are drawn on the axis of their own instrument, version and direction, and on no other."""

from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.scales import BY_KEY, INSTRUMENTS, ScaleDetail
from tests.builders import an_entry
from tests.ui.session.test_timeline_layout import lanes_of, scene_of
from ui.session.timeline_hit import entry_at
from ui.session.timeline_stays import Lane


def score(key: str, value: int, minutes: float) -> Entry:
    fields = BY_KEY[key].model_dump(exclude={"key", "name", "source"})
    return an_entry(EntryKind.SCALE, ScaleDetail(instrument=key, score=value, **fields), minutes=minutes)


def test_every_instrument_and_version_has_an_axis_of_its_own() -> None:
    scene = scene_of(lanes_of(*(score(each.key, 3, n * 10) for n, each in enumerate(INSTRUMENTS))))
    assert [len(shape.marks) for shape in scene.scales] == [1] * len(INSTRUMENTS)
    strip = scene.strips[Lane.SCALES]
    tall = strip.height / len(INSTRUMENTS)
    for order, shape in enumerate(scene.scales):
        top = strip.top + order * tall
        assert all(top <= y <= top + tall for _x, y in shape.line)


def test_an_axis_says_its_version_its_range_and_what_more_of_it_means() -> None:
    scene = scene_of(lanes_of(score("moaas", 4, 10), score("moaas-leiden", 1, 20)))
    assert [shape.title.text for shape in scene.scales] == ["MOAA/S", "MOAA/S (Leiden)"]
    assert [shape.note.text for shape in scene.scales] == [
        "0–5, higher: more awake · 5 responds readily to name",
        "0–5, higher: more sedated · reversed, 0 alert",
    ]


def test_a_higher_score_lies_higher_and_says_its_number() -> None:
    (shape,) = scene_of(lanes_of(score("cadss-23", 10, 10), score("cadss-23", 60, 40))).scales
    assert shape.line[0][1] > shape.line[1][1]
    assert [mark.label for mark in shape.marks] == ["10", "60"]


def test_without_a_score_there_is_no_room_for_one() -> None:
    scene = scene_of(lanes_of(an_entry()))
    assert scene.scales == ()
    assert scene.strips[Lane.SCALES].height == 0


def test_a_click_on_a_score_means_its_entry() -> None:
    entry = score("moaas", 4, 10)
    lanes = lanes_of(entry, an_entry(minutes=11))
    scene = scene_of(lanes)
    (mark,) = scene.scales[0].marks
    assert entry_at(scene, lanes, mark.x + 2, mark.top) == entry
