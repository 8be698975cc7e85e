import copy
import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kap_companion.errors import KnownError, PracticeDamagedError, PracticeTooNewError
from kap_companion.ids import new_id
from kap_companion.vault.canonical import canonical_json
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keyring_contents import MOST_HANDOVERS, MOST_PEOPLE, MOST_SLOTS
from kap_companion.vault.keyring_json import MOST_BYTES, parse, to_text
from kap_companion.vault.keyring_people import with_new_practice_key
from kap_companion.vault.keys import Keys
from tests.fakes import MORNING
from tests.saved_practices.saved import SAVED
from tests.vault.conftest import MadeKeyring, Peopled

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
    assert list(good) == ["version", "practice", "people", "handovers", "slots", "mac", "check"]
    assert good["version"] == 2
    assert list(good["practice"]) == ["id", "name", "made_at"]
    assert list(good["people"][0]) == ["id", "role", "may_add", "sealing_key", "recovery_sheet"]
    assert list(good["people"][0]["recovery_sheet"]) == ["state", "at"]
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
        parse(b'{"version": 3, "lattices": [1, 2, 3]}')


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
        parse(raw.replace(b'"version": 2,', b'"version": 2, "version": 2,'))


@pytest.fixture(scope="module")
def full(peopled: Peopled) -> tuple[dict[str, Any], Keys]:
    """A file with two people and two handovers, and the keys of today."""
    keyring, keys = peopled.keyring, peopled.ana
    for _ in range(2):
        keyring, keys = with_new_practice_key(keyring, keys, MORNING)
    fields: dict[str, Any] = json.loads(to_text(keyring.contents, keyring.mac))
    return fields, keys


def refused(raw: bytes, keys: Keys) -> bool:
    """Whether the file is refused at sight, or by the key of the practice it says it is of."""
    try:
        Keyring(*parse(raw)).check(keys)
    except KnownError:
        return True
    return False


def test_a_file_with_people_and_handovers_is_as_documented(full: tuple[dict[str, Any], Keys]) -> None:
    fields, keys = full
    assert [handover["number"] for handover in fields["handovers"]] == [1, 2]
    assert list(fields["handovers"][0]) == ["number", "at", "by", "boxes", "signature"]
    assert list(fields["handovers"][0]["boxes"][0]) == ["person", "ephemeral", "nonce", "wrapped"]
    assert [person["may_add"] for person in fields["people"]] == [True, False]
    assert not refused(forged(fields), keys)


@given(data=st.data())
@settings(fuzz, max_examples=300)
def test_any_byte_of_any_field_changed_by_someone_who_knows_the_format_is_refused(
    full: tuple[dict[str, Any], Keys], data: st.DataObject
) -> None:
    fields, keys = full
    leaves = [place for place in places(fields) if place[0] != "check"]
    path = data.draw(st.sampled_from(leaves))
    holder: Any = fields
    for step in path:
        holder = holder[step]
    if isinstance(holder, str):
        letters = list(holder)
        letters[data.draw(st.integers(0, len(letters) - 1))] = data.draw(st.sampled_from("0123456789abcdef~"))
        changed: object = "".join(letters)
    elif isinstance(holder, bool):
        changed = not holder
    elif isinstance(holder, int):
        changed = holder + data.draw(st.integers(-3, 3))
    elif isinstance(holder, list):
        changed = data.draw(st.permutations(holder))[: data.draw(st.integers(0, len(holder)))]
    else:
        changed = data.draw(any_json)
    if changed == holder:
        return
    try:
        raw = forged(with_other(fields, path, changed))
    except ValueError:  # what canonical JSON cannot spell, nobody can forge
        return
    assert refused(raw, keys)


@given(data=st.data())
@fuzz
def test_any_field_with_handovers_forged_is_read_or_refused_with_a_known_error(
    full: tuple[dict[str, Any], Keys], data: st.DataObject
) -> None:
    fields, _ = full
    path = data.draw(st.sampled_from(list(places(fields))))
    try:
        raw = forged(with_other(fields, path, data.draw(any_json)))
    except ValueError:
        return
    try:
        contents, mac = parse(raw)
    except KnownError:
        return
    assert json.loads(to_text(contents, mac)) == json.loads(raw)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("slots", 0, "generation"), 0),
        (("slots", 0, "generation"), 10**30),
        (("slots", 0, "generation"), 7),
        (("handovers", 0, "number"), 0),
        (("handovers", 1, "number"), 1),
        (("handovers", 0, "boxes", 1, "person"), None),
        (("people", 0, "may_add"), False),
        (("people", 0, "may_add"), 1),
        (("people", 0, "sealing_key"), ""),
        (("version",), 1),
    ],
)
def test_what_no_companion_writes_is_refused_before_a_key_is_asked_for(
    full: tuple[dict[str, Any], Keys], path: tuple[Any, ...], value: object
) -> None:
    fields, _ = full
    if value is None:
        value = fields["handovers"][0]["boxes"][0]["person"]
    with pytest.raises(PracticeDamagedError):
        parse(forged(with_other(fields, path, value)))


def test_a_person_without_a_way_in_is_refused(full: tuple[dict[str, Any], Keys]) -> None:
    fields, _ = full
    ben = fields["people"][1]["id"]
    slots = [slot for slot in fields["slots"] if slot["person"] != ben]
    with pytest.raises(PracticeDamagedError):
        parse(forged(fields | {"slots": slots}))


def test_the_fullest_keyring_there_can_be_is_read(full: tuple[dict[str, Any], Keys]) -> None:
    fields = copy.deepcopy(full[0])
    person, slot, handover = fields["people"][0], fields["slots"][0], fields["handovers"][0]
    ids = [new_id() for _ in range(MOST_PEOPLE)]
    fields["people"] = [person | {"id": each} for each in ids]
    fields["slots"] = [slot | {"id": new_id(), "person": ids[i % MOST_PEOPLE]} for i in range(MOST_SLOTS)]
    boxes = [handover["boxes"][0] | {"person": each} for each in ids]
    fields["handovers"] = [handover | {"number": i + 1, "boxes": boxes} for i in range(MOST_HANDOVERS)]
    contents, mac = parse(forged(fields))
    text = to_text(contents, mac)
    assert len(text) < MOST_BYTES
    assert parse(text) == (contents, mac)
    fields["people"].append(person | {"id": new_id()})
    with pytest.raises(PracticeDamagedError):
        parse(forged(fields))


def test_the_first_version_is_read_as_it_was_written() -> None:
    raw = (SAVED[0].folder / "keyring.json").read_bytes()
    contents, mac = parse(raw)
    assert contents.version == 1
    assert to_text(contents, mac) == raw
    (person,) = contents.people
    assert person.may_add
    assert person.sealing_key is None


@given(data=st.data())
@fuzz
def test_any_field_of_the_first_version_forged_is_read_or_refused(data: st.DataObject) -> None:
    fields = json.loads((SAVED[0].folder / "keyring.json").read_bytes())
    path = data.draw(st.sampled_from(list(places(fields))))
    try:
        raw = forged(with_other(fields, path, data.draw(any_json)))
    except ValueError:
        return
    try:
        contents, mac = parse(raw)
    except KnownError:
        return
    assert json.loads(to_text(contents, mac)) == json.loads(raw)
