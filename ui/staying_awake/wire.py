"""The few kinds of D-Bus message that are needed, as bytes and back.

PySide6 writes every whole number as a signed one, and a screen saver takes its own number back as an unsigned
one alone. Closing a connection of Qt's waits for Python in a thread of Qt's, while Python may wait for it.

Source: D-Bus Specification 0.43, "Message Protocol".
"""

import struct
from dataclasses import dataclass
from typing import Final

CALL, ANSWER, ERROR, SIGNAL = 1, 2, 3, 4
# Nobody is started by being asked.
_NO_AUTO_START: Final = 2
_VERSION: Final = 1
_PATH, _INTERFACE, _MEMBER, _REPLY_TO, _DESTINATION, _SIGNATURE = 1, 2, 3, 5, 6, 8
_FIXED: Final = 16
# A bus may send up to 128 MiB; what is asked for here is answered in less than a hundred bytes.
LONGEST: Final = 1 << 20

Value = str | int


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the bus.

    Attributes:
        kind: `ANSWER`, `ERROR`, `SIGNAL` or another number.
        reply_to: the number of the call it answers; 0 for none.
        member: the signal's name; empty for an answer.
        values: its texts and unsigned numbers, up to the first of another type.
    """

    kind: int
    reply_to: int
    member: str
    values: tuple[Value, ...]


def call(number: int, destination: str, path: str, interface: str, member: str, *arguments: Value) -> bytes:
    """A call with that number, 1 or more; texts go as texts and numbers as unsigned ones of 32 bits."""
    body = bytearray()
    for argument in arguments:
        _put(body, argument)
    fields = bytearray()
    named = ((_PATH, "o", path), (_INTERFACE, "s", interface), (_MEMBER, "s", member))
    signature = "".join("u" if isinstance(argument, int) else "s" for argument in arguments)
    for code, kind, text in (*named, (_DESTINATION, "s", destination), (_SIGNATURE, "g", signature)):
        _pad(fields, 8)
        fields += bytes((code, 1)) + kind.encode() + b"\0"
        if kind == "g":
            fields += bytes((len(text),)) + text.encode() + b"\0"
        else:
            _put(fields, text)
    head = bytearray(
        struct.pack("<cBBBIII", b"l", CALL, _NO_AUTO_START, _VERSION, len(body), number, len(fields))
    )
    head += fields
    _pad(head, 8)
    return bytes(head + body)


def read(data: bytes) -> tuple[Said, int] | None:
    """The first message and how many bytes it took; None where it is not whole yet.

    Raises:
        ValueError: these bytes are no message, or one longer than is ever asked for.
    """
    if len(data) < _FIXED:
        return None
    order = {b"l": "<", b"B": ">"}.get(data[:1])
    if order is None:
        raise ValueError("byte order")
    body_length, _number, fields_length = struct.unpack_from(order + "III", data, 4)
    body_at = _next(_FIXED + fields_length, 8)
    whole = body_at + body_length
    if whole > LONGEST:
        raise ValueError("length")
    if len(data) < whole:
        return None
    try:
        fields = _read_fields(data, order, _FIXED + fields_length)
        values = _read_values(data[:whole], order, body_at, str(fields.get(_SIGNATURE, "")))
    except (struct.error, IndexError) as error:
        raise ValueError("cut off") from error
    reply_to = fields.get(_REPLY_TO, 0)
    return Said(
        data[1], reply_to if isinstance(reply_to, int) else 0, str(fields.get(_MEMBER, "")), values
    ), whole


def _read_fields(data: bytes, order: str, end: int) -> dict[int, Value]:
    found: dict[int, Value] = {}
    at = _FIXED
    while at < end:
        at = _next(at, 8)
        code = data[at]
        kind, at = _read_signature(data, at + 1)
        value, at = _read_value(data, order, at, kind)
        found[code] = value
    return found


def _read_values(data: bytes, order: str, at: int, signature: str) -> tuple[Value, ...]:
    values: list[Value] = []
    for kind in signature:
        if kind not in "suog":
            break
        value, at = _read_value(data, order, at, kind)
        values.append(value)
    return tuple(values)


def _read_value(data: bytes, order: str, at: int, kind: str) -> tuple[Value, int]:
    if kind == "g":
        return _read_signature(data, at)
    if kind not in ("s", "o", "u"):
        raise ValueError("kind")
    at = _next(at, 4)
    (number,) = struct.unpack_from(order + "I", data, at)
    if kind == "u":
        return number, at + 4
    end = at + 4 + number
    if end >= len(data):
        raise ValueError("cut off")
    return data[at + 4 : end].decode(), end + 1


def _read_signature(data: bytes, at: int) -> tuple[str, int]:
    end = at + 1 + data[at]
    return data[at + 1 : end].decode("ascii"), end + 1


def _put(into: bytearray, value: Value) -> None:
    _pad(into, 4)
    if isinstance(value, int):
        into += struct.pack("<I", value)
    else:
        text = value.encode()
        into += struct.pack("<I", len(text)) + text + b"\0"


def _pad(into: bytearray, to: int) -> None:
    into += bytes(_next(len(into), to) - len(into))


def _next(at: int, to: int) -> int:
    return (at + to - 1) // to * to
