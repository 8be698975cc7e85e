"""What is said of a bug: its kind and the places it passed, and never a word of its message."""

import subprocess
import sys
from pathlib import Path

import pytest

from ui.crash import report_of

BUGS = """
import threading
from kap_companion.errors import KnownError
from ui import crash

known = []
crash.install(known.append, lambda: None)

class Untidy:
    def __del__(self):
        raise ZeroDivisionError("Ottoline")

def fail(words):
    quoted = words
    raise LookupError(quoted) from ValueError(words)

Untidy()
worker = threading.Thread(target=fail, args=("Ottoline",))
worker.start()
worker.join()
fail("Ottoline")
"""


def test_a_report_names_kinds_and_places_and_quotes_nothing() -> None:
    with pytest.raises(LookupError) as caught:
        raise LookupError("Ottoline")
    report = report_of(caught.type, caught.tb)
    assert report.splitlines()[0] == "LookupError"
    assert "test_a_report_names" in report
    assert "Ottoline" not in report


def test_nothing_that_goes_wrong_anywhere_is_quoted() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", BUGS],
        check=False,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    told = ran.stderr + ran.stdout
    assert told.count("LookupError") == 2
    assert "ZeroDivisionError" in told
    assert "Ottoline" not in told
