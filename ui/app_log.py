"""The log of the app: a small file beside its settings, for its owner alone; it holds no client's word."""

import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

NAME: Final = "app.log"
_MOST_BYTES: Final = 128 * 1024
_MODE: Final = 0o600


class _PrivateFile(RotatingFileHandler):
    """Made when the first line is written; when it is full, one older file is kept."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return TextIOWrapper(
            os.fdopen(os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _MODE), "ab"),
            encoding="utf-8",
        )

    def handleError(self, record: logging.LogRecord) -> None:
        """A disk that takes no log stops nothing, and there is nowhere else to say so."""


def keep_log(folder: Path) -> logging.Handler:
    """Write what the companion's own rooms log into a file of that folder."""
    handler = _PrivateFile(folder / NAME, maxBytes=_MOST_BYTES, backupCount=1, delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(message)s"))
    logger = logging.getLogger("kap_companion")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return handler
