"""What CUPS tells, and that nothing is claimed where it cannot be asked."""

import sys

import pytest

from tests.ui.printing.lab import PrintLab
from ui.printing.cups import Cups, find_cups
from ui.printing.libcups import LibCups, NoServerError
from ui.printing.standing import PrinterState


@pytest.fixture
def cups(lab: PrintLab) -> Cups:
    return Cups(LibCups())


def test_a_printer_tells_how_it_is(lab: PrintLab, cups: Cups) -> None:
    lab.pause(lab.add("Ward"))
    seen = cups.printer("Ward")
    assert seen is not None
    assert (seen.state, seen.accepts, seen.reasons) == (PrinterState.STOPPED, True, frozenset({"paused"}))


def test_a_printer_of_which_nobody_knows_is_none(cups: Cups) -> None:
    assert cups.printer("Attic") is None


def test_an_instance_of_a_queue_is_the_queue(lab: PrintLab, cups: Cups) -> None:
    lab.add("Ward")
    assert cups.printer("Ward/duplex") == cups.printer("Ward")


def test_a_job_of_which_nobody_knows_is_none_and_cancelling_it_does_nothing(cups: Cups) -> None:
    assert cups.job(999_999) is None
    cups.cancel(999_999)


def test_a_print_server_that_is_not_there_is_told_apart_from_a_silent_one(
    no_print_server: None,
) -> None:
    cups = find_cups()
    if cups is None:
        pytest.skip("libcups is not installed (Debian: libcups2)")
    with pytest.raises(NoServerError):
        cups.reach()


def test_on_other_systems_nothing_is_claimed_to_be_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert find_cups() is None
