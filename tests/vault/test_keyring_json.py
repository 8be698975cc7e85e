import copy
import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kap_companion.errors import KnownError, PracticeDamagedError, PracticeTooNewError
from kap_companion.vault.keyring_json import MOST_BYTES, parse, to_text
from kap_companion.vault.slots import canonical_json
from tests.vault.conftest import MadeKeyring

fuzz = settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture
def good(made: MadeKeyring) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(to_text(made.keyring.contents, made.keyring.mac))
    return fields


def forged(fields: dict[str, Any]) -> bytes:
    """The file as somebody writes it who knows how the check is made."""
    fields = {name: value for name, value in fields.items() if name != "check"}
    return json.dumps(fields | {"check": sha256(canonical_json(fields)).hexdigest()}).encode()


def places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every field of the file, inner ones too."""
    if path:
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in inner:
        yield from places(item, (*path, name))


def with_other(fields: dict[str, Any], path: tuple[Any, ...], value: object) -> dict[str, Any]:
    changed = copy.deepcopy(fields)
    holder: Any = changed
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return changed


def test_a_keyring_reads_back_as_it_was_written(made: MadeKeyring) -> None:
    contents, mac = parse(to_text(made.keyring.contents, made.keyring.mac))
    assert contents == made.keyring.contents
    assert mac == made.keyring.mac


def test_the_file_is_as_documented(good: dict[str, Any]) -> None:
    assert list(good) == ["version", "practice", "people", "recovery_sheet", "slots", "mac", "check"]
    assert good["version"] == 1
    assert list(good["practice"]) == ["id", "name", "made_at"]
    assert [slot["kind"] for slot in good["slots"]] == ["passphrase", "recovery"]
    assert list(good["slots"][0]) == ["id", "kind", "person", "kdf", "nonce", "wrapped"]
    assert list(good["slots"][0]["kdf"]) == ["name", "memory_kib", "passes", "lanes", "salt"]


def test_no_key_stands_in_the_file(made: MadeKeyring) -> None:
    text = to_text(made.keyring.contents, made.keyring.mac)
    keys = made.keys
    for secret in (keys.practice_key, keys.personal_key, keys.signing_key, made.code.secret):
        assert secret.hex().encode() not in text


@given(raw=st.binary(max_size=300))
@fuzz
def test_any_bytes_are_refused_with_a_known_error(raw: bytes) -> None:
    with pytest.raises(PracticeDamagedError):
        parse(raw)


@given(value=any_json)
@fuzz
def test_any_json_is_refused_with_a_known_error(value: object) -> None:
    with pytest.raises(KnownError):
        parse(json.dumps(value).encode())


@given(data=st.data())
@fuzz
def test_any_field_changed_by_accident_is_found(good: dict[str, Any], data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(list(places(good))))
    changed = with_other(good, path, data.draw(any_json))
    if repr(changed) != repr(good):
        with pytest.raises((PracticeDamagedError, PracticeTooNewError)):
            parse(json.dumps(changed).encode())


@given(data=st.data())
@fuzz
def test_any_field_forged_is_read_or_refused_with_a_known_error(
    good: dict[str, Any], data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(list(places(good))))
    changed = with_other(good, path, data.draw(any_json))
    try:
        raw = forged(changed)
    except ValueError:  # what canonical JSON cannot spell, nobody can forge
        return
    try:
        contents, mac = parse(raw)
    except KnownError:
        return
    assert json.loads(to_text(contents, mac)) == json.loads(raw)


@given(data=st.data())
@fuzz
def test_any_bit_turned_over_is_found(made: MadeKeyring, data: st.DataObject) -> None:
    raw = bytearray(to_text(made.keyring.contents, made.keyring.mac).rstrip())
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= 1 << data.draw(st.integers(0, 7))
    try:
        read = parse(bytes(raw))
    except KnownError:
        return
    # Only what means nothing may be turned over: one kind of space into another.
    assert read == (made.keyring.contents, made.keyring.mac)


@given(data=st.data())
@fuzz
def test_a_cut_off_file_is_found(made: MadeKeyring, data: st.DataObject) -> None:
    raw = to_text(made.keyring.contents, made.keyring.mac).rstrip()
    with pytest.raises(PracticeDamagedError, match="damaged or cut off"):
        parse(raw[: data.draw(st.integers(0, len(raw) - 1))])


def test_a_newer_version_says_so_whatever_else_it_holds() -> None:
    with pytest.raises(PracticeTooNewError):
        parse(b'{"version": 2, "lattices": [1, 2, 3]}')


@pytest.mark.parametrize("raw", [b"[" * 100_000, b'{"a":' * 100_000, b" " * (MOST_BYTES + 1)])
def test_deep_or_huge_files_are_refused_before_they_are_parsed(raw: bytes) -> None:
    with pytest.raises(PracticeDamagedError, match="far larger"):
        parse(raw)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("memory_kib", 65535, "weaker"),
        ("memory_kib", 1, "weaker"),
        ("passes", 2, "weaker"),
        ("lanes", 1, "weaker"),
        ("memory_kib", 2**21 + 1, "more memory or time"),
        ("memory_kib", 10**30, "more memory or time"),
        ("passes", 65, "more memory or time"),
        ("lanes", 17, "more memory or time"),
        ("memory_kib", 65536.0, "changed by something other"),
        ("passes", True, "changed by something other"),
        ("name", "argon2i", "changed by something other"),
    ],
)
def test_forged_argon2_parameters_are_refused_before_they_are_run(
    good: dict[str, Any], name: str, value: object, sentence: str
) -> None:
    with pytest.raises(PracticeDamagedError, match=sentence):
        parse(forged(with_other(good, ("slots", 0, "kdf", name), value)))


def test_a_person_cannot_be_named_like_a_path(good: dict[str, Any]) -> None:
    changed = with_other(good, ("people", 0, "id"), "../../../../etc/passwd")
    for slot in changed["slots"]:
        slot["person"] = "../../../../etc/passwd"
    with pytest.raises(PracticeDamagedError):
        parse(forged(changed))


@pytest.mark.parametrize("change", [{"slots": []}, {"people": []}, {"extra": 1}, {"mac": "00" * 31}])
def test_a_forged_file_of_another_shape_is_refused(good: dict[str, Any], change: dict[str, Any]) -> None:
    with pytest.raises(PracticeDamagedError):
        parse(forged(good | change))


def test_a_field_given_twice_is_refused(made: MadeKeyring) -> None:
    raw = to_text(made.keyring.contents, made.keyring.mac)
    with pytest.raises(PracticeDamagedError):
        parse(raw.replace(b'"version": 1,', b'"version": 1, "version": 1,'))
