import io
import json
from collections.abc import Callable

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from geodata.read.check import Examined

Judge = Callable[..., Examined]

Codes = Callable[[Examined], set[str]]
POINTS = [shapely.to_wkb(shapely.Point(106.55, 29.56)), shapely.to_wkb(shapely.Point(106.4, 29.3))]


def parquet(values: list[bytes | None], **column: object) -> bytes:
    meta = {"encoding": "WKB", "geometry_types": ["Point"], **column}
    geo = json.dumps({"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": meta}})
    table = pa.table({"n": list(range(len(values))), "geometry": pa.array(values, pa.binary())})
    raw = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({"geo": geo}), raw)
    return raw.getvalue()


def test_what_geopandas_writes(parcels: gpd.GeoDataFrame, judge: Judge) -> None:
    raw = io.BytesIO()
    parcels.to_parquet(raw, schema_version="1.1.0", write_covering_bbox=True)
    found = judge(raw.getvalue(), "x.parquet")
    assert found.report.verdict == "accept"
    assert found.layer.columns == {"名称": ["两江", "江津", "涪陵"], "AREA": [1.5, 2.5, 3.5]}


@pytest.mark.parametrize(
    ("raw", "verdict", "code"),
    [
        (parquet([]), "reject", "no-features"),
        (parquet([POINTS[0][:-3]]), "reject", "geoparquet-wkb"),
        (
            parquet([shapely.to_wkb(shapely.set_srid(shapely.Point(106, 29), 4326), include_srid=True)]),
            "reject",
            "geoparquet-srid",
        ),
        (parquet(POINTS, geometry_types=["Polygon"]), "warn", "geoparquet-types"),
        (parquet(POINTS, geometry_types=["Point Z"]), "warn", "geoparquet-types"),
        (parquet(POINTS, bbox=[100, 20, 101, 21]), "warn", "geoparquet-bbox"),
        (parquet(POINTS, edges="spherical"), "warn", "geoparquet-spherical"),
        (parquet([POINTS[0], None]), "warn", "null-geometry"),
        (
            parquet(
                [shapely.to_wkb(shapely.box(106, 29, 107, 30, ccw=False))],
                geometry_types=["Polygon"],
                orientation="counterclockwise",
            ),
            "warn",
            "geoparquet-orientation",
        ),
        (b"PAR1 and nothing more", "reject", "geoparquet-damaged"),
    ],
)
def test_verdicts(raw: bytes, verdict: str, code: str, judge: Judge, codes: Codes) -> None:
    found = judge(raw, "x.parquet")
    assert code in codes(found)
    assert found.report.verdict == verdict
