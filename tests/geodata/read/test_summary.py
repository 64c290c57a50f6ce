from collections.abc import Callable

import pytest

from geodata.read.check import Examined

Judge = Callable[..., Examined]


@pytest.mark.parametrize(
    ("shapes", "geometry"),
    [
        ([{"type": "Point", "coordinates": [106.5, 29.5]}], "Point"),
        (
            [
                {"type": "Point", "coordinates": [106.5, 29.5]},
                {"type": "MultiPoint", "coordinates": [[106.6, 29.6]]},
            ],
            "MultiPoint",
        ),
        (
            [
                {"type": "Point", "coordinates": [106.5, 29.5]},
                {"type": "LineString", "coordinates": [[106.6, 29.6], [106, 29]]},
            ],
            "Mixed",
        ),
        ([None], None),
    ],
)
def test_kind_of_geometry(
    judge: Judge, geojson: Callable[..., bytes], shapes: list[object], geometry: str | None
) -> None:
    assert judge(geojson(*shapes), "x.geojson").report.layer["geometry"] == geometry


def test_bounds_are_those_of_the_file(judge: Judge, geojson: Callable[..., bytes]) -> None:
    found = judge(
        geojson(None, {"type": "Point", "coordinates": [360443.0, 3272205.0]}), "x.geojson", crs="EPSG:4545"
    )
    assert found.report.layer["bounds"] == [360443.0, 3272205.0, 360443.0, 3272205.0]
    assert found.report.layer["crs_name"] == "CGCS2000 / 3-degree Gauss-Kruger CM 108E"
