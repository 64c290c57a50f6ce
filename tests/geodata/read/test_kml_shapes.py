from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
import shapely

from geodata.quality.model import Reading, Stop
from geodata.quality.places import row
from geodata.read.kml_shapes import KmlShapes

Make = Callable[..., Reading]
RING = "<LinearRing><coordinates>{}</coordinates></LinearRing>"


def build(inner: str, reading: Reading) -> tuple[shapely.Geometry | None, KmlShapes]:
    shapes = KmlShapes(reading)
    element = ET.fromstring(f"<Placemark>{inner}</Placemark>")  # noqa: S314 - a text of this file
    return shapes.build(element, 1, place=row(1, "placemark")), shapes


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<Point><coordinates>106.5,29.5</coordinates></Point>", "POINT (106.5 29.5)"),
        ("<Point><coordinates> 106.5,29.5,300 </coordinates></Point>", "POINT Z (106.5 29.5 300)"),
        ("<LineString><coordinates>0,0 1,1\n2,2</coordinates></LineString>", "LINESTRING (0 0, 1 1, 2 2)"),
        (
            (
                f"<Polygon><outerBoundaryIs>{RING.format('0,0 4,0 4,4 0,0')}</outerBoundaryIs>"
                f"<innerBoundaryIs>{RING.format('1,.5 2,.5 2,1 1,.5')}</innerBoundaryIs></Polygon>"
            ),
            "POLYGON ((0 0, 4 0, 4 4, 0 0), (1 0.5, 2 0.5, 2 1, 1 0.5))",
        ),
        (
            "<MultiGeometry><Point><coordinates>0,0</coordinates></Point><Point><coordinates>1,1</coordinates></Point></MultiGeometry>",
            "MULTIPOINT ((0 0), (1 1))",
        ),
        (
            (
                "<MultiGeometry><Point><coordinates>0,0</coordinates></Point>"
                "<LineString><coordinates>0,0 1,1</coordinates></LineString></MultiGeometry>"
            ),
            "GEOMETRYCOLLECTION (POINT (0 0), LINESTRING (0 0, 1 1))",
        ),
        ("<Track><coord>0 0 1</coord><coord>1 1 2</coord></Track>", "LINESTRING Z (0 0 1, 1 1 2)"),
        ("<LineString><coordinates/></LineString>", "LINESTRING EMPTY"),
    ],
)
def test_geometries(inner: str, expected: str, reading: Make) -> None:
    found, _ = build(inner, reading())
    assert shapely.to_wkt(found, rounding_precision=1, trim=True) == expected


@pytest.mark.parametrize(
    ("inner", "code"),
    [
        ("<Point><coordinates>no,no</coordinates></Point>", "kml-coordinates"),
        ("<Point><coordinates>106.5</coordinates></Point>", "kml-coordinates"),
        ("<Point><coordinates>106.5,</coordinates></Point>", "kml-coordinates"),
        ("<Point><coordinates>1,2 3,4</coordinates></Point>", "kml-coordinates"),
        ("<Point><coordinates>nan,2</coordinates></Point>", "kml-coordinates"),
        ("<Point><coordinates>106,55,29,56</coordinates></Point>", "kml-decimal-commas"),
        ("<LineString><coordinates>0,0</coordinates></LineString>", "line-too-short"),
        (f"<Polygon><outerBoundaryIs>{RING.format('0,0 1,1')}</outerBoundaryIs></Polygon>", "ring-too-short"),
        ("<Polygon/>", "kml-polygon-shell"),
        ("<MultiPolygon/>", "kml-foreign-geometry"),
        ("<Model/>", "kml-foreign-geometry"),
    ],
)
def test_faults(inner: str, code: str, reading: Make) -> None:
    found = reading()
    with pytest.raises(Stop):
        build(inner, found)
    assert found.findings[-1].code == code


def test_what_is_odd_is_counted(reading: Make) -> None:
    _, shapes = build(
        f"<Polygon><outerBoundaryIs>{RING.format('0,0 4,0 4,4')}</outerBoundaryIs></Polygon>", reading()
    )
    assert shapes.closed == {1}
    _, shapes = build("<Point><coordinates>1.5,2.5,3,4</coordinates></Point>", reading())
    assert shapes.dropped == {1}
    assert build("<name>x</name>", reading())[0] is None
