from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import rasterio
from click.testing import CliRunner
from rasterio import Affine

from layout.cli.data_fetch import command

STEM = "Copernicus_DSM_COG_10_N29_00_E106_00_DEM"


def write_tile(path: Path) -> bytes:
    profile = {
        "driver": "GTiff",
        "width": 100,
        "height": 100,
        "count": 1,
        "dtype": "float32",
        "crs": "EPSG:4326",
        "transform": Affine(0.01, 0, 106.0, 0, -0.01, 30.0),
    }
    with rasterio.open(path, "w", **profile) as file:
        file.write(np.full((100, 100), 321.0, np.float32), 1)
    return path.read_bytes()


@pytest.fixture
def mirror(bucket: SimpleNamespace, tmp_path: Path) -> str:
    bucket.files[f"{STEM}/{STEM}.tif"] = write_tile(tmp_path / "tile.tif")
    return str(bucket.address)


def fetch(*words: str) -> str:
    done = CliRunner().invoke(command("en"), [*words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_without_yes_only_the_size_is_shown(mirror: str, tmp_path: Path) -> None:
    said = fetch("dem", "--area", "106.1,29.1,106.9,29.9", "--out", str(tmp_path / "out"), "--mirror", mirror)
    assert f"1 files, about 0.0 MiB, from {mirror}" in said
    assert "run again with --yes" in said
    assert not (tmp_path / "out").exists()


def test_with_yes_the_layer_is_written_with_its_credit(mirror: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    said = fetch("dem", "--area", "106.1,29.1,106.9,29.9", "--out", str(out), "--mirror", mirror, "--yes")
    assert "dem.tif written" in said
    assert "© DLR" in said
    with rasterio.open(out / "dem.tif") as file:
        assert float(np.nanmax(file.read(1))) == 321.0


def test_a_file_carried_in_needs_no_network(tmp_path: Path) -> None:
    write_tile(tmp_path / "tile.tif")
    out = tmp_path / "out"
    fetch("dem", "--area", "106.1,29.1,106.9,29.9", "--out", str(out), "--from", str(tmp_path / "tile.tif"))
    assert (out / "dem.tif").is_file()
    assert (out / "dem.provenance.json").is_file()
