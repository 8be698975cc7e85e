import io
from datetime import UTC, datetime

import pypdf
import pytest

from kap_companion.vault.recovery import RecoveryCode
from kap_companion.vocabulary.paper import Paper, PaperChoice, Points
from kap_companion.worksheets.press import Press, Typeset
from kap_companion.worksheets.recovery_sheet import recovery_sheet
from tests.worksheets.sharing import claims_pdf_ua, metadata, read_back

CODE = RecoveryCode.from_secret(bytes(range(20)))
MADE_AT = datetime(2026, 11, 21, 17, tzinfo=UTC)
PRESS = Press()


def made_for(practice: str, paper: Paper = Paper.LETTER, points: Points = 11) -> Typeset:
    return recovery_sheet(CODE, practice, PRESS, PaperChoice(paper=paper, points=points), MADE_AT)


@pytest.mark.parametrize("paper", Paper)
def test_every_group_is_on_one_page_in_order(paper: Paper) -> None:
    made = made_for("Stillwater Clinic", paper)
    assert len(pypdf.PdfReader(io.BytesIO(made.pdf)).pages) == 1
    text = read_back(made.pdf)
    places = [text.index(f"{place} {group}") for place, group in enumerate(CODE.groups, start=1)]
    assert places == sorted(places)
    assert "For Stillwater Clinic, made on 21 November 2026" in text
    assert made.note == ""
    assert claims_pdf_ua(made.pdf)


def test_what_is_read_from_the_sheet_opens_the_practice() -> None:
    text = read_back(made_for("Stillwater", Paper.A4).pdf)
    groups = [word for word in text.split() if word in CODE.groups]
    assert RecoveryCode.parse(" ".join(groups)).secret == bytes(range(20))


def test_the_code_is_nowhere_in_the_files_properties() -> None:
    pdf = made_for("Stillwater").pdf
    properties = metadata(pdf) + str(pypdf.PdfReader(io.BytesIO(pdf)).metadata)
    assert not any(group in properties for group in CODE.groups)


@pytest.mark.parametrize("practice", ["", "\ud83e\x00\u202e", "#import $x$ <y>", "מרפאה", "x" * 200])
def test_any_name_of_a_practice_can_be_printed(practice: str) -> None:
    made = made_for(practice)
    assert all(group in read_back(made.pdf) for group in CODE.groups)


@pytest.mark.parametrize("points", [16, 20])
def test_in_large_print_no_group_is_broken(points: Points) -> None:
    text = read_back(made_for("Stillwater Clinic", points=points).pdf)
    assert all(group in text.split() for group in CODE.groups)
