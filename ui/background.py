"""Work that takes longer than a frame, done beside the screen; its result arrives in the GUI thread."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from shiboken6 import isValid

from kap_companion.errors import KnownError

T = TypeVar("T")


class Task(QObject, Generic[T]):
    """One piece of work under way.

    It belongs to the pool until its result was handed over, so nobody needs to hold it.
    """

    _finished = Signal(object)

    def __init__(
        self,
        pool: QThreadPool,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__(pool)
        self._work: Callable[[], T] | None = work
        self._done = done
        self._failed = failed
        self._wanted = True
        self._finished.connect(self._hand_over)

    def cancel(self) -> None:
        """Let the work run out, and hand nothing over."""
        self._wanted = False

    def work(self) -> None:
        """Do the work; called by the pool, in a thread of its own."""
        work, self._work = self._work, None
        if work is None or not self._wanted:
            self._finished.emit(None)
            return
        try:
            outcome: _Outcome = _Result(work())
        except Exception as error:  # noqa: BLE001 - handed to the GUI thread, where it is raised or said
            outcome = _Failure(error)
        # Whatever the work held on to (keys, passphrases) is let go before anyone hears of the result.
        del work
        self._finished.emit(outcome)

    @Slot(object)
    def _hand_over(self, outcome: "_Outcome | None") -> None:
        self.deleteLater()
        match outcome:
            case _Result(value) if self._is_wanted_by(self._done):
                self._done(value)
            case _Failure(KnownError() as error) if self._is_wanted_by(self._failed):
                self._failed(error)
            case _Failure(error) if not isinstance(error, KnownError):
                raise error
            case _:
                pass

    def _is_wanted_by(self, receiver: Callable[..., None]) -> bool:
        owner = getattr(receiver, "__self__", None)
        return self._wanted and (not isinstance(owner, QObject) or isValid(owner))


class _Result:
    __match_args__ = ("value",)

    def __init__(self, value: Any) -> None:  # noqa: ANN401 - the type is known to the task alone
        self.value = value


class _Failure:
    __match_args__ = ("error",)

    def __init__(self, error: Exception) -> None:
        self.error = error


_Outcome = _Result | _Failure


def run(
    pool: QThreadPool,
    work: Callable[[], T],
    done: Callable[[T], None],
    failed: Callable[[Exception], None],
) -> Task[T]:
    """Do `work` in the pool, then call `done` with its result in the GUI thread.

    A `KnownError` of the work is given to `failed`; any other exception is a bug and is raised in the GUI
    thread. Nothing is called when the task was cancelled or the receiver, where it is a widget, is gone.
    Call from the GUI thread; `work` may touch neither widgets nor records.
    """
    task = Task(pool, work, done, failed)
    pool.start(task.work)
    return task
