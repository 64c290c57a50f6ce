from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest

from geodata.read.check import Examined

Judge = Callable[..., Examined]

Codes = Callable[[Examined], set[str]]
Zip = Callable[[dict[str, bytes]], bytes]


@pytest.fixture
def table(tmp_path: Path, parcels: gpd.GeoDataFrame) -> dict[str, bytes]:
    folder = tmp_path / "mapinfo"
    folder.mkdir()
    parcels.rename(columns={"名称": "name"}).assign(name=["a", "b", "c"]).to_file(
        folder / "sites.tab", driver="MapInfo File", engine="pyogrio"
    )
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_native_table(table: dict[str, bytes], zipped: Zip, judge: Judge) -> None:
    found = judge(zipped(table), "x.zip")
    assert found.report.verdict in {"accept", "repair"}
    assert found.layer.columns["name"] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "text",
    [
        b'!table\n!version 300\nDefinition Table\n  File "/etc/passwd"\n  Type NATIVE Charset "Neutral"\n',
        b'!table\n!version 300\nDefinition Table\n  Type LINKED Charset "Neutral"\n',
        b"name,lon,lat\na,1,2\n",
    ],
)
def test_a_table_that_points_elsewhere(
    table: dict[str, bytes], zipped: Zip, judge: Judge, codes: Codes, text: bytes
) -> None:
    assert codes(judge(zipped({**table, "sites.tab": text}), "x.zip")) == {"mapinfo-not-native"}


def test_missing_parts(table: dict[str, bytes], zipped: Zip, judge: Judge, codes: Codes) -> None:
    del table["sites.map"]
    assert codes(judge(zipped(table), "x.zip")) == {"mapinfo-missing"}
