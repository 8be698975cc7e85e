"""Promise 2: nothing about a client is ever on the disk in the clear."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes import ManualClock
from tests.ui.person import PASSPHRASE, Desk, begin_session, create_practice
from ui.session.room_page import RoomPage

CANARIES = ("Ottoline", "quillwort", "marzipan", "obsidian", "thistledown", "halcyon", "cinnabar")


def every_file(place: Path) -> Iterator[Path]:
    return (path for path in place.rglob("*") if path.is_file())


def found_in_the_clear(place: Path) -> list[str]:
    found = []
    for path in every_file(place):
        content = path.read_bytes().lower()
        for word in (*CANARIES, PASSPHRASE):
            seen = [word.lower().encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")]
            if any(form in content for form in seen) or word.lower() in str(path).lower():
                found.append(f"{word} in {path.relative_to(place)}")
    return found


@pytest.mark.slow
def test_no_word_of_a_session_is_in_any_file_while_it_runs_nor_after_it(
    sit_down: Desk, places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (places / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(places / "tmp"))
    clock = ManualClock()
    person = sit_down(clock)
    create_practice(person, places / "Stillwater.kap")
    begin_session(person, "Ottoline")
    person.logs('m The quillwort: #chest 9 "marzipan" ->the obsidian one')
    person.logs("n thistledown")
    person.logs("> in halcyon (nurse)")
    person.types("h cinnab")
    person.qtbot.waitUntil(lambda: person.companion.window.isVisible())
    room = person.sees(RoomPage)
    room.line.keep_now()

    assert len(list(every_file(places / "Stillwater.kap"))) >= 3
    assert found_in_the_clear(places) == []
    assert "Ottoline" not in person.companion.window.windowTitle()
    person.types("ar")
    person.quits()
    assert found_in_the_clear(places) == []


def test_the_search_would_find_a_word_that_leaked(tmp_path: Path) -> None:
    (tmp_path / "somewhere.log").write_text("the Marzipan line", "utf-16-le")
    assert found_in_the_clear(tmp_path) == ["marzipan in somewhere.log"]
