"""A layer: a frame together with where it comes from."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.text import Bilingual

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the data of a layer come from and what may be done with them.

    Parameters
    ----------
    licence
        The licence or legal position, as the source states it.
    attribution
        The credit to show beside the data, on screens and in exports.
    vintage
        The time for which the data are valid, without words: "… – 2025-10", "2018", "2007 – 2025".
    source_ids
        Keys of the source table, in the order of their first use.
    checksum_sha256
        SHA-256 of the bytes of `files`, read one after the other.
    note
        What a user must know before relying on the layer.
    files
        The files read, as package/path.
    """

    licence: str
    attribution: Bilingual
    vintage: str
    source_ids: tuple[str, ...]
    checksum_sha256: str
    note: Bilingual
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """A frame with its identity and provenance.

    Parameters
    ----------
    layer_id
        The id in the catalogue.
    title
        The name to show.
    frame
        A GeoDataFrame (EPSG:4326) or, for a table, a DataFrame; the caller owns it.
    provenance
        Where it comes from.
    """

    layer_id: str
    title: Bilingual
    frame: "pd.DataFrame"
    provenance: Provenance
