"""Qt counts a cursor's place in UTF-16 units, Python in characters; beyond the basic plane they differ."""


def to_characters(text: str, units: int) -> int:
    """The place in characters of a place in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "surrogatepass"))


def to_units(text: str, characters: int) -> int:
    """The place in UTF-16 units of a place in characters."""
    return len(text[:characters].encode("utf-16-le", "surrogatepass")) // 2
