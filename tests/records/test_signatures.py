import json

import pytest

from kap_companion.records.record import Record
from kap_companion.records.signatures import PREFIX, holds, signed_bytes
from kap_companion.vocabulary.people import PersonRole
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.signature import Meaning, Signature
from tests.records.signing import OTHER_KEY, a_signature, public, resigned


@pytest.fixture
def signature(record: Record, session: Session) -> Signature:
    return a_signature(record, session.id)


def test_what_is_signed_is_one_line_that_names_us_and_every_field_but_the_signature(
    signature: Signature,
) -> None:
    first, rest = signed_bytes(signature).split(b"\n", 1)
    assert first + b"\n" == PREFIX
    fields = json.loads(rest)
    assert set(fields) == set(Signature.model_fields) - {"signature"}
    assert list(fields) == sorted(fields)
    assert rest == json.dumps(fields, separators=(",", ":"), ensure_ascii=False).encode()
    assert fields["at"] == "2026-11-21T17:00:00.000000Z[+00:00]"
    assert fields["meaning"] == "author"


def test_a_signature_holds_until_any_field_of_it_is_another(signature: Signature) -> None:
    assert holds(signature)
    for changes in (
        {"session": "another"},
        {"name": "Eve"},
        {"role": PersonRole.OFFICE},
        {"meaning": Meaning.WITNESS},
        {"head": signature.head + 1},
        {"chain": "0" * 64},
        {"digest": "0" * 64},
        {"key": public(OTHER_KEY)},
        {"signature": "00" * 64},
        {"signature": ""},
        {"signature": "no number"},
        {"key": "abcd"},
    ):
        assert not holds(signature.model_copy(update=changes))
    assert holds(resigned(signature, OTHER_KEY, name="Eve"))


def test_a_name_that_is_no_valid_text_can_be_signed(signature: Signature) -> None:
    assert holds(resigned(signature, name="Ana \udead\0"))
