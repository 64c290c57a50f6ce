"""How a source is named on screens and in exports: the document, not the mirror on which it was read."""

import re
from functools import cache

from geodata.embedded.tables import table
from geodata.errors import UnknownLayerError
from geodata.text import Bilingual

_SEED_FILE = re.compile(r"^\d{3}_[0-9a-f]{16}\.txt: ")
_MIRROR = re.compile(r"[;,] (?:copy|copies|mirror)\b.*$| \((?:copy|copies) [^)]*\)")
_RECALLED = Bilingual(en="From memory, not verified", zh="凭记忆，未核实")


def source_citation(source_id: str) -> Bilingual:
    """Return "title (publisher, year)" of a source; titles stay in the language of the document.

    Many addresses in the source table are mirrors on unrelated hosts: a citation names the document, says that it
    was read in a copy, and carries no link.

    Raises
    ------
    UnknownLayerError
        The source table has no such id.

    Examples
    --------
    >>> source_citation("std_cjj83").en
    'CJJ 83-2016 城乡建设用地竖向规划规范 clause 4.0.1 (Ministry of Housing and Urban-Rural Development, 2016; read in a copy)'
    """
    try:
        return _citations()[source_id]
    except KeyError as error:
        raise UnknownLayerError(
            en=f"Source {source_id!r} is not in the source table; expected a source_id of sources.csv.",
            zh=f"来源表中没有 {source_id!r}；应为 sources.csv 中的 source_id。",
        ) from error


@cache
def _citations() -> dict[str, Bilingual]:
    """Return the citation of every source by its id."""
    frame = table("sources")
    columns = (frame["source_id"], frame["title"], frame["publisher"], frame["year"])
    return {
        key: _citation(key, title, publisher, year)
        for key, title, publisher, year in zip(*columns, strict=True)
    }


def _citation(key: str, title: str, publisher: str, year: int) -> Bilingual:
    """Return the citation of one source."""
    if key == "recalled":
        return _RECALLED
    document = _SEED_FILE.sub("", title)
    issuer = _MIRROR.sub("", publisher)
    copied = issuer != publisher
    return Bilingual(
        en=f"{document} ({issuer}, {year}{'; read in a copy' if copied else ''})",
        zh=f"{document}（{issuer}，{year}{'；据转载' if copied else ''}）",
    )
