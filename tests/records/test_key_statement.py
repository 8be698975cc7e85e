import sys

import pytest
from sqlcipher3 import dbapi2

from kap_companion.records import key_statement
from kap_companion.records.key_statement import run_with_key
from tests.records.files import RECORD_KEY


def test_the_statement_gives_the_key_as_it_is_and_is_wiped_afterwards() -> None:
    with key_statement._statement("key", RECORD_KEY) as statement:
        assert statement == f"PRAGMA key = \"x'{RECORD_KEY.hex()}'\""
    if sys.implementation.name == "cpython":
        assert statement == "\0" * len(statement)


def test_the_statement_is_wiped_also_when_it_fails() -> None:
    kept: list[str] = []

    class Refusing:
        def executescript(self, statement: str) -> None:
            kept.append(statement)
            raise dbapi2.OperationalError

    with pytest.raises(dbapi2.OperationalError):
        run_with_key(Refusing(), "key", bytearray(RECORD_KEY))
    assert RECORD_KEY.hex() not in kept[0]
