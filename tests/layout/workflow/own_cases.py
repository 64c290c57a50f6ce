"""A case over own sites whose numbers can be reckoned by hand, and invented parcels."""

from typing import Any

import geopandas as gpd
import shapely

from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from layout.config import build_case, case_data, load_case
from layout.config.case import Case
from layout.resources import find_case

NOTE = Bilingual(en="invented for the test", zh="测试用虚构数据")
PROVENANCE = Provenance("", NOTE, "2025", (), "0" * 64, NOTE)


def case(layer: str = "sites", **candidates: Any) -> Case:  # noqa: ANN401 - any value that a case may hold
    """Return the battery case over own sites with two criteria: land fit (weight 3) and river port (weight 1)."""
    data = case_data(load_case(find_case("nev-battery")))
    data["candidates"] = {"layer": layer, "reason": {"en": "test", "zh": "测试"}, **candidates}
    kept = {key: data["criteria"][key] for key in ("land_fit", "access_river_port")}
    kept["land_fit"] |= {"weight": 3, "value": _linear(0, 2)}
    kept["access_river_port"] |= {"weight": 1, "value": _linear(80, 5)}
    data["criteria"] = kept
    data["project"].pop("land", None)
    data["project"] |= {"land_ha": 100.0, "needs": ["river_port"]}
    data["scoring"] |= {"methods": ["weighted_sum"], "missing": "worst"}
    return build_case(data, origin="test")


def _linear(worst: float, best: float) -> dict[str, Any]:
    return {"kind": "linear", "worst": worst, "best": best, "reason": {"en": "test", "zh": "测试"}}


def parcels() -> gpd.GeoDataFrame:
    """Return a parcel that is measured, one that states its area, and a point without any."""
    return gpd.GeoDataFrame(
        {
            "id": ["small", "large", "dot"],
            "名称": ["小地块", "大地块", "点"],
            "land_ha": [None, 150.0, None],
            "cluster_ids": ["icnev", "", "先进材料;icnev"],
        },
        geometry=[
            shapely.box(106.35, 29.5, 106.36, 29.51),
            shapely.box(107.0, 29.8, 107.02, 29.82),
            shapely.Point(108.4, 30.8),
        ],
        crs="EPSG:4326",
    )


def kept(frame: gpd.GeoDataFrame, item: str = "sites") -> Layer:
    """Return a frame as a layer of the workspace."""
    return Layer(item, NOTE, frame, PROVENANCE)


def two_parks() -> gpd.GeoDataFrame:
    """Return a file of parks of the office: one that the table has, one that it has not."""
    return gpd.GeoDataFrame(
        {"园区名称": ["重庆高新技术产业开发区", "新园"], "可供地(公顷)": [12.5, None]},
        geometry=[shapely.box(106.3, 29.4, 106.35, 29.45), shapely.box(108.4, 30.7, 108.42, 30.72)],
        crs="EPSG:4326",
        index=[1, 2],
    )
