"""Handovers: each for those who stayed, and for nobody who has only the old key or only their own."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.errors import PeopleError, PracticeForeignError, WrongPassphraseError
from kap_companion.ids import new_id
from kap_companion.vault import keyring_people, ways_in
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.handover import Handover, hand_over
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keyring_contents import MOST_HANDOVERS
from kap_companion.vault.keyring_json import parse, to_text
from kap_companion.vault.keys import Keys
from tests.fakes import MORNING
from tests.vault.conftest import BENS, PASSPHRASE, Peopled

PRACTICE = new_id()
OLD, NEW = bytearray(b"o" * 32), bytearray(b"n" * 32)


def someone(practice_key: bytearray = OLD) -> Keys:
    fresh = Keys.new(PRACTICE, new_id())
    return Keys(PRACTICE, fresh.person_id, practice_key, fresh.personal_key, fresh.signing_key)


ANA, BEN = someone(), someone()


def handed() -> Handover:
    people = [(keys.person_id, keys.sealing_key()) for keys in (ANA, BEN)]
    return hand_over(ANA, NEW, 1, MORNING, people)


def test_everyone_who_stays_takes_the_new_key_and_keeps_their_own() -> None:
    handover = handed()
    for keys in (ANA, BEN):
        taken = handover.take(keys)
        assert taken is not None
        assert taken == replace(keys, practice_key=NEW)


def test_the_old_practice_key_alone_takes_nothing() -> None:
    handover = handed()
    assert handover.take(someone()) is None
    mallory = someone()
    theft = Keys(PRACTICE, BEN.person_id, OLD, mallory.personal_key, mallory.signing_key)
    assert handover.take(theft) is None


def test_a_personal_key_without_the_old_practice_key_takes_nothing() -> None:
    outdated = replace(BEN, practice_key=bytearray(b"x" * 32))
    assert handed().take(outdated) is None


def test_a_box_opens_in_its_own_handover_and_practice_alone() -> None:
    handover = handed()
    assert replace(handover, number=2).take(BEN) is None
    assert handover.take(replace(BEN, practice_id=new_id())) is None
    first, second = handover.boxes
    swapped = (replace(first, box=second.box), replace(second, box=first.box))
    assert replace(handover, boxes=swapped).take(BEN) is None


def test_its_signature_covers_every_field() -> None:
    handover = handed()
    assert handover.holds(PRACTICE, ANA.public_key())
    assert not handover.holds(PRACTICE, BEN.public_key())
    assert not handover.holds(new_id(), ANA.public_key())
    first, second = handover.boxes
    for changed in (
        replace(handover, number=2),
        replace(handover, at=MORNING + timedelta(seconds=1)),
        replace(handover, by=BEN.person_id),
        replace(handover, boxes=(second, first)),
        replace(handover, boxes=(first,)),
        replace(handover, boxes=(replace(first, box=second.box), second)),
        replace(handover, signature=bytes(64)),
    ):
        assert not changed.holds(PRACTICE, ANA.public_key())


@given(data=st.data())
@settings(deadline=None, max_examples=60)
def test_any_byte_of_a_box_changed_is_found(data: st.DataObject) -> None:
    handover = handed()
    (first, second) = handover.boxes
    field = data.draw(st.sampled_from(["ephemeral", "nonce", "wrapped"]))
    content = bytearray(getattr(second.box, field))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= 1 << data.draw(st.integers(0, 7))
    changed = replace(second, box=replace(second.box, **{field: bytes(content)}))
    forged = replace(handover, boxes=(first, changed))
    assert not forged.holds(PRACTICE, ANA.public_key())
    # The highest bit of an X25519 key means nothing (RFC 7748): the signature and the MAC find that one.
    meaningless = field == "ephemeral" and place == 31 and content[31] ^ second.box.ephemeral[31] == 0x80
    assert (forged.take(BEN) is not None) == meaningless


def test_old_slots_lead_to_the_newest_key_through_every_handover(peopled: Peopled) -> None:
    keyring, keys = peopled.keyring, peopled.ana
    for _ in range(3):
        keyring, keys = keyring_people.with_new_practice_key(keyring, keys, MORNING)
    assert [handover.number for handover in keyring.contents.handovers] == [1, 2, 3]
    read = Keyring(*parse(to_text(keyring.contents, keyring.mac)))
    assert read == keyring
    assert read.unlock(PASSPHRASE) == keys
    bens = read.unlock(BENS)
    assert bens.practice_key == keys.practice_key
    assert bens.personal_key == peopled.ben.personal_key
    assert read.unlock_with_code(peopled.bens_code) == bens


def test_a_passphrase_set_after_a_handover_needs_it_no_more(peopled: Peopled) -> None:
    keyring, keys = keyring_people.with_new_practice_key(peopled.keyring, peopled.ana, MORNING)
    keyring = ways_in.change_passphrase(keyring, PASSPHRASE, "staple and river", FLOOR)
    assert sorted({slot.generation for slot in keyring.slots}) == [0, 1]
    assert keyring.unlock("staple and river") == keys
    # Ana's sheet and all of Ben's slots are older; once they are new as well, no handover is left.
    keyring, _ = ways_in.new_recovery(keyring, keys, FLOOR, MORNING)
    assert len(keyring.contents.handovers) == 1
    keyring = keyring_people.without_person(keyring, keys, peopled.ben.person_id)
    assert keyring.contents.handovers == ()
    assert keyring.contents.generation == 1
    read = Keyring(*parse(to_text(keyring.contents, keyring.mac)))
    assert read.unlock("staple and river") == keys
    again, newest = keyring_people.with_new_practice_key(read, keys, MORNING)
    assert [handover.number for handover in again.contents.handovers] == [2]
    assert again.unlock("staple and river") == newest


def test_keys_of_before_open_nothing_new(peopled: Peopled) -> None:
    keyring, keys = keyring_people.with_new_practice_key(peopled.keyring, peopled.ana, MORNING)
    assert keys.record_key() != peopled.ana.record_key()
    for old in (peopled.ana, peopled.ben):
        with pytest.raises(PracticeForeignError):
            keyring.check(old)


def test_whoever_was_removed_before_the_keys_changed_is_handed_nothing(peopled: Peopled) -> None:
    without = keyring_people.without_person(peopled.keyring, peopled.ana, peopled.ben.person_id)
    keyring, _ = keyring_people.with_new_practice_key(without, peopled.ana, MORNING)
    (handover,) = keyring.contents.handovers
    assert [handed.person for handed in handover.boxes] == [peopled.ana.person_id]
    assert handover.take(peopled.ben) is None
    with pytest.raises(WrongPassphraseError):
        keyring.unlock(BENS)


def test_handovers_taken_out_or_exchanged_are_found(peopled: Peopled) -> None:
    once, keys = keyring_people.with_new_practice_key(peopled.keyring, peopled.ana, MORNING)
    twice, newest = keyring_people.with_new_practice_key(once, keys, MORNING)
    first, second = twice.contents.handovers
    for handovers in ((first,), (second,), (), (second, first)):
        forged = replace(twice, contents=replace(twice.contents, handovers=handovers))
        with pytest.raises(PracticeForeignError):
            forged.check(newest)
        with pytest.raises(PracticeForeignError):
            forged.unlock(PASSPHRASE)


def test_there_is_an_end_to_changing_keys_without_new_passphrases(peopled: Peopled) -> None:
    keyring, keys = peopled.keyring, peopled.ana
    for _ in range(MOST_HANDOVERS):
        keyring, keys = keyring_people.with_new_practice_key(keyring, keys, MORNING)
    assert Keyring(*parse(to_text(keyring.contents, keyring.mac))).unlock(PASSPHRASE) == keys
    with pytest.raises(PeopleError, match="too often"):
        keyring_people.with_new_practice_key(keyring, keys, MORNING)
