"""What one client is given on paper: seen and changed on their page."""

from functools import partial

from PySide6.QtCore import QObject

from kap_companion.errors import KnownError
from kap_companion.vault.practice import Practice
from kap_companion.vault.practice_folder import own_prompts
from kap_companion.vocabulary.people import Client
from kap_companion.worksheets.questions import load_questions
from ui.home.home_page import HomePage
from ui.home.on_paper_panel import OnPaperForm, Wording


class ClientsPaper(QObject):
    """Answers what the home page asks about a client's paper."""

    def __init__(self, practice: Practice, parent: QObject) -> None:
        super().__init__(parent)
        self._practice = practice

    def attach(self, page: HomePage) -> None:
        """Serve a home page until it is gone."""
        page.on_paper_requested.connect(partial(self._ask, page))
        page.client.on_paper_panel.decided.connect(partial(self._keep, page))

    def _ask(self, page: HomePage, client_id: str) -> None:
        record = self._practice.record
        try:
            client, head = record.client(client_id), record.letterhead()
        except KnownError as error:
            page.show_problem(str(error))
            return
        usual = head.language if head is not None else "en"
        page.client.on_paper_panel.ask(
            client.language,
            usual,
            part_two=bool(client.part_two),
            wordings=self._wordings(client, client.language or usual),
        )

    def _wordings(self, client: Client, language: str) -> tuple[Wording, ...]:
        if not client.wordings:
            return ()
        wrong: list[KnownError] = []
        book = load_questions(language, own_prompts(self._practice.folder), wrong.append)
        found = {key: book.find(key) for key in client.wordings}
        return tuple(
            Wording(key, asked.text if (asked := found[key]) is not None else "", words)
            for key, words in client.wordings.items()
        )

    def _keep(self, page: HomePage, form: OnPaperForm) -> None:
        record = self._practice.record
        try:
            before = record.client(page.client.client_id())
            wordings = {key: words for key, words in (before.wordings or {}).items() if key in form.wordings}
            changed = before.model_copy(
                update={
                    "language": form.language,
                    # What was never set stays unset where it comes to the same.
                    "part_two": form.part_two if form.part_two or before.part_two else before.part_two,
                    "wordings": wordings or (None if before.wordings is None else {}),
                }
            )
            if changed != before:
                record.change_client(changed)
        except KnownError as error:
            page.client.on_paper_panel.show_problem(str(error))
            return
        page.client.close_on_paper()
