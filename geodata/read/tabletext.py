"""CSV and TSV text cut into rows of cells: encoding, separator, header and ragged rows are found and told."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from geodata.quality.model import Reading
from geodata.quality.places import inside, line, rows
from geodata.quality.shown import shown
from geodata.read import encoding, heading
from geodata.text import Bilingual
from geodata.unit_note import UnitNote, unit_note

SEPARATORS = {",": ",", ";": ";", "\t": "TAB", "|": "|"}
_FULLWIDTH_COMMA = "，"
_SAMPLE_LINES = 20


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table with a header.

    Parameters
    ----------
    header
        The names of the columns, each once.
    cells
        The rows below, each as long as the header.
    numbers
        The line or sheet row of each row.
    unit
        What lines above, beside and below the table say about the units of its figures.
    """

    header: list[str]
    cells: list[list[object]]
    numbers: list[int]
    unit: UnitNote | None = None


def read_text(raw: bytes, reading: Reading) -> str:
    """Return the text of a table file.

    Raises
    ------
    Stop
        The encoding cannot be told, or what was declared does not fit.
    """
    wanted = reading.options.encoding
    if wanted is not None:
        codec = encoding.known(wanted)
        if codec is None or not encoding.decodes(raw, codec):
            raise reading.stop("encoding-unfit", wanted=wanted)
        return raw.decode(codec)
    guess = encoding.guess(raw)
    if guess.encoding is None:
        if guess.candidates:
            samples = "; ".join(f"{name}: {_sample(raw, name)}" for name in guess.candidates)
            raise reading.stop("encoding-unclear", samples=samples)
        raise reading.stop("encoding-unknown", _bad_line(raw))
    text = raw.decode(guess.encoding)
    if guess.encoding not in {"utf-8", "utf-8-sig", "utf-16"}:
        reading.note("encoding-guessed", encoding=guess.encoding, sample=_sample(raw, guess.encoding))
    return text


def _sample(raw: bytes, codec: str) -> str:
    """Return the first words that are not ASCII."""
    text = raw.decode(codec, errors="replace")
    start = next(
        (n for n, character in enumerate(text) if not character.isascii() and character != "\ufeff"), 0
    )
    return shown(text[start : start + 12].partition("\n")[0])


