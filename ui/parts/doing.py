"""What is done about a client's parts while one looks at them, and taking the last of it back."""

from collections.abc import Callable

from kap_companion.clock import Clock
from kap_companion.parts.tending import Tending
from kap_companion.records.notebook import Notebook


class Doing:
    """One person's acts, in the order done; each can be taken back until the pages are left."""

    def __init__(self, notebook: Notebook, clock: Clock, author: str, client: str) -> None:
        self._notebook = notebook
        self._client = client
        self._tending = Tending(notebook, clock, author, client)
        self._done: list[tuple[str, ...]] = []

    def do(self, act: Callable[[Tending], object]) -> None:
        """Do something.

        Raises:
            KnownError: it makes no sense, or the disk did not take it; nothing was done then.
        """
        before = {each.id for each in self._notebook.acts(self._client)}
        act(self._tending)
        done = tuple(each.id for each in self._notebook.acts(self._client) if each.id not in before)
        if done:
            self._done.append(done)

    def take_back(self) -> bool:
        """Take back what was done last; False where nothing is left to take back.

        Raises:
            KnownError: the disk did not take it.
        """
        if not self._done:
            return False
        for act_id in reversed(self._done[-1]):
            self._tending.take_back(act_id)
        self._done.pop()
        return True
