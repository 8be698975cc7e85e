import io
from datetime import date

import pypdf
import pytest

from kap_companion.vault.recovery import RecoveryCode
from kap_companion.worksheets.recovery_sheet import recovery_sheet
from kap_companion.worksheets.typeset import Paper
from tests.worksheets.sharing import claims_pdf_ua, metadata, read_back

CODE = RecoveryCode.from_secret(bytes(range(20)))
MADE_ON = date(2026, 11, 21)


@pytest.mark.parametrize("paper", Paper)
def test_every_group_is_on_one_page_in_order(paper: Paper) -> None:
    made = recovery_sheet(CODE, "Stillwater Clinic", MADE_ON, paper)
    assert len(pypdf.PdfReader(io.BytesIO(made.pdf)).pages) == 1
    text = read_back(made.pdf)
    places = [text.index(f"{place} {group}") for place, group in enumerate(CODE.groups, start=1)]
    assert places == sorted(places)
    assert "For Stillwater Clinic, made on 21 November 2026" in text
    assert made.note == ""
    assert claims_pdf_ua(made.pdf)


def test_what_is_read_from_the_sheet_opens_the_practice() -> None:
    text = read_back(recovery_sheet(CODE, "Stillwater", MADE_ON, Paper.A4).pdf)
    groups = [word for word in text.split() if word in CODE.groups]
    assert RecoveryCode.parse(" ".join(groups)).secret == bytes(range(20))


def test_the_code_is_nowhere_in_the_files_properties() -> None:
    pdf = recovery_sheet(CODE, "Stillwater", MADE_ON, Paper.LETTER).pdf
    properties = metadata(pdf) + str(pypdf.PdfReader(io.BytesIO(pdf)).metadata)
    assert not any(group in properties for group in CODE.groups)


@pytest.mark.parametrize("practice", ["", "\ud83e\x00\u202e", "#import $x$ <y>", "מרפאה", "x" * 200])
def test_any_name_of_a_practice_can_be_printed(practice: str) -> None:
    made = recovery_sheet(CODE, practice, MADE_ON, Paper.LETTER)
    assert all(group in read_back(made.pdf) for group in CODE.groups)
