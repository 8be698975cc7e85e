"""What a person would see of a practice, whatever state its files are in."""

from dataclasses import dataclass

from kap_companion.session.rows import rows_of
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.part import Part, PartLink
from kap_companion.vocabulary.people import Client, Person
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.shared import SharedItem

Value = Person | Client | Session | Entry | SharedItem | Part | PartLink


@dataclass(frozen=True)
class Shown:
    """All values of a practice."""

    values: tuple[Value, ...]

    @classmethod
    def of(cls, practice: Practice) -> "Shown":
        """Everything in the record and in one's own notebook.

        Raises:
            PracticeDamagedError: something does not read.
        """
        record, notebook = practice.record, practice.notebook
        values: list[Value] = [*record.people(), *record.clients(), *record.sessions()]
        for session in record.sessions():
            values += [*record.shared(session.id), *rows_of(record, notebook, session.id)]
        for client in record.clients():
            if notebook is not None:
                values += [*notebook.parts(client.id), *notebook.links(client.id)]
        return cls(tuple(values))

    def made_up(self, true: "Shown") -> list[str]:
        """What is shown here and is not in the true showing, by its kind."""
        written = {(type(value), value.id): value for value in true.values}
        return [
            type(value).__name__ for value in self.values if written.get((type(value), value.id)) != value
        ]
