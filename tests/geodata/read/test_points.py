from collections.abc import Callable

import pytest

from geodata.read.check import Examined

Judge = Callable[..., Examined]

Codes = Callable[[Examined], set[str]]


def csv(*rows: str, header: str = "name,lon,lat") -> bytes:
    return "\n".join([header, *rows, ""]).encode()


@pytest.mark.parametrize(
    ("raw", "verdict", "code", "where"),
    [
        (csv("a,106.55,29.56", "b,,"), "warn", "row-without-position", "row 3"),
        (csv("a,106.55,29.56", "合计,,"), "warn", "total-row", "row 3"),
        (csv("a,,"), "reject", "no-positions", "columns lon, lat"),
        (csv('a,"106,55","29,56"'), "reject", "decimal-comma", "row 2, columns lon, lat"),
        (csv("a,2024-05-01,29.56"), "reject", "coordinate-unreadable", "row 2, columns lon, lat"),
        (
            csv("a,nan,29.56", "b,106,inf"),
            "reject",
            "coordinate-not-finite-row",
            "rows 2, 3, columns lon, lat",
        ),
        (csv("a,106°33′,29°33′36″"), "accept", "degrees-minutes", "row 2"),
        (csv("a,106.3300,29.3336", "b,106.5959,29.5959"), "warn", "degrees-packed", "columns lon, lat"),
        (csv("a,0,0", "b,106.55,29.56"), "warn", "null-island", "row 2"),
        (csv("a,106.55,29.56", header="name,gcj_lon,gcj_lat"), "ask", "datum-named", "column gcj_lon"),
        (csv('a,"POINT (106.55 29.56"', header="name,wkt"), "reject", "wkt-unreadable", "row 2, column wkt"),
        (csv('a,"POINT (106.55 inf)"', header="name,wkt"), "reject", "coordinate-not-finite-row", "row 2"),
    ],
)
def test_cells(raw: bytes, verdict: str, code: str, where: str, judge: Judge) -> None:
    found = judge(raw, "x.csv")
    told = {item.code: item.where.en for item in found.report.findings}
    assert told[code] == where
    assert found.report.verdict == verdict


def test_wkt_with_gaps_and_srid(judge: Judge) -> None:
    rows = ['a,"SRID=4326;POLYGON ((106.5 29.5, 106.6 29.5, 106.6 29.6, 106.5 29.5))"', "b,"]
    found = judge(csv(*rows, header="name,geom"), "x.csv", crs="EPSG:4326")
    assert found.report.verdict == "warn"
    assert found.report.layer["geometry"] == "Polygon"
    assert found.report.layer["fields"] == ["name"]


def test_coordinates_stay_as_columns_and_values_get_types(judge: Judge) -> None:
    found = judge(csv("a,106.55,29.56,500101,7", header="name,lon,lat,adcode,n"), "x.csv")
    assert found.layer.columns == {
        "name": ["a"],
        "lon": [106.55],
        "lat": [29.56],
        "adcode": ["500101"],
        "n": [7],
    }


def test_a_table_of_figures_needs_no_positions(judge: Judge) -> None:
    found = judge(csv("a,1", header="name,area"), "x.csv", table=True)
    assert found.report.verdict == "accept"
    assert found.layer.geometry is None
    assert found.report.layer["features"] == 1
