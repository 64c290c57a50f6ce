from pathlib import Path

import numpy as np
import pytest

from geodata.quality.findings import Verdict
from geodata.read.picture import read_picture
from geodata.read.report import Report


def told(shape: object) -> Report:
    return Report("dem.tif", Verdict.ACCEPT, {"raster": {"picture": shape}}, ())


def test_cells_come_back_as_they_were_left(tmp_path: Path) -> None:
    values = np.arange(6, dtype="<f4").reshape(2, 3)
    (tmp_path / "p").write_bytes(values.tobytes())
    found = read_picture(tmp_path / "p", told([2, 3]))
    assert found is not None
    assert np.array_equal(found, values)


@pytest.mark.parametrize(
    "shape", [None, [2], [3, 3], [-2, -3], [0, 6], [100_000, 100_000], ["2", "3"], {"a": 1}, [2.0, 3.0]]
)
def test_a_process_that_was_taken_over_is_not_believed(tmp_path: Path, shape: object) -> None:
    (tmp_path / "p").write_bytes(bytes(24))
    assert read_picture(tmp_path / "p", told(shape)) is None


def test_a_link_and_a_missing_file_are_none(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(bytes(24))
    (tmp_path / "p").symlink_to(tmp_path / "secret")
    assert read_picture(tmp_path / "p", told([2, 3])) is None
    assert read_picture(tmp_path / "no", told([2, 3])) is None
