"""People of a practice: each with ways in, keys and, as a therapist, a notebook of their own."""

import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kap_companion.errors import (
    DiskFullError,
    PeopleError,
    PracticeDamagedError,
    PracticeForeignError,
    WeakPassphraseError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from kap_companion.records.readers import Purpose, RecordReader, RoomReader, WorksheetReader
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keyring_contents import SheetState
from kap_companion.vault.practice import Practice, open_practice, open_with, recover
from kap_companion.vault.recovery import RecoveryCode
from kap_companion.vocabulary.people import Person, PersonRole
from tests.builders import a_client, a_session, an_entry
from tests.fakes import ManualClock
from tests.vault.conftest import BENS, PASSPHRASE, MadePractice

CLEOS = "seven quiet harbours"


def opened(practice: MadePractice) -> Practice:
    return open_with(practice.folder, practice.keys, ManualClock())


def add(
    practice: Practice,
    name: str = "Ben Okafor",
    passphrase: str | bytearray = BENS,
    role: PersonRole = PersonRole.NURSE,
    may_add: bool = False,
) -> tuple[Person, RecoveryCode]:
    return practice.add_person(
        name=name,
        role=role,
        passphrase=passphrase,
        clock=ManualClock(),
        may_add=may_add,
        strength=FLOOR,
    )


def test_someone_new_opens_the_practice_with_their_own_passphrase_and_sheet(practice: MadePractice) -> None:
    with opened(practice) as anas:
        ben, code = add(anas)
        anas.record.add_client(a_client("Wren"))
        assert [person.name for person in anas.people()] == ["Ana Ruiz", "Ben Okafor"]
    with open_practice(practice.folder, BENS, ManualClock()) as bens:
        assert bens.person == ben
        assert bens.person.role is PersonRole.NURSE
        assert bens.person.signing_key == bens.public_key
        assert not bens.may_add_people
        assert bens.recovery_sheet.state is SheetState.NOT_PRINTED
        assert [client.name for client in bens.record.clients()] == ["Wren"]
        assert bens.verify().ok
    keys = Keyring.read(practice.folder).unlock_with_code(code)
    assert keys.person_id == ben.id
    assert keys.practice_key == practice.keys.practice_key
    assert keys.personal_key != practice.keys.personal_key
    assert keys.signing_key != practice.keys.signing_key


def test_a_passphrase_may_be_given_in_a_buffer(practice: MadePractice) -> None:
    typed = bytearray(BENS.encode())
    with opened(practice) as anas:
        add(anas, passphrase=typed)
    assert typed == BENS.encode()
    open_practice(practice.folder, typed, ManualClock()).close()


def test_only_therapists_have_a_notebook(practice: MadePractice) -> None:
    with opened(practice) as anas:
        add(anas)
        cleo, _ = add(anas, "Cleo Marsh", CLEOS, PersonRole.THERAPIST)
    notebooks = {path.name for path in (practice.folder / "notebooks").iterdir()}
    assert notebooks == {f"{practice.keys.person_id}.db", f"{cleo.id}.db"}
    for passphrase, has in ((BENS, False), (CLEOS, True)):
        with open_practice(practice.folder, passphrase, ManualClock()) as again:
            assert (again.notebook is not None) == has
            assert again.verify().ok


def test_a_notebook_opens_for_its_author_alone(practice: MadePractice) -> None:
    with opened(practice) as anas:
        cleo, _ = add(anas, "Cleo Marsh", CLEOS, PersonRole.THERAPIST)
        assert anas.notebook is not None
        client = a_client()
        anas.record.add_client(client)
        session = a_session(client.id, anas.person.id)
        anas.record.add_session(session)
        anas.notebook.append(an_entry(session=session.id, raw="heron under the ice"))
    own = practice.folder / "notebooks" / f"{cleo.id}.db"
    good = own.read_bytes()
    with open_practice(practice.folder, CLEOS, ManualClock()) as cleos:
        assert cleos.notebook is not None
        assert cleos.notebook.entries(session.id) == ()
    shutil.copyfile(practice.folder / "notebooks" / f"{practice.keys.person_id}.db", own)
    with pytest.raises(PracticeForeignError, match="not written with the keys"):
        open_practice(practice.folder, CLEOS, ManualClock())
    own.write_bytes(good)
    open_practice(practice.folder, CLEOS, ManualClock()).close()


def test_only_those_who_may_change_who_works_here(practice: MadePractice) -> None:
    with opened(practice) as anas:
        add(anas)
    before = (practice.folder / "keyring.json").read_bytes()
    with open_practice(practice.folder, BENS, ManualClock()) as bens:
        for act in (
            lambda: add(bens, "Cleo Marsh", CLEOS),
            lambda: bens.remove_person(practice.keys.person_id, ManualClock()),
            lambda: bens.remove_person(bens.person.id, ManualClock()),
            lambda: bens.let_add_people(bens.person.id, may_add=True),
            lambda: bens.change_keys(ManualClock()),
        ):
            with pytest.raises(PeopleError, match="Only those who may add people"):
                act()
        assert len(bens.people()) == 2
    assert (practice.folder / "keyring.json").read_bytes() == before


def test_two_people_cannot_have_the_same_passphrase(practice: MadePractice) -> None:
    with opened(practice) as anas:
        with pytest.raises(WeakPassphraseError, match="cannot be used in this practice"):
            add(anas, passphrase=PASSPHRASE)
        _, code = add(anas)
        with pytest.raises(WeakPassphraseError, match="cannot be used"):
            anas.change_passphrase(PASSPHRASE, BENS, FLOOR)
    with pytest.raises(WeakPassphraseError, match="cannot be used"):
        recover(practice.folder, code, PASSPHRASE, ManualClock(), FLOOR)


@pytest.mark.parametrize(("name", "sentence"), [(" ", "needs a name"), ("x" * 201, "at most 200")])
def test_a_person_needs_a_name_that_fits(practice: MadePractice, name: str, sentence: str) -> None:
    with opened(practice) as anas:
        with pytest.raises(PeopleError, match=sentence):
            add(anas, name)
        with pytest.raises(WeakPassphraseError):
            add(anas, passphrase="short")
        assert len(anas.record.people()) == 1


def test_each_changes_their_own_passphrase_only(practice: MadePractice) -> None:
    with opened(practice) as anas:
        add(anas)
    with open_practice(practice.folder, BENS, ManualClock()) as bens:
        with pytest.raises(WrongPassphraseError):
            bens.change_passphrase(PASSPHRASE, "another one again", FLOOR)
        bens.change_passphrase(BENS, "another one again", FLOOR)
        bens.note_recovery_sheet(SheetState.PRINTED, ManualClock())
    keyring = Keyring.read(practice.folder)
    assert keyring.unlock("another one again").person_id != practice.keys.person_id
    assert keyring.unlock(PASSPHRASE) == practice.keys
    assert [person.sheet.state for person in keyring.people] == [
        SheetState.NOT_PRINTED,
        SheetState.PRINTED,
    ]


def test_whoever_adds_someone_may_see_to_their_sheet_and_nobody_else(practice: MadePractice) -> None:
    clock = ManualClock()
    with opened(practice) as anas:
        ben, _ = add(anas)
        anas.note_recovery_sheet(SheetState.PRINTED, clock, ben.id)
        assert [person.sheet.state for person in anas.keyring.people] == [
            SheetState.NOT_PRINTED,
            SheetState.PRINTED,
        ]
        with pytest.raises(PeopleError):
            anas.note_recovery_sheet(SheetState.PRINTED, clock, "nobody")
    with (
        open_practice(practice.folder, BENS, clock) as bens,
        pytest.raises(PeopleError, match="another person's"),
    ):
        bens.note_recovery_sheet(SheetState.DECLINED, clock, practice.keys.person_id)


def test_a_sheet_used_up_voids_only_its_own_persons_ways_in(practice: MadePractice) -> None:
    with opened(practice) as anas:
        ben, code = add(anas)
    keys, new_code = recover(practice.folder, code, "another one again", ManualClock(), FLOOR)
    assert keys.person_id == ben.id
    keyring = Keyring.read(practice.folder)
    assert keyring.unlock_with_code(practice.code) == keyring.unlock(PASSPHRASE) == practice.keys
    assert keyring.unlock_with_code(new_code) == keyring.unlock("another one again") == keys
    with pytest.raises(WrongPassphraseError):
        keyring.unlock(BENS)
    with pytest.raises(WrongRecoveryCodeError, match="one that was used opens nothing more"):
        keyring.unlock_with_code(code)


def test_whoever_is_removed_comes_in_no_more_and_what_they_wrote_stays(practice: MadePractice) -> None:
    clock = ManualClock()
    with opened(practice) as anas:
        cleo, code = add(anas, "Cleo Marsh", CLEOS, PersonRole.THERAPIST)
    with open_practice(practice.folder, CLEOS, clock) as cleos:
        cleos_keys = cleos.keys.copy()
        cleos.record.add_client(a_client("Wren"))
    with opened(practice) as anas:
        anas.remove_person(cleo.id, clock)
        assert [person.name for person in anas.people()] == ["Ana Ruiz"]
        (_, left) = anas.record.people()
        assert left.left_at == clock.now().at
        assert [client.name for client in anas.record.clients()] == ["Wren"]
        assert anas.verify().ok
        with pytest.raises(PeopleError):
            anas.seal_for(cleo.id, b"letter")
    assert (practice.folder / "notebooks" / f"{cleo.id}.db").exists()
    keyring = Keyring.read(practice.folder)
    with pytest.raises(WrongPassphraseError):
        keyring.unlock(CLEOS)
    with pytest.raises(WrongRecoveryCodeError):
        keyring.unlock_with_code(code)
    with pytest.raises(PeopleError, match="You were removed"):
        open_with(practice.folder, cleos_keys, clock)


def test_an_old_keyring_put_back_does_not_let_someone_in_who_was_removed(practice: MadePractice) -> None:
    with opened(practice) as anas:
        ben, _ = add(anas)
    old = (practice.folder / "keyring.json").read_bytes()
    with opened(practice) as anas:
        anas.remove_person(ben.id, ManualClock())
    (practice.folder / "keyring.json").write_bytes(old)
    with pytest.raises(PeopleError, match="You were removed"):
        open_practice(practice.folder, BENS, ManualClock())


def test_the_last_person_who_may_add_people_cannot_go(practice: MadePractice) -> None:
    clock = ManualClock()
    with opened(practice) as anas:
        ana = anas.person.id
        with pytest.raises(PeopleError, match="nobody else is"):
            anas.remove_person(ana, clock)
        ben, _ = add(anas)
        with pytest.raises(PeopleError, match="nobody else is"):
            anas.remove_person(ana, clock)
        with pytest.raises(PeopleError, match="nobody else is"):
            anas.let_add_people(ana, may_add=False)
        anas.let_add_people(ben.id, may_add=True)
        anas.remove_person(ana, clock)
        assert not anas.may_add_people
    with pytest.raises(WrongPassphraseError):
        open_practice(practice.folder, PASSPHRASE, clock)
    with open_practice(practice.folder, BENS, clock) as bens:
        assert bens.may_add_people
        assert [person.name for person in bens.people()] == ["Ben Okafor"]


def test_the_right_to_add_people_can_be_given_and_taken(practice: MadePractice) -> None:
    with opened(practice) as anas:
        ben, _ = add(anas, may_add=True)
    with open_practice(practice.folder, BENS, ManualClock()) as bens:
        assert bens.may_add_people
        bens.let_add_people(practice.keys.person_id, may_add=False)
    with opened(practice) as anas, pytest.raises(PeopleError, match="Only those"):
        anas.let_add_people(ben.id, may_add=False)


def test_someone_unknown_cannot_be_removed(practice: MadePractice) -> None:
    with opened(practice) as anas, pytest.raises(PeopleError, match="no such person"):
        anas.remove_person("nobody", ManualClock())


@pytest.mark.parametrize("fails", ["keyring", "notebook"])
def test_a_person_is_added_whole_or_not_at_all(
    practice: MadePractice, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise DiskFullError("There is no space left.")

    where = {
        "keyring": "kap_companion.vault.keyring.Keyring.write",
        "notebook": "kap_companion.vault.admitting.make_notebook",
    }[fails]
    with opened(practice) as anas:
        with monkeypatch.context() as broken:
            broken.setattr(where, fail)
            with pytest.raises(DiskFullError):
                add(anas, "Cleo Marsh", CLEOS, PersonRole.THERAPIST)
        assert [person.name for person in anas.people()] == ["Ana Ruiz"]
        assert len(list((practice.folder / "notebooks").glob("*.db"))) == 1
        assert [person.left_at is None for person in anas.record.people()] == [True, False]
        cleo, _ = add(anas, "Cleo Marsh", CLEOS, PersonRole.THERAPIST)
        assert cleo in anas.people()
    open_practice(practice.folder, CLEOS, ManualClock()).close()


def test_a_removal_cut_short_is_finished_by_removing_once_more(
    practice: MadePractice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise DiskFullError("There is no space left.")

    clock = ManualClock()
    with opened(practice) as anas:
        ben, _ = add(anas)
        with monkeypatch.context() as broken:
            broken.setattr("kap_companion.records.record.Record.change_person", fail)
            with pytest.raises(DiskFullError):
                anas.remove_person(ben.id, clock)
        assert [person.name for person in anas.people()] == ["Ana Ruiz"]
        anas.remove_person(ben.id, clock)
        assert anas.record.people()[1].left_at == clock.now().at


def test_who_was_prepared_for_another_keyring_is_not_taken_in(practice: MadePractice) -> None:
    clock = ManualClock()
    with opened(practice) as anas:
        prepared = anas.prepare_person(
            name="Ben", role=PersonRole.NURSE, passphrase=BENS, clock=clock, strength=FLOOR
        )
        assert BENS not in repr(prepared)
        anas.note_recovery_sheet(SheetState.PRINTED, clock)
        with pytest.raises(PeopleError, match="in the meantime"):
            anas.admit(prepared, clock)
        assert len(anas.record.people()) == 1


def test_signing_asks_for_ones_own_passphrase(practice: MadePractice) -> None:
    with opened(practice) as anas:
        add(anas)
        for wrong in (BENS, "", "correct horse batterY"):
            with pytest.raises(WrongPassphraseError):
                anas.sign(b"session", wrong)
            with pytest.raises(WrongPassphraseError):
                anas.confirm(wrong)
        anas.confirm(PASSPHRASE)
        signature = anas.sign(b"session", bytearray(PASSPHRASE.encode()))
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(anas.public_key))
        public.verify(signature, b"session")
        assert anas.person.signing_key == anas.public_key


def test_what_is_sealed_for_a_person_only_they_open(practice: MadePractice) -> None:
    clock = ManualClock()
    with opened(practice) as anas:
        ben, _ = add(anas)
        letter = anas.seal_for(ben.id, b"the tide has teeth")
        with pytest.raises(PracticeDamagedError):
            anas.open_sealed(letter)
        anas.change_keys(clock)
        later = anas.seal_for(ben.id, b"and a lantern")
    with open_practice(practice.folder, BENS, clock) as bens:
        assert bens.open_sealed(letter) == b"the tide has teeth"
        assert bens.open_sealed(later) == b"and a lantern"
        assert len(bens.draft_key) == 32


def test_the_record_cannot_have_another_key_under_a_persons_name(practice: MadePractice) -> None:
    with opened(practice) as anas:
        forged = anas.person.model_copy(update={"signing_key": "00" * 32})
        anas.record.change_person(forged)
    with pytest.raises(PracticeForeignError, match="another person's key"):
        opened(practice)


def test_a_person_without_a_signing_key_gets_it_when_they_open(practice: MadePractice) -> None:
    with opened(practice) as anas:
        anas.record.change_person(anas.person.model_copy(update={"signing_key": None}))
    with opened(practice) as again:
        assert again.person.signing_key == again.public_key
        assert again.record.people() == (again.person,)


def test_a_purpose_gets_its_reader_and_no_other(practice: MadePractice) -> None:
    with opened(practice) as anas:
        assert isinstance(anas.reader(Purpose.ROOM), RoomReader)
        assert isinstance(anas.reader(Purpose.WORKSHEET), WorksheetReader)
        assert isinstance(anas.reader(Purpose.HANDOFF), RecordReader)


def test_a_closed_practice_holds_no_keys(practice: MadePractice) -> None:
    anas = opened(practice)
    held = (anas.keys.practice_key, anas.keys.personal_key, anas.keys.signing_key)
    anas.close()
    assert not any(any(key) for key in held)
    assert any(practice.keys.practice_key)


def test_the_files_of_a_practice_with_people_are_their_owners_alone(practice: MadePractice) -> None:
    with opened(practice) as anas:
        add(anas, "Cleo Marsh", CLEOS, PersonRole.THERAPIST)
        anas.change_keys(ManualClock())
        files: list[Path] = [path for path in practice.folder.rglob("*") if path.is_file()]
        assert all(path.stat().st_mode & 0o777 == 0o600 for path in files)
        everything = b"".join(path.read_bytes() for path in files)
    assert b"Cleo" not in everything
    assert CLEOS.encode() not in everything
