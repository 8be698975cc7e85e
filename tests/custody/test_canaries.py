"""Private words are seen by whoever wrote them, and come out nowhere else: every output, one by one."""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kap_companion import cli
from kap_companion.clock import Clock
from kap_companion.custody.letters import authorise, hand_over
from kap_companion.errors import KnownError
from kap_companion.exchange.record_export import record_json
from kap_companion.exchange.record_text import record_text
from kap_companion.exchange.session_json import session_json
from kap_companion.records.readers import Purpose, readers_for
from kap_companion.session.completion import complete
from kap_companion.session.known_parts import known_parts
from kap_companion.session.live import Live
from kap_companion.session.recorded import read_record
from kap_companion.session.rows import rows_of
from kap_companion.session.timeline import project
from kap_companion.vocabulary.details import RiskKind
from kap_companion.vocabulary.session import Session
from kap_companion.worksheets.press import Press
from kap_companion.worksheets.take_home import Asked, session_offers
from kap_companion.worksheets.usual_sheet import usual_sheet
from tests.custody.staff import ANA, BEN, NIA, PASSPHRASES, Staff, line_of
from tests.worksheets.sharing import every_byte, read_back
from ui.home.home_page import HomePage
from ui.home.practice_reading import PracticeReading

# One made-up word for each place a private word can lie in.
CANARIES = {
    "part": "Zaunkoenig",
    "alias": "Rotkehlchen",
    "body": "Elsterbauch",
    "words": "Pirolruf",
    "quote": "Wiedehopf",
    "note": "Ziegenmelker",
    "hypothesis": "Neuntoeter",
    "bookmark": "Gimpel",
    "link": "Wendehals",
    "asked": "Kiebitz",
    "risk": "Brachvogel",
    "draft": "Stieglitz",
    "not_understood": "Haubentaucher",
    "handed_over": "Ziegenmelker",
}
PRIVATE_LINES = (
    f"m The {CANARIES['part']}: #{CANARIES['body']} 7 “{CANARIES['words']}” ->the {CANARIES['link']}",
    f"The {CANARIES['part']}: (also {CANARIES['alias']}) 5",
    f"q “{CANARIES['quote']}”",
    f"n {CANARIES['note']}",
    f"h perhaps {CANARIES['hypothesis']}",
    f"b {CANARIES['bookmark']}",
    f"s calm 3 {CANARIES['not_understood']}",
)
RECORD_LINES = ("d 70mg im lot 4471", "v 141/88 84 97", "ae nausea mild")


@dataclass(frozen=True)
class Held:
    """A session full of canaries, what it is called, and ids that only its author's notebook has."""

    session: Session
    named: str
    private_ids: frozenset[str]


@pytest.fixture
def held(staff: Staff) -> Held:
    """Ana holds the session; Ben was authorised and handed one note, which still waits for him."""
    practice = staff.opens(ANA)
    client = staff.a_client(practice)
    live = staff.runs(practice, client, *PRIVATE_LINES, *RECORD_LINES)
    live.asked(f"What does {CANARIES['asked']} need?", "feel toward", staff.clock.pass_time(5))
    note = line_of(practice, live.session, f"n {CANARIES['note']}")
    live.mark_risk(note.id, RiskKind.OTHER, CANARIES["risk"], staff.clock.pass_time(5))
    live.log("> end", staff.clock.pass_time(5))
    live.keep_draft(f"n {CANARIES['draft']}", staff.clock.pass_time(5))
    assert live.draft()
    ben = next(person.id for person in practice.people() if person.name == BEN)
    given = authorise(practice, client.id, ben, "one note", staff.clock)
    hand_over(practice, given, live.session.id, [note.id], "on leave", staff.clock)
    assert practice.notebook is not None
    rows = practice.notebook.entries(live.session.id)
    parts = practice.notebook.parts(client.id)
    found = json.dumps([row.model_dump(mode="json") for row in rows])
    for place in CANARIES.keys() - {"draft"}:
        assert CANARIES[place] in found, place
    staff.clock.pass_time(60)
    ids = frozenset(row.id for row in rows) | frozenset(part.id for part in parts)
    return Held(practice.record.session(live.session.id), "Wren/1", ids)


def leaked(text: str, *, but: frozenset[str] = frozenset()) -> list[str]:
    """The places whose canary is in a text, whatever the case and however it is broken over lines."""
    plain = re.sub(r"[\s\u00ad-]+", "", text).casefold()
    return [place for place, word in CANARIES.items() if word.casefold() in plain and place not in but]


# What leaves by the hand of the author: the purposes that are handed no notebook.


def test_the_author_s_export_of_the_record_holds_none_of_them(staff: Staff, held: Held) -> None:
    practice = staff.opens(ANA)
    found = read_record(
        readers_for(Purpose.RECORD_EXPORT, practice.record, practice.notebook), held.session.id
    )
    for text in (json.dumps(record_json(found)), record_text(found), repr(found)):
        assert leaked(text) == []
        assert not any(each in text for each in held.private_ids)


