import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kap_companion.vocabulary.signature import Meaning
from ui.signing.addenda_panel import AddingAs, AdditionForm, AdditionShown
from ui.signing.record_page import RecordPage, SignatureShown
from ui.signing.risks_panel import RiskAnswer, RiskShown
from ui.signing.signing_panel import SignForm
from ui.theme import DAYLIGHT, style_sheet

MARK = RiskShown("mark-1", "Suicidality", "T+0:41", "I did not want to be here last week")


@pytest.fixture
def page(qtbot: QtBot) -> RecordPage:
    made = RecordPage("Wren · session 2", "IM ketamine · 5 Nov 2026")
    made.setStyleSheet(style_sheet(DAYLIGHT))
    qtbot.addWidget(made)
    made.resize(1200, 1000)
    made.show()
    qtbot.waitActive(made)
    return made


def _words(page: RecordPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if not label.isHidden())


def test_a_risk_is_answered_with_words_for_the_record_and_why(qtbot: QtBot, page: RecordPage) -> None:
    answers: list[RiskAnswer] = []
    page.risks.answered.connect(answers.append)
    page.risks.show_risks((MARK,))
    (card,) = page.risks.cards()
    card.copy.click()
    assert not answers
    card.text.setPlainText("Passive thoughts of not being here, last week; none today.")
    qtbot.keyClicks(card.why, "the prescriber must know")
    card.copy.click()
    assert answers == [
        RiskAnswer(
            "mark-1", "Passive thoughts of not being here, last week; none today.", "the prescriber must know"
        )
    ]


def test_a_risk_that_stays_in_the_notebook_says_why(qtbot: QtBot, page: RecordPage) -> None:
    answers: list[RiskAnswer] = []
    page.risks.answered.connect(answers.append)
    page.risks.show_risks((MARK,))
    (card,) = page.risks.cards()
    qtbot.keyClicks(card.why, "a figure of speech, asked and answered")
    card.leave.click()
    assert answers == [RiskAnswer("mark-1", None, "a figure of speech, asked and answered")]


def test_signing_asks_for_the_passphrase_once_more_and_as_what(qtbot: QtBot, page: RecordPage) -> None:
    forms: list[SignForm] = []
    page.signing.signing_described.connect(forms.append)
    page.signing.offer("Ana Ruiz, therapist, signs.", frozenset(Meaning), may_sign=True)
    page.signing.sign.click()
    assert not forms
    assert "Please type your passphrase." in _words(page)
    qtbot.keyClicks(page.signing.passphrase, "grey heron, slow river")
    qtbot.keyClick(page.signing.passphrase, Qt.Key.Key_Return)
    (form,) = forms
    assert form.meaning is Meaning.AUTHOR
    assert page.signing.passphrase.is_empty()
    assert "heron" not in repr(form)


def test_nothing_can_be_signed_while_a_risk_is_open(qtbot: QtBot, page: RecordPage) -> None:
    forms: list[SignForm] = []
    page.signing.signing_described.connect(forms.append)
    page.signing.offer("Ana Ruiz, therapist, signs.", frozenset(Meaning), may_sign=False)
    assert not page.signing.sign.isEnabled()
    page.signing.passphrase.submitted.emit()
    assert not forms


def test_an_addendum_needs_its_words_and_its_reason(qtbot: QtBot, page: RecordPage) -> None:
    added: list[AdditionForm] = []
    page.addenda.addition_described.connect(added.append)
    page.addenda.let_write(notebook=True)
    page.addenda.add.click()
    assert not added
    page.addenda.text.setPlainText("The sister called: the ride home went well.")
    qtbot.keyClicks(page.addenda.reason, "not known then")
    qtbot.keyClick(page.addenda.reason, Qt.Key.Key_Return)
    assert [(form.adding_as, form.text, form.reason) for form in added] == [
        (AddingAs.ADDENDUM, "The sister called: the ride home went well.", "not known then")
    ]


def test_without_a_notebook_nothing_can_be_added_to_private_notes(page: RecordPage) -> None:
    page.addenda.let_write(notebook=False)
    offered = {page.addenda.adding_as.itemData(n) for n in range(page.addenda.adding_as.count())}
    assert offered == {AddingAs.ADDENDUM, AddingAs.LATE_ENTRY}


def test_additions_and_signatures_are_shown_with_who_when_and_why(page: RecordPage) -> None:
    page.addenda.show_additions(
        (AdditionShown("Addendum · Ana Ruiz · 7 Nov 2026", "Went well.", "not known"),)
    )
    page.show_record("10:03  dose 60 mg", (SignatureShown("Ana Ruiz, therapist, signed as author", True),))
    words = _words(page)
    for said in ("Addendum · Ana Ruiz · 7 Nov 2026", "Went well.", "Why: not known", "signed as author"):
        assert said in words


def test_nothing_is_left_on_a_page_that_was_told_to_forget(qtbot: QtBot, page: RecordPage) -> None:
    page.show_record("10:03  dose 60 mg", ())
    qtbot.keyClicks(page.signing.passphrase, "grey heron")
    page.forget()
    assert page.record.toPlainText() == ""
    assert page.signing.passphrase.is_empty()
