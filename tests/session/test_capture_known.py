"""What is known of a part, the steps of meeting it, and how a link stands, typed in its line."""

import time

import pytest

from kap_companion.session.capture import Chip, ChipKind, Reading, chips, complete, read, render
from kap_companion.session.completion import complete_word
from kap_companion.vocabulary.details import LinkMention, PartDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.observation import Known, PartField, PathStep, StepTaken
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.self_energy import Rater
from tests.builders import a_roster

WREN = a_roster("The Watchman", "the little one", "Go-Numb")


def detail_of(line: str, roster: Roster = WREN) -> PartDetail:
    detail = read(line, roster).detail
    assert isinstance(detail, PartDetail)
    return detail


def told(field: PartField, value: str, by: Rater = Rater.CLIENT) -> Known:
    return Known(field=field, value=value, by=by)


@pytest.mark.parametrize(
    ("word", "field"),
    [
        ("feels", PartField.FEELINGS),
        ("believes", PartField.BELIEFS),
        ("image", PartField.IMAGE),
        ("age", PartField.AGE),
        ("thinks", PartField.AGE_OF_CLIENT),
        ("job", PartField.JOB),
        ("long", PartField.HOW_LONG),
        ("fears", PartField.FEARS),
        ("protects", PartField.PROTECTS_FROM),
        ("needs", PartField.NEEDS),
        ("burden", PartField.BURDEN),
        ("from", PartField.BURDEN_FROM),
        ("gift", PartField.GIFT),
        ("toward", PartField.TOWARD),
        ("return", PartField.MAY_RETURN),
    ],
)
def test_a_word_opens_what_is_known_and_a_question_mark_makes_it_the_facilitators(
    word: str, field: PartField
) -> None:
    assert detail_of(f"m watchman: ={word} since the old house").known == (
        told(field, "since the old house"),
    )
    guess = detail_of(f"watchman ={word.upper()}? since the old house")
    assert guess.known == (told(field, "since the old house", Rater.FACILITATOR),)


@pytest.mark.parametrize("step", list(PathStep))
def test_every_step_of_the_path_has_a_word(step: PathStep) -> None:
    line = render(
        Reading(
            kind=EntryKind.PART,
            detail=PartDetail(name="The Watchman", steps=(StepTaken(step=step, text="at the door"),)),
            text="",
            part="part-1",
            shift=None,
            not_understood=(),
            raw="",
        )
    )
    assert detail_of(line).steps == (StepTaken(step=step, text="at the door"),)


def test_one_line_tells_several_things() -> None:
    reading = read(
        'm watchman: #chest 7 tight =job keeps eyes on the door =age? 6 =fears that she is alone, "again" '
        "->the little one =easing =heard =next",
        WREN,
    )
    detail = reading.detail
    assert isinstance(detail, PartDetail)
    assert detail.known == (
        told(PartField.JOB, "keeps eyes on the door"),
        told(PartField.AGE, "6", Rater.FACILITATOR),
        told(PartField.FEARS, 'that she is alone, "again"'),
    )
    assert detail.links == (
        LinkMention(kind=LinkKind.PROTECTS, name="the little one", state=LinkState.EASING),
    )
    assert [taken.step for taken in detail.steps] == [PathStep.FEARS_HEARD, PathStep.BECAME_NEXT]
    assert (detail.intensity, detail.body, reading.text) == (7, ("chest",), "tight")
    assert reading.not_understood == ()


def test_numbers_and_words_of_a_value_are_no_attributes() -> None:
    detail = detail_of("watchman: =long since she was 9 - maybe 10 7")
    assert detail.known == (told(PartField.HOW_LONG, "since she was 9 - maybe 10 7"),)
    assert detail.intensity is None


def test_what_stands_between_quotes_ends_no_value() -> None:
    detail = detail_of('watchman: =fears "the #night =met ->her" and more #chest "no"')
    assert detail.known == (told(PartField.FEARS, '"the #night =met ->her" and more'),)
    assert (detail.body, detail.words) == (("chest",), ("no",))


def test_a_quote_that_is_never_closed_runs_to_the_end_of_the_value() -> None:
    detail = detail_of('watchman: =fears "the night =met')
    assert detail.known == (told(PartField.FEARS, '"the night =met"'),)


def test_an_empty_pair_of_quotes_ends_a_value() -> None:
    reading = read('watchman: =job keeps watch "" leans in', WREN)
    assert reading.text == "leans in"
    assert detail_of('watchman: =job keeps watch "" leans in').known == (told(PartField.JOB, "keeps watch"),)


def test_a_value_may_end_with_the_mark_that_the_part_has_settled() -> None:
    detail = detail_of("watchman: =needs a rest -")
    assert detail.known == (told(PartField.NEEDS, "a rest"),)
    assert detail.settled


def test_trust_is_a_number_from_0_to_10() -> None:
    detail = detail_of("watchman: =trust 6/10 softer now =trust? 8")
    assert detail.known == (told(PartField.TRUST, "6"), told(PartField.TRUST, "8", Rater.FACILITATOR))
    for line in ("watchman: =trust 11", "watchman: =trust much", "watchman: =trust"):
        reading = read(line, WREN)
        assert detail_of(line).known == ()
        assert reading.not_understood == ("=trust",)
        assert reading.text == line.removeprefix("watchman: ")


