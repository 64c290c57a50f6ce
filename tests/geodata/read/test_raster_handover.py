from collections.abc import Callable
from pathlib import Path

from geodata.quality.model import Reading
from geodata.read.check import examine
from geodata.read.raster_handover import hand_over
from geodata.read.sandbox.wish import CELLS, PICTURE
from tests.tiffs import heights, write_tiff


def test_each_wish_leaves_its_file_and_what_the_cells_told(
    tmp_path: Path, reading: Callable[..., Reading]
) -> None:
    raw = write_tiff(tmp_path / "dem.tif", heights(), nodata=-9999).read_bytes()
    one = reading(raw, "dem.tif")
    examined = examine(one)
    assert hand_over(examined, one, folder=tmp_path, wish="") is examined
    drawn = hand_over(examined, one, folder=tmp_path, wish="picture")
    assert drawn.report.layer["raster"]["picture"] == [60, 80]
    assert (tmp_path / PICTURE).stat().st_size == 4 * 60 * 80
    whole = hand_over(examined, one, folder=tmp_path, wish="average")
    assert whole.report.layer["raster"]["maximum"] == 437
    assert (tmp_path / CELLS).is_file()


def test_cells_that_are_refused_make_the_report_a_rejection(
    tmp_path: Path, reading: Callable[..., Reading]
) -> None:
    values = heights()
    values[0, 0] = -32768
    one = reading(write_tiff(tmp_path / "dem.tif", values).read_bytes(), "dem.tif")
    found = hand_over(examine(one), one, folder=tmp_path, wish="nearest")
    assert found.layer is None
    assert found.report.verdict == "reject"
    assert found.report.layer["raster"]["cols"] == 80
