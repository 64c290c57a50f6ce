import pytest

from geodata.read.crs_text import name_of, parse

LOCAL = (
    'PROJCS["CQ_Local",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,'
    '298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],'
    'PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",106.5],'
    'PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("EPSG:4545", "EPSG:4545"),
        ("epsg:4326", "EPSG:4326"),
        ("urn:ogc:def:crs:EPSG::4490", "EPSG:4490"),
        ("http://www.opengis.net/def/crs/EPSG/0/4490", "EPSG:4490"),
        ("\ufeffEPSG:4524\n", "EPSG:4524"),
    ],
)
def test_codes_and_ogc_names(text: str, name: str) -> None:
    crs = parse(text)
    assert crs is not None
    assert name_of(crs) == name


def test_a_local_grid_stays_what_it_is() -> None:
    crs = parse(LOCAL)
    assert crs is not None
    assert "106.5" in name_of(crs)
    assert parse(name_of(crs)) == crs


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "/etc/passwd", "../x.prj", "file:///etc/passwd", "http://127.0.0.1:18099/crs", "EPSG:999999", "+init=epsg:4326",
        "+proj=longlat +nadgrids=/etc/passwd", "+proj=pipeline +step +init=x", "PROJCS[garbage", "{", "x" * 200_000,
        "EPSG:4326; rm", "+proj=longlat +nadgrids=@x +type=crs",
    ],
)  # fmt: skip
def test_nothing_else_is_taken(text: str) -> None:
    assert parse(text) is None


def test_proj_parameters_without_files() -> None:
    assert (
        parse("+proj=tmerc +lat_0=0 +lon_0=106.5 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +type=crs")
        is not None
    )
