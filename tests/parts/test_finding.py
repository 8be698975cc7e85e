from datetime import timedelta

from kap_companion.parts.client_parts import read_client_parts
from kap_companion.parts.finding import FoundIn, Hit, find
from kap_companion.parts.tending import Tending
from kap_companion.records.readers import Purpose, readers_for
from kap_companion.session.live import Live
from kap_companion.vocabulary.observation import Known, PartField
from kap_companion.vocabulary.part import Part
from tests.session.desks import Desk


def _find(desk: Desk, words: str, *, own: bool = True, **within: object) -> tuple[Hit, ...]:
    reader = readers_for(Purpose.SEARCH, desk.record, desk.notebook if own else None)
    parts = read_client_parts(reader, desk.client.id)
    return find(reader, parts, words, **within)  # type: ignore[arg-type]  # a test names what it is about


def _texts(hits: tuple[Hit, ...]) -> list[tuple[FoundIn, str]]:
    return [(hit.found_in, hit.text) for hit in hits]


def _part(desk: Desk, name: str) -> Part:
    return next(part for part in desk.notebook.parts(desk.client.id) if part.name == name)


def _tending(desk: Desk) -> Tending:
    return Tending(desk.notebook, desk.clock, desk.person.id, desk.client.id)


def _two_sessions(desk: Desk) -> tuple[Live, Live]:
    first = desk.begin()
    desk.type(first, 'm Watchman: #throat "nobody gets in"')
    desk.type(first, "n rain on the roof")
    desk.type(first, "end")
    desk.clock.pass_time(86_400)
    second = desk.begin()
    desk.type(second, 'e Little One: #chest "it is dark"')
    desk.type(second, "n rain again")
    return first, second


def test_words_are_found_in_every_session_the_newest_first(desk: Desk) -> None:
    first, second = _two_sessions(desk)
    hits = _find(desk, "rain")
    assert _texts(hits) == [(FoundIn.WORDS, "n rain again"), (FoundIn.WORDS, "n rain on the roof")]
    assert [hit.session.id for hit in hits if hit.session] == [second.session.id, first.session.id]
    assert _texts(_find(desk, "RAIN roo")) == [(FoundIn.WORDS, "n rain on the roof")]
    assert _find(desk, "") == _find(desk, '"*') == _find(desk, "nowhere") == ()
    assert len(_find(desk, "rain", limit=1)) == 1


def test_a_search_is_by_session_and_by_time(desk: Desk) -> None:
    first, second = _two_sessions(desk)
    between = second.session.anchor - timedelta(hours=1)
    by_session = _find(desk, "rain", session=first.session.id)
    assert by_session == _find(desk, "rain", until=between)
    assert _texts(by_session) == [(FoundIn.WORDS, "n rain on the roof")]
    assert _texts(_find(desk, "rain", since=between)) == [(FoundIn.WORDS, "n rain again")]
    assert _find(desk, "rain", session="another") == ()
    # A part is found where it came up.
    assert _find(desk, "watch", session=first.session.id)[0].found_in is FoundIn.NAME
    assert _find(desk, "watch", since=between) == ()


def test_a_place_is_told_from_other_words_and_leads_to_its_part(desk: Desk) -> None:
    _two_sessions(desk)
    (hit,) = _find(desk, "thro")
    assert (hit.found_in, hit.text, hit.part) == (FoundIn.PLACE, "throat", _part(desk, "Watchman").id)
    seen = Known(field=PartField.BODY, value="left shoulder")
    _tending(desk).observe(_part(desk, "Watchman").id, seen)
    (hit,) = _find(desk, "shoulder")
    assert (hit.found_in, hit.text, hit.session) == (FoundIn.PLACE, "left shoulder", None)
    assert hit.act is not None


def test_a_part_is_found_by_each_of_its_names_also_after_it_turned_out_to_be_another(desk: Desk) -> None:
    _two_sessions(desk)
    watchman, little = _part(desk, "Watchman"), _part(desk, "Little One")
    tending = _tending(desk)
    tending.rename(watchman.id, "Gatekeeper")
    tending.also_called(watchman.id, "Türsteher")
    for words, name in (("gate", "Gatekeeper"), ("watchman", "Watchman"), ("TURST", "Türsteher")):
        hit = _find(desk, words)[0]
        assert (hit.found_in, hit.text, hit.part) == (FoundIn.NAME, name, watchman.id)
    tending.merge(watchman.id, little.id)
    hit = _find(desk, "gatekeeper")[0]
    assert (hit.found_in, hit.text, hit.part) == (FoundIn.NAME, "Gatekeeper", little.id)
    assert all(hit.part == little.id for hit in _find(desk, "nobody gets"))


def test_an_act_that_was_taken_back_is_not_found(desk: Desk) -> None:
    _two_sessions(desk)
    tending = _tending(desk)
    known = Known(field=PartField.NEEDS, value="some rest")
    tending.observe(_part(desk, "Watchman").id, known)
    (hit,) = _find(desk, "rest")
    assert hit.text == "some rest"
    assert hit.act is not None
    tending.take_back(hit.act.id)
    assert _find(desk, "rest") == ()


def test_whoever_has_no_notebook_finds_what_lies_in_the_record(desk: Desk) -> None:
    live, _ = _two_sessions(desk)
    assert _find(desk, "rain", own=False) == _find(desk, "watchman", own=False) == ()
    assert live.session.id
