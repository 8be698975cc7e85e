"""backup.json from outside: bounded, exact, and never a way out of its folder."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.errors import BackupError
from kap_companion.records.ledger import LedgerHead
from kap_companion.vault.backup_files import Fingerprint
from kap_companion.vault.backup_json import MOST_BYTES, BackupFile, Contents, parse, to_text
from kap_companion.vault.backup_own_files import LARGEST_OWN_BYTES, MOST_OWN_FILES, is_own_file
from kap_companion.vault.canonical import canonical_json

PRACTICE = "01a20181-3978-7568-af59-7b1ce8d5ab98"
PERSON = "01a20164-1de7-70fb-aba7-b8ade11d34f0"
HASH = "0393450ae63a9fc86845ce46893d551df7f8147b5282ed5cbbc6fc91d3f2f9bf"

hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
heads = st.builds(LedgerHead, st.integers(0, 2**62), hashes)
fingerprints = st.builds(Fingerprint, st.integers(0, 2**40), hashes)
moments = st.datetimes(
    datetime.fromisoformat("1971-01-01"), datetime.fromisoformat("9000-01-01"), timezones=st.just(UTC)
)
contents = st.builds(
    lambda made_at, keyring, record, notebooks: Contents(
        PRACTICE,
        made_at,
        (
            BackupFile("keyring.json", keyring),
            BackupFile("record.db", *record),
            *(BackupFile(f"notebooks/{person}.db", *notebook) for person, notebook in notebooks.items()),
        ),
    ),
    moments,
    fingerprints,
    st.tuples(fingerprints, heads),
    st.dictionaries(st.uuids().map(str), st.tuples(fingerprints, st.none() | heads), max_size=5),
)


def fields(**changed: Any) -> dict[str, Any]:
    given: dict[str, Any] = json.loads(
        to_text(
            Contents(
                PRACTICE,
                datetime(2026, 11, 21, 17, tzinfo=UTC),
                (
                    BackupFile("keyring.json", Fingerprint(9, HASH)),
                    BackupFile("record.db", Fingerprint(9, HASH), LedgerHead(3, HASH)),
                ),
            )
        )
    )
    del given["check"]
    return given | changed


def sealed(given: Any) -> bytes:
    """As somebody would write it who knows how."""
    check = sha256(canonical_json(given)).hexdigest()
    return (json.dumps(given | {"check": check}, indent=2) + "\n").encode("ascii")


def files(*more: Any, record: Any = None) -> list[Any]:
    own = fields()["files"]
    return [own[0], record or own[1], *more]


def a_file(name: Any, **changed: Any) -> dict[str, Any]:
    return {"name": name, "bytes": 9, "sha256": HASH, "head": None} | changed


@given(contents)
@settings(max_examples=50, deadline=None)
def test_what_is_written_reads_back_the_same(given: Contents) -> None:
    assert parse(to_text(given)) == given


def test_what_is_well_made_is_read() -> None:
    wal = (a_file(f"notebooks/{PERSON}.db"), a_file(f"notebooks/{PERSON}.db-wal"))
    assert len(parse(sealed(fields(files=files(*wal)))).files) == 4


def test_own_protocols_and_questions_make_it_a_backup_of_format_2_alone() -> None:
    own = files(a_file("protocols/für uns [2].toml"), a_file("prompts/six_fs.toml"))
    assert len(parse(sealed(fields(format=2, files=own))).files) == 4
    for wrong in (fields(format=1, files=own), fields(format=2)):
        with pytest.raises(BackupError):
            parse(sealed(wrong))


@pytest.mark.parametrize(
    "own",
    [
        [a_file("protocols/im-2.toml", bytes=LARGEST_OWN_BYTES + 1)],
        [a_file("protocols/im-2.toml", head={"sequence": 1, "chain": HASH})],
        [a_file(f"protocols/im-{n}.toml") for n in range(MOST_OWN_FILES + 1)],
        [a_file("protocols/im-2.toml"), a_file("protocols/im-2.toml")],
    ],
)
def test_own_files_are_small_few_and_have_no_ledger(own: list[Any]) -> None:
    with pytest.raises(BackupError):
        parse(sealed(fields(format=2, files=files(*own))))


@given(st.text(max_size=70))
@settings(max_examples=100, deadline=None)
def test_no_name_of_an_own_file_leads_out_of_its_folder(stem: str) -> None:
    name = f"protocols/{stem}.toml"
    if is_own_file(name):
        folder = PurePosixPath("practice/protocols")
        assert PurePosixPath("practice", *name.split("/")).parent == folder
        windows = PureWindowsPath("practice", *name.split("/"))
        assert windows.parent == PureWindowsPath(folder)
        assert not windows.is_absolute()


@pytest.mark.parametrize(
    "name",
    [
        "../keyring.json",
        "/etc/passwd",
        "notebooks/../record.db",
        f"notebooks/../{PERSON}.db",
        f"notebooks/{PERSON}.db/x",
        f"notebooks\\{PERSON}.db",
        f"notebooks/{PERSON.upper()}.db",
        f"notebooks/{PERSON}.db\n",
        f"notebooks/{PERSON}.db\0",
        f"notebooks/{PERSON}.db-wal",
        "backups/x",
        "open.lock",
        "backup.json",
        "record.db-wal",
        "",
        "keyring.json",
        "protocols/im-2",
        "protocols/.toml",
        "protocols/.hidden.toml",
        "protocols/../record.toml",
        "protocols/a/b.toml",
        "protocols/a\\b.toml",
        "protocols/C:b.toml",
        "protocols/a\nb.toml",
        "protocols/\ud800.toml",
        f"protocols/{'x' * 61}.toml",
        "/protocols/im-2.toml",
        "Protocols/im-2.toml",
        "notebooks/im-2.toml",
        7,
        None,
        ["record.db"],
    ],
)
def test_no_other_file_than_a_practices_own_is_ever_named(name: Any) -> None:
    with pytest.raises(BackupError):
        parse(sealed(fields(files=files(a_file(name)))))


@pytest.mark.parametrize(
    "changed",
    [
        {"format": 0},
        {"format": 2},
        {"format": 3},
        {"format": 10**40},
        {"format": "1"},
        {"format": True},
        {"practice": "Stillwater"},
        {"practice": 7},
        {"made_at": "2026-11-21T17:00:00"},
        {"made_at": "0001-01-01T00:00:00+23:00"},
        {"made_at": "9999-12-31T23:59:59-23:00"},
        {"made_at": 7},
        {"verified": False},
        {"files": []},
        {"files": {}},
        {"files": "keyring.json"},
        {"files": files()[:1]},
        {"files": files() * 2},
        {"files": files(*(a_file(f"notebooks/{n:08x}-0000-7000-8000-000000000000.db") for n in range(255)))},
        {"files": files(record=a_file("record.db", bytes=-1))},
        {"files": files(record=a_file("record.db", bytes=2**60))},
        {"files": files(record=a_file("record.db", bytes=9.0))},
        {"files": files(record=a_file("record.db", bytes=True))},
        {"files": files(record=a_file("record.db", sha256="0" * 63))},
        {"files": files(record=a_file("record.db", sha256=HASH.upper()))},
        {"files": files(record=a_file("record.db", head={"sequence": -1, "chain": HASH}))},
        {"files": files(record=a_file("record.db", head={"sequence": 1}))},
        {"files": files(record=a_file("record.db", head=7))},
        {"files": files(record=a_file("record.db", more=1))},
        {"more": 1},
    ],
)  # fmt: skip
def test_what_could_not_be_ours_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(BackupError):
        parse(sealed(fields() | changed))


def test_a_newer_format_says_that_it_is_newer() -> None:
    with pytest.raises(BackupError, match="newer"):
        parse(sealed(fields(format=3)))


@pytest.mark.parametrize(
    "raw",
    [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 9000, b'{"a":' * 9000, b" " * MOST_BYTES, b"7" * 9000],
)  # fmt: skip
def test_what_is_no_backup_json_at_all_is_refused_without_harm(raw: bytes) -> None:
    with pytest.raises(BackupError):
        parse(raw)


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_refused_in_words(raw: bytes) -> None:
    with pytest.raises(BackupError):
        parse(raw)


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.sampled_from(["format", "practice", "made_at", "verified", "files"]), json_values)
@settings(max_examples=100, deadline=None)
def test_any_value_in_any_field_is_refused_in_words(name: str, value: Any) -> None:
    if fields()[name] == value:
        return
    with pytest.raises(BackupError):
        parse(sealed(fields(**{name: value})))
