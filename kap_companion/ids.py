"""Names for rows that sort by time of making and never collide between devices."""

from uuid_utils.compat import uuid7


def new_id() -> str:
    """A new uuid7 as text; ids made later sort later."""
    return str(uuid7())
