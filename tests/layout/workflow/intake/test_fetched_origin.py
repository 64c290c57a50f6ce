import hashlib
import json
from pathlib import Path

import pytest

from geodata.text import Bilingual
from layout.workflow.desk.roles import Origin
from layout.workflow.intake.fetched_origin import chosen, completed, fetched_origin

BOTH = {"en": "GLO-30", "zh": "哥白尼"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "dem.tif"
    path.write_bytes(b"cells")
    record = {
        "title": BOTH, "attribution": BOTH, "note": BOTH, "licence": "free", "vintage": "2011-2015",
        "outputs_sha256": {"dem.tif": hashlib.sha256(b"cells").hexdigest()},
    }  # fmt: skip
    (tmp_path / "dem.provenance.json").write_text(json.dumps(record), encoding="utf-8")
    (tmp_path / "other.provenance.json").write_text("[]", encoding="utf-8")
    return path


def test_the_record_holds_for_the_very_bytes_alone(file: Path) -> None:
    found = fetched_origin(file)
    assert found is not None
    assert (found.title.zh, found.licence, found.vintage) == ("哥白尼", "free", "2011-2015")
    file.write_bytes(b"other")
    assert fetched_origin(file) is None


def test_what_the_person_says_goes_first(file: Path) -> None:
    found = fetched_origin(file)
    assert completed(Origin(source=" Office "), found) == Origin("GLO-30", "Office", "free", "2011-2015")
    assert completed(Origin(year="2020"), None) == Origin(year="2020")
    both = Bilingual(**BOTH)
    assert [chosen(said, both) for said in ("", "GLO-30", "哥白尼")] == [both] * 3
    assert chosen("ours", both).zh == "ours"