def test_the_author_s_worksheet_holds_what_was_agreed_and_no_other(
    staff: Staff, held: Held, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    staff.close()
    out = tmp_path / "home.pdf"
    status, printed = run(
        capsys, staff, ANA, "worksheet", "DIR", held.named, "--share", "names", "-o", str(out)
    )
    assert status == 0, printed
    pdf = PdfReader(BytesIO(out.read_bytes()))
    text = "".join(page.extract_text() for page in pdf.pages) + str(pdf.metadata) + out.name
    agreed = frozenset({"part", "link", "alias"})
    assert "part" in leaked(text)
    assert leaked(text, but=agreed) == []
    assert leaked(printed) == []


def test_the_author_s_record_on_paper_holds_none_of_them(
    staff: Staff, held: Held, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    staff.close()
    out = tmp_path / "record.pdf"
    status, printed = run(capsys, staff, ANA, "record", "DIR", held.named, "-o", str(out))
    assert status == 0, printed
    pdf = out.read_bytes()
    assert "4471" in read_back(pdf)
    assert leaked(read_back(pdf)) == []
    assert not any(word.encode() in every_byte(pdf) for word in CANARIES.values())
    assert not any(each in read_back(pdf) for each in held.private_ids)


@pytest.mark.parametrize("purpose", [Purpose.RECORD_EXPORT, Purpose.HANDOFF, Purpose.WORKSHEET])
def test_readers_of_what_leaves_have_no_way_to_a_notebook(staff: Staff, held: Held, purpose: Purpose) -> None:
    practice = staff.opens(ANA)
    reader = readers_for(purpose, practice.record, practice.notebook)
    reach: list[object] = [reader]
    seen: set[int] = set()
    while reach:
        each = reach.pop()
        if id(each) in seen or isinstance(each, str | bytes | int | type):
            continue
        seen.add(id(each))
        assert each is not practice.notebook
        if type(each).__module__.startswith("kap_companion"):
            slots = [name for kind in type(each).__mro__ for name in getattr(kind, "__slots__", ())]
            reach += [getattr(each, name) for name in slots if hasattr(each, name)]
            reach += list(getattr(each, "__dict__", {}).values())
    assert held.private_ids


# What others of the practice see of the same session.


@pytest.fixture(params=[BEN, NIA])
def other(request: pytest.FixtureRequest) -> str:
    """A therapist who was not handed it yet, and somebody without a notebook."""
    return str(request.param)


def test_another_person_reads_none_of_them_for_any_purpose(staff: Staff, held: Held, other: str) -> None:
    practice = staff.opens(other)
    record, notebook, session = practice.record, practice.notebook, held.session
    timeline = project(rows_of(record, notebook, session.id))
    room = readers_for(Purpose.ROOM, record, notebook)
    client = room.client(session.client)
    review = readers_for(Purpose.REVIEW, record, notebook)
    offered = session_offers(review, session)
    agreed = readers_for(Purpose.WORKSHEET, record, notebook)
    asked = Asked(practice.person, staff.clock.now().at)
    sheet, _kept = usual_sheet(agreed, session.id, practice.name, Press(), asked)
    search = readers_for(Purpose.SEARCH, record, notebook)
    known = known_parts(record, notebook, client.id, "")
    live = Live.look(record, notebook, staff.clock, session, practice.person)
    seen = {
        "timeline": repr(timeline),
        "show": json.dumps(
            session_json(session, client, timeline, room.parts(client.id), room.links(client.id))
        ),
        "offers": repr(list(offered)),
        "worksheet": read_back(sheet.pdf),
        "search": repr(search.entries(session.id)) + repr(search.parts(client.id)),
        "known parts": repr(known),
        "completion": repr([complete(f"{letter}", len(letter), known.roster(())) for letter in "abzrgw"]),
        "live": repr((live.timeline, live.roster.parts, live.draft())),
        "verify": repr(practice.verify()),
        "letters": repr(record.letters(practice.person.id)),
        "purges": repr(record.purges()),
    }
    assert {place: leaked(text) for place, text in seen.items() if leaked(text)} == {}
    for text in seen.values():
        assert not any(each in text for each in held.private_ids)
    assert timeline.risks == ()
    assert timeline.spans == ()
    assert timeline.self_points == ()
    assert len(timeline.everything) == len(record.entries(session.id))
    assert list(offered) == []


def test_another_person_s_every_command_prints_none_of_them(
    staff: Staff, held: Held, other: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    staff.close()
    script = tmp_path / "wren.session.txt"
    script.write_text(
        "client: Wren\nprotocol: im\ndate: 2026-11-22\ntimezone: UTC\n\n00:00  d 50mg im\n05:00  > end\n",
        "utf-8",
    )
    file = tmp_path / "out"
    commands = [
        ("sessions", "DIR"),
        ("sessions", "DIR", "--json"),
        ("show", "DIR", held.named),
        ("show", "DIR", held.named, "--json"),
        ("show", "DIR", f"The {CANARIES['part']}/1"),
        ("worksheet", "DIR", held.named, "--share", "names,words,body,roles,self,promises", "-o", str(file)),
        ("export", "DIR", held.named, "-o", str(file)),
        ("export", "DIR", held.named, "-o", str(file), "--text"),
        ("record", "DIR", held.named, "-o", str(file)),
        ("handoff", "DIR", held.named, "-o", str(file)),
        ("sign", "DIR", held.named),
        ("sign", "DIR", held.named, "--as", "witness"),
        ("addendum", "DIR", held.named, "more", "--reason", "why"),
        ("late-entry", "DIR", held.named, "n more", "--at", "09:03", "--reason", "why"),
        ("people", "DIR"),
        ("retention", "DIR", "Wren"),
        ("purge", "DIR", "Wren"),
        ("transcribe", "DIR", str(script)),
        ("verify", "DIR"),
    ]
    handed = frozenset({"note", "handed_over"}) if other == BEN else frozenset()
    for command in commands:
        _, printed = run(capsys, staff, other, *command)
        if file.exists():
            content = file.read_bytes()
            text = (
                "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
                if content.startswith(b"%PDF")
                else content.decode()
            )
            # Not even the note that Ben was handed gets into anything that leaves.
            assert leaked(text) == [], command
            file.unlink()
        asked_for = frozenset({"part"}) if CANARIES["part"] in " ".join(command) else frozenset()
        assert leaked(printed, but=asked_for | handed) == [], command
    if other == BEN:
        _, printed = run(capsys, staff, BEN, "show", "DIR", held.named)
        assert "note" in leaked(printed)


@pytest.mark.parametrize("name", [ANA, BEN, NIA])
def test_no_error_quotes_them(staff: Staff, held: Held, name: str) -> None:
    practice = staff.opens(name)
    live = Live.look(practice.record, practice.notebook, staff.clock, held.session, practice.person)
    line = f"n {CANARIES['note']}"
    for act in (
        lambda: live.log(line, staff.clock.now()),
        lambda: live.amend(next(iter(held.private_ids)), line, staff.clock.now()),
        lambda: practice.record.session(line),
        lambda: practice.record.client(line),
    ):
        with pytest.raises(KnownError) as refused:
            act()
        assert leaked(str(refused.value) + repr(refused.value)) == []


def test_nobody_without_a_notebook_types_a_private_line_into_an_error(staff: Staff) -> None:
    practice = staff.opens(NIA)
    live = staff.runs(practice, staff.a_client(practice), *RECORD_LINES)
    for line in PRIVATE_LINES:
        with pytest.raises(KnownError) as refused:
            live.log(line, staff.clock.pass_time(5))
        assert leaked(str(refused.value)) == []
    assert leaked(repr(practice.record.entries(live.session.id))) == []


def test_the_log_lines_of_all_of_it_hold_none_of_them(
    staff: Staff, held: Held, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        staff.close()
        for command in (("show", "DIR", held.named), ("verify", "DIR"), ("sign", "DIR", held.named)):
            run(capsys, staff, ANA, *command)
    assert leaked(caplog.text) == []


@pytest.mark.parametrize("name", [ANA, BEN, NIA])
def test_the_home_page_shows_them_to_their_author_alone(
    staff: Staff, held: Held, name: str, qtbot: QtBot
) -> None:
    practice = staff.opens(name)
    reading = PracticeReading(practice.record, practice.notebook)
    text = _home_text(qtbot, staff.clock, reading, held.session.client)
    assert ("part" in leaked(text)) == (name == ANA)
    if name != ANA:
        assert leaked(text) == []


def _home_text(qtbot: QtBot, clock: Clock, reading: PracticeReading, client_id: str) -> str:
    page = HomePage(clock=clock)
    qtbot.addWidget(page)
    page.show_clients(reading.clients())
    overview = reading.overview(client_id)
    page.show_client(overview)
    return repr(overview) + page.windowTitle() + "".join(_texts(page))


def _texts(page: QWidget) -> Iterator[str]:
    for widget in (page, *page.findChildren(QWidget)):
        for read in (
            "text",
            "toPlainText",
            "windowTitle",
            "toolTip",
            "accessibleName",
            "accessibleDescription",
        ):
            value = getattr(widget, read, None)
            if callable(value):
                yield str(value())


def run(capsys: pytest.CaptureFixture[str], staff: Staff, name: str, *words: str) -> tuple[int, str]:
    """A command as that person gives it: its exit status, and all that it printed."""
    secret = staff.folder.parent / "passphrase"
    secret.write_text(PASSPHRASES[name], "utf-8")
    arguments = [str(staff.folder) if word == "DIR" else word for word in words]
    capsys.readouterr()
    with pytest.MonkeyPatch.context() as given:
        given.setattr("sys.argv", ["kap-companion", *arguments, "--passphrase-file", str(secret)])
        given.setattr(cli, "keep_memory_private", lambda: None)
        with pytest.raises(SystemExit) as left:
            cli.main()
    printed = capsys.readouterr()
    status = left.value.code
    assert isinstance(status, int | None)
    return status or 0, printed.out + printed.err