def _bad_line(raw: bytes) -> Bilingual:
    """Return the first line that is not UTF-8."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return line(raw.count(b"\n", 0, error.start) + 1)
    return line(1)


def cut(text: str, reading: Reading) -> tuple[list[list[str]], list[int]]:
    """Return the rows of a delimited text and the line on which each begins.

    Raises
    ------
    Stop
        There is no separator, a cell is too long, a quote is not closed, or a NUL stands in the text.
    """
    if "\x00" in text:
        raise reading.stop("table-nul", line(text.count("\n", 0, text.index("\x00")) + 1))
    first, _, rest = text.partition("\n")
    offset = 0
    declared = first.strip().lower()
    if declared.startswith("sep=") and len(declared) <= len("sep=;"):
        text, offset = rest, 1
    separator = declared[4:] if offset and declared[4:] else _separator(text, reading)
    source = io.StringIO(text.replace("\r\n", "\n").replace("\n\r", "\n").replace("\r", "\n"), newline="")
    found: list[list[str]] = []
    numbers: list[int] = []
    reader = csv.reader(source, delimiter=separator, strict=True)
    previous = csv.field_size_limit(reading.limits.text)
    begin = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append(cells)
                numbers.append(begin + offset)
            begin = reader.line_num + 1
            _check_size(found, reading)
    except csv.Error as error:
        code = "cell-too-long" if "field larger" in str(error) else "table-quote"
        raise reading.stop(code, line(begin + offset), limit=reading.limits.text) from None
    finally:
        csv.field_size_limit(previous)
    return found, numbers


def _check_size(found: Sequence[Sequence[str]], reading: Reading) -> None:
    """Stop when the table grows beyond the limits."""
    if found and len(found[-1]) > reading.limits.fields:
        raise reading.stop("too-many-fields", found=f"{len(found[-1]):,}", limit=f"{reading.limits.fields:,}")
    if len(found) > reading.limits.features:
        raise reading.stop("too-many-features", found=f"{len(found):,}", limit=f"{reading.limits.features:,}")


def _separator(text: str, reading: Reading) -> str:
    """Return the separator: the one that occurs most evenly in the first lines, outside of quotes."""
    sample = [
        _unquoted(words) for words in islice(io.StringIO(text, newline=None), _SAMPLE_LINES) if words.strip()
    ]
    counts = {mark: [words.count(mark) for words in sample] for mark in SEPARATORS}
    best = max(SEPARATORS, key=lambda mark: (min(counts[mark], default=0) > 0, sum(counts[mark])))
    if sum(counts[best]) == 0:
        if sample and sum(words.count(_FULLWIDTH_COMMA) for words in sample) >= len(sample):
            raise reading.stop("fullwidth-comma", line(1))
        return ","
    if best != "," and not (best == "\t" and reading.file.lower().endswith(".tsv")):
        reading.note("separator", line(1), separator=SEPARATORS[best])
    return best


def _unquoted(words: str) -> str:
    """Return a line without what stands in quotes."""
    return "".join(words.split('"')[::2])


def grid(found: list[list[str]], numbers: list[int], *, reading: Reading) -> Grid:
    """Return the table below its header; title lines above it are told and left out.

    Parameters
    ----------
    found, numbers
        As :func:`cut` returns them.
    reading
        Where findings go.

    Raises
    ------
    Stop
        There are no rows, rows of another length than the header, or columns of one name.
    """
    if not found:
        raise reading.stop("no-features")
    top = [_filled(cells) for cells in found[: heading.MOST_TOP_ROWS + heading.SAMPLE_ROWS]]
    head = heading.heading_of(top, heading.title_rows(top), positions=not reading.options.table)
    last_rows = [_filled(cells) for cells in found[head.last + 1 :][-heading.MOST_FOOT_ROWS :]]
    foot = heading.foot_rows(last_rows)
    end = len(found) - foot
    below = zip(numbers[end:], heading.foot_texts(last_rows[len(last_rows) - foot :]), strict=True)
    unit = tell(head, numbers, foot=list(below), reading=reading)
    width = max(len(cells) for cells in found[head.first : head.last + 1])
    header = [head.names.get(column, "") for column in range(width)]
    body, places = found[head.last + 1 : end], numbers[head.last + 1 : end]
    if not body:
        raise reading.stop("no-features")
    while header and not header[-1] and _is_blank(len(header) - 1, body):
        header.pop()
    ragged = [
        place
        for cells, place in zip(body, places, strict=True)
        if _overlong(cells, header) or len(cells) < len(header)
    ]
    if ragged:
        raise reading.stop("ragged-rows", rows(ragged, "row"), expected=len(header))
    idle = {column for column in head.unit_columns if _is_blank(column, body)}
    kept = [column for column in range(len(header)) if column not in idle]
    header = [header[column] for column in kept]
    check_header(header, numbers[head.last], reading=reading)
    return Grid(header, [[cells[column] for column in kept] for cells in body], places, unit)


def tell(
    head: heading.Heading,
    numbers: Sequence[int],
    *,
    foot: Sequence[tuple[int, str]] = (),
    reading: Reading,
    outer: Bilingual | None = None,
) -> UnitNote | None:
    """Tell which rows are titles, header and remarks; return what the lines around the table say about units.

    Parameters
    ----------
    head
        The header.
    numbers
        The line or sheet row of each filled row.
    foot
        Line and text of each remark below the table.
    reading
        Where findings go.
    outer
        The sheet.
    """

    def where(places: Sequence[int]) -> Bilingual:
        return rows(places, "row") if outer is None else inside(outer, rows(places, "row"))

    if head.first:
        reading.note("title-rows", where(numbers[: head.first]))
    if head.last > head.first:
        reading.note("header-rows", where(numbers[head.first : head.last + 1]))
    if foot:
        reading.note("foot-rows", where([number for number, _ in foot]))
    note = unit_note([*((numbers[place], text) for place, text in head.unit_lines), *foot])
    if note is not None:
        reading.note("unit-row" if note.unit else "unit-row-several", where(note.rows), text=note.text)
    return note


def _filled(cells: Sequence[str]) -> dict[int, object]:
    """Return the filled cells of a line by column."""
    return {column: words for column, cell in enumerate(cells) if (words := cell.strip().lstrip("\ufeff"))}


def _is_blank(column: int, body: Sequence[Sequence[str]]) -> bool:
    """Return whether no row has anything in a column."""
    return all(len(cells) <= column or not cells[column].strip() for cells in body)


def _overlong(cells: list[str], header: list[str]) -> bool:
    """Return whether a row has filled cells beyond the header."""
    return any(cell.strip() for cell in cells[len(header) :])


def check_header(header: list[str], number: int, *, reading: Reading) -> None:
    """Stop when two columns have one name; name those that have none."""
    seen: set[str] = set()
    for position, name in enumerate(header):
        if not name:
            header[position] = f"column_{position + 1}"
            reading.note("column-unnamed", line(number), position=position + 1, name=header[position])
        elif name in seen:
            raise reading.stop("column-double", line(number), name=name)
        seen.add(header[position])
