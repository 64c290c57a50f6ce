import io
import json

import pandas as pd
import pytest

from geodata.catalog import entries, load
from geodata.errors import UnknownLayerError
from layout.errors import ExportFormatError
from layout.workflow.layer_files import layer_file

POSITIONED = [entry.layer_id for entry in entries() if entry.kind not in ("table", "raster")]
TABLES = [entry.layer_id for entry in entries() if entry.kind == "table"]


@pytest.mark.parametrize("layer_id", POSITIONED)
def test_geojson_holds_every_row_and_the_terms(layer_id: str) -> None:
    file = layer_file(layer_id, "geojson")
    collection = json.loads(file.content)
    layer = load(layer_id)
    assert len(collection["features"]) == file.rows == len(layer.frame)
    assert collection["licence"] == layer.provenance.licence
    assert collection["attribution_zh"] == layer.provenance.attribution.zh == file.attribution.zh
    assert collection["checksum_sha256"] == layer.provenance.checksum_sha256
    assert "crs" not in collection


def test_a_raster_is_not_passed_on() -> None:
    with pytest.raises(
        ExportFormatError, match="terrain-30s is a raster, read where its package is installed"
    ):
        layer_file("terrain-30s", "geojson")


def test_parks_without_a_position_are_in_the_file_with_no_geometry() -> None:
    features = json.loads(layer_file("parks", "geojson").content)["features"]
    unknown = int(load("parks").frame["lon"].isna().sum())
    assert sum(feature["geometry"] is None for feature in features) == unknown > 0


@pytest.mark.parametrize("layer_id", [*POSITIONED, *TABLES])
def test_csv_holds_every_row_with_its_credit_and_no_outline(layer_id: str) -> None:
    file = layer_file(layer_id, "csv")
    table = pd.read_csv(io.BytesIO(file.content), dtype=str)
    assert len(table) == file.rows
    assert "geometry" not in table.columns
    assert set(table["data_attribution"]) == {file.attribution.en}
    assert set(table["data_licence"]) == {load(layer_id).provenance.licence}


def test_unknown_figures_stay_blank_in_csv() -> None:
    table = pd.read_csv(io.BytesIO(layer_file("parks", "csv").content))
    frame = load("parks").frame
    assert table["approved_area_ha"].isna().sum() == frame["approved_area_ha"].isna().sum() > 0
    assert (table["approved_area_ha"].dropna() > 0).all()


@pytest.mark.parametrize("layer_id", TABLES)
def test_table_has_no_geojson(layer_id: str) -> None:
    with pytest.raises(ExportFormatError, match=f"{layer_id} is a table") as caught:
        layer_file(layer_id, "geojson")
    assert "csv" in caught.value.message("zh")


def test_unknown_layer_is_told() -> None:
    with pytest.raises(UnknownLayerError, match="castles"):
        layer_file("castles", "csv")
