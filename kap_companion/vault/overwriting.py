"""Secrets are kept in buffers that can be overwritten; Python's texts and bytes cannot."""

Secret = bytes | bytearray
"""Secret bytes; a `bytearray` where it is ours to overwrite."""


def overwrite(*buffers: bytearray) -> None:
    """Put zeros in the place of what the buffers hold; their length stays."""
    for buffer in buffers:
        buffer[:] = bytes(len(buffer))
