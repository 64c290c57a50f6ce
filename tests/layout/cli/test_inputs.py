import click
import pytest

from geodata.errors import DataMissingError
from layout.cli.inputs import case_of, draws_and_seed, json_flag, say_json, table_and_spec, table_or_case


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
    assert len({param.name for param in english}) == 5
    say_json({"甲": 1})
    assert capsys.readouterr().out == '{\n  "甲": 1\n}\n'
