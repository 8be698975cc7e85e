from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kap_companion.ids import new_id
from kap_companion.records import searching
from kap_companion.records.copying import check_copy, copy_under, copy_whole
from kap_companion.records.notebook import NOTEBOOK_FILE, Notebook
from kap_companion.records.record import Record
from kap_companion.records.search_words import words_of
from kap_companion.vocabulary.details import LinkMention, PartDetail, PlainDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.links import LinkKind
from kap_companion.vocabulary.observation import Known, PartField, PathStep, StepTaken
from kap_companion.vocabulary.part_act import Deed, Observed, PartAct, Renamed, Stepped
from kap_companion.vocabulary.session import Session
from tests.builders import BEGAN, a_part, an_entry
from tests.fakes import ManualClock
from tests.records.files import NOTEBOOK_KEY, WRITER, behind_its_back

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)
HERE = ("session-1",)


def raws(found: tuple[Entry, ...]) -> list[str]:
    return [entry.raw for entry in found]


def an_act(deed: Deed, client: str = "client-1") -> PartAct:
    return PartAct(id=new_id(), client=client, author="person-1", at=BEGAN, deed=deed)


def test_an_entry_is_found_by_its_line_its_text_the_words_said_and_the_places(notebook: Notebook) -> None:
    part = a_part()
    detail = PartDetail(
        name="Watchman",
        words=("nobody comes in",),
        body=("throat",),
        links=(LinkMention(kind=LinkKind.PROTECTS, name="little one"),),
        known=(Known(field=PartField.JOB, value="keeps the door"),),
        steps=(StepTaken(step=PathStep.UNBURDENED, text="given to water"),),
    )
    entry = an_entry(EntryKind.PART, detail, raw="p wm", text="stands there", part=part.id)
    notebook.append(entry, an_entry(raw="n other"), parts=(part,))
    for words in ("wm", "stands", "nobody comes", "throat", "little", "door", "water", "watchman water"):
        assert notebook.find(words, HERE) == (entry,), words
    for words in ("unburdened", "job", "stands elsewhere", "nobod comes"):
        assert notebook.find(words, HERE) == (), words


def test_case_and_accents_do_not_matter_and_the_last_word_may_be_begun(notebook: Notebook) -> None:
    notebook.append(
        an_entry(raw="n Ängste wie Nebel"),
        an_entry(raw="n 小さい自分が見える", minutes=1),
        an_entry(raw="n שלום", minutes=2),
        an_entry(raw="n 🦉 came", minutes=3),
    )
    for words, found in (
        ("angste neb", "n Ängste wie Nebel"),
        ("WIE", "n Ängste wie Nebel"),
        ("自分", "n 小さい自分が見える"),
        ("שלו", "n שלום"),
        ("🦉", "n 🦉 came"),
    ):
        assert raws(notebook.find(words, HERE)) == [found]
    assert notebook.find("自見", HERE) == ()
    assert notebook.find("ebel", HERE) == ()


@given(ANY_TEXT, ANY_TEXT)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_text_is_refused_and_each_is_found_by_itself(notebook: Notebook, text: str, other: str) -> None:
    session = new_id()
    entry = an_entry(raw=text, session=session)
    notebook.append(entry)
    assert notebook.find(text, [session]) == ((entry,) if words_of(text) else ())
    notebook.find(other, [session])
    notebook.find_acts(other, "client-1")


def test_only_entries_that_count_are_found_as_they_read_now(notebook: Notebook) -> None:
    first = an_entry(raw="n rain on the roof")
    amended = an_entry(raw="n rain on the tent", amends=first.id)
    gone = an_entry(raw="n rain again")
    retraction = an_entry(
        EntryKind.RETRACTION,
        PlainDetail(kind="retraction"),
        raw="-rain",
        retracts=gone.id,
        compartment=Compartment.PROCESS,
    )
    notebook.append(first, amended, gone, retraction)
    assert raws(notebook.find("rain", HERE)) == ["n rain on the tent"]
    back = retraction.model_copy(update={"id": new_id(), "retracts": retraction.id})
    notebook.append(back)
    assert set(raws(notebook.find("rain", HERE))) == {"n rain on the tent", "n rain again"}


