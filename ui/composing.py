"""From what was agreed to a sheet on paper: put together, and seen as it will be while that is done."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal

from kap_companion.errors import BugError, KnownError
from kap_companion.records.readers import Purpose, WorksheetReader, readers_for
from kap_companion.vault.practice import Practice
from kap_companion.vault.practice_folder import own_prompts, own_worksheets
from kap_companion.vocabulary.composition import Composition, SheetKind
from kap_companion.vocabulary.paper import Paper, PaperChoice
from kap_companion.vocabulary.session import Session
from kap_companion.worksheets.arranging import (
    dropped,
    moved,
    put_back,
    reworded,
    spaced,
    with_question,
    without_question,
)
from kap_companion.worksheets.compose import compose, made_of
from kap_companion.worksheets.compose_agreed import parts_of
from kap_companion.worksheets.contents import contents, wording_for_client
from kap_companion.worksheets.kept_sheets import beginning, kept_sheets
from kap_companion.worksheets.material import Material, material
from kap_companion.worksheets.on_the_sheet import on_the_sheet
from kap_companion.worksheets.own_templates import own_templates
from kap_companion.worksheets.press import Press
from kap_companion.worksheets.prompts import Prompts, load
from kap_companion.worksheets.questions import QuestionBook, load_questions
from kap_companion.worksheets.sheet import Sheet
from ui import commands, theme
from ui.drawing_sheets import DrawingSheets
from ui.half_written import HalfComposed
from ui.main_window import MainWindow
from ui.printing.printing import Printing
from ui.words import uses_letter_paper
from ui.worksheets.composing_page import ComposingPage
from ui.worksheets.given_words import given_rows
from ui.worksheets.put_together import PutTogether
from ui.worksheets.sheet_words import on_the_sheet_words


class Composing(QObject):
    """Leads through putting one session's sheets together; each change is seen at once.

    Signals:
        save_wanted: the `ComposingPage`, and the sheet as `PutTogether`.
        print_wanted: the same.
        choosing_wanted: the `Session` of which something else is to be agreed.
        left: the id of the client whose page is to be shown.
        lock_requested: close the practice.
    """

    save_wanted = Signal(object, object)
    print_wanted = Signal(object, object)
    choosing_wanted = Signal(object)
    left = Signal(str)
    lock_requested = Signal()

    def __init__(
        self,
        window: MainWindow,
        practice: Practice,
        press: Press,
        printing: Printing,
        pool: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._practice = practice
        self._printing = printing
        self._drawing = DrawingSheets(press, pool, self)
        self._session: Session | None = None
        self._material: Material | None = None
        self._composition = self._begun = Composition(sheet=SheetKind.MEETING)
        self._sheet: Sheet | None = None

    def open(self, session: Session) -> None:
        """Put together what a session's client takes home; begins from the last one.

        Raises:
            KnownError: the record does not read.
        """
        self._session = session
        self._material = material(self._reader(), session.id, self._practice.name)
        page = ComposingPage(self._printing)
        page.sheets.show_parts(self._agreed_parts(self._material))
        self._connect(page)
        self._window.present(page, theme.DAYLIGHT)
        self._begin(page, SheetKind.MEETING)
        self.show_given(page)

    def show_given(self, page: ComposingPage) -> None:
        """Show which sheets were given to this client by now."""
        if self._session is not None:
            page.kept.show_rows(given_rows(kept_sheets(self._reader(), self._session.client)))

    @property
    def composition(self) -> Composition:
        """How the sheet is put together now."""
        return self._composition

    @property
    def is_settled(self) -> bool:
        """Whether the newest change is what is seen."""
        return self._drawing.is_settled

    def half_written(self) -> HalfComposed | None:
        """The sheet that is being put together; None where nothing of it was changed."""
        if self._session is None or self._composition == self._begun:
            return None
        return HalfComposed(session=self._session.id, composition=self._composition)

    def take_up(self, composition: Composition) -> None:
        """Go on with the sheet that was being put together before a lock."""
        page = self._window.page
        if isinstance(page, ComposingPage):
            self._change(page, composition)

    def _connect(self, page: ComposingPage) -> None:
        page.sheets.chosen.connect(partial(self._begin, page))
        page.sheets.part_chosen.connect(partial(self._choose_part, page))
        page.paper.changed.connect(lambda: self._change(page, page.paper.applied_to(self._composition)))
        rows = page.contents
        rows.ticked.connect(lambda key, on: self._edit(page, put_back if on else dropped, key))
        rows.moved.connect(partial(self._move, page))
        rows.reworded.connect(lambda key, words: self._edit(page, reworded, key, words))
        rows.asked.connect(lambda section, text, key: self._edit(page, with_question, section, text, key))
        rows.taken_away.connect(lambda key: self._edit(page, without_question, key))
        rows.spaced.connect(lambda key, space: self._edit(page, spaced, key, space))
        rows.kept_for_client.connect(partial(self._keep_wording, page))
        page.save_requested.connect(lambda: self.save_wanted.emit(page, self._put_together()))
        page.print_requested.connect(lambda: self.print_wanted.emit(page, self._put_together()))
        page.kept.chosen.connect(partial(self._show_as_given, page))
        for leaving in (page.left, page.finished):
            leaving.connect(self._printing.leave)
        page.left.connect(lambda: self.choosing_wanted.emit(self._session))
        page.finished.connect(lambda: self.left.emit(self._session.client if self._session else ""))
        commands.install(page, {"lock": lambda _: self.lock_requested.emit()})

    def _begin(self, page: ComposingPage, kind: SheetKind) -> None:
        if self._session is None:
            return
        usual = Paper.LETTER if uses_letter_paper() else Paper.A4
        begun = beginning(self._reader(), self._session.id, kind, paper=PaperChoice(paper=usual))
        own = own_templates(own_worksheets(self._practice.folder))
        page.paper.show_templates([each.name for each in own if each.kind is kind])
        self._begun = begun
        self._change(page, begun)

    def _choose_part(self, page: ComposingPage, part: str) -> None:
        self._change(page, self._composition.model_copy(update={"part": part}))

    def _edit(self, page: ComposingPage, act: Callable[..., Composition], *given: object) -> None:
        self._change(page, act(self._composition, *given))

    def _move(self, page: ComposingPage, key: str, by: int) -> None:
        if self._material is None:
            return
        words, book = self._words(page, self._composition.language)
        sections = [each.key for each in made_of(self._material, self._composition, words, book)]
        self._change(page, moved(self._composition, sections, key, by))

    def _keep_wording(self, page: ComposingPage, key: str) -> None:
        """The words of a question of the library are this client's from now on."""
        if self._material is None:
            return
        client = self._material.client
        wording = wording_for_client(self._material, self._composition, key)
        if wording is None:
            return
        changed = client.model_copy(update={"wordings": (client.wordings or {}) | dict([wording])})
        try:
            self._practice.record.change_client(changed)
        except KnownError as error:
            page.show_problem(str(error))
            return
        self._material = replace(self._material, client=changed)
        self._edit(page, reworded, key, "")
        page.show_done(self.tr("From now on this question is asked in these words."))

    def _change(self, page: ComposingPage, composition: Composition) -> None:
        """Show a sheet put together that way; its picture follows."""
        made = self._material
        if made is None:
            return
        self._composition = composition
        page.say_nothing()
        words, book = self._words(page, composition.language)
        self._sheet = compose(made, composition, words, book)
        page.sheets.show_kind(composition.sheet, composition.part)
        page.paper.show_composition(composition)
        page.contents.show_contents(contents(made, composition, words, book))
        page.contents.show_library(book.questions)
        page.show_what(on_the_sheet_words(on_the_sheet(self._sheet, made)))
        page.show_as_given("")
        self._drawing.draw(page, self._sheet, composition)

    def _words(self, page: ComposingPage, language: str) -> tuple[Prompts, QuestionBook]:
        wrong: list[KnownError] = []
        own = own_prompts(self._practice.folder)
        words, book = load(language, own, wrong.append), load_questions(language, own, wrong.append)
        if wrong:
            page.show_problem(str(wrong[0]))
        return words, book

    def _show_as_given(self, page: ComposingPage, kept_id: str) -> None:
        client = self._session.client if self._session is not None else ""
        for given in kept_sheets(self._reader(), client):
            if given.worksheet.id == kept_id:
                self._drawing.draw_as_given(page, given)

    def _put_together(self) -> PutTogether:
        if self._session is None or self._sheet is None:
            message = "no sheet is being put together"
            raise BugError(message)
        return PutTogether(self._session, self._sheet, self._composition)

    def _agreed_parts(self, made: Material) -> list[tuple[str, str]]:
        unnamed = self.tr("A part without a name")
        return [(part.about, part.name or unnamed) for part in parts_of(made.items)]

    def _reader(self) -> WorksheetReader:
        return readers_for(Purpose.WORKSHEET, self._practice.record, None)
