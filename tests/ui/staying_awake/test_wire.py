"""Messages of D-Bus as bytes."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.staying_awake import wire

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
values = st.lists(texts | st.integers(0, 2**32 - 1), max_size=5)


@given(values, st.integers(1, 2**32 - 1), st.binary(max_size=40))
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_again_and_no_more_of_it(
    said: list[str | int], number: int, more: bytes
) -> None:
    written = wire.call(number, "org.example", "/org/example", "org.example", "Inhibit", *said)
    found = wire.read(written + more)
    assert found is not None
    message, used = found
    assert used == len(written)
    assert (message.kind, message.member, message.values) == (wire.CALL, "Inhibit", tuple(said))


@given(values, st.data())
@settings(max_examples=60, deadline=None)
def test_a_message_cut_off_anywhere_is_waited_for(said: list[str | int], data: st.DataObject) -> None:
    written = wire.call(1, "org.example", "/", "org.example", "Inhibit", *said)
    assert wire.read(written[: data.draw(st.integers(0, len(written) - 1))]) is None


@given(values, st.data())
@settings(max_examples=100, deadline=None)
def test_bytes_that_are_no_message_are_refused_or_read(said: list[str | int], data: st.DataObject) -> None:
    written = bytearray(wire.call(1, "org.example", "/", "org.example", "Inhibit", *said))
    for _ in range(data.draw(st.integers(1, 6))):
        written[data.draw(st.integers(0, len(written) - 1))] = data.draw(st.integers(0, 255))
    with suppress(ValueError):
        wire.read(bytes(written))


@given(st.binary(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_refused_read_or_waited_for(data: bytes) -> None:
    with suppress(ValueError):
        wire.read(data)


def test_a_message_longer_than_is_ever_asked_for_is_refused_before_it_comes() -> None:
    head = b"l\2\0\1" + (1 << 30).to_bytes(4, "little") + b"\1\0\0\0" + b"\0\0\0\0"
    with pytest.raises(ValueError, match="length"):
        wire.read(head)


def test_the_other_byte_order_is_read_too() -> None:
    fields = b"\5\1u\0" + (9).to_bytes(4, "big") + b"\10\1g\0\1u\0"
    head = b"B\2\0\1" + (4).to_bytes(4, "big") + (1).to_bytes(4, "big") + len(fields).to_bytes(4, "big")
    message = head + fields + bytes(-len(head + fields) % 8) + (77).to_bytes(4, "big")
    assert wire.read(message) == (wire.Said(wire.ANSWER, 9, "", (77,)), len(message))
