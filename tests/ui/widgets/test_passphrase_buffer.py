from hypothesis import given, settings
from hypothesis import strategies as st

from ui.widgets.passphrase_buffer import FIRST_ROOM, PassphraseBuffer

typed = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=400)


@given(typed)
@settings(deadline=None, max_examples=60)
def test_what_is_typed_is_taken_and_then_forgotten(text: str) -> None:
    buffer = PassphraseBuffer()
    for letter in text:
        buffer.append(letter)
    assert len(buffer) == len(text)
    assert buffer.take().decode() == text
    assert buffer.take().decode() == ""
    assert not any(buffer._bytes)


@given(typed, st.integers(0, 30))
@settings(deadline=None, max_examples=60)
def test_backspace_takes_whole_characters(text: str, times: int) -> None:
    buffer = PassphraseBuffer()
    buffer.append(text)
    for _ in range(times):
        buffer.drop_last()
    left = text[: max(0, len(text) - times)]
    assert not any(buffer._bytes[len(left.encode()) :])
    assert buffer.take().decode() == left


def test_clearing_overwrites_every_byte() -> None:
    buffer = PassphraseBuffer()
    buffer.append("heron under willow")
    letters = buffer._bytes
    buffer.clear()
    assert not any(letters)


def test_growing_overwrites_the_smaller_room() -> None:
    buffer = PassphraseBuffer()
    buffer.append("x" * FIRST_ROOM)
    outgrown = buffer._bytes
    buffer.append("y")
    assert not any(outgrown)
    assert buffer.take().decode() == "x" * FIRST_ROOM + "y"


def test_line_ends_controls_and_half_characters_are_not_typed() -> None:
    buffer = PassphraseBuffer()
    assert buffer.append("heron\r\n\x00\ud800 willow\u2028")
    assert not buffer.append("\n")
    assert buffer.take().decode() == "heron willow"
