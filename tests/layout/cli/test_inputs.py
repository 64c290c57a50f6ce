import json
from pathlib import Path

import click
import pytest

from geodata.errors import DataMissingError
from geodata.workspace import Workspace
from layout.cli.inputs import (
    case_of,
    draws_and_seed,
    json_flag,
    kind_and_file,
    ranked_case,
    say_json,
    table_and_spec,
    table_or_case,
)
from layout.cli.main import run
from layout.config import dump_case
from tests.layout.workflow.own_cases import case, kept, parcels


def test_case_by_path_or_name_and_table_by_its_specification() -> None:
    found = case_of("nev-battery", None, language="en")
    assert found is not None
    assert case_of(str(found), None, language="en") == found
    assert case_of("t.csv", "s.toml", language="en") is None
    with pytest.raises(click.UsageError, match="--spec"):
        case_of("t.csv", None, language="en")
    with pytest.raises(DataMissingError):
        case_of("none.toml", None, language="zh")


def test_options_have_help_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    english = [
        *table_or_case("en"),
        *table_and_spec("en"),
        *draws_and_seed("en"),
        json_flag("cli.smaa.json", "en"),
    ]
    chinese = [
        *table_or_case("zh"),
        *table_and_spec("zh"),
        *draws_and_seed("zh"),
        json_flag("cli.smaa.json", "zh"),
    ]
    assert [param.name for param in english] == [param.name for param in chinese]
    assert len({param.name for param in english}) == 6
    say_json({"甲": 1})
    assert capsys.readouterr().out == '{\n  "甲": 1\n}\n'


def test_a_kind_is_one_of_those_there_are_and_its_file_must_be_named() -> None:
    kind, out = kind_and_file(("a", "b"), "cli.landuse.template", language="en", metavar="XLSX")
    assert isinstance(kind.type, click.Choice)
    assert list(kind.type.choices) == ["a", "b"]
    assert out.required
    assert out.metavar == "XLSX"


def test_a_table_has_no_use_for_a_workspace() -> None:
    with pytest.raises(click.UsageError, match="--workspace is for a case"):
        case_of("t.csv", "s.toml", workspace="w", language="en")


def test_own_sites_stand_beside_the_case_or_in_a_workspace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parcels().to_file(tmp_path / "mine.geojson", driver="GeoJSON")
    beside, in_workspace = tmp_path / "beside.toml", tmp_path / "item.toml"
    beside.write_text(dump_case(case(path="mine.geojson")), encoding="utf-8")
    in_workspace.write_text(dump_case(case(item="sites")), encoding="utf-8")
    Workspace.create(tmp_path / "w").add_layer(kept(parcels()))
    named = ["--workspace", str(tmp_path / "w")]
    assert (
        ranked_case(beside, None)
        .ranking["score"]
        .equals(ranked_case(in_workspace, str(tmp_path / "w")).ranking["score"])
    )
    for words in ([str(beside)], [str(in_workspace), *named]):
        assert run(["certificate", *words, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["recommended"] == ["large"]
        assert run(["smaa", *words, "--draws", "50", "--json"]) == 0
        assert set(json.loads(capsys.readouterr().out)["acceptability"]) == {"small", "large", "dot"}
        assert run(["sheet", *words, "--out", str(tmp_path / "sheet.html")]) == 0
        assert "sheet.html" in capsys.readouterr().out
        assert "大地块" in (tmp_path / "sheet.html").read_text(encoding="utf-8")
    assert run(["certificate", str(in_workspace), "--workspace", str(tmp_path / "none")]) == 2
