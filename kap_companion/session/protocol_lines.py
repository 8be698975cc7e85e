"""On which line of a TOML file something stands, for the sentence that says what was expected there.

The standard parser keeps no lines of what it understood, so the file is read a second time. Only a text that
the parser took is read here: strings, comments and brackets are recognised, nothing is judged.
"""

import re
from collections import Counter
from typing import Final

from kap_companion.toml_file import DEEPEST, KeyPath

_TOKEN: Final = re.compile(
    r"""(?P<long>\"{3}(?:[^\\]|\\.)*?\"{3,5}|'{3}.*?'{3,5})"""
    r"""|(?P<text>"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
    r"""|(?P<comment>\#[^\n]*)|(?P<newline>\n)|(?P<space>[ \t\r]+)"""
    r"""|(?P<mark>[\[\]{}=,])|(?P<bare>[^\s\[\]{}=,"'\#]+)""",
    re.DOTALL,
)
_SKIPPED: Final = ("space", "comment")
_Token = tuple[str, str, int]


class Lines:
    """One walk through the text, which finds where every value, list and table begins.

    Open lists and inline tables lie on a stack of their own, so that no depth of brackets is too deep.
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[KeyPath, int] = {}
        self._lengths: Counter[KeyPath] = Counter()
        self._table: KeyPath = ()
        self._open: list[tuple[str, KeyPath]] = []
        self._name: list[str] = []
        self._tokens = _tokens(text)
        at = 0
        while at < len(self._tokens):
            at = self._step(at)

    def of(self, path: KeyPath) -> int:
        """The line, counted from 1, of the value at `path`, or else of the nearest table or list."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def _step(self, at: int) -> int:
        kind, said, line = self._tokens[at]
        if kind == "newline":
            self._name = self._name if self._open else []
            return at + 1
        if self._open and self._open[-1][0] == "[":
            self._in_list(kind, said, line)
        elif said in ("}", ",") and kind == "mark":
            self._name = []
            if said == "}":
                self._close()
        elif said == "[" and kind == "mark":
            return self._header(at)
        elif said == "=" and kind == "mark":
            return self._value(at + 1)
        else:
            self._name += _names(kind, said)
        return at + 1

    def _header(self, at: int) -> int:
        of_many = self._tokens[at + 1][1] == "["
        end = at
        names: list[str] = []
        while end < len(self._tokens) and self._tokens[end][0] != "newline":
            kind, said, _line = self._tokens[end]
            names += _names(kind, said) if kind != "mark" else []
            end += 1
        self._table = self._resolved((), names[:-1])
        path = (*self._table, names[-1])
        if of_many:
            self._set(path, self._tokens[at][2])
            path = (*path, self._lengths[path])
            self._lengths[path[:-1]] += 1
        self._table = path if of_many else self._resolved(self._table, names[-1:])
        for depth in range(1, len(self._table) + 1):
            self._set(self._table[:depth], self._tokens[at][2])
        return end

    def _value(self, at: int) -> int:
        around = self._open[-1][1] if self._open else self._table
        kind, said, line = self._tokens[at]
        for depth in range(1, len(self._name) + 1):
            self._set(_longer(around, *self._name[:depth]), line)
        path = _longer(around, *self._name)
        self._name = []
        if kind == "mark":
            self._open.append((said, path))
        return at + 1

    def _in_list(self, kind: str, said: str, line: int) -> None:
        _bracket, path = self._open[-1]
        if kind == "mark" and said == "]":
            self._close()
        elif kind == "mark" and said == ",":
            self._lengths[path] += 1
        else:
            inner = _longer(path, self._lengths[path])
            self._set(inner, line)
            if kind == "mark":
                self._open.append((said, inner))

    def _close(self) -> None:
        self._open.pop()
        self._name = []

    def _set(self, path: KeyPath, line: int) -> None:
        self._lines.setdefault(path, line)

    def _resolved(self, path: KeyPath, names: list[str]) -> KeyPath:
        """The names followed from there; a list of tables stands for its last one."""
        for name in names:
            path = (*path, name)
            if self._lengths[path]:
                path = (*path, self._lengths[path] - 1)
        return path


def _longer(path: KeyPath, *steps: str | int) -> KeyPath:
    # Deeper than a file may be nobody asks, and paths of thousands of steps would only cost.
    return (*path, *steps)[: DEEPEST * 2]


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    line = 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind not in _SKIPPED:
            found.append((kind, match[0], line))
        line += match[0].count("\n")
    return found


def _names(kind: str, said: str) -> list[str]:
    if kind == "text":
        return [said[1:-1]]
    return [name for name in said.split(".") if name]
