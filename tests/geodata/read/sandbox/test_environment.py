import ast
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.read.ogr import DRIVERS
from geodata.read.sandbox.environment import SKIPPED_DRIVERS, child_environment, package_root


def test_little_is_inherited(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("A_SECRET", "x")
    environment = child_environment(tmp_path)
    assert "A_SECRET" not in environment
    assert not [name for name in environment if "proxy" in name.lower()]
    assert environment["PROJ_NETWORK"] == "OFF"
    assert environment["HOME"] == environment["CPL_TMPDIR"] == str(tmp_path)
    assert str(package_root()) in environment["PYTHONPATH"].split(os.pathsep)


@pytest.mark.parametrize(
    "listing",
    [
        "import pyogrio; print(list(pyogrio.list_drivers()))",
        "import rasterio\nwith rasterio.Env() as env: print(list(env.drivers()))",
    ],
)
def test_only_the_drivers_on_the_list_are_there(program: Callable[[str], str], listing: str) -> None:
    found = set(ast.literal_eval(program(listing)))
    assert found <= set(DRIVERS) | {"Memory"}, (
        "a driver that the list does not name: add it to SKIPPED_DRIVERS"
    )
    assert found & {"ESRI Shapefile", "GTiff"}


def test_no_driver_is_both_wanted_and_skipped() -> None:
    assert set(SKIPPED_DRIVERS.split()) & set(DRIVERS) == set()
    assert {"VRT", "OGR_VRT", "WFS", "HTTP", "GPKG", "SQLite", "PostgreSQL"} <= set(SKIPPED_DRIVERS.split())


def test_a_disguised_vrt_is_not_opened_even_if_it_reaches_gdal(
    program: Callable[[str], str], tmp_path: Path
) -> None:
    (tmp_path / "secret.csv").write_text("name,lon,lat\nTOP,1,2\n", encoding="utf-8")
    vrt = f'<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{tmp_path}/secret.csv</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
    (tmp_path / "sites.shp").write_text(vrt, encoding="utf-8")
    source = f"""
        import pyogrio
        try:
            print(pyogrio.list_layers({str(tmp_path / "sites.shp")!r}))
        except Exception as error:
            print("refused", type(error).__name__)
    """
    assert program(source).startswith("refused")
