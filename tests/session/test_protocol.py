"""Protocols that ship and a practice's own: one wrong file says where it is wrong and stops no other."""

import os
import stat
from pathlib import Path

import pytest

from kap_companion.errors import SessionError
from kap_companion.session import protocol
from kap_companion.session.protocol_places import MOST_FILES
from kap_companion.toml_file import MOST_BYTES
from kap_companion.vocabulary.routes import Drug

SHIPPED = ("im", "integration", "intranasal", "iv", "oral", "preparation", "subcutaneous", "sublingual")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "Stillwater.kap" / protocol.FOLDER_NAME
    folder.parent.mkdir()
    return folder


def edited(own: Path, name: str, good: str, bad: str) -> Path:
    """A copy of the protocol for the muscle with one thing changed."""
    path = protocol.copy_protocol("im", own).rename(own / name)
    text = path.read_text(encoding="utf-8")
    assert good in text
    path.write_text(text.replace(good, bad, 1), encoding="utf-8")
    return path


def test_every_kind_of_session_has_a_protocol() -> None:
    assert protocol.names() == SHIPPED
    read, wrong = protocol.all_protocols()
    assert tuple(one.key for one in read) == SHIPPED
    assert wrong == ()
    assert not any(one.own for one in read)


def test_a_nasal_spray_is_esketamine_and_a_visit_has_no_drug() -> None:
    assert protocol.load("intranasal").drug is Drug.ESKETAMINE
    assert protocol.load("im").drug is Drug.KETAMINE
    assert protocol.load("preparation").drug is protocol.load("integration").drug is None


@pytest.mark.parametrize("key", ["", "nasal", "../im", "im.toml", "\0"])
def test_an_unknown_protocol_is_a_plain_sentence(key: str, own: Path) -> None:
    protocol.copy_protocol("im", own)
    for folder in (None, own):
        with pytest.raises(SessionError, match="no protocol"):
            protocol.load(key, folder)
    with pytest.raises(SessionError, match="no such protocol to copy"):
        protocol.copy_protocol(key, own)


def test_a_practice_without_own_protocols_has_those_that_ship(own: Path) -> None:
    assert protocol.names(own) == SHIPPED
    assert len(protocol.all_protocols(own)[0]) == len(SHIPPED)


def test_a_copy_is_the_practice_s_own_and_belongs_to_its_owner_alone(own: Path) -> None:
    path = protocol.copy_protocol("im", own)
    assert path == own / "im-2.toml"
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(own.stat().st_mode) == 0o700
    assert protocol.names(own) == (*SHIPPED, "im-2")
    copy, shipped = protocol.load("im-2", own), protocol.load("im", own)
    assert copy.own
    assert not shipped.own
    assert copy.name == "IM ketamine (im-2)"
    same = {"key": "im", "name": shipped.name, "own": False}
    assert copy.model_copy(update=same) == shipped


def test_a_copy_never_overwrites_another(own: Path) -> None:
    first = protocol.copy_protocol("im", own)
    first.write_text("edited", encoding="utf-8")
    assert protocol.copy_protocol("im", own) == own / "im-3.toml"
    assert first.read_text(encoding="utf-8") == "edited"


def test_a_copy_does_not_follow_a_link_that_waits_under_its_name(own: Path, tmp_path: Path) -> None:
    own.mkdir()
    (own / "im-2.toml").symlink_to(tmp_path / "elsewhere.toml")
    assert protocol.copy_protocol("im", own) == own / "im-3.toml"
    assert not (tmp_path / "elsewhere.toml").exists()


def test_a_practice_keeps_no_more_copies_than_can_be_chosen_from(own: Path) -> None:
    own.mkdir()
    for number in range(MOST_FILES):
        (own / f"one-{number}.toml").touch()
    with pytest.raises(SessionError, match="more than"):
        protocol.copy_protocol("im", own)


def test_an_edited_copy_says_what_the_practice_wrote(own: Path) -> None:
    edited(own, "Unser Ablauf.toml", "food_hours = 4", "food_hours = 6")
    ours = protocol.load("Unser Ablauf", own)
    assert ours.fasting.food_hours == 6
    assert ours.name == "IM ketamine (Unser Ablauf)"


def test_a_wrong_file_names_itself_the_line_and_what_was_expected_and_stops_no_other(own: Path) -> None:
    path = edited(own, "my-im.toml", "food_hours = 4", 'food_hours = "four"')
    protocol.copy_protocol("iv", own)
    number = 1 + path.read_text(encoding="utf-8").splitlines().index('food_hours = "four"')
    read, wrong = protocol.all_protocols(own)
    assert tuple(one.key for one in read) == (*SHIPPED, "iv-2")
    (error,) = wrong
    assert f"my-im.toml, line {number}: fasting.food_hours: expected a number of hours, 0 or more." in str(
        error
    )


def test_a_file_with_the_name_of_one_that_ships_is_not_read_instead(own: Path) -> None:
    edited(own, "im.toml", "food_hours = 4", "food_hours = 6")
    read, (error,) = protocol.all_protocols(own)
    assert len(read) == len(SHIPPED)
    assert protocol.load("im", own).fasting.food_hours == 4
    assert "im.toml has the name" in error.message
    assert "im-2.toml" in error.advice


def test_links_pipes_folders_and_huge_files_are_refused_one_by_one(own: Path, tmp_path: Path) -> None:
    good = protocol.copy_protocol("im", own)
    outside = good.rename(tmp_path / "outside.toml")
    (own / "link.toml").symlink_to(outside)
    (own / "folder.toml").mkdir()
    (own / "huge.toml").write_bytes(b"#" * (MOST_BYTES + 1))
    expected = {"link.toml is not", "folder.toml is not", "huge.toml: expected a file of at most 64 KiB"}
    if hasattr(os, "mkfifo"):
        os.mkfifo(own / "pipe.toml")
        expected.add("pipe.toml is not")
    read, wrong = protocol.all_protocols(own)
    assert len(read) == len(SHIPPED)
    assert len(wrong) == len(expected)
    assert all(any(said in str(error) for error in wrong) for said in expected)


@pytest.mark.parametrize(
    "name", ["a\nb.toml", "x" * 61 + ".toml", " .toml", "-im.toml", ".toml", "\x1b[2J.toml"]
)
def test_a_file_with_a_name_that_cannot_be_shown_is_an_error_or_left_alone(own: Path, name: str) -> None:
    protocol.copy_protocol("im", own).rename(own / name)
    read, wrong = protocol.all_protocols(own)
    assert len(read) == len(SHIPPED)
    assert all(str(error).isprintable() for error in wrong)


def test_a_place_that_is_no_folder_costs_the_shipped_ones_nothing(own: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    protocol.copy_protocol("im", elsewhere)
    for make in (lambda: own.write_text("x"), lambda: own.symlink_to(elsewhere)):
        make()
        read, wrong = protocol.all_protocols(own)
        assert len(read) == len(SHIPPED)
        assert len(wrong) == 1
        with pytest.raises(SessionError):
            protocol.copy_protocol("im", own)
        own.unlink()


def test_more_files_than_a_practice_has_protocols_are_said_and_not_read(own: Path) -> None:
    own.mkdir()
    for number in range(MOST_FILES + 1):
        (own / f"one-{number}.toml").touch()
    read, (error,) = protocol.all_protocols(own)
    assert len(read) == len(SHIPPED)
    assert "more than" in error.message
