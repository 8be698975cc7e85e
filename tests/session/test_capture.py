"""Every row and rule of the capture line: a test or a table row each."""

import pytest

from kap_companion.session.capture import Reading, TimeShift, read
from kap_companion.vocabulary.consent import ConsentDetail
from kap_companion.vocabulary.details import (
    AdverseEventDetail,
    LinkMention,
    PartDetail,
    PeopleDetail,
    PhaseDetail,
    PlainDetail,
    QuoteDetail,
    SettingDetail,
)
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.links import LinkKind
from kap_companion.vocabulary.part import Part, Roster
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.roles import Role
from tests.builders import a_part, a_roster

KNOWN = a_roster("The Planner", "Go-Numb", "The Watchman", "the little one", "Émile")


def reading(line: str, roster: Roster = KNOWN) -> Reading:
    read_line = read(line, roster)
    assert read_line.raw == line
    return read_line


def part_of(line: str, roster: Roster = KNOWN) -> PartDetail:
    detail = reading(line, roster).detail
    assert isinstance(detail, PartDetail)
    return detail


def known(name: str) -> Part:
    part = KNOWN.find(name)
    assert part is not None
    return part


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("m watchman: tight", EntryKind.PART, "tight"),
        ("f go-numb: fog", EntryKind.PART, "fog"),
        ("e little one: small", EntryKind.PART, "small"),
        ("p: #throat something tight", EntryKind.PART, "something tight"),
        ("s calm 3 breath slows", EntryKind.SELF, "breath slows"),
        ('q "I saw it"', EntryKind.QUOTE, ""),
        ('"I saw it"', EntryKind.QUOTE, ""),
        ("v 141/88 84 97", EntryKind.VITALS, ""),
        ("d 70mg im", EntryKind.DOSE, ""),
        ("ae nausea mild turned on side", EntryKind.ADVERSE_EVENT, "turned on side"),
        ("x far away, hands feel large", EntryKind.EXPECTED_EFFECT, "far away, hands feel large"),
        ("n Rain starts.", EntryKind.NOTE, "Rain starts."),
        ("Rain starts. Music track 4.", EntryKind.NOTE, "Rain starts. Music track 4."),
        ("h it may fear the medicine", EntryKind.HYPOTHESIS, "it may fear the medicine"),
        ("?", EntryKind.BOOKMARK, ""),
        ("? her hand moved", EntryKind.BOOKMARK, "her hand moved"),
        ("> dosing", EntryKind.PHASE, ""),
        ("", EntryKind.NOTE, ""),
        ("   ", EntryKind.NOTE, ""),
    ],
)
def test_the_first_word_is_the_kind(line: str, kind: EntryKind, text: str) -> None:
    read_line = reading(line)
    assert (read_line.kind, read_line.text, read_line.not_understood) == (kind, text, ())


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("m a: b", Role.MANAGER),
        ("f a: b", Role.FIREFIGHTER),
        ("e a: b", Role.EXILE),
        ("p a: b", Role.UNKNOWN),
    ],
)
def test_a_part_line_says_its_role(line: str, role: Role) -> None:
    assert part_of(line) == PartDetail(name="a", role=role)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("M watchman: tight", EntryKind.PART),
        ("AE nausea", EntryKind.ADVERSE_EVENT),
        ("m:", EntryKind.PART),
        ("s: calm 3", EntryKind.SELF),
        ("n：雨", EntryKind.NOTE),
        ("m", EntryKind.PART),
        ("\tm\u00a0watchman", EntryKind.PART),
        ("me again", EntryKind.NOTE),
        ("a mouse", EntryKind.NOTE),
        ("ae", EntryKind.ADVERSE_EVENT),
        ("aeons", EntryKind.NOTE),
        ("q-tip", EntryKind.NOTE),
        ("?!", EntryKind.NOTE),
    ],
)
def test_a_kind_has_any_case_and_ends_with_a_space_a_colon_or_the_line(line: str, kind: EntryKind) -> None:
    assert reading(line).kind is kind


