from dataclasses import replace

import pytest
from pyproj import CRS

from geodata.errors import CRSMismatchError
from geodata.workspace import WorkspaceError
from geodata.workspace.raster_facts import RasterFacts, facts_of
from layout.errors import ImportRefusedError
from layout.workflow.desk.raster_roles import bounds_deg, overviews_of, raster_item, refuse_unfit, unit_of
from tests.geodata.workspace.test_raster_facts import TOLD
from tests.tiffs import CELL, NORTH, WEST

WKT = CRS.from_epsg(4544).to_wkt()
FACTS = replace(facts_of(TOLD), bounds=(WEST, NORTH - 60 * CELL, WEST + 80 * CELL, NORTH), classes=None)


def test_a_role_of_rasters_names_its_item() -> None:
    assert [raster_item(role) for role in ("dem", "landcover", "raster:噪声", "sites", "plots")] == [
        "dem",
        "landcover",
        "噪声",
        None,
        None,
    ]
    for role in ("raster:sites", "raster:../x", "raster:"):
        with pytest.raises(WorkspaceError):
            raster_item(role)
    assert (overviews_of("dem"), overviews_of("landcover")) == ("average", "nearest")
    assert (unit_of("dem", ""), unit_of("dem", "metre"), unit_of("dem", "ft"), unit_of("noise", "dB")) == (
        "m",
        "m",
        "ft",
        "dB",
    )


@pytest.mark.parametrize(
    ("item", "facts", "epsg", "told"),
    [
        ("dem", replace(FACTS, unit="ft"), 4544, "unit 'ft'"),
        ("dem", replace(FACTS, minimum=-3000.0), 4544, "--nodata"),
        ("dem", replace(FACTS, maximum=12000.0), 4544, "--nodata"),
        ("dem", replace(FACTS, cell=(30.0, 31.0)), 4544, "gdalwarp -tr"),
        (
            "dem",
            replace(FACTS, bounds=(500_000.0, 5_000_000.0, 500_100.0, 5_000_100.0)),
            4544,
            "does not meet Chongqing",
        ),
        ("landcover", FACTS, 4544, "classes"),
    ],
)
def test_what_cannot_be_what_it_shall_become_is_refused_by_name(
    item: str, facts: RasterFacts, epsg: int, told: str
) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        refuse_unfit(item, facts, wkt=CRS.from_epsg(epsg).to_wkt(), file="a.tif")
    assert told in refused.value.message("en")
    assert "a.tif" in refused.value.message("zh")


def test_sound_ones_pass_and_an_old_datum_does_not() -> None:
    refuse_unfit("dem", FACTS, wkt=WKT, file="a.tif")
    refuse_unfit("landcover", replace(FACTS, classes={"10": 4800}), wkt=WKT, file="a.tif")
    refuse_unfit("noise", replace(FACTS, unit="dB", minimum=-4000.0), wkt=WKT, file="a.tif")
    with pytest.raises(CRSMismatchError, match="Xian"):
        refuse_unfit("dem", FACTS, wkt=CRS.from_epsg(2379).to_wkt(), file="a.tif")
    west, south, east, north = bounds_deg(CRS.from_wkt(WKT), FACTS.bounds)
    assert 106 < west < east < 106.1
    assert 29.7 < south < north < 29.9
