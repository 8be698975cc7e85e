"""The protocols that ship: whole, sourced, and only what a source says."""

import pytest

from kap_companion.errors import SessionError
from kap_companion.session import protocol
from kap_companion.vocabulary.routes import Drug


def test_every_kind_of_session_has_a_protocol() -> None:
    assert protocol.names() == (
        "im", "integration", "intranasal", "iv", "oral", "preparation", "subcutaneous", "sublingual",
    )  # fmt: skip


@pytest.mark.parametrize("key", protocol.names())
def test_a_course_has_a_source_and_runs_forward(key: str) -> None:
    loaded = protocol.load(key)
    assert loaded.name
    assert bool(loaded.course) == bool(loaded.course_source)
    minutes = [point.minutes for point in loaded.course]
    assert minutes == sorted(minutes)


def test_a_nasal_spray_is_esketamine_and_a_visit_has_no_drug() -> None:
    assert protocol.load("intranasal").drug is Drug.ESKETAMINE
    assert protocol.load("im").drug is Drug.KETAMINE
    assert protocol.load("preparation").drug is protocol.load("integration").drug is None


@pytest.mark.parametrize("key", ["", "nasal", "../im", "im.toml", "\0"])
def test_an_unknown_protocol_is_a_plain_sentence(key: str) -> None:
    with pytest.raises(SessionError, match="no protocol"):
        protocol.load(key)
