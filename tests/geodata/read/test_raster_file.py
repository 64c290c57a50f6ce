from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio import Affine

from geodata.errors import CRSMismatchError, DataFormatError, DataMissingError, GridMismatchError
from geodata.read.raster_file import EXCLUDED_TAG, open_raster, raster_grid, raster_lattice, raster_scale

AT = Affine(30, 0, 600, 0, -30, 900)


def write(path: Path, *, transform: Affine = AT, crs: str | None = "EPSG:4545") -> Path:
    profile = {"driver": "GTiff", "width": 5, "height": 4, "count": 1, "dtype": "uint8", "crs": crs}
    with rasterio.open(path, "w", transform=transform, **profile) as file:
        file.write(np.ones((4, 5), np.uint8), 1)
    return path


def test_grid_and_lattice_of_a_raster(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif")
    grid = raster_grid(path)
    assert grid.shape == (4, 5)
    assert grid.bounds == (600.0, 780.0, 750.0, 900.0)
    assert raster_lattice(path)[1:] == (600.0, 900.0, 30.0)


def test_scale_and_meaning_of_zero(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif")
    assert raster_scale(path) == (1.0, False)
    with rasterio.open(path, "r+") as file:
        file.scales = (0.5,)
        file.update_tags(**{EXCLUDED_TAG: "0"})
    assert raster_scale(path) == (0.5, True)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataMissingError, match=r"nothing\.tif"):
        open_raster(tmp_path / "nothing.tif")


@pytest.mark.parametrize("name", ["text.tif", "text.txt", "layer.vrt"])
def test_what_is_no_raster_is_refused(tmp_path: Path, name: str) -> None:
    real = write(tmp_path / "real.tif")
    (tmp_path / name).write_text(
        f'<VRTDataset rasterXSize="5" rasterYSize="4"><VRTRasterBand dataType="Byte" band="1"><SimpleSource>'
        f"<SourceFilename>{real}</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>",
        encoding="utf-8",
    )
    with pytest.raises(DataFormatError, match=name.replace(".", r"\.")):
        open_raster(tmp_path / name)


def test_lattice_needs_square_cells_north_up_and_a_crs(tmp_path: Path) -> None:
    with pytest.raises(GridMismatchError, match="30 x 20"):
        raster_lattice(write(tmp_path / "a.tif", transform=Affine(30, 0, 0, 0, -20, 0)))
    with pytest.raises(GridMismatchError, match="rotated"):
        raster_lattice(write(tmp_path / "b.tif", transform=Affine(30, 5, 0, 5, -30, 0)))
    with pytest.raises(CRSMismatchError, match="CRS"):
        raster_lattice(write(tmp_path / "c.tif", crs=None))
