"""XML without a document type, entities or bottomless nesting; nothing outside of the text is ever loaded."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from geodata.quality.model import Reading, Stop
from geodata.quality.places import line
from geodata.read.encoding import known
from geodata.text import Bilingual

_DECLARED = re.compile(rb"\s*<\?xml[^>]*?encoding=[\"']([A-Za-z0-9._-]+)[\"'][^>]*\?>")
_TWO_BYTES = {"gb18030", "cp950", "big5hkscs"}
_JUNK = 9
_UNCLOSED = {3, 5, 20}
_BAD_TOKEN = 4
_BAD_ENCODING = {18, 19}


class Walked(NamedTuple):
    """An element and how deep it lies."""

    element: Element
    depth: int


def parse(raw: bytes, reading: Reading, *, where: Bilingual | None = None) -> Element:
    """Return the root element of an XML text.

    Parameters
    ----------
    raw
        The bytes, with or without an XML declaration.
    reading
        Where findings go.
    where
        The place of the text in the file, when it is not the whole of it.

    Raises
    ------
    Stop
        The text is not well-formed, has a document type or entities, or nests deeper than the limit.
    """
    parser = DefusedXMLParser(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(_readable(raw))
        root: Element = parser.close()
    except DefusedXmlException:
        raise reading.stop("xml-dtd", where) from None
    except ParseError as error:
        raise _broken(error, raw, reading, where) from None
    except (LookupError, ValueError):
        # the declared encoding is not known, or the bytes are not in it
        raise reading.stop("xml-encoding", line(1) if where is None else where) from None
    for item in walk(root):
        if item.depth > reading.limits.depth:
            raise reading.stop("too-deep", where, limit=reading.limits.depth)
    return root


def _readable(raw: bytes) -> bytes:
    """Return a text declared to be GBK or Big5 as UTF-8, since the parser knows no encoding of two bytes."""
    declared = _DECLARED.match(raw)
    codec = None if declared is None else known(declared[1].decode("ascii"))
    if declared is None or codec not in _TWO_BYTES:
        return raw
    return raw[declared.end() :].decode(codec).encode("utf-8")


def _broken(error: ParseError, raw: bytes, reading: Reading, where: Bilingual | None) -> Stop:
    """Return the stop for a text that is not well-formed."""
    number, position = error.position
    place = line(number, position + 1) if where is None else where
    if error.code in _UNCLOSED:
        return reading.stop("xml-cut-off", place)
    if error.code == _JUNK:
        return reading.stop("xml-trailing", place)
    if error.code in _BAD_ENCODING or (error.code == _BAD_TOKEN and not _is_utf8(raw)):
        return reading.stop("xml-encoding", place)
    return reading.stop("xml-syntax", place, problem=str(error).partition(":")[0])


def _is_utf8(raw: bytes) -> bool:
    """Return whether the bytes are valid UTF-8."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def walk(root: Element) -> Iterator[Walked]:
    """Yield every element in document order with its depth, without recursion."""
    stack = [Walked(root, 1)]
    while stack:
        item = stack.pop()
        yield item
        stack.extend(Walked(child, item.depth + 1) for child in reversed(item.element))


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    # comments and processing instructions, which a parser may be told to keep, have a function in place of a name
    return str(element.tag).rpartition("}")[2]


def child(element: Element, name: str) -> Element | None:
    """Return the first child of a name, whatever its namespace."""
    return next((item for item in element if local(item) == name), None)


def text_of(element: Element | None) -> str:
    """Return all text below an element without the blanks around it."""
    return "" if element is None else "".join(element.itertext()).strip()
