import datetime as dt
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import Workspace

PROVENANCE = Provenance(
    licence="CC BY 4.0",
    attribution=Bilingual(en="Office", zh="规划局"),
    vintage="2024",
    source_ids=("office_2024", "yearbook"),
    checksum_sha256="0" * 64,
    note=Bilingual(en="for tests", zh="仅供测试"),
    files=("office.xlsx",),
)


def build(layer_id: str = "园区", rows: int = 3, crs: object = "EPSG:4490") -> Layer:
    frame = gpd.GeoDataFrame(
        {
            "名称": [f"第{number}" for number in range(rows)],
            "fid": range(rows),
            "面积": np.arange(rows) / 3,
            "year": pd.array([None, *range(2024, 2023 + rows)], dtype="Int64")[:rows],
            "day": [dt.date(2024, 1, 1)] * rows,
            "ok": [True] * rows,
        },
        geometry=shapely.points(106 + np.arange(rows) / 1000, np.full(rows, 29.5)),
        crs=crs,
    )
    return Layer(layer_id, Bilingual(en="Parks", zh="园区图层"), frame, PROVENANCE)


@pytest.fixture
def make_layer() -> Callable[..., Layer]:
    return build


@pytest.fixture
def provenance() -> Provenance:
    return PROVENANCE


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "工作区")
