from pathlib import Path
from typing import get_args

import pytest

from geodata.quality.options import Limits, ReadOptions
from geodata.read.sandbox.job import LAYER, RESULT, Job
from geodata.read.sandbox.wish import CELLS, PICTURE, RasterWish


@pytest.mark.parametrize("wish", get_args(RasterWish))
def test_every_wish_reaches_the_process_that_reads(tmp_path: Path, wish: RasterWish) -> None:
    job = Job(tmp_path, "upload.tif", "高程.tif", ReadOptions(), Limits(), raster=wish)
    assert Job.from_record(job.as_record()) == job


def test_no_two_files_of_the_work_folder_share_a_name() -> None:
    assert len({CELLS, PICTURE, RESULT, LAYER}) == 4