def test_the_newest_come_first_by_session_and_by_time(notebook: Notebook) -> None:
    entries = [
        an_entry(raw=f"n rain {number}", session=f"session-{number % 2}", minutes=number)
        for number in range(10)
    ]
    notebook.append(*entries)
    both = ("session-0", "session-1")
    assert notebook.find("rain", both) == tuple(reversed(entries))
    assert notebook.find("rain", ["session-1"]) == tuple(reversed(entries[1::2]))
    assert notebook.find("rain", both, 3) == tuple(reversed(entries[7:]))
    assert notebook.find("rain", both, 0) == notebook.find("rain", []) == ()
    since, until = BEGAN + timedelta(minutes=3), BEGAN + timedelta(minutes=5)
    assert notebook.find("rain", both, since=since, until=until) == (entries[4], entries[3])


def test_a_search_may_be_over_thousands_of_sessions(notebook: Notebook) -> None:
    notebook.append(*(an_entry(raw="n rain", session=f"session-{number}") for number in range(0, 3000, 100)))
    assert len(notebook.find("rain", [f"session-{number}" for number in range(3000)])) == 30


def test_what_is_typed_together_is_looked_for_further_back_until_it_is_found(notebook: Notebook) -> None:
    together = an_entry(raw="n won't sleep")
    apart = (an_entry(raw=f"n t{number} won, t", minutes=number) for number in range(1, 30))
    notebook.append(together, *(each.model_copy(update={"raw": f"n t and won {each.id}"}) for each in apart))
    assert len(notebook.find("t won", HERE)) == 30
    assert notebook.find("won't", HERE, 3) == notebook.find("won't sle", HERE) == (together,)


def test_the_record_is_searched_as_a_notebook_is(record: Record, session: Session) -> None:
    entry = an_entry(EntryKind.EXPECTED_EFFECT, session=session.id, raw="x hands far away")
    record.append(entry)
    assert record.find("hands", [session.id]) == (entry,)
    assert record.verify().ok


def test_acts_are_found_by_their_words_inside_their_client(notebook: Notebook) -> None:
    part = a_part()
    renamed = an_act(Renamed(part=part.id, name="Gatekeeper"))
    seen = an_act(Observed(part=part.id, known=Known(field=PartField.NEEDS, value="some rest")))
    taken = StepTaken(step=PathStep.BECAME_NEXT, text="gate was shut")
    stepped = an_act(Stepped(part=part.id, taken=taken))
    other = an_act(Renamed(part=part.id, name="Gate"), client="client-2")
    notebook.act(renamed, seen, stepped, other, parts=(part,))
    assert notebook.find_acts("gate", "client-1") == (stepped, renamed)
    assert notebook.find_acts("REST", "client-1") == (seen,)
    assert notebook.find_acts("gate", "client-1", limit=1) == (stepped,)
    assert notebook.find_acts("gate", "client-3") == notebook.find_acts("", "client-1") == ()
    assert notebook.find("gate", ["client-1"]) == ()
    assert notebook.verify().ok


