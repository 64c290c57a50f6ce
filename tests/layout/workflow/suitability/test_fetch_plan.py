from types import SimpleNamespace

import pytest

from geodata.errors import DataMissingError, UnknownLayerError
from geodata.fetch.connection import Connection
from layout.workflow.suitability.fetch_plan import MARGIN_DEG, area_bounds, plan_fetch

TILE = "Copernicus_DSM_COG_10_N29_00_E106_00_DEM"
PATH = f"{TILE}/{TILE}.tif"


def connect(bucket: SimpleNamespace) -> Connection:
    return Connection(bucket.address, pause_s=0.0)


def test_an_area_is_a_district_the_city_or_bounds() -> None:
    west, south, east, north = area_bounds("500112")
    whole = area_bounds("all")
    assert whole[0] < west < east < whole[2]
    assert whole[1] < south < north < whole[3]
    assert area_bounds("106.5, 29.25, 106.75, 29.5") == (
        106.5 - MARGIN_DEG,
        29.25 - MARGIN_DEG,
        106.75 + MARGIN_DEG,
        29.5 + MARGIN_DEG,
    )


@pytest.mark.parametrize(
    "area", ["", "510100", "106,29,105,30", "106,29,107", "a,b,c,d", "106,29,107,95", "nan,0,1,1"]
)
def test_an_area_that_is_none_is_refused(area: str) -> None:
    with pytest.raises(UnknownLayerError, match="--area"):
        area_bounds(area)


def test_the_size_is_known_before_anything_is_downloaded(bucket: SimpleNamespace) -> None:
    bucket.files[PATH] = b"x" * 1_000
    whole = plan_fetch("dem", (106.05, 29.05, 106.95, 29.95), connection=connect(bucket))
    assert [item.windowed for item in whole.items] == [False]
    assert whole.most_bytes == 1_000
    part = plan_fetch("dem", (106.25, 29.25, 106.75, 29.75), connection=connect(bucket))
    assert [item.windowed for item in part.items] == [True]
    assert part.most_bytes == 250  # a quarter of the tile
    assert {method for method, *_ in bucket.asked} == {"HEAD"}


def test_a_tile_that_is_not_there_is_told(bucket: SimpleNamespace) -> None:
    bucket.files[PATH] = b"x"
    plan = plan_fetch("dem", (106.9, 29.2, 107.1, 29.3), connection=connect(bucket))
    assert [item.file.path for item in plan.items] == [PATH]
    assert [file.name for file in plan.missing] == ["Copernicus_DSM_COG_10_N29_00_E107_00_DEM.tif"]


def test_a_mirror_with_nothing_is_an_error(bucket: SimpleNamespace) -> None:
    with pytest.raises(DataMissingError, match="--mirror"):
        plan_fetch("landcover", (106.1, 29.1, 106.2, 29.2), connection=connect(bucket))
