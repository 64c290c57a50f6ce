"""Twenty shapes that a layer can have, for the tests of every format."""

import datetime as dt
from collections.abc import Callable

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.layer import Layer, Provenance
from geodata.text import Bilingual

PROVENANCE = Provenance(
    licence="CC BY 4.0",
    attribution=Bilingual(en='Office <b>of</b> plans & "maps"', zh="规划局"),
    vintage="2024",
    source_ids=("office_2024",),
    checksum_sha256="0" * 64,
    note=Bilingual(en="for tests", zh="仅供测试"),
    files=("office.xlsx",),
)


def make_layer(frame: pd.DataFrame, layer_id: str = "parks") -> Layer:
    return Layer(layer_id, Bilingual(en="Parks", zh="园区"), frame, PROVENANCE)


def _points(count: int) -> np.ndarray:
    random = np.random.default_rng(7)
    return shapely.points(random.uniform(105.3, 110.1, count), random.uniform(28.2, 32.1, count))


def _frame(geometry: object, crs: object = "EPSG:4326", **columns: object) -> gpd.GeoDataFrame:
    size = len(geometry)  # type: ignore[arg-type]
    names = [f"要素{number}" for number in range(size)]
    return gpd.GeoDataFrame({"name": names, "rank": range(size), **columns}, geometry=list(geometry), crs=crs)  # type: ignore[call-overload]


def _attributes() -> gpd.GeoDataFrame:
    return _frame(
        _points(4),
        text=["重庆", "", None, "line\nbreak; \"quoted\" 'x'"],
        formula=["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2"],
        markup=["<script>alert(1)</script>", "{{ 7*7 }}", "a&b", "]]>"],
        whole=pd.array([1, None, -(2**53) - 1, 2**53 + 1], dtype="Int64"),
        number=[0.1, np.nan, -1e300, 5e-324],
        flag=pd.array([True, None, False, True], dtype="boolean"),
        day=[dt.date(2024, 2, 29), None, dt.date(1999, 12, 31), dt.date(2027, 1, 1)],
        moment=pd.to_datetime(
            ["2024-02-29 12:34:56.789", None, "1999-12-31", "2027-01-01"], format="ISO8601"
        ),
        zoned=pd.to_datetime(
            ["2024-02-29 12:34:56", None, "1999-12-31", "2027-01-01"], format="ISO8601"
        ).tz_localize("Asia/Shanghai"),
        kinds=pd.Categorical(["a", "b", None, "a"]),
        many=[("a", "b"), (), ("c",), None],
        mixed=[1, "x", 2.5, None],
        none=[None, None, None, None],
    )


SQUARE = shapely.box(106.0, 29.0, 107.0, 30.0)
HOLED = SQUARE.difference(shapely.box(106.2, 29.2, 106.4, 29.4)).difference(
    shapely.box(106.6, 29.6, 106.7, 29.7)
)
FAR = shapely.box(108.0, 30.0, 108.5, 30.5)
LINE = shapely.LineString([(106.0, 29.0), (106.5, 29.5), (107.0, 29.0)])
TALL = shapely.Point(106.5, 29.5, 300.0)

SHAPES = {
    "points": lambda: _frame(_points(5)),
    "lines": lambda: _frame([LINE, shapely.LineString([(108, 30), (109, 31)])]),
    "holes": lambda: _frame([HOLED, FAR]),
    "multi": lambda: _frame([shapely.MultiPolygon([SQUARE, FAR]), shapely.MultiPolygon([HOLED])]),
    "single-and-multi": lambda: _frame([SQUARE, shapely.MultiPolygon([SQUARE, FAR])]),
    "multipoints": lambda: _frame(
        [shapely.MultiPoint([(106, 29), (107, 30)]), shapely.MultiPoint([(108, 31)])]
    ),
    "multilines": lambda: _frame([shapely.MultiLineString([[(106, 29), (107, 30)], [(108, 31), (109, 31)]])]),
    "null": lambda: _frame([shapely.Point(106.5, 29.5), None, shapely.Point(107, 30)]),
    "all-null": lambda: _frame([None, None]),
    "empty-geometry": lambda: _frame([SQUARE, shapely.Polygon(), FAR]),
    "empty": lambda: _frame([]),
    "heights": lambda: _frame([TALL, shapely.Point(107.0, 30.0, -5.0)]),
    "mixed-heights": lambda: _frame([TALL, shapely.Point(107.0, 30.0), None]),
    "mixed-types": lambda: _frame([shapely.Point(106.5, 29.5), LINE, SQUARE, None]),
    "antimeridian": lambda: _frame(
        [shapely.box(179.0, -17.0, 181.0, -16.0), shapely.Point(181.5, -16.5), SQUARE]
    ),
    "chinese-names": lambda: _frame(
        _points(2),
        **{"园区名称（全称）": ["两江新区", "西部科学城"], "面积_公顷": [1.5, 2.5], "面积_公顷数": [3, 4]},
    ),
    "attributes": _attributes,
    "awkward-columns": lambda: _frame(
        _points(2),
        **{
            "fid": [9, 9],
            "Name": ["a", "b"],
            "geom": [1, 2],
            "bbox": [5, 6],
            "a b\tc": [1, 2],
            "averylongcolumnname": [1, 2],
            "averylongcolumnnumber": [3, 4],
            "lon": [1, 2],
        },
    ),
    "projected": lambda: _frame([shapely.box(359000, 3272000, 360000, 3273000)], crs="EPSG:4545"),
    "local-grid": lambda: _frame(
        [shapely.Point(505000.0, 3272000.0)],
        crs="+proj=tmerc +lat_0=0 +lon_0=106.5 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs +type=crs",
    ),
    "invalid-ring": lambda: _frame([shapely.Polygon([(106, 29), (107, 30), (107, 29), (106, 30)])]),
    "hundred-thousand": lambda: _frame(_points(100_000)),
}


@pytest.fixture(params=sorted(SHAPES))
def shaped(request: pytest.FixtureRequest) -> tuple[str, Layer]:
    return request.param, make_layer(SHAPES[request.param]())


@pytest.fixture
def points_layer() -> Layer:
    return make_layer(SHAPES["points"]())


@pytest.fixture
def layer_of() -> Callable[..., Layer]:
    return lambda name, layer_id="parks": make_layer(SHAPES[name](), layer_id)
