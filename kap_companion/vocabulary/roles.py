"""The roles a part can have. Self is not among them: Self is not a part."""

from enum import StrEnum


class Role(StrEnum):
    """What a part does in the inner family, as far as is known."""

    MANAGER = "manager"
    FIREFIGHTER = "firefighter"
    EXILE = "exile"
    SELF_LIKE = "self_like"
    UNKNOWN = "unknown"