@pytest.mark.parametrize(
    ("line", "name", "text"),
    [
        ("watchman 4 steps aside", "The Watchman", "steps aside"),
        ("The Watchman: tight", "The Watchman", "tight"),
        ("the planner, again", "The Planner", "again"),
        ("GO-NUMB -", "Go-Numb", ""),
        ("emile looks up", "Émile", "looks up"),
        ("little one says: here", "the little one", "says: here"),
        ("watchman 4 says: no", "The Watchman", "says: no"),
        ("watchman! look", "The Watchman", "! look"),
    ],
)
def test_a_line_without_a_kind_is_about_the_known_part_it_begins_with(
    line: str, name: str, text: str
) -> None:
    read_line = reading(line)
    assert read_line.part == known(name).id
    assert isinstance(read_line.detail, PartDetail)
    assert (read_line.detail.name, read_line.detail.role, read_line.text) == (name, Role.UNKNOWN, text)


@pytest.mark.parametrize(
    "line", ["watchmaker winds", "watchman's lamp", "little ones play", "go-number", "kleine: winkt"]
)
def test_a_name_must_end_with_a_word_to_be_recognised(line: str) -> None:
    assert (reading(line).kind, reading(line).text) == (EntryKind.NOTE, line)


def test_an_alias_is_the_part_and_shows_the_parts_name() -> None:
    roster = Roster((a_part("The Watchman", aliases=("lookout",)),))
    read_line = reading("lookout tightens", roster)
    assert read_line.part == roster.parts[0].id
    assert part_of("lookout tightens", roster).name == "The Watchman"


def test_of_two_names_that_begin_alike_the_longer_one_is_meant() -> None:
    roster = a_roster("little", "little one")
    assert reading("m little one smiles", roster).part == roster.parts[1].id
    assert reading("m little smiles", roster).part == roster.parts[0].id


def test_of_names_that_differ_by_case_or_accent_the_one_written_so_is_meant() -> None:
    roster = a_roster("Zoe", "Zoë", "zoe")
    assert [reading(f"m {name}: x", roster).part for name in ("Zoe", "Zoë", "zoe", "ZOE")] == [
        roster.parts[i].id for i in (0, 1, 2, 0)
    ]


@pytest.mark.parametrize(
    ("line", "name", "text"),
    [
        ("m old guard: tight", "old guard", "tight"),
        ("m old guard : tight", "old guard", "tight"),
        ("m old guard", "old guard", ""),
        ("m old guard 7 tight", "old guard", "tight"),
        ("m old guard - looks on", "old guard", "- looks on"),
        ('m old guard "hm"', "old guard", ""),
        ("m watchman tight", "The Watchman", "tight"),
        ("m watchman steps: aside", "watchman steps", "aside"),
        ('m watchman "no: never"', "The Watchman", ""),
        ("m watchman #chest: tight", "The Watchman", "tight"),
        ("p at 10:14 something", "at 10:14 something", ""),
        ("e 6 year old: cries", "6 year old", "cries"),
        ("e the 6 year old: cries", "the 6 year old", "cries"),
        ("m voice 2: hums", "voice 2", "hums"),
        ("e 小さい子：泣く", "小さい子", "泣く"),
        ("p: watchman tight", "", "watchman tight"),
        ("p #throat tight", "", "tight"),
        ("p : tight", "", "tight"),
        ("p", "", ""),
    ],
)
def test_the_name_of_a_part_line(line: str, name: str, text: str) -> None:
    assert (part_of(line).name, reading(line).text) == (name, text)


