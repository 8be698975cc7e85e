"""Asking a print server a question, and sending it a document, through libcups."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from ctypes import byref, c_char_p, c_void_p
from typing import Final

from kap_companion.errors import KnownError
from ui.printing import libcups_calls

ANSWER_MS: Final = 3_000
# The numbers are those of the protocol (RFC 8010 and 8011).
_OPERATION: Final = 0x01
_NO_VALUE_BELOW: Final = 0x20
_INTEGER, _BOOLEAN, _ENUM = 0x21, 0x22, 0x23
_URI: Final = 0x45
_NAME: Final = 0x42
_KEYWORD: Final = 0x44
_MIME_TYPE: Final = 0x49
_PRINT_JOB: Final = 0x02
_REFUSED_FROM: Final = 0x0400
NOT_FOUND: Final = 0x0406
# What libcups itself says where nobody answers: internal error, service unavailable.
_NOT_REACHED: Final = frozenset({0x0500, 0x0502})

Values = tuple[int | str, ...]


class NoAnswerError(KnownError):
    """The print server could not be asked, or did not answer in time."""


class NoServerError(NoAnswerError):
    """There is no print server."""


class RefusedError(KnownError):
    """The print server answered that it will not.

    Attributes:
        status: of the protocol, such as 0x0406 for what is not there.
    """

    def __init__(self, status: int) -> None:
        super().__init__("The printing system of this computer refused that.", "")
        self.status = status


class LibCups:
    """One loaded libcups; every question makes a connection of its own, so any thread may ask.

    Args:
        answer_ms: how long a server may take to answer.

    Raises:
        OSError: the library is not there, or this is no system that prints with it.
    """

    def __init__(self, answer_ms: int = ANSWER_MS) -> None:
        self._answer_ms = answer_ms
        self._library = libcups_calls.load()

    def ask(
        self, operation: int, target: Mapping[str, str], wanted: Sequence[str] = ()
    ) -> list[dict[str, Values]]:
        """Ask one question.

        Args:
            operation: its number in the protocol.
            target: addresses, by the name of the attribute they are sent as.
            wanted: names of the attributes wanted in the answer.

        Returns:
            What was told, one group after another, in the order it came.

        Raises:
            NoServerError: there is no server.
            NoAnswerError: it does not answer within a few seconds.
            RefusedError: the server said no.
        """
        call = self._library
        with self._connection() as connection:
            request = call.ippNewRequest(operation)
            for name, address in target.items():
                self._add(request, _URI, name, address)
            call.ippAddString(request, _OPERATION, _NAME, b"requesting-user-name", None, call.cupsUser())
            if wanted:
                names = (c_char_p * len(wanted))(*(name.encode() for name in wanted))
                call.ippAddStrings(
                    request, _OPERATION, _KEYWORD, b"requested-attributes", len(wanted), None, names
                )
            return self._read(call.cupsDoRequest(connection, request, b"/"))

    def send(self, address: str, title: str, options: Mapping[str, str], document: int) -> int:
        """Send a PDF to a printer's queue as one job.

        Args:
            address: the printer's.
            title: as it stands in the queue.
            options: what is asked of the printer, such as `copies`, by the names of CUPS.
            document: a file that is open for reading, at its beginning.

        Returns:
            The number of the job.

        Raises:
            NoServerError: there is no server.
            NoAnswerError: it fell silent before it said that it has all.
            RefusedError: the server did not take it.
        """
        call = self._library
        with self._connection() as connection, self._options(options) as (count, pairs):
            request = call.ippNewRequest(_PRINT_JOB)
            self._add(request, _URI, "printer-uri", address)
            call.ippAddString(request, _OPERATION, _NAME, b"requesting-user-name", None, call.cupsUser())
            self._add(request, _NAME, "job-name", title)
            self._add(request, _MIME_TYPE, "document-format", "application/pdf")
            call.cupsEncodeOptions(request, count, pairs)
            resource = f"/{address.split('/', 3)[3]}".encode()
            answer = call.cupsDoIORequest(connection, request, resource, document, -1)
            return next(int(group["job-id"][0]) for group in self._read(answer) if group.get("job-id"))

    @contextmanager
    def _options(self, options: Mapping[str, str]) -> Iterator[tuple[int, c_void_p]]:
        pairs, count = c_void_p(), 0
        for name, value in options.items():
            count = self._library.cupsAddOption(name.encode(), value.encode(), count, byref(pairs))
        try:
            yield count, pairs
        finally:
            self._library.cupsFreeOptions(count, pairs)

    @contextmanager
    def _connection(self) -> Iterator[int]:
        call = self._library
        # libcups keeps the server's address for each thread; it is read from the environment anew.
        call.cupsSetServer(None)
        connection = call.httpConnect2(
            call.cupsServer(), call.ippPort(), None, 0, call.cupsEncryption(), 1, self._answer_ms, None
        )
        if not connection:
            raise _silent(NoServerError)
        try:
            call.httpSetTimeout(connection, self._answer_ms / 1000, None, None)
            yield connection
        finally:
            call.httpClose(connection)

    def _add(self, request: int, tag: int, name: str, value: str) -> None:
        self._library.ippAddString(request, _OPERATION, tag, name.encode(), None, value.encode())

    def _read(self, answer: int | None) -> list[dict[str, Values]]:
        """The groups of an answer, which is given back to libcups."""
        call = self._library
        status = call.ippGetStatusCode(answer) if answer else call.cupsLastError()
        try:
            if status in _NOT_REACHED and not answer:
                raise _silent(NoAnswerError)
            if status >= _REFUSED_FROM:
                raise RefusedError(status)
            return list(self._groups(answer)) if answer else []
        finally:
            if answer:
                call.ippDelete(answer)

    def _groups(self, answer: int) -> Iterator[dict[str, Values]]:
        """Groups are told apart by an attribute without a name between them."""
        call = self._library
        group: dict[str, Values] = {}
        attribute = call.ippFirstAttribute(answer)
        while attribute:
            name = call.ippGetName(attribute)
            if name is None:
                if group:
                    yield group
                group = {}
            elif call.ippGetGroupTag(attribute) != _OPERATION:
                group[name.decode()] = self._values(attribute)
            attribute = call.ippNextAttribute(answer)
        if group:
            yield group

    def _values(self, attribute: int) -> Values:
        call = self._library
        tag = call.ippGetValueTag(attribute)
        places = range(call.ippGetCount(attribute))
        if tag < _NO_VALUE_BELOW:
            return ()
        if tag == _BOOLEAN:
            return tuple(call.ippGetBoolean(attribute, place) for place in places)
        if tag in {_INTEGER, _ENUM}:
            return tuple(call.ippGetInteger(attribute, place) for place in places)
        texts = (call.ippGetString(attribute, place, None) for place in places)
        return tuple(text.decode(errors="replace") for text in texts if text is not None)


def _silent(error: type[NoAnswerError]) -> NoAnswerError:
    return error(
        "The printing system of this computer does not answer.",
        "Check that printing (CUPS) is running, or save as PDF.",
    )
