import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kap_companion.errors import BugError
from kap_companion.ids import new_id
from kap_companion.vault.keys import Keys


def some_keys() -> Keys:
    return Keys.new(new_id(), new_id())


def test_forgotten_keys_are_overwritten_and_do_nothing_more() -> None:
    keys = some_keys()
    held = (keys.practice_key, keys.personal_key, keys.signing_key)
    keys.forget()
    assert not any(any(key) for key in held)
    for act in (keys.record_key, keys.notebook_key, keys.public_key, keys.sealing_key, keys.to_wrap):
        with pytest.raises(BugError, match="forgotten"):
            act()
    with pytest.raises(BugError):
        keys.sign(b"message")
    keys.forget()


def test_keys_that_nobody_holds_any_more_are_overwritten() -> None:
    keys = some_keys()
    held = keys.practice_key
    assert any(held)
    del keys
    assert not any(held)


def test_a_copy_outlives_the_keys_it_was_made_of() -> None:
    keys = some_keys()
    copy = keys.copy()
    assert copy == keys
    record_key = keys.record_key()
    keys.forget()
    assert copy.record_key() == record_key


def test_keys_come_out_of_a_slot_as_they_went_in() -> None:
    keys = some_keys()
    assert Keys.from_wrapped(keys.practice_id, keys.person_id, keys.to_wrap()) == keys


def test_a_signature_holds_for_its_own_key_alone() -> None:
    keys = some_keys()
    Ed25519PublicKey.from_public_bytes(keys.public_key()).verify(keys.sign(b"message"), b"message")
    assert some_keys().public_key() != keys.public_key()
