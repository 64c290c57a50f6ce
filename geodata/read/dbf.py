"""The attribute table of a Shapefile (dBASE III), checked against its header and read in the right characters."""

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from geodata.quality.model import Columns, Reading
from geodata.quality.places import column, inside, part, rows
from geodata.quality.shown import shown
from geodata.read import encoding

_FIXED = 32
_END = 0x0D
_DELETED = 0x2A
# Language driver ids of the encodings that occur in China, and of the usual western ones (dBASE, ESRI).
_DRIVERS = {
    0x4D: "gb18030", 0x7A: "gb18030", 0x4F: "cp950", 0x78: "cp950",
    0x01: "cp437", 0x02: "cp850", 0x03: "cp1252", 0x58: "cp1252", 0x59: "cp1252", 0x65: "cp866", 0xC9: "cp1251",
    0xC8: "cp1250",
}  # fmt: skip
# Drivers that programs write by habit, whatever the text is in.
_HABITUAL = {"cp437", "cp850", "cp1252"}
_TEXT = "C"
_NUMBERS = {"N", "F"}
_LONGEST_INT = 18


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the table.

    Parameters
    ----------
    raw_name
        Its name in bytes.
    kind
        The dBASE letter.
    start, length
        Where its value lies in a record.
    decimals
        Digits after the point.
    """

    raw_name: bytes
    kind: str
    start: int
    length: int
    decimals: int


@dataclass(frozen=True, slots=True)
class Table:
    """A checked table whose values are not decoded yet.

    Parameters
    ----------
    fields
        Its columns.
    records
        The bytes of each record, with the deletion mark.
    driver
        The language driver id.
    """

    fields: tuple[Field, ...]
    records: tuple[bytes, ...]
    driver: int


def check(raw: bytes, shapes: int, *, reading: Reading) -> Table:
    """Return the table of a .dbf after its header has been held against its bytes.

    Parameters
    ----------
    raw
        The bytes of the file.
    shapes
        How many records the .shp has; the table must have as many.
    reading
        Where findings go.

    Raises
    ------
    Stop
        The header lies, or the counts differ.
    """
    if len(raw) <= _FIXED:
        raise reading.stop("shapefile-short", part(".dbf header"), found=len(raw))
    count, head, width = struct.unpack_from("<IHH", raw, 4)
    if head <= _FIXED or width < 1 or head > len(raw):
        raise reading.stop("dbf-header", part(".dbf header"))
    held = (len(raw) - head) // width
    if count > held:
        raise reading.stop("dbf-truncated", part(".dbf"), declared=f"{count:,}", found=f"{held:,}")
    if count != shapes:
        raise reading.stop("dbf-count", part(".dbf"), records=f"{count:,}", shapes=f"{shapes:,}")
    fields = tuple(_fields(raw, head))
    if sum(item.length for item in fields) + 1 > width:
        raise reading.stop("dbf-header", part(".dbf header"))
    records = tuple(raw[head + n * width : head + (n + 1) * width] for n in range(count))
    return Table(fields, records, raw[29])


def _fields(raw: bytes, head: int) -> Iterator[Field]:
    """Yield the columns that the header describes."""
    at, start = _FIXED, 1
    while at + _FIXED <= head and raw[at] != _END:
        length = raw[at + 16]
        yield Field(raw[at : at + 11].split(b"\x00")[0], chr(raw[at + 11]), start, length, raw[at + 17])
        start += length
        at += _FIXED


def codec(table: Table, cpg: bytes | None, *, reading: Reading) -> str:
    """Return the codec of the text, which was declared, proves itself, or is asked for.

    Parameters
    ----------
    table
        The checked table.
    cpg
        The content of the .cpg file, or None.
    reading
        Where findings go.

    Raises
    ------
    Stop
        What was declared does not fit the bytes, or nothing tells the encoding.
    """
    sample = _text_bytes(table)
    wanted = reading.options.encoding
    if wanted is not None:
        found = encoding.known(wanted)
        if found is None or not _all_decode(table, found):
            raise reading.stop("encoding-unfit", part(".dbf"), wanted=wanted)
        return found
    if sample.isascii():
        return encoding.UTF8
    declared, origin = _declared(table, cpg)
    guess = encoding.guess(sample)
    if declared is not None:
        if _all_decode(table, declared):
            return declared
        raise reading.stop(
            "encoding-contradicted", part(origin), declared=declared, samples=_samples(sample, guess)
        )
    if cpg is not None and cpg.strip():
        reading.note("encoding-unnamed", part(".cpg"), found=cpg.decode("latin-1"))
    if guess.encoding is None:
        raise reading.stop("encoding-unclear", part(".dbf"), samples=_samples(sample, guess))
    reading.note(
        "encoding-guessed", part(".dbf"), encoding=guess.encoding, sample=_sample(sample, guess.encoding)
    )
    return guess.encoding


def _declared(table: Table, cpg: bytes | None) -> tuple[str | None, str]:
    """Return the codec that the .cpg or the table itself names, and which of them does."""
    if cpg is not None:
        found = encoding.known(cpg.decode("utf-8-sig", errors="replace"))
        if found is not None:
            return found, ".cpg"
    driver = _DRIVERS.get(table.driver)
    return (None if driver in _HABITUAL else driver), ".dbf"


def _text_bytes(table: Table) -> bytes:
    """Return all bytes that are text: names of columns and values of text columns, a line each."""
    texts = [item for item in table.fields if item.kind == _TEXT]
    values = [
        record[item.start : item.start + item.length].rstrip(b" \x00")
        for record in table.records
        for item in texts
    ]
    return b"\n".join([*(item.raw_name for item in table.fields), *values])


def _all_decode(table: Table, codec_name: str) -> bool:
    """Return whether every text is valid in an encoding; a last character cut by the field's width is forgiven."""
    for item in table.fields:
        if not _trimmed(item.raw_name, codec_name)[1]:
            return False
        if item.kind == _TEXT and not all(
            _trimmed(record[item.start : item.start + item.length].rstrip(b" \x00"), codec_name)[1]
            for record in table.records
        ):
            return False
    return True


