from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.unlock.create_page import CreateForm, CreatePage
from ui.unlock.folder_name import folder_name


class _Asked:
    def __init__(self) -> None:
        self.answer: Path | None = None
        self.began_at: list[Path] = []

    def __call__(self, parent: QWidget, start: Path) -> Path | None:
        self.began_at.append(start)
        return self.answer


@pytest.fixture
def asked() -> _Asked:
    return _Asked()


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, asked: _Asked) -> CreatePage:
    made = CreatePage(tmp_path, asked)
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.name.hasFocus)
    return made


@pytest.fixture
def described(page: CreatePage) -> list[CreateForm]:
    forms: list[CreateForm] = []
    page.practice_described.connect(forms.append)
    return forms


def test_a_practice_is_described_by_keyboard_alone(
    qtbot: QtBot, page: CreatePage, described: list[CreateForm], tmp_path: Path
) -> None:
    qtbot.keyClicks(page.name, "Stillwater")
    qtbot.keyClick(page.name, Qt.Key.Key_Tab)
    qtbot.keyClicks(page.facilitator, "Ana Ruiz")
    page.passphrases.first.setFocus()
    qtbot.keyClicks(page.passphrases.first, "heron under willow")
    qtbot.keyClick(page.passphrases.first, Qt.Key.Key_Return)
    assert page.passphrases.again.hasFocus()
    qtbot.keyClicks(page.passphrases.again, "heron under willow")
    qtbot.keyClick(page.passphrases.again, Qt.Key.Key_Return)
    assert described == [
        CreateForm("Stillwater", "Ana Ruiz", tmp_path / "Stillwater.kap", bytearray(b"heron under willow"))
    ]
    assert "heron" not in repr(described)
    assert page.passphrases.first.is_empty()
    assert page.passphrases.again.is_empty()


def test_a_missing_name_is_said_beside_it_and_the_passphrase_stays(
    qtbot: QtBot, page: CreatePage, described: list[CreateForm]
) -> None:
    _type_twice(qtbot, page, "heron under willow", "heron under willow")
    page.act.click()
    assert page._name.problem() == "Please fill this in."
    assert page.name.hasFocus()
    assert described == []
    assert not page.passphrases.first.is_empty()


def test_two_different_passphrases_are_not_taken(
    qtbot: QtBot, page: CreatePage, described: list[CreateForm]
) -> None:
    _fill(page)
    _type_twice(qtbot, page, "heron under willow", "heron under wilow")
    page.act.click()
    assert "not the same" in page.passphrases.problem()
    assert described == []
    assert page.passphrases.again.hasFocus()


def test_a_short_passphrase_is_refused_in_the_vaults_words(
    qtbot: QtBot, page: CreatePage, described: list[CreateForm]
) -> None:
    _fill(page)
    _type_twice(qtbot, page, "heron", "heron")
    page.act.click()
    assert "shorter than 8" in page.passphrases.problem()
    assert described == []


def test_the_folder_follows_the_name_until_a_person_writes_their_own(
    qtbot: QtBot, page: CreatePage, asked: _Asked, tmp_path: Path
) -> None:
    page.name.setText("Still/water: two")
    assert page.folder.text() == str(tmp_path / "Still water two.kap")
    asked.answer = tmp_path / "elsewhere"
    page.choose.click()
    assert page.folder.text() == str(tmp_path / "elsewhere" / "Still water two.kap")
    page.folder.setFocus()
    page.folder.selectAll()
    qtbot.keyClicks(page.folder, "/own/place")
    page.name.setText("Other")
    assert page.folder.text() == "/own/place"
    assert asked.began_at == [tmp_path]


def test_choosing_no_folder_changes_nothing(page: CreatePage, asked: _Asked) -> None:
    before = page.folder.text()
    page.choose.click()
    assert page.folder.text() == before


def test_a_folder_without_a_root_is_asked_for_again(
    qtbot: QtBot, page: CreatePage, described: list[CreateForm]
) -> None:
    _fill(page)
    page.folder.setText("somewhere")
    page.act.click()
    assert page._folder.problem() == "Please choose a folder for it."
    assert described == []


@pytest.mark.parametrize(
    ("practice", "folder"),
    [
        ("Stillwater", "Stillwater.kap"),
        ("  ", "Practice.kap"),
        ("..", "Practice.kap"),
        ("../../etc", "etc.kap"),
        ("a\x00b\u202ec", "a b c.kap"),
        ("שקט", "שקט.kap"),
        ("x" * 500, "x" * 60 + ".kap"),
    ],
)
def test_any_practice_name_gives_one_plain_folder_name(practice: str, folder: str) -> None:
    assert folder_name(practice) == folder


def _fill(page: CreatePage) -> None:
    page.name.setText("Stillwater")
    page.facilitator.setText("Ana Ruiz")


def _type_twice(qtbot: QtBot, page: CreatePage, first: str, again: str) -> None:
    qtbot.keyClicks(page.passphrases.first, first)
    qtbot.keyClicks(page.passphrases.again, again)
