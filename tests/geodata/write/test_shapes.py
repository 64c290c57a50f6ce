import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata.errors import DataFormatError
from geodata.write.shapes import cut_at_antimeridian, one_dimension, without_measures


def series(*items: object, crs: str = "EPSG:4326") -> gpd.GeoSeries:
    return gpd.GeoSeries(list(items), crs=crs)


@pytest.mark.parametrize("shift", [0.0, -360.0])
def test_an_area_across_180_becomes_two_inside_with_the_same_area(shift: float) -> None:
    holed = shapely.box(178 + shift, -17, 182 + shift, -15).difference(
        shapely.box(179.5 + shift, -16.5, 180.5 + shift, -16)
    )
    result, notes = cut_at_antimeridian(series(holed, None))
    (cut, gone) = result
    assert gone is None
    assert cut.geom_type == "MultiPolygon"
    assert cut.is_valid
    assert -180 <= cut.bounds[0] < cut.bounds[2] <= 180
    assert cut.area == pytest.approx(holed.area)
    assert "1 geometries" in notes[0].en


def test_points_and_lines_move_and_keep_their_heights() -> None:
    result, _ = cut_at_antimeridian(
        series(
            shapely.Point(181, 5, 9),
            shapely.LineString([(179, 0, 1), (181, 0, 3)]),
            shapely.MultiPoint([(179, 1), (-181, 1)]),
        )
    )
    assert (result[0].x, result[0].y, result[0].z) == (-179, 5, 9)
    assert result[1].geom_type == "MultiLineString"
    assert {tuple(point) for point in shapely.get_coordinates(result[1], include_z=True).tolist()} == {
        (179, 0, 1),
        (180, 0, 2),
        (-180, 0, 2),
        (-179, 0, 3),
    }
    assert {point.x for point in result[2].geoms} == {179}


def test_what_touches_180_or_is_projected_stays() -> None:
    for shapes in (
        series(shapely.box(179, 0, 180, 1)),
        series(shapely.box(359000, 3272000, 360000, 3273000), crs="EPSG:4545"),
        series(),
    ):
        result, notes = cut_at_antimeridian(shapes)
        assert notes == ()
        assert result is shapes


def test_what_is_no_degree_is_refused() -> None:
    for bad in (shapely.Point(359629, 3272549), shapely.Point(0, 91)):
        with pytest.raises(DataFormatError, match="Feature 1"):
            cut_at_antimeridian(series(None, bad))


def test_an_unknown_height_is_nan_and_never_zero() -> None:
    values = np.array(
        [shapely.Point(1, 2, 3), shapely.LineString([(0, 0), (1, 1)]), None, shapely.Polygon()], dtype=object
    )
    result, notes = one_dimension(values)
    assert shapely.has_z(result).tolist() == [True, True, False, False]
    assert np.isnan(shapely.get_coordinates(result[1], include_z=True)[:, 2]).all()
    assert result[0].z == 3
    assert len(notes) == 1
    assert one_dimension(values[:1])[1] == ()


def test_measures_are_left_out_and_heights_kept() -> None:
    values = np.array(
        [
            shapely.from_wkt("POINT M (1 2 3)"),
            shapely.from_wkt("POINT ZM (1 2 3 4)"),
            shapely.Point(5, 6),
            None,
        ],
        dtype=object,
    )
    result, notes = without_measures(values)
    assert [None if item is None else item.wkt for item in result] == [
        "POINT (1 2)",
        "POINT Z (1 2 3)",
        "POINT (5 6)",
        None,
    ]
    assert "2 geometries" in notes[0].en