@pytest.mark.parametrize(
    ("line", "body", "text"),
    [
        ("m a: #chest tight", ("chest",), "tight"),
        ("m a: #whole body numb", ("whole body",), "numb"),
        ("m a: #Left  Hand numb", ("left hand",), "numb"),
        ("m a: #the chest, warm", ("chest",), "warm"),
        ("m a: #left of me", ("left",), "of me"),
        ("m a: #belly #hands warm", ("belly", "hands"), "warm"),
        ("m a: #chest #chest", ("chest",), ""),
        ("m a: #Kopf. schwer", ("Kopf",), "schwer"),
        ("m a: #בטן warm", ("בטן",), "warm"),
        ("m a: #胸 紧", ("胸",), "紧"),
        ("m a: #chest-wall", ("chest-wall",), ""),
        ('m a: #chest"tight"', ("chest",), ""),
        ("m a: issue#4", (), "issue#4"),
    ],
)
def test_where_a_part_is_felt(line: str, body: tuple[str, ...], text: str) -> None:
    assert (part_of(line).body, reading(line).text) == (body, text)


@pytest.mark.parametrize(
    ("line", "intensity", "text"),
    [
        ("m a: 7", 7, ""),
        ("m a: 7/10 tight", 7, "tight"),
        ("m a: 0", 0, ""),
        ("m a: 10", 10, ""),
        ("m a: tight 7, holds", 7, "tight holds"),
        ("m a: 7 then 4", 7, "then 4"),
        ("m a: 11 birds", None, "11 birds"),
        ("m a: 7th time", None, "7th time"),
        ("m a: 7.5", None, "7.5"),
        ("m a: x7", None, "x7"),
        ('m a: tight"go"7', 7, "tight"),
    ],
)
def test_intensity_is_the_first_number_that_is_a_word_of_its_own(
    line: str, intensity: int | None, text: str
) -> None:
    assert (part_of(line).intensity, reading(line).text) == (intensity, text)


@pytest.mark.parametrize(
    ("line", "words", "text"),
    [
        ('m a: "go away" tense', ("go away",), "tense"),
        ("m a: “go away”", ("go away",), ""),
        ("m a: „geh weg“ leise", ("geh weg",), "leise"),
        ("m a: „menj”", ("menj",), ""),
        ("m a: «va-t'en»", ("va-t'en",), ""),
        ('m a: "one" and "two"', ("one", "two"), "and"),
        ('m a: "a #chest 7 ->b ~ -" ', ("a #chest 7 ->b ~ -",), ""),
        ('m a: „he said "no"“', ('he said "no"',), ""),
        ('m a: "" silent', (), "silent"),
    ],
)
def test_quoted_words_are_the_parts_words_verbatim(line: str, words: tuple[str, ...], text: str) -> None:
    assert (part_of(line).words, reading(line).text) == (words, text)
    assert part_of(line).body == ()


def test_a_quote_that_is_never_closed_runs_to_the_end_of_the_line() -> None:
    read_line = reading('m a: tense "go away 7 #chest')
    assert isinstance(read_line.detail, PartDetail)
    assert read_line.detail.words == ("go away 7 #chest",)
    assert (read_line.text, read_line.not_understood) == ("tense", ())


@pytest.mark.parametrize(
    ("line", "blended", "text"),
    [
        ("m a: says thanks ~", True, "says thanks"),
        ("m a: ^ looks", False, "looks"),
        ("m a: looks", None, "looks"),
        ("m a: ~ then ^", False, "then"),
        ("m a: ~3 birds", None, "~3 birds"),
    ],
)
def test_blended_and_unblended_are_words_of_their_own(line: str, blended: bool | None, text: str) -> None:
    assert (part_of(line).blended, reading(line).text) == (blended, text)


@pytest.mark.parametrize(
    ("line", "settled", "text"),
    [
        ("m planner 3 -", True, ""),
        ("little one - ", True, ""),
        ("m a: rests -", True, "rests"),
        ("m a: - rests", False, "- rests"),
        ("m a: rests-", False, "rests-"),
        ('m a: says - "no"', False, "says -"),
    ],
)
def test_a_dash_at_the_end_settles_the_part(line: str, settled: bool, text: str) -> None:
    assert (part_of(line).settled, reading(line).text) == (settled, text)


