from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest

from geodata.quality.model import Reading, Stop
from geodata.read import ogr
from geodata.read.check import Examined

Judge = Callable[..., Examined]

Codes = Callable[[Examined], set[str]]
DXF = """0
SECTION
2
ENTITIES
0
LWPOLYLINE
8
BOUNDARY
90
4
70
1
10
360000.0
20
3272000.0
10
361000.0
20
3272000.0
10
361000.0
20
3273000.0
10
360000.0
20
3273000.0
0
ENDSEC
0
EOF
"""


def test_flatgeobuf(tmp_path: Path, parcels: gpd.GeoDataFrame, judge: Judge) -> None:
    parcels.to_file(tmp_path / "made.fgb", driver="FlatGeobuf", engine="pyogrio", SPATIAL_INDEX="NO")
    found = judge((tmp_path / "made.fgb").read_bytes(), "x.fgb")
    assert found.report.verdict == "accept"
    assert sorted(found.layer.columns["名称"]) == ["两江", "江津", "涪陵"]


def test_a_cut_flatgeobuf_is_not_read_in_part(
    tmp_path: Path, parcels: gpd.GeoDataFrame, judge: Judge
) -> None:
    parcels.to_file(tmp_path / "made.fgb", driver="FlatGeobuf", engine="pyogrio")
    raw = (tmp_path / "made.fgb").read_bytes()
    for end in (20, len(raw) // 2, len(raw) - 40):
        assert judge(raw[:end], "x.fgb").report.verdict == "reject"


def test_a_drawing_is_asked_for_its_coordinate_system(judge: Judge, codes: Codes) -> None:
    asked = judge(DXF.encode(), "x.dxf")
    assert asked.report.verdict == "ask"
    assert "crs-missing" in codes(asked)
    answered = judge(DXF.encode(), "x.dxf", crs="EPSG:4545")
    assert answered.report.layer["features"] == 1
    assert answered.report.verdict == "accept"


def test_layers_are_chosen(reading: Callable[..., Reading]) -> None:
    assert ogr.choose(["a"], reading(layer="whatever")) == "a"
    assert ogr.choose(["a", "b"], reading(layer="b")) == "b"
    for names, options, code in (
        ([], {}, "no-features"),
        (["a", "b"], {}, "several-layers"),
        (["a", "b"], {"layer": "c"}, "unknown-layer"),
    ):
        found = reading(**options)
        with pytest.raises(Stop):
            ogr.choose(names, found)
        assert found.findings[-1].code == code


def test_an_error_shows_no_path_of_this_machine(reading: Callable[..., Reading]) -> None:
    found = reading(b"fgb\x03fgb\x00 broken", "x.fgb")
    with pytest.raises(Stop):
        ogr.read(found.path, found, code="fgb-unreadable")
    assert str(found.path.parent) not in found.findings[-1].message.en
