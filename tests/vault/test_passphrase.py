import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.errors import WeakPassphraseError
from kap_companion.vault.passphrase import check_new_passphrase, passphrase_bytes


def test_an_accent_typed_as_one_key_or_as_two_is_the_same_passphrase() -> None:
    assert passphrase_bytes("caf\u00e9 caf\u00e9") == passphrase_bytes("cafe\u0301 cafe\u0301")


@given(st.text(alphabet=st.characters(), max_size=50))
@settings(deadline=None, max_examples=200)
def test_any_text_has_its_bytes(text: str) -> None:
    assert isinstance(passphrase_bytes(text + "\ud800\x00"), bytes)


@pytest.mark.parametrize("passphrase", ["", "   ", "\t" * 20])
def test_an_empty_passphrase_is_refused(passphrase: str) -> None:
    with pytest.raises(WeakPassphraseError, match="cannot be empty"):
        check_new_passphrase(passphrase)


@pytest.mark.parametrize("passphrase", ["seven77", "e\u0301" * 7])
def test_a_passphrase_under_eight_characters_is_refused(passphrase: str) -> None:
    with pytest.raises(WeakPassphraseError, match="shorter than 8 characters"):
        check_new_passphrase(passphrase)


def test_eight_characters_will_do() -> None:
    check_new_passphrase("eight888")
    check_new_passphrase("日本語日本語日本")