@pytest.mark.parametrize(
    ("line", "links", "text"),
    [
        ("m a: ->little one", [(LinkKind.PROTECTS, "the little one")], ""),
        ("m a: ->the little one holds", [(LinkKind.PROTECTS, "the little one")], "holds"),
        ("m a: wants <>Go-Numb", [(LinkKind.POLARISED, "Go-Numb")], "wants"),
        ("m a: &planner.", [(LinkKind.ALLIED, "The Planner")], ""),
        ("m a: !>emile", [(LinkKind.TRIGGERS, "Émile")], ""),
        ("m a: ->grief by the window", [(LinkKind.PROTECTS, "grief by the window")], ""),
        ("m a: ->grief 7 heavy", [(LinkKind.PROTECTS, "grief")], "heavy"),
        ('m a: ->grief "no"', [(LinkKind.PROTECTS, "grief")], ""),
        ("m a: ->grief -", [(LinkKind.PROTECTS, "grief")], ""),
        (
            "m a: ->shame <>joy",
            [(LinkKind.PROTECTS, "shame"), (LinkKind.POLARISED, "joy")],
            "",
        ),
        ("m a: ->shame ->shame", [(LinkKind.PROTECTS, "shame")], ""),
        ("m a: hands & feet", [], "hands & feet"),
        ("m a: R&D", [], "R&D"),
    ],
)
def test_links_to_other_parts(line: str, links: list[tuple[LinkKind, str]], text: str) -> None:
    assert part_of(line).links == tuple(LinkMention(kind=kind, name=name) for kind, name in links)
    assert reading(line).text == text


@pytest.mark.parametrize(
    ("line", "text", "unread"),
    [
        ("m a: # tight", "# tight", ("#",)),
        ("m a: looks -> away", "looks -> away", ("->",)),
        ("m a: <> and !>", "<> and !>", ("<>", "!>")),
        ("m a: 11/10 tight", "11/10 tight", ("11/10",)),
    ],
)
def test_what_looks_like_an_attribute_but_is_none_stays_in_the_text(
    line: str, text: str, unread: tuple[str, ...]
) -> None:
    assert (reading(line).text, reading(line).not_understood) == (text, unread)


@pytest.mark.parametrize(
    ("line", "words", "text"),
    [
        ('"I didn\'t know"', ("I didn't know",), ""),
        ("„ich weiß“ leise", ("ich weiß",), "leise"),
        ("“so quiet” and «si calme»", ("so quiet", "si calme"), "and"),
        ('q "one" then "two"', ("one", "two"), "then"),
        ("q it is so quiet", ("it is so quiet",), ""),
        ('q softly "it is quiet', ("it is quiet",), "softly"),
        ("q", (), ""),
    ],
)
def test_the_clients_words_are_kept_verbatim(line: str, words: tuple[str, ...], text: str) -> None:
    assert (reading(line).detail, reading(line).text) == (QuoteDetail(words=words), text)


@pytest.mark.parametrize(
    ("line", "term", "severity", "text"),
    [
        ("ae nausea mild, head raised, passed", "nausea", 1, "head raised, passed"),
        ("ae dizziness moderate, lay on side; pulse", "dizziness", 2, "lay on side; pulse"),
        ("ae nausea 2 turned on side", "nausea", 2, "turned on side"),
        ("ae Severe headache, dark room", "headache", 3, "dark room"),
        ("ae vomiting, lay down, severe", "vomiting", 3, "lay down,"),
        ("ae vomited 3 times moderate", "vomited 3 times", 2, ""),
        ("ae vomiting; lay down", "vomiting", None, "lay down"),
        ("ae double vision", "double vision", None, ""),
        ("ae pain 4", "pain 4", None, ""),
        ("ae", "", None, ""),
    ],
)
def test_an_adverse_event_has_a_term_and_a_severity(
    line: str, term: str, severity: int | None, text: str
) -> None:
    assert reading(line).detail == AdverseEventDetail(term=term, severity=severity)
    assert reading(line).text == text


