import sqlite3
from collections.abc import Callable

import pytest

from geodata.quality.model import Reading
from geodata.read.gpkg_contents import Entry, claim, entries


@pytest.fixture
def base() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.executescript(
        """
        CREATE TABLE gpkg_contents (table_name, data_type, srs_id);
        CREATE TABLE gpkg_geometry_columns (geometry_type_name, table_name, srs_id, column_name);
        CREATE TABLE gpkg_spatial_ref_sys (srs_id, organization, organization_coordsys_id, definition);
        CREATE TABLE sites (fid INTEGER PRIMARY KEY, geom);
        INSERT INTO gpkg_contents VALUES ('sites', 'features', 4545);
        INSERT INTO gpkg_geometry_columns VALUES ('POINT', 'sites', 4545, 'geom');
        INSERT INTO gpkg_spatial_ref_sys VALUES (4545, 'EPSG', 4545, 'undefined'), (9, 'office', 9, 'LOCAL_CS["x"]');
        """
    )
    return made


def test_entries_whatever_the_order_of_columns(
    base: sqlite3.Connection, reading: Callable[..., Reading]
) -> None:
    (entry,) = entries(base, reading())
    assert entry == Entry("sites", "features", "geom", 4545, 4545, "fid")
    assert claim(base, entry, reading=reading()).text == "EPSG:4545"


@pytest.mark.parametrize(("srs_id", "text"), [(0, None), (-1, None), (7, None), (9, 'LOCAL_CS["x"]')])
def test_claims(
    base: sqlite3.Connection, reading: Callable[..., Reading], srs_id: int, text: str | None
) -> None:
    found = reading()
    entry = Entry("sites", "features", "geom", srs_id, 4545, "fid")
    assert claim(base, entry, reading=found).text == text
    assert found.findings[0].code == "gpkg-srs-differ"
