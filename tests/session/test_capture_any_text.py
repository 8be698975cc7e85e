"""Whatever is typed is read, nothing is lost, and a rendered line is read the same way again."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kap_companion.errors import BugError
from kap_companion.session.capture import Reading, chips, complete, read, render
from kap_companion.session.capture_marks import KNOWN_WORDS, STATE_WORDS, STEP_WORDS
from kap_companion.vocabulary.details import GapCause, GapDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Roster
from tests.builders import a_part, a_roster
from tests.session.capture_lines import ANY_TEXT, but_for_raw, grammar_lines, rosters, stated_lines

SOME = settings(max_examples=400, deadline=None)
WREN = a_roster("The Planner", "Go-Numb", "The Watchman", "the little one")
LINDEN = a_roster("the one who apologises", "der Nebel", "קטנה")
MEGABYTES = 10_000_000
# Reading takes two to four seconds; one that backtracks would take hours.
PATIENCE_SECONDS = 60


@SOME
@given(st.one_of(ANY_TEXT, grammar_lines(), stated_lines()), rosters())
@example("m a: \0\ud800\u202e 🌿 #\ud800", Roster())
@example("m ¸", a_roster("¸"))
def test_any_line_is_read_and_kept(line: str, roster: Roster) -> None:
    reading = read(line, roster)
    assert reading.raw == line
    assert all(piece in reading.text for piece in reading.not_understood)
    assert reading.part is None or any(part.id == reading.part for part in roster.parts)
    assert chips(reading, roster)


@SOME
@given(st.one_of(ANY_TEXT, grammar_lines(), stated_lines()), rosters())
@example("m a: foo - 7", Roster())
@example('m a: foo - ""', Roster())
@example("s calm curious 3 2", Roster())
@example("v foo 141/88 400", Roster())
@example("v 400 hr 84 150 14 12", Roster())
@example("d 70 im mg", Roster())
@example("d wasted 10 70mg mg", Roster())
@example("d im in lot im in", Roster())
@example("ae severe mild nausea", Roster())
@example("> in Ana (x) ()", Roster())
@example("d ordered 70 mg lot 3 by Ana", Roster())
@example("d exp Mar lot 3 2027", Roster())
@example("d site left thigh, lozenge form x", Roster())
@example("> consent dose booster 70 30 mg mg", Roster())
@example("> withdraw, tell Kim  ,at two", Roster())
@example("> told severity , 2", Roster())
@example("> escort Jo not arrived yet yet", Roster())
@example("> limit, by, ;  spo2 92", Roster())
@example("> ate at 7:30 at 8:30 yesterday", Roster())
@example("@25:99 > dance", Roster())
@example("m kid 7 x", a_roster("kid 7", "kid"))
@example("m ->,#chest", a_roster(","))
@example("kid", Roster((a_part("Bear", aliases=("kid",)), a_part("Wolf", aliases=("Bear",)))))
@example("m bear: x", Roster((a_part('the "bear"', aliases=("bear",)),)))
def test_a_rendered_line_is_read_the_same_way_again(line: str, roster: Roster) -> None:
    reading = read(line, roster)
    again = read(render(reading), roster)
    assert but_for_raw(again) == but_for_raw(reading)


@SOME
@given(st.text(max_size=30), rosters())
def test_a_notes_text_is_the_line_without_outer_space(line: str, roster: Roster) -> None:
    assert read(f"n {line}", roster).text == line.strip()


@SOME
@given(grammar_lines(), rosters(), st.integers(-2, 80))
def test_completion_only_ever_adds_a_name_or_a_word_at_the_cursor(
    line: str, roster: Roster, cursor: int
) -> None:
    completed = complete(line, cursor, roster)
    if completed is not None:
        finished, end = completed
        behind = line[max(0, min(cursor, len(line))) :]
        assert finished[end:] == behind
        names = [" ".join(name.split()) for name, _ in roster.names()]
        words = [f"={word}" for word in (*KNOWN_WORDS, *STEP_WORDS, *STATE_WORDS)]
        assert finished[:end].endswith(tuple(names + words))


@pytest.mark.parametrize(
    ("line", "roster", "canonical"),
    [
        ("m planner 3 -", WREN, "m The Planner: 3 -"),
        ("go-numb -", WREN, "p Go-Numb: -"),
        (
            'm watchman: #chest tight 9 "if I look away" ->the little one',
            WREN,
            'm The Watchman: 9 tight #chest "if I look away" ->the little one',
        ),
        ("p: #throat something unsaid", WREN, "p: something unsaid #throat"),
        ("@-2m e little one: reaches", WREN, "@-2m e the little one: reaches"),
        ("@9:05 ? hand", WREN, "@09:05:00 ?: hand"),
        ("s client: calm 3 courage 2", WREN, "s client: calm 3 courage 2"),
        ("v 118/76 68 99", WREN, "v: bp 118/76 hr 68 spo2 99"),
        ("v declined too deep", LINDEN, "v: declined too deep"),
        ("d 70mg im left deltoid lot 4471", WREN, "d: 70 mg im lot 4471 site left deltoid"),
        ("d 100 mg sl lozenge, hold and swish", WREN, "d: 100 mg sl form lozenge, hold and swish"),
        (
            "d 70mg ordered 70 mg by Dr. Okafor left thigh slowly",
            WREN,
            "d: 70 mg site left thigh, ordered 70 mg by Dr. Okafor, slowly",
        ),
        ("ae nausea mild, head raised", WREN, "ae: mild nausea, head raised"),
        ("Rain outside.", WREN, "n: Rain outside."),
        ("f der nebel: #Kopf 7 „ich mach's weg“", LINDEN, 'f der Nebel: 7 #Kopf "ich mach\'s weg"'),
        ("e קטנה: #בטן 6 «אני כאן» 🌿", LINDEN, 'e קטנה: 6 🌿 #בטן "אני כאן"'),
        ('q „er sagte "nein"“', LINDEN, 'q: “er sagte "nein"”'),
        (">music on Track 3", WREN, "> music on Track 3"),
        ("> in Noor Haddad (nurse)", LINDEN, "> in Noor Haddad (nurse)"),
        ("> stop now", LINDEN, "> stop now"),
        ("> consent to touch", LINDEN, "> consent to touch"),
        ("> consent touch hand by Ana if asked", LINDEN, "> consent touch hand by Ana; if asked"),
        ("> withdraw", LINDEN, "> consent withdraw"),
        ("> ate 3h ago toast", LINDEN, "> ate 180 min ago toast"),
        ("> weight 150 lb", LINDEN, "> weight 68.04 kg"),
        ("> took sertraline 50 mg", LINDEN, "> took sertraline, 50 mg"),
        ("> escort Jo is here", LINDEN, "> escort Jo arrived"),
        ("> snooze 10", LINDEN, "> snooze 10 min"),
        ("> told #2 Noor, severity 2", LINDEN, "> told #2 severity moderate Noor"),
        ("> override ride by Ana : walks", LINDEN, "> override ride by Ana: walks"),
        ("> scale MOAAS 4", LINDEN, "> scale moaas 4"),
        ("> limit spo2 92% bp 160/100 by Ana", LINDEN, "> limit bp 160/100 spo2 92 by Ana"),
        ("> promise a walk", LINDEN, "> promise a walk"),
        ("> end", LINDEN, "> end"),
        ("> dance", LINDEN, "> dance"),
        ("", WREN, "n:"),
    ],
)
def test_the_canonical_line(line: str, roster: Roster, canonical: str) -> None:
    assert render(read(line, roster)) == canonical


def test_what_only_the_companion_writes_has_no_line() -> None:
    gap = Reading(EntryKind.GAP, GapDetail(cause=GapCause.CLOSED), "", None, None, (), "")
    with pytest.raises(BugError):
        render(gap)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["", "m a: "])
@pytest.mark.parametrize("piece", ['"', "#", "->", "@", "word ", "\u0301", "# ", "7 "])
def test_a_line_of_ten_megabytes_is_read_in_seconds(kind: str, piece: str) -> None:
    line = kind + piece * (MEGABYTES // len(piece))
    began = time.perf_counter()
    reading = read(line, WREN)
    assert time.perf_counter() - began < PATIENCE_SECONDS
    assert reading.raw == line


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "piece"),
    [
        ("d ", "witness "),
        ("d ", "ordered by a "),
        ("d ", "left "),
        ("d ", "7"),
        ("> consent touch by ", "a, "),
        ("> consent touch ", "and "),
        ("> consent dose ", "booster 7 "),
        ("> ate 7", "7"),
        ("> ate ", "7 h "),
        ("> took ", "5-"),
        ("> weight 68 kg ", "weighed 2026-99-99 "),
        ("> told ", "severity "),
        ("> override a by ", "1:1"),
        ("> limit spo2 92 ", "hr "),
        ("> limit spo2 92 ", "bp 7/9 "),
    ],
)
def test_a_stated_line_of_two_megabytes_is_read_in_seconds(kind: str, piece: str) -> None:
    line = kind + piece * (MEGABYTES // 5 // len(piece))
    began = time.perf_counter()
    reading = read(line, Roster())
    assert time.perf_counter() - began < PATIENCE_SECONDS
    assert reading.raw == line
