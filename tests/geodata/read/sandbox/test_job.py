import json
from pathlib import Path

from geodata.quality.options import Limits, ReadOptions
from geodata.read.sandbox.job import LAYER, RESULT, Job, run

POINT = b'{"type": "Point", "coordinates": [106.55, 29.56]}'


def test_a_job_goes_through_a_plain_record(tmp_path: Path) -> None:
    job = Job(tmp_path, "upload.csv", "地块.csv", ReadOptions(crs="EPSG:4545"), Limits(seconds=3), layer=True)
    assert Job.from_record(json.loads(json.dumps(job.as_record()))) == job


def test_the_result_is_left_in_the_work_folder(tmp_path: Path) -> None:
    (tmp_path / "upload.geojson").write_bytes(POINT)
    run(Job(tmp_path, "upload.geojson", "地块.geojson", ReadOptions(), Limits(), layer=True))
    record = json.loads((tmp_path / RESULT).read_text(encoding="ascii"))
    assert (record["file"], record["verdict"]) == ("地块.geojson", "accept")
    assert (tmp_path / LAYER).is_file()
    assert {item.name for item in tmp_path.iterdir()} == {"upload.geojson", RESULT, LAYER, "work"}