def _trimmed(raw: bytes, codec_name: str) -> tuple[str, bool]:
    """Return the text without a last character that is cut in half, and whether all the rest is valid."""
    for cut in range(4):
        try:
            return raw[: len(raw) - cut].decode(codec_name), True
        except UnicodeDecodeError:
            continue
    return raw.decode(codec_name, errors="replace"), False


def _samples(sample: bytes, guess: encoding.Guess) -> str:
    """Return how the text reads in each encoding in question."""
    return "; ".join(f"{name}: {_sample(sample, name)}" for name in guess.candidates or ("cp1252",))


def _sample(sample: bytes, codec_name: str) -> str:
    """Return the first text that is not ASCII."""
    line = next((words for words in sample.split(b"\n") if not words.isascii()), b"")
    return shown(_trimmed(line, codec_name)[0], longest=12)


def values(table: Table, codec_name: str, *, reading: Reading) -> tuple[Columns, list[int]]:
    """Return the columns of a table, and the numbers of the records that are marked as deleted.

    Parameters
    ----------
    table
        The checked table.
    codec_name
        As :func:`codec` returns it.
    reading
        Where findings go.
    """
    columns: Columns = {}
    for item in table.fields:
        name = _unique(_trimmed(item.raw_name, codec_name)[0].strip() or "field", columns)
        raw = [record[item.start : item.start + item.length] for record in table.records]
        cells = [_value(cell, item, codec_name) for cell in raw]
        columns[name] = cells
        bad = [
            n
            for n, (cell, text) in enumerate(zip(cells, raw, strict=True), start=1)
            if _unread(cell, text, item)
        ]
        if bad:
            reading.note("dbf-value", inside(rows(bad, "record"), column(name)), kind=item.kind)
        if item.kind in {"M", "B", "G", "P"}:
            reading.note("dbf-memo", column(name))
    deleted = [n for n, record in enumerate(table.records, start=1) if record[0] == _DELETED]
    return columns, deleted


def _unique(name: str, columns: Columns) -> str:
    """Return a name that no earlier column has."""
    found, number = name, 1
    while found in columns:
        number += 1
        found = f"{name}_{number}"
    return found


def _value(raw: bytes, item: Field, codec_name: str) -> object:
    """Return a cell as text, number, date or truth; None where it is empty or cannot be read."""
    if item.kind == _TEXT:
        return _trimmed(raw.rstrip(b" \x00"), codec_name)[0] or None
    text = raw.replace(b"\x00", b"").decode("ascii", errors="replace").strip()
    if item.kind in _NUMBERS:
        return _number(text, whole=item.decimals == 0 and item.length <= _LONGEST_INT)
    if item.kind == "D":
        return _date(text)
    return {"T": True, "Y": True, "F": False, "N": False}.get(text.upper()) if item.kind == "L" else None


def _number(text: str, *, whole: bool) -> float | int | None:
    """Return a number, or None where there is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    if not math.isfinite(value):
        return None
    return int(value) if whole and value.is_integer() else value


def _date(text: str) -> str | None:
    """Return a date written as YYYYMMDD in ISO form."""
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8])).isoformat()
    except ValueError:
        return None


def _unread(cell: object, raw: bytes, item: Field) -> bool:
    """Return whether a filled cell could not be read; asterisks and zeros are how dBASE writes "no value"."""
    return cell is None and item.kind in {*_NUMBERS, "D"} and bool(raw.strip(b" \x00*0?"))
