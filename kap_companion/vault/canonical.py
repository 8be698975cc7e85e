"""One spelling for one value, where a key vouches for it."""

import json
from typing import Any


def canonical_json(value: dict[str, Any]) -> bytes:
    """One spelling for one value: keys sorted, no spaces, ASCII only."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")
