from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.embedded import table
from layout.workflow.desk.kept_parks import parks_bytes, parks_workspace
from layout.workflow.desk.office_parks import office_parks_over
from layout.workflow.desk.tables import PARKS_ITEM


def office() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {
            "park_id": ["cq_htz", "own_new"],
            "name_zh": ["重庆高新区", "新园"],
            "level": ["", "municipal"],
            "free_land_ha": [0.1 + 0.2, np.nan],
        },
        geometry=[shapely.box(106.3, 29.4, 106.35 + 1e-13, 29.45), None],
        crs="EPSG:4326",
    )


def test_there_and_back_every_digit_and_every_blank_stays(tmp_path: Path) -> None:
    given = office()
    back = parks_workspace(parks_bytes(given), tmp_path / "w").load(PARKS_ITEM).frame
    assert isinstance(back, gpd.GeoDataFrame)
    assert back.crs == given.crs
    assert back["free_land_ha"].iloc[0] == 0.1 + 0.2
    assert pd.isna(back["free_land_ha"].iloc[1])
    assert back.geometry.iloc[0].bounds == given.geometry.iloc[0].bounds
    assert back.geometry.iloc[1] is None
    pd.testing.assert_frame_equal(
        office_parks_over(table("parks"), back), office_parks_over(table("parks"), given)
    )


def test_a_table_without_positions_stays_a_table(tmp_path: Path) -> None:
    given = pd.DataFrame({"park_id": ["cq_htz"], "name_zh": ["重庆高新区"], "free_land_ha": [3]})
    back = parks_workspace(parks_bytes(given), tmp_path / "w").load(PARKS_ITEM).frame
    assert not isinstance(back, gpd.GeoDataFrame)
    assert back.loc[back.index[0], "free_land_ha"] == 3