@pytest.mark.parametrize(
    ("line", "phase"),
    [
        ("> preparation", Phase.PREPARATION),
        (">dosing", Phase.DOSING),
        ("> Integration", Phase.INTEGRATION),
        ("> end.", Phase.ENDED),
    ],
)
def test_a_phase_is_entered_by_its_name(line: str, phase: Phase) -> None:
    assert reading(line).detail == PhaseDetail(phase=phase)


@pytest.mark.parametrize(
    ("line", "detail", "text"),
    [
        ("> mask on", SettingDetail(what="mask", on=True), ""),
        ("> mask off", SettingDetail(what="mask", on=False), ""),
        ("> music on Track list 3", SettingDetail(what="music", on=True), "Track list 3"),
        ("> music off", SettingDetail(what="music", on=False), ""),
        ("> people Ana Ruiz, Noor", PeopleDetail(action="present", names=("Ana Ruiz", "Noor")), ""),
        ("> in Ana (nurse)", PeopleDetail(action="in", names=("Ana",), role="nurse"), ""),
        ("> in Ana", PeopleDetail(action="in", names=("Ana",)), ""),
        ("> out Noor Haddad", PeopleDetail(action="out", names=("Noor Haddad",)), ""),
        ("> stop wants quiet", PlainDetail(kind="stop"), "wants quiet"),
        ("> consent to touch: hands only", ConsentDetail(), "to touch: hands only"),
    ],
)
def test_what_the_session_line_knows(line: str, detail: object, text: str) -> None:
    assert (reading(line).detail, reading(line).text, reading(line).not_understood) == (detail, text, ())


@pytest.mark.parametrize(
    "line",
    [">", "> dance", "> end of the song", "> mask", "> music louder", "> people", "> in (nurse)", ">> end"],
)
def test_any_other_session_line_is_a_note_that_shows_as_not_understood(line: str) -> None:
    read_line = reading(line)
    assert (read_line.kind, read_line.text, read_line.not_understood) == (EntryKind.NOTE, line, (line,))


@pytest.mark.parametrize(
    ("line", "shift"),
    [
        ("@-2m ?", TimeShift(seconds_back=120)),
        ("@-30s ?", TimeShift(seconds_back=30)),
        ("@-1h ?", TimeShift(seconds_back=3600)),
        ("@-1m30s ?", TimeShift(seconds_back=90)),
        ("@10:14 ?", TimeShift(clock=(10, 14, 0))),
        ("@10:14:30 ?", TimeShift(clock=(10, 14, 30))),
        ("@9:05, ?", TimeShift(clock=(9, 5, 0))),
    ],
)
def test_a_time_in_front_moves_the_line(line: str, shift: TimeShift) -> None:
    assert (reading(line).shift, reading(line).kind, reading(line).text) == (shift, EntryKind.BOOKMARK, "")


def test_the_kind_a_known_part_or_a_quote_follows_the_time() -> None:
    assert part_of("@-2m e little one: reaches").role is Role.EXILE
    assert reading("@-2m watchman 4").part == known("watchman").id
    assert reading('@10:14 "yes"').kind is EntryKind.QUOTE


@pytest.mark.parametrize("time", ["@25:00", "@10:60", "@-2x", "@-", "@-25h", "@10", "@10:14:99"])
def test_a_time_that_cannot_be_right_stays_in_the_text(time: str) -> None:
    read_line = reading(f"{time} m a: tight")
    assert (read_line.shift, read_line.kind) == (None, EntryKind.PART)
    assert (read_line.text, read_line.not_understood) == (f"{time} tight", (time,))


def test_an_at_sign_before_a_word_is_text() -> None:
    assert (reading("@home she said").text, reading("@home she said").not_understood) == (
        "@home she said",
        (),
    )