def test_a_copy_and_a_copy_under_another_key_are_searched_as_the_file_is(
    notebook: Notebook, tmp_path: Path, clock: ManualClock
) -> None:
    entry = an_entry(raw="n heron on ice")
    notebook.append(entry)
    path, whole, under = notebook.path, tmp_path / "whole.db", tmp_path / "under.db"
    copy_whole(path, NOTEBOOK_KEY, whole)
    notebook.close()
    other_key = bytes(range(100, 132))
    copy_under(path, NOTEBOOK_KEY, under, other_key)
    for copy, key in ((whole, NOTEBOOK_KEY), (under, other_key)):
        assert check_copy(copy, key, NOTEBOOK_FILE).problems == ()
        opened = Notebook.open(copy, key, WRITER, clock)
        assert opened.find("heron", HERE) == (entry,)
        opened.append(an_entry(raw="n heron flies", minutes=1))
        assert len(opened.find("heron", HERE)) == 2
        opened.close()


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM search WHERE rowid = 1",
        "INSERT INTO search (rowid, words) VALUES (9, 'owl')",
        "INSERT OR REPLACE INTO search (rowid, words) VALUES (1, 'n heron snow')",
        "INSERT OR REPLACE INTO search (rowid, words) VALUES (1, 'n heron')",
        "INSERT OR REPLACE INTO search (rowid, words) VALUES (1, 'n heron rain owl')",
        "DELETE FROM search_data",
        "INSERT INTO search (search) VALUES ('delete-all')",
    ],
)
def test_an_index_that_says_otherwise_than_the_rows_is_found(
    notebook: Notebook, tmp_path: Path, change: str
) -> None:
    notebook.append(an_entry(raw="n heron rain"), an_entry(raw="n owl"))
    assert notebook.verify().ok
    with behind_its_back(tmp_path / "notebook.db", NOTEBOOK_KEY) as connection:
        connection.execute(change)
    problems = " ".join(notebook.verify().problems)
    assert problems
    assert "heron" not in problems


@pytest.mark.parametrize("others", [0, 1, 15, 16, 40])
def test_a_long_beginning_finds_every_word_that_goes_on_with_it(notebook: Notebook, others: int) -> None:
    endings = ("", *(f"s{number}" for number in range(others)))
    entries = [an_entry(raw=f"n the protector{end}", minutes=n) for n, end in enumerate(endings)]
    near = (an_entry(raw="n protecto"), an_entry(raw="n the protectoq"), an_entry(raw="n protectp the"))
    notebook.append(*near, *entries)
    for words in ("protector", "the protector", "THE Protector"):
        assert notebook.find(words, HERE, 99) == tuple(reversed(entries)), words
    assert notebook.find("protectors", HERE, 99) == tuple(reversed(entries[1:]))
    for words in ("protector the", "a protector", "the protectorate", "protectorszzz"):
        expected = tuple(reversed(entries[:1])) if words == "protector the" else ()
        assert notebook.find(words, HERE, 99) == expected, words


def test_a_long_beginning_is_found_in_what_was_written_after_the_first_search(notebook: Notebook) -> None:
    assert notebook.find("watchfulness", HERE) == ()
    entry = an_entry(raw="n its watchfulness-keeps her up")
    notebook.append(entry)
    assert notebook.find("watchfuln", HERE) == notebook.find("watchfulness-keep", HERE) == (entry,)
    assert notebook.find("her-keeps watchfulne", HERE) == ()


@given(st.lists(st.integers(0, 3), min_size=1, max_size=60), st.integers(1, 9))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_last_ones_are_found_however_the_sessions_are_mixed(
    notebook: Notebook, order: list[int], limit: int
) -> None:
    ours = [new_id() for _ in range(4)]
    entries = [
        an_entry(raw="n rain", session=ours[place], minutes=minute) for minute, place in enumerate(order)
    ]
    notebook.append(*entries)
    for chosen in (ours[:1], ours[1:3], ours):
        expected = [entry for entry in reversed(entries) if entry.session in chosen]
        assert notebook.find("rain", chosen, limit) == tuple(expected[:limit])


def test_a_word_is_found_however_far_back_it_stands(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_FIRST_WINDOW", 2)
    monkeypatch.setattr(searching, "_AT_ONCE", 3)
    first = an_entry(raw="n heron")
    others = [an_entry(raw="n rain", session=f"session-{n % 2}", minutes=n + 1) for n in range(40)]
    notebook.append(first, *others)
    assert notebook.find("heron", ("session-1", "session-0")) == (first,)
    assert notebook.find("rain", ("session-0",)) == tuple(reversed(others[::2]))
    until = BEGAN + timedelta(minutes=3)
    assert notebook.find("rain", ("session-1", "session-0"), until=until) == (others[1], others[0])