@pytest.mark.parametrize(
    ("typed", "kept"), [("yes", "yes"), ("Y", "yes"), ("No.", "no"), ("if it is dark", "if it is dark")]
)
def test_permission_to_come_back_is_yes_or_no_or_words(typed: str, kept: str) -> None:
    assert detail_of(f"watchman: =return {typed}").known == (told(PartField.MAY_RETURN, kept),)


@pytest.mark.parametrize("line", ["watchman: =job", "watchman: =job #chest", "watchman: =job ->kid"])
def test_a_word_without_its_value_stays_text_and_is_shown_as_not_understood(line: str) -> None:
    reading = read(line, WREN)
    assert reading.text == "=job"
    assert reading.not_understood == ("=job",)


def test_a_word_nobody_knows_stays_text() -> None:
    reading = read("watchman: =colour blue =easing 1 = 1", WREN)
    assert reading.text == "=colour blue =easing = 1"
    assert reading.not_understood == ("=colour", "=easing")


def test_outside_a_part_line_nothing_is_a_word() -> None:
    assert read("n =job keeps watch", WREN).text == "=job keeps watch"
    assert read("Rain =met the roof", WREN).kind is EntryKind.NOTE


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("~>the little one", LinkMention(kind=LinkKind.CONCERNED_ABOUT, name="the little one")),
        ("<?>go-numb", LinkMention(kind=LinkKind.NOT_SURE, name="Go-Numb")),
        (
            "<>go-numb =resolved",
            LinkMention(kind=LinkKind.POLARISED, name="Go-Numb", state=LinkState.RESOLVED),
        ),
        (
            "&somebody new =Active",
            LinkMention(kind=LinkKind.ALLIED, name="somebody new", state=LinkState.ACTIVE),
        ),
    ],
)
def test_links_and_how_they_stand(typed: str, link: LinkMention) -> None:
    assert detail_of(f"watchman: {typed}").links == (link,)


def test_a_part_can_be_named_by_its_first_line_of_what_is_known() -> None:
    reading = read("m somebody new =job keeps watch", WREN)
    assert isinstance(reading.detail, PartDetail)
    assert reading.detail.name == "somebody new"
    assert detail_of("m =job keeps watch").name == ""


@pytest.mark.parametrize(
    ("line", "canonical"),
    [
        (
            "watchman =trust 6 =fears? the night ~>the little one =easing =next it worries #chest",
            "p The Watchman: #chest ~>the little one =easing =trust 6 =fears? the night =next it worries",
        ),
        ("watchman: =job #chest leans in", 'p The Watchman: =job "" leans in #chest'),
        ("watchman: =needs a - , #chest", 'p The Watchman: #chest =needs a - ""'),
    ],
)
def test_the_canonical_line_is_read_the_same_way_again(line: str, canonical: str) -> None:
    assert render(read(line, WREN)) == canonical
    assert read(canonical, WREN).detail == read(line, WREN).detail


def test_the_chips_show_it() -> None:
    reading = read("watchman: =job? keeps watch =gift clear sight <?>go-numb =easing =met at last", WREN)
    assert chips(reading, WREN)[2:] == (
        Chip(ChipKind.LINK, "Go-Numb", "not_sure"),
        Chip(ChipKind.LINK_STATE, code="easing"),
        Chip(ChipKind.GUESS, "keeps watch", "job"),
        Chip(ChipKind.KNOWN, "clear sight", "gift"),
        Chip(ChipKind.STEP, "at last", "met"),
    )


def test_tab_finishes_the_words() -> None:
    line = "m watchman: =fe"
    assert complete(line, len(line), WREN) == ("m watchman: =feels", 18)
    assert [text for text, _ in complete_word(line, len(line), WREN)] == [
        "m watchman: =feels",
        "m watchman: =fears",
        "m watchman: =felt",
    ]
    assert complete("watchman =jo here", 12, WREN) == ("watchman =job here", 13)


def test_how_a_link_stands_is_offered_behind_a_link_alone() -> None:
    assert complete("watchman ->kid =e", 17, WREN) == ("watchman ->kid =easing", 22)
    assert complete("watchman =e", 11, WREN) is None
    assert complete("watchman ->kid =job x =e", 24, WREN) is None


@pytest.mark.parametrize(
    "line", ["n =jo", "=jo", 'watchman "=jo', "watchman: =xyz", "watchman: =job", "s =ca"]
)
def test_no_word_is_offered_where_none_can_stand(line: str) -> None:
    assert complete(line, len(line), WREN) is None


@pytest.mark.parametrize(
    "piece", ['=job "', "=job x ", "=", "=trust ", '=met "a" ', "~>kid =easing ", "=job? a -"]
)
def test_a_line_of_a_million_signs_is_read_in_the_time_of_its_length(piece: str) -> None:
    line = "m watchman: " + piece * (1_000_000 // len(piece))
    began = time.perf_counter()
    read(line, WREN)
    assert time.perf_counter() - began < 30
