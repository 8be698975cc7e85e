import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.errors import PracticeDamagedError
from kap_companion.ids import new_id
from kap_companion.vault.keys import Keys
from kap_companion.vault.sealing import open_letter, seal_letter

PRACTICE = new_id()
READER = Keys.new(PRACTICE, new_id())
SECRET = b"she said the tide has teeth"


def sealed_for(reader: Keys, content: bytes = SECRET) -> bytes:
    return seal_letter(content, reader.practice_id, reader.person_id, reader.sealing_key())


@given(content=st.binary(max_size=2000))
@settings(deadline=None, max_examples=50)
def test_what_was_sealed_for_a_person_they_can_open(content: bytes) -> None:
    sealed = sealed_for(READER, content)
    assert open_letter(sealed, READER) == content
    assert len(sealed) == len(content) + 60
    assert len(content) < 8 or content not in sealed


def test_nobody_else_opens_it() -> None:
    sealed = sealed_for(READER)
    for other in (
        Keys.new(PRACTICE, new_id()),
        Keys.new(PRACTICE, READER.person_id),
        Keys(new_id(), READER.person_id, READER.practice_key, READER.personal_key, READER.signing_key),
        Keys(PRACTICE, new_id(), READER.practice_key, READER.personal_key, READER.signing_key),
    ):
        with pytest.raises(PracticeDamagedError, match="cannot be opened with your keys"):
            open_letter(sealed, other)


def test_it_opens_after_the_practice_key_was_changed() -> None:
    later = Keys(PRACTICE, READER.person_id, bytearray(b"k" * 32), READER.personal_key, READER.signing_key)
    assert open_letter(sealed_for(READER), later) == SECRET


@given(data=st.data())
@settings(deadline=None, max_examples=100)
def test_any_byte_changed_or_cut_off_is_found(data: st.DataObject) -> None:
    sealed = bytearray(sealed_for(READER))
    # The highest bit of an X25519 key means nothing (RFC 7748), so that one may be turned over.
    place = data.draw(st.integers(0, len(sealed) - 1).filter(lambda place: place != 31))
    changed = bytearray(sealed)
    changed[place] ^= 1 << data.draw(st.integers(0, 7))
    for wrong in (changed, sealed[:place], sealed + b"x"):
        with pytest.raises(PracticeDamagedError):
            open_letter(bytes(wrong), READER)


def test_a_key_of_low_order_opens_nothing() -> None:
    with pytest.raises(PracticeDamagedError):
        open_letter(bytes(32) + sealed_for(READER)[32:], READER)


def test_the_same_words_sealed_twice_look_different() -> None:
    assert sealed_for(READER) != sealed_for(READER)
