"""What a workspace tells about its contents."""

import json
import re
import sqlite3
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal, get_args

from geodata.layer import Provenance
from geodata.text import Bilingual
from geodata.workspace.errors import WorkspaceError
from geodata.workspace.raster_facts import RasterFacts, kept_facts

Kind = Literal["layer", "table", "text", "raster"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Severity = Literal["error", "warning", "info"]

FILE_NAME = re.compile(r"data/[0-9a-f]{32}\.[a-z]{2,8}")
CHECKSUM = re.compile(r"[0-9a-f]{64}")
_ITEM_ID = re.compile(r"[^\W_][\w\-]{0,63}")


@dataclass(frozen=True, slots=True)
class Original:
    """The file that a version was made from, kept byte for byte.

    Parameters
    ----------
    name
        Its name when it was imported: the person's text, never a path to open.
    sha256
        Its checksum, under which it is kept.
    """

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an item; versions are never changed or dropped.

    Parameters
    ----------
    item_id, kind
        What it is a version of: a layer with geometry, a table, a text such as a case file, or a raster.
    number
        1, 2, 3, … in the order of import.
    created
        UTC, ISO 8601.
    title
        The name to show.
    file, sha256, size
        Where its content lies below the workspace, with checksum and bytes.
    rows
        Features or rows; lines of a text; cells of a raster.
    crs
        As pyproj reads it; empty where there is none.
    columns
        The names of the columns as the person gave them, in order, without the geometry.
    provenance
        Licence, credit, vintage, sources.
    notes
        What was found, mended or warned about at import.
    original
        The file it came from.
    restored_from
        The number of the version that this one brings back.
    raster
        What is known of a raster; None for anything else.
    """

    item_id: str
    kind: Kind
    number: int
    created: str
    title: Bilingual
    file: str
    sha256: str
    size: int
    rows: int
    crs: str
    columns: tuple[str, ...]
    provenance: Provenance
    notes: tuple[Bilingual, ...] = ()
    original: Original | None = None
    restored_from: int | None = None
    raster: RasterFacts | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A layer, table, text or raster with its history.

    Parameters
    ----------
    item_id
        Its name in the workspace.
    current
        The newest version.
    versions
        How many there are.
    binned
        When it was put in the bin (UTC, ISO 8601); None if it is in use.
    """

    item_id: str
    current: Version
    versions: int
    binned: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that `check` found.

    Parameters
    ----------
    code
        Machine-readable name.
    severity
        `error`: something acknowledged is lost or damaged; `warning`: something needs care; `info`: leftovers.
    where
        The file or item.
    message
        What it is and what to do.
    """

    code: str
    severity: Severity
    where: str
    message: Bilingual


def item_name(text: str) -> str:
    """Return a name for an item in its one spelling (Unicode NFC).

    Parameters
    ----------
    text
        Letters of any script, digits, `-` and `_`; up to 64 characters, beginning with a letter or digit.

    Raises
    ------
    WorkspaceError
        The text is no such name.
    """
    name = unicodedata.normalize("NFC", text)
    if not _ITEM_ID.fullmatch(name):
        raise WorkspaceError(
            en=f"Workspace: name {text[:80]!r} found, expected up to 64 letters, digits, - or _, beginning with a letter or digit.",
            zh=f"工作区：名称 {text[:80]!r} 不合要求，应为不超过 64 个的字母、汉字、数字、- 或 _，并以字母、汉字或数字开头。",
        )
    return name


def to_details(version: Version) -> str:
    """Return what a version tells, beyond the columns of its record, as JSON.

    Parameters
    ----------
    version
        The version.
    """
    origin = version.provenance
    raster = {} if version.raster is None else {"raster": asdict(version.raster)}
    return json.dumps(
        raster
        | {
            "title": _both(version.title),
            "crs": version.crs,
            "columns": version.columns,
            "notes": [_both(note) for note in version.notes],
            "original_name": version.original.name if version.original else None,
            "provenance": {
                "licence": origin.licence,
                "attribution": _both(origin.attribution),
                "vintage": origin.vintage,
                "source_ids": origin.source_ids,
                "checksum_sha256": origin.checksum_sha256,
                "note": _both(origin.note),
                "files": origin.files,
            },
        },
        ensure_ascii=False,
    )


def from_row(row: sqlite3.Row) -> Version:
    """Return a version from its record.

    Parameters
    ----------
    row
        A row of `version` joined with the kind of its item.

    Raises
    ------
    WorkspaceError
        The record does not hold what it should.
    """
    try:
        details = json.loads(row["details"])
        origin = details["provenance"]
        _refuse_strange(row)
        return Version(
            item_id=row["item_id"],
            kind=row["kind"],
            number=row["number"],
            created=row["created"],
            title=Bilingual(**details["title"]),
            file=row["file"],
            sha256=row["sha256"],
            size=row["size"],
            rows=row["rows"],
            crs=details["crs"],
            columns=tuple(details["columns"]),
            provenance=_provenance(origin),
            notes=_texts(details["notes"]),
            original=Original(details["original_name"] or "", row["original"]) if row["original"] else None,
            restored_from=row["restored_from"],
            raster=kept_facts(details["raster"]) if row["kind"] == "raster" else None,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise WorkspaceError(
            en=f"Workspace: the record of {row['item_id']} version {row['number']} is damaged ({type(error).__name__});"
            " run `cqlayout workspace check`.",
            zh=f"工作区：{row['item_id']} 第 {row['number']} 版的记录已损坏（{type(error).__name__}）；请运行 cqlayout workspace check。",
        ) from error


def _refuse_strange(row: sqlite3.Row) -> None:
    """Raise if a record names what no workspace has, above all a file outside it."""
    known = FILE_NAME.fullmatch(row["file"]) and CHECKSUM.fullmatch(row["sha256"]) and row["kind"] in KINDS
    if not known or (row["original"] and not CHECKSUM.fullmatch(row["original"])):
        raise ValueError(row["file"])


def _provenance(origin: dict[str, object]) -> Provenance:
    """Return the provenance from its JSON."""
    attribution, note = _texts([origin["attribution"], origin["note"]])
    return Provenance(
        licence=str(origin["licence"]),
        attribution=attribution,
        vintage=str(origin["vintage"]),
        source_ids=_words(origin["source_ids"]),
        checksum_sha256=str(origin["checksum_sha256"]),
        note=note,
        files=_words(origin["files"]),
    )


def _words(value: object) -> tuple[str, ...]:
    """Return a list of words from its JSON."""
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(str(word) for word in value)


def _texts(values: Sequence[object]) -> tuple[Bilingual, ...]:
    """Return bilingual texts from their JSON."""
    return tuple(
        Bilingual(en=str(value["en"]), zh=str(value["zh"])) for value in values if isinstance(value, dict)
    )


def _both(text: Bilingual) -> dict[str, str]:
    """Return a bilingual text as JSON."""
    return {"en": text.en, "zh": text.zh}
