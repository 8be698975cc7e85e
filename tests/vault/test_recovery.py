import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.errors import WrongRecoveryCodeError
from kap_companion.vault.recovery import GROUP_CHARACTERS, GROUPS, SECRET_BYTES, RecoveryCode

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
secrets_of_codes = st.binary(min_size=SECRET_BYTES, max_size=SECRET_BYTES)
quick = settings(deadline=None, max_examples=100)


def refusal(text: str) -> str:
    with pytest.raises(WrongRecoveryCodeError) as caught:
        RecoveryCode.parse(text)
    return caught.value.message


@given(secrets_of_codes)
@quick
def test_a_code_typed_again_is_the_same_code(secret: bytes) -> None:
    code = RecoveryCode.from_secret(secret)
    assert RecoveryCode.parse(code.text) == code
    assert code.secret == secret


def test_a_code_is_eight_groups_of_five_from_crockfords_alphabet() -> None:
    code = RecoveryCode.new()
    assert len(code.groups) == GROUPS
    assert all(len(group) == GROUP_CHARACTERS and set(group) <= set(ALPHABET) for group in code.groups)


def test_two_codes_are_never_the_same() -> None:
    assert RecoveryCode.new() != RecoveryCode.new()


def test_a_printed_sheet_can_be_typed_in_every_later_version() -> None:
    assert (
        RecoveryCode.from_secret(bytes(range(20))).text == "000GD-40R4X-0M300-E209K-185G3-R38ED-1W811-24GKZ"
    )


@given(secrets_of_codes, st.sampled_from(["", " ", "-", " - ", "\n", "–", "\u00a0", "."]))
@quick
def test_case_spaces_hyphens_and_look_alikes_are_forgiven(secret: bytes, separator: str) -> None:
    code = RecoveryCode.from_secret(secret)
    typed = separator.join(code.groups).lower().replace("0", "o").replace("1", "l")
    assert RecoveryCode.parse(f"  {typed}\n") == code


@given(secrets_of_codes, st.integers(0, GROUPS * GROUP_CHARACTERS - 1), st.sampled_from(ALPHABET))
@quick
def test_one_wrong_character_names_its_group(secret: bytes, place: int, letter: str) -> None:
    joined = "".join(RecoveryCode.from_secret(secret).groups)
    typed = joined[:place] + letter + joined[place + 1 :]
    if typed == joined:
        assert RecoveryCode.parse(typed).secret == secret
    else:
        group = place // GROUP_CHARACTERS + 1
        assert refusal(typed) == f"Group {group} of the recovery code is mistyped."


@given(secrets_of_codes, st.integers(0, GROUPS - 1), st.permutations(range(GROUP_CHARACTERS)))
@quick
def test_two_characters_exchanged_name_their_group(secret: bytes, place: int, order: list[int]) -> None:
    groups = list(RecoveryCode.from_secret(secret).groups)
    letters = list(groups[place])
    first, second = order[:2]
    letters[first], letters[second] = letters[second], letters[first]
    exchanged = "".join(letters)
    if exchanged != groups[place]:
        groups[place] = exchanged
        assert refusal(" ".join(groups)) == f"Group {place + 1} of the recovery code is mistyped."


@given(secrets_of_codes)
@quick
def test_two_groups_exchanged_are_both_named(secret: bytes) -> None:
    groups = list(RecoveryCode.from_secret(secret).groups)
    groups[1], groups[6] = groups[6], groups[1]
    assert refusal("-".join(groups)) == "Groups 2 and 7 of the recovery code are mistyped."


def test_missing_groups_are_counted() -> None:
    groups = RecoveryCode.new().groups
    assert "only 5 were typed" in refusal("-".join(groups[:5]))
    assert "only 0 were typed" in refusal("")


def test_too_many_groups_are_refused() -> None:
    assert "more were typed" in refusal(RecoveryCode.new().text + "-AAAAA")


def test_a_group_that_lost_a_character_is_named() -> None:
    groups = list(RecoveryCode.new().groups)
    groups[2] = groups[2][:-1]
    assert refusal("-".join(groups)) == "Group 3 of the recovery code is mistyped."


@given(st.text(max_size=2000))
@settings(deadline=None, max_examples=300)
def test_any_text_that_is_no_code_gets_a_plain_sentence(text: str) -> None:
    # No text of this length stands for a code by chance: one in a million million passes the eight checks.
    assert refusal(text).endswith(".")


def test_ten_megabytes_are_refused_at_once() -> None:
    assert "much longer" in refusal("\ufdfa" * 10_000_000)


def test_printing_a_code_shows_nothing_of_it() -> None:
    code = RecoveryCode.new()
    assert not any(group in repr(code) for group in code.groups)
