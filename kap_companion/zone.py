"""The name of the zone this computer is set to."""

import os
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_LOCALTIME = Path("/etc/localtime")


def local_zone() -> str:
    """The IANA name, such as "Europe/Berlin"; empty where the system does not say it."""
    candidates = (os.environ.get("TZ", "").lstrip(":"), _from_localtime(), _from_file(Path("/etc/timezone")))
    return next((name for name in candidates if _is_known(name)), "")


def _from_localtime() -> str:
    if not _LOCALTIME.is_symlink():
        return ""
    _, found, name = str(_LOCALTIME.resolve()).partition("zoneinfo/")
    return name if found else ""


def _from_file(path: Path) -> str:
    try:
        return path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _is_known(name: str) -> bool:
    if not name:
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
