import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.errors import WeakPassphraseError
from kap_companion.vault.overwriting import overwrite
from kap_companion.vault.passphrase import check_new_passphrase, passphrase_bytes


def test_an_accent_typed_as_one_key_or_as_two_is_the_same_passphrase() -> None:
    assert passphrase_bytes("caf\u00e9 caf\u00e9") == passphrase_bytes("cafe\u0301 cafe\u0301")


@given(st.text(alphabet=st.characters(), max_size=50))
@settings(deadline=None, max_examples=200)
def test_any_text_has_its_bytes(text: str) -> None:
    text += "\ud800\x00"
    typed = bytearray(text.encode("utf-8", "surrogatepass"))
    assert passphrase_bytes(text) == passphrase_bytes(typed)


def test_a_buffer_stays_with_whoever_typed_it_and_its_bytes_are_others() -> None:
    typed = bytearray(b"correct horse battery")
    read = passphrase_bytes(typed)
    overwrite(read)
    assert typed == b"correct horse battery"
    assert read == bytes(len(typed))


@pytest.mark.parametrize("passphrase", ["", "   ", "\t" * 20])
def test_an_empty_passphrase_is_refused(passphrase: str) -> None:
    for typed in (passphrase, bytearray(passphrase.encode())):
        with pytest.raises(WeakPassphraseError, match="cannot be empty"):
            check_new_passphrase(typed)


@pytest.mark.parametrize("passphrase", ["seven77", "e\u0301" * 7])
def test_a_passphrase_under_eight_characters_is_refused(passphrase: str) -> None:
    for typed in (passphrase, bytearray(passphrase.encode())):
        with pytest.raises(WeakPassphraseError, match="shorter than 8 characters"):
            check_new_passphrase(typed)


def test_eight_characters_will_do() -> None:
    check_new_passphrase("eight888")
    check_new_passphrase("日本語日本語日本")
    check_new_passphrase(bytearray("日本語日本語日本".encode()))
