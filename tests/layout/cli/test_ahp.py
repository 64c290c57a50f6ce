import json
from pathlib import Path

import pytest

from layout.cli.main import run
from layout.resources import bundle_folder

SHIPPED = str(bundle_folder() / "cases" / "plain" / "judgements.csv")


def test_weights_consistency_and_worst_judgement_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ahp", SHIPPED]) == 0
    out = capsys.readouterr().out
    assert "access" in out
    assert "Consistent enough: CR = " in out
    assert "Pairs not judged: 1" in out
    assert "fits worst: land_price against workers" in out


def test_json_has_the_promised_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ahp", SHIPPED, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {"weights", "lambda_max", "ci", "ri", "cr", "worst"} <= set(found)
    assert sum(found["weights"].values()) == pytest.approx(1)


def test_contradiction_is_told_and_a_slip_is_refused_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "p.csv"
    file.write_text(",a,b,c\na,1,9,1/9\nb,,1,9\nc,,,1\n", encoding="utf-8")
    assert run(["ahp", str(file)]) == 0
    assert "Not consistent enough" in capsys.readouterr().out
    file.write_text(",a,b\na,1,9\nb,9,1\n", encoding="utf-8")
    assert run(["--lang", "zh", "ahp", str(file)]) == 2
    assert "行 b、列 a" in capsys.readouterr().err


def test_a_hierarchy_is_printed_as_a_tree_with_the_consistency_of_each_level(
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = str(bundle_folder() / "cases" / "plain" / "hierarchy.toml")
    assert run(["ahp", file]) == 0
    out = capsys.readouterr().out
    assert "Access and supply  0.5011            0.5011" in out
    assert "    port           0.5000            0.1588" in out
    assert out.count("enough: CR = ") == 5
    assert "Planning: 3 of 3 pairs, CR = 0.016 alone." in out
    assert run(["ahp", file, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert sum(found["weights"].values()) == pytest.approx(1)
    assert len(found["levels"]) == 5
    assert run(["ahp", "nev-battery"]) == 2
    assert "only pairwise judgements have a hierarchy" in capsys.readouterr().err


def test_experts_who_judged_a_part_each_are_put_together_and_named_where_weights_are_asked_of_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "h.toml"
    text = """criteria = ["a", "b", "c"]
[[experts]]
name = "Li"
judgements = { a = { b = 2 } }
[[experts]]
name = "Wang"
judgements = { b = { c = 3 } }
[[experts]]
name = "Zhao"
judgements = {}
"""
    file.write_text(text, encoding="utf-8")
    assert run(["ahp", str(file), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["weights"] == pytest.approx({"a": 0.6, "b": 0.3, "c": 0.1})
    assert found["levels"][0]["consistency"]["experts"] == {"Li": None, "Wang": None, "Zhao": None}
    assert run(["ahp", str(file)]) == 0
    out = capsys.readouterr().out
    assert "Li: 1 of 3 pairs, not enough judgements alone." in out
    assert "Zhao: judged nothing here." in out
    file.write_text('aggregation = "priorities"\n' + text, encoding="utf-8")
    assert run(["ahp", str(file)]) == 2
    assert "expert Li has not enough judgements alone" in capsys.readouterr().err
