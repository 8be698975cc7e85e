"""How a job stands, read from what a print server says of it and of its printer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.printing.standing import (
    JobSeen,
    JobState,
    PrinterSeen,
    PrinterState,
    Standing,
    standing,
    what_is_wrong,
)


def job(state: JobState) -> JobSeen:
    return JobSeen(7, "Worksheet", state)


def printer(*reasons: str, state: PrinterState = PrinterState.IDLE) -> PrinterSeen:
    return PrinterSeen(state, frozenset(reasons), accepts=True)


@pytest.mark.parametrize(
    ("reasons", "trouble"),
    [
        (("media-jam-error", "paused"), Standing.JAMMED),
        (("media-empty-error",), Standing.NO_PAPER),
        (("media-needed",), Standing.NO_PAPER),
        (("cover-open-error", "media-jam-error"), Standing.JAMMED),
        (("door-open",), Standing.OPEN),
        (("toner-empty-error",), Standing.NO_TONER),
        (("output-area-full-error",), Standing.TRAY_FULL),
        (("offline-report",), Standing.OFFLINE),
        (("com.example-fuser-error",), Standing.NEEDS_ATTENTION),
        (("paused",), Standing.PAUSED),
        (("toner-low-warning", "media-low-report"), None),
        (("connecting-to-device",), None),
        ((), None),
    ],
)
def test_the_gravest_reason_of_a_printer_is_what_is_wrong(
    reasons: tuple[str, ...], trouble: Standing | None
) -> None:
    assert what_is_wrong(printer(*reasons)) is trouble


@pytest.mark.parametrize(
    ("state", "ended"),
    [
        (JobState.COMPLETED, Standing.PRINTED),
        (JobState.CANCELED, Standing.CANCELLED),
        (JobState.ABORTED, Standing.GIVEN_UP),
    ],
)
def test_a_job_that_ended_is_not_in_trouble_whatever_its_printer_says(
    state: JobState, ended: Standing
) -> None:
    jammed = printer("media-jam-error", state=PrinterState.STOPPED)
    assert standing(job(state), jammed) is ended


@pytest.mark.parametrize(
    ("state", "stands"),
    [
        (JobState.PENDING, Standing.WAITING),
        (JobState.PROCESSING, Standing.PRINTING),
        (JobState.HELD, Standing.HELD),
        (JobState.STOPPED, Standing.HELD),
    ],
)
def test_a_job_at_a_printer_that_works_is_on_its_way_or_held(state: JobState, stands: Standing) -> None:
    assert standing(job(state), printer()) is stands


def test_a_stopped_printer_that_gives_no_reason_is_paused() -> None:
    assert standing(job(JobState.PENDING), printer(state=PrinterState.STOPPED)) is Standing.PAUSED


def test_a_job_that_the_queue_knows_no_more_is_gone_not_printed() -> None:
    assert standing(None, printer()) is Standing.GONE


def test_a_job_whose_printer_was_taken_away_is_lost_unless_it_was_printed_before() -> None:
    assert standing(job(JobState.CANCELED), None) is Standing.PRINTER_GONE
    assert standing(None, None) is Standing.PRINTER_GONE
    assert standing(job(JobState.COMPLETED), None) is Standing.PRINTED


@given(
    st.none() | st.sampled_from(JobState).map(job),
    st.none()
    | st.builds(PrinterSeen, st.sampled_from(PrinterState), st.frozensets(st.text()), st.booleans()),
)
def test_only_a_job_that_the_queue_calls_completed_counts_as_printed(
    seen: JobSeen | None, at: PrinterSeen | None
) -> None:
    completed = seen is not None and seen.state is JobState.COMPLETED
    assert (standing(seen, at) is Standing.PRINTED) is completed
