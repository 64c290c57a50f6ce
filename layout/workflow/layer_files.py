"""A layer of the catalogue as the bytes of a file, with its licence and attribution inside."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import geopandas as gpd
import pandas as pd

from geodata.catalog import entry, load
from geodata.write import to_csv_bytes, to_geojson_bytes
from layout.errors import ExportFormatError

if TYPE_CHECKING:
    from geodata.layer import Layer
    from geodata.text import Bilingual

LayerFormat = Literal["geojson", "csv"]
LAYER_FORMATS: tuple[LayerFormat, ...] = get_args(LayerFormat)


@dataclass(frozen=True, slots=True)
class LayerFile:
    """A layer ready to be written or downloaded.

    Parameters
    ----------
    content
        The bytes of the file.
    rows
        How many features or rows it holds.
    attribution
        The credit that must be shown wherever the data are.
    """

    content: bytes
    rows: int
    attribution: "Bilingual"


def layer_file(layer_id: str, layer_format: LayerFormat) -> LayerFile:
    """Return layer `layer_id` as a file.

    GeoJSON follows RFC 7946 (WGS84) and carries title, licence, attribution and vintage as members of the
    collection; CSV carries them as three columns, because a row that is copied elsewhere must keep its credit.

    Parameters
    ----------
    layer_id
        Id in the catalogue.
    layer_format
        `geojson` or `csv`; a table without positions has no GeoJSON, a polygon's outline is left out of CSV.

    Raises
    ------
    UnknownLayerError
        The catalogue has no such layer.
    ExportFormatError
        The layer is a table and GeoJSON was asked for.
    """
    if entry(layer_id).kind == "raster":
        raise ExportFormatError(
            en=f"{layer_id} is a raster, read where its package is installed and not passed on; name it as dataset of a layer in a"
            " suitability case",
            zh=f"{layer_id} 为栅格，仅从已安装的软件包读取，不予导出；请在适宜性案例中作为图层的 dataset 使用",
        )
    if layer_format == "geojson" and entry(layer_id).kind == "table":
        raise ExportFormatError(
            en=f"{layer_id} is a table without positions, which GeoJSON cannot show; export it as csv",
            zh=f"{layer_id} 是不含位置的数据表，无法导出为 GeoJSON，请改用 csv 格式",
        )
    layer = load(layer_id)
    content = _geojson(layer) if layer_format == "geojson" else _csv(layer)
    return LayerFile(content=content, rows=len(layer.frame), attribution=layer.provenance.attribution)


def _geojson(layer: "Layer") -> bytes:
    """Return the layer as a feature collection with its provenance as foreign members."""
    provenance = layer.provenance
    members = {
        "title_en": layer.title.en,
        "title_zh": layer.title.zh,
        "licence": provenance.licence,
        "attribution_en": provenance.attribution.en,
        "attribution_zh": provenance.attribution.zh,
        "vintage": provenance.vintage,
        "note_en": provenance.note.en,
        "note_zh": provenance.note.zh,
        "checksum_sha256": provenance.checksum_sha256,
    }
    return to_geojson_bytes(layer.frame, name=layer.layer_id, extra_members=members)


def _csv(layer: "Layer") -> bytes:
    """Return the layer's attributes with licence, attribution and vintage beside each row."""
    frame = layer.frame
    table = (
        pd.DataFrame(frame.drop(columns=frame.geometry.name))
        if isinstance(frame, gpd.GeoDataFrame)
        else frame
    )
    provenance = layer.provenance
    return to_csv_bytes(
        table.assign(
            data_licence=provenance.licence,
            data_attribution=provenance.attribution.en,
            data_vintage=provenance.vintage,
        )
    )
