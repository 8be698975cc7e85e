import io

import pypdf
import pytest

from kap_companion.session import protocol
from kap_companion.vocabulary.paper import TEXT_POINTS, Paper, PaperChoice, Points
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.protocol import PhasePlan, Protocol, VisitKind, VitalsPlan, VitalsPoint
from kap_companion.worksheets.blank_log import STEP_MINUTES, blank_log, blank_log_pages, log_lines
from kap_companion.worksheets.press import Press, Typeset
from tests.builders import BEGAN
from tests.worksheets.sharing import claims_pdf_ua, read_back

PRESS = Press()


def made_of(plan: Protocol, paper: Paper = Paper.A4, points: Points = 11) -> Typeset:
    return blank_log(plan, PRESS, PaperChoice(paper=paper, points=points), BEGAN)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("key", protocol.names())
def test_every_protocol_prints_a_log_that_screen_readers_can_read(key: str, paper: Paper) -> None:
    made = made_of(protocol.load(key), paper)
    assert made.note == ""
    assert claims_pdf_ua(made.pdf)


@pytest.mark.parametrize("key", protocol.names())
def test_the_log_holds_what_the_protocol_asks_for(key: str) -> None:
    plan = protocol.load(key)
    text = " ".join(read_back(made_of(plan).pdf).split())
    assert plan.name in text
    for question in (*plan.checklist, *plan.discharge.needs):
        assert " ".join(question.question.split()[:4]) in text


def test_vitals_stand_at_their_minutes_also_between_the_lines() -> None:
    plan = Protocol(
        key="own",
        name="Ours",
        vitals=VitalsPlan(points=(VitalsPoint(minutes=12), VitalsPoint(minutes=30))),
    )
    lines = {line.label: line.due for line in log_lines(plan, "vitals")}
    assert lines["0:12"] == "vitals"
    assert lines["0:30"] == "vitals"
    assert lines["0:10"] == ""


def test_a_visit_without_a_dose_counts_its_own_minutes() -> None:
    plan = Protocol(
        key="visit",
        name="Visit",
        visit=VisitKind.INTEGRATION,
        phases=(PhasePlan(phase=Phase.INTEGRATION, minutes=53),),
    )
    lines = log_lines(plan, "vitals")
    assert [line.minutes for line in lines] == list(range(0, 56, STEP_MINUTES))
    assert "First dose" not in read_back(made_of(plan).pdf)


def test_a_name_that_looks_like_markup_is_printed_as_it_is() -> None:
    plan = Protocol(key="own", name="#import $x$ <y>")
    assert "#import $x$ <y>" in read_back(made_of(plan).pdf)


@pytest.mark.parametrize("points", TEXT_POINTS)
def test_in_large_print_the_log_holds_the_same(points: Points) -> None:
    plan = protocol.load("im")
    text = read_back(made_of(plan, points=points).pdf)
    assert all(f"{line.label}" in text for line in log_lines(plan, "vitals"))
    assert "Witness" in text


def test_what_is_shown_before_printing_has_as_many_pages_as_the_file() -> None:
    plan = protocol.load("im")
    shown = blank_log_pages(plan, PRESS, PaperChoice(paper=Paper.A4))
    assert len(shown.svg) == len(pypdf.PdfReader(io.BytesIO(made_of(plan).pdf)).pages)
