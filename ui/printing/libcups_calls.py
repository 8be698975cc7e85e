"""The shapes of those calls of libcups that are used here.

libcups is Apache-2.0 and comes with the system wherever CUPS prints.
"""

import ctypes
import sys
from ctypes import POINTER, c_char_p, c_double, c_int, c_void_p
from typing import Final

_LIBRARY: Final = "libcups.so.2"
_POINTER, _NUMBER, _TEXT = c_void_p, c_int, c_char_p
_CALLS: Final[tuple[tuple[str, object, tuple[object, ...]], ...]] = (
    ("cupsServer", _TEXT, ()),
    ("cupsSetServer", None, (_TEXT,)),
    ("cupsEncryption", _NUMBER, ()),
    ("cupsUser", _TEXT, ()),
    ("cupsLastError", _NUMBER, ()),
    ("ippPort", _NUMBER, ()),
    ("httpConnect2", _POINTER, (_TEXT, _NUMBER, _POINTER, _NUMBER, _NUMBER, _NUMBER, _NUMBER, _POINTER)),
    ("httpSetTimeout", None, (_POINTER, c_double, _POINTER, _POINTER)),
    ("httpClose", None, (_POINTER,)),
    ("ippNewRequest", _POINTER, (_NUMBER,)),
    ("ippAddString", _POINTER, (_POINTER, _NUMBER, _NUMBER, _TEXT, _TEXT, _TEXT)),
    ("ippAddStrings", _POINTER, (_POINTER, _NUMBER, _NUMBER, _TEXT, _NUMBER, _TEXT, _POINTER)),
    ("cupsDoRequest", _POINTER, (_POINTER, _POINTER, _TEXT)),
    ("ippGetStatusCode", _NUMBER, (_POINTER,)),
    ("ippDelete", None, (_POINTER,)),
    ("ippFirstAttribute", _POINTER, (_POINTER,)),
    ("ippNextAttribute", _POINTER, (_POINTER,)),
    ("ippGetName", _TEXT, (_POINTER,)),
    ("ippGetGroupTag", _NUMBER, (_POINTER,)),
    ("ippGetValueTag", _NUMBER, (_POINTER,)),
    ("ippGetCount", _NUMBER, (_POINTER,)),
    ("ippGetInteger", _NUMBER, (_POINTER, _NUMBER)),
    ("ippGetBoolean", _NUMBER, (_POINTER, _NUMBER)),
    ("ippGetString", _TEXT, (_POINTER, _NUMBER, _POINTER)),
    ("cupsAddOption", _NUMBER, (_TEXT, _TEXT, _NUMBER, POINTER(c_void_p))),
    ("cupsFreeOptions", None, (_NUMBER, _POINTER)),
    ("cupsEncodeOptions", None, (_POINTER, _NUMBER, _POINTER)),
    ("cupsDoIORequest", _POINTER, (_POINTER, _POINTER, _TEXT, _NUMBER, _NUMBER)),
)


def load() -> ctypes.CDLL:
    """Load libcups and tell Python what its calls take and return.

    Raises:
        OSError: the library is not there, or this is no system that prints with it.
        AttributeError: it is one that lacks a call.
    """
    if not sys.platform.startswith("linux"):
        raise OSError("not a system that prints with CUPS")
    library = ctypes.CDLL(_LIBRARY)
    for name, result, arguments in _CALLS:
        function = getattr(library, name)
        function.restype = result
        function.argtypes = arguments
    return library
