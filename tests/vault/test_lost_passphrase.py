"""The passphrase is forgotten: in with the sheet, and a plain sentence for any sheet that is not the one."""

import shutil

import pytest

from kap_companion.errors import WrongPassphraseError, WrongRecoveryCodeError
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.practice import open_practice, open_with, recover
from kap_companion.vault.recovery import RecoveryCode
from tests.builders import a_client
from tests.fakes import ManualClock
from tests.vault.conftest import PASSPHRASE, MadePractice

NEW = "staple and river"


def use_sheet(practice: MadePractice, typed: str) -> RecoveryCode:
    """What the page does with what was typed from a sheet: in, and a new sheet."""
    keys, code = recover(practice.folder, RecoveryCode.parse(typed), NEW, ManualClock(), FLOOR)
    with open_with(practice.folder, keys, ManualClock()) as opened:
        assert opened.person.name == "Ana Ruiz"
    return code


def refused(practice: MadePractice, typed: str, sentence: str) -> None:
    """The sheet is refused with this sentence and advice, and nothing changes."""
    before = (practice.folder / "keyring.json").read_bytes()
    with pytest.raises(WrongRecoveryCodeError, match=sentence) as caught:
        use_sheet(practice, typed)
    assert caught.value.advice
    assert (practice.folder / "keyring.json").read_bytes() == before
    open_practice(practice.folder, PASSPHRASE, ManualClock()).close()


def test_the_sheet_lets_in_sets_a_new_passphrase_and_is_void(practice: MadePractice) -> None:
    with open_practice(practice.folder, PASSPHRASE, ManualClock()) as before:
        before.record.add_client(a_client("Wren"))
    sheet = practice.code.text
    new_code = use_sheet(practice, sheet)
    assert new_code.text != sheet
    with open_practice(practice.folder, NEW, ManualClock()) as again:
        assert [client.name for client in again.record.clients()] == ["Wren"]
    with pytest.raises(WrongPassphraseError):
        open_practice(practice.folder, PASSPHRASE, ManualClock())
    with pytest.raises(WrongRecoveryCodeError, match="a newer one took its place") as caught:
        use_sheet(practice, sheet)
    assert "one that was used opens nothing more" in caught.value.advice
    use_sheet(practice, new_code.text)


def test_half_a_sheet_says_how_much_is_missing(practice: MadePractice) -> None:
    refused(practice, "-".join(practice.code.groups[:4]), "only 4 were typed")


def test_a_mistyped_group_is_named(practice: MadePractice) -> None:
    groups = list(practice.code.groups)
    first = groups[5][0]
    groups[5] = ("7" if first != "7" else "8") + groups[5][1:]
    refused(practice, " ".join(groups), "Group 6 of the recovery code is mistyped")


def test_two_mistyped_groups_are_both_named(practice: MadePractice) -> None:
    groups = list(practice.code.groups)
    groups[1], groups[2] = groups[2], groups[1]
    refused(practice, " ".join(groups), "Groups 2 and 3 of the recovery code are mistyped")


def test_another_practices_sheet_is_said_to_be_one(
    practice: MadePractice, other_practice: MadePractice
) -> None:
    refused(practice, other_practice.code.text, "does not belong to this practice")


def test_a_sheet_works_in_a_copy_of_the_practice_on_another_computer(practice: MadePractice) -> None:
    elsewhere = practice.folder.with_name("Elsewhere.kap")
    shutil.move(practice.folder, elsewhere)
    use_sheet(MadePractice(elsewhere, practice.keys, practice.code), practice.code.text.lower())
