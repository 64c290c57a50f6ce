import json
from pathlib import Path

import pandas as pd
import pytest

from geodata.text import Language
from layout.cli.main import run
from layout.resources import shipped_cases

PROOF = {"robustness.csv", "robustness.json", "certificate.json", "certificate.txt"}
FILES = {"ranking.csv", "sites.geojson", "run.json", "case.toml"} | PROOF
BATTERY = next(case for case in shipped_cases() if case.stem == "nev-battery")
TEXT = BATTERY.read_text(encoding="utf-8")


def changed(*edits: tuple[str, str]) -> str:
    text = TEXT
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return text


def all_weights(value: str) -> str:
    lines = [f"weight = {value}" if line.startswith("weight = ") else line for line in TEXT.splitlines()]
    return "\n".join(lines)


WRONG = {
    "unknown key": (changed(("[project]\n", "[project]\nbudget = 3\n")), "budget"),
    "unknown table": (TEXT + "\n[weather]\nrain = true\n", "weather"),
    "unknown cluster": (changed(('cluster_id = "icnev"', 'cluster_id = "space_travel"')), "space_travel"),
    "negative weight": (TEXT.replace("weight = 20", "weight = -20", 1), "weight"),
    "all weights zero": (all_weights("0"), "land_fit = 0"),
    "weight is nan": (TEXT.replace("weight = 20", "weight = nan", 1), "weight"),
    "all weights nan": (all_weights("nan"), "weight"),
    "weight is infinite": (TEXT.replace("weight = 20", "weight = inf", 1), "weight"),
    "weight is text": (TEXT.replace("weight = 20", 'weight = "much"', 1), "weight"),
    "no candidates": (
        changed(('layer = "parks"\n', 'layer = "parks"\ninclude = ["no_such_park"]\n')),
        "no_such_park",
    ),
    "missing-data policy not stated": (changed(('missing = "neutral"\n', "")), "missing"),
    "no TOML": ("weight = = 3", "TOML"),
    "empty file": ("", "schema_version"),
}


@pytest.mark.parametrize("case", shipped_cases(), ids=lambda case: case.stem)
def test_every_shipped_case_writes_its_files(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["score", str(case), "--out", str(tmp_path / "deep" / "out")]) == 0
    out = tmp_path / "deep" / "out"
    assert {path.name for path in out.iterdir()} == FILES
    ranking = pd.read_csv(out / "ranking.csv")
    sites = json.loads((out / "sites.geojson").read_text(encoding="utf-8"))
    assert len(ranking) == len(sites["features"]) > 5
    best = sites["features"][0]["properties"]
    assert best["rank"] == 1
    assert best["name_en"] in capsys.readouterr().out


def test_same_case_gives_the_same_files_again(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run(["score", str(BATTERY), "--out", str(tmp_path / name)]) == 0
    for file in FILES - {"run.json"}:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), file


def test_case_that_was_written_can_be_run_and_is_the_same(tmp_path: Path) -> None:
    assert run(["score", str(BATTERY), "--out", str(tmp_path / "one")]) == 0
    assert run(["score", str(tmp_path / "one" / "case.toml"), "--out", str(tmp_path / "two")]) == 0
    assert (tmp_path / "one" / "ranking.csv").read_bytes() == (tmp_path / "two" / "ranking.csv").read_bytes()
    assert (tmp_path / "one" / "case.toml").read_bytes() == (tmp_path / "two" / "case.toml").read_bytes()


def test_top_limits_what_is_printed_and_not_what_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["score", "nev-battery", "--out", str(tmp_path), "--top", "1"]) == 0
    ranking = pd.read_csv(tmp_path / "ranking.csv")
    said = capsys.readouterr().out
    assert ranking["name_en"].iloc[0] in said
    assert said.splitlines()[1].startswith(f"1 of {len(ranking)} sites")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("fault", WRONG)
def test_wrong_case_is_one_line_and_two_and_writes_nothing(
    fault: str, language: Language, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, named = WRONG[fault]
    (tmp_path / "wrong.toml").write_text(text, encoding="utf-8")
    assert (
        run(["--lang", language, "score", str(tmp_path / "wrong.toml"), "--out", str(tmp_path / "out")]) == 2
    )
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert named in said.err
    assert "Traceback" not in said.err
    assert {path.name for path in tmp_path.iterdir()} == {"wrong.toml"}


def test_folder_that_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert run(["score", str(BATTERY), "--out", str(tmp_path / "file" / "out")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_missing_case_is_told_with_the_shipped_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["score", str(tmp_path / "none.toml"), "--out", str(tmp_path / "out")]) == 2
    assert "nev-battery" in capsys.readouterr().err


def score_line(folder: Path) -> list[str]:
    case, out = str(folder / "case.toml"), str(folder / "out")
    return ["--lang", "en", "score", case, "--out", out, "--no-robustness"]


OWN = """{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"id": "p1", "name": "Parcel one"}, "geometry": {"type": "Polygon",
  "coordinates": [[[106.35, 29.5], [106.36, 29.5], [106.36, 29.51], [106.35, 29.51], [106.35, 29.5]]]}}]}"""


def test_own_sites_of_a_file_beside_the_case_are_ranked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "parcels.geojson").write_text(OWN, encoding="utf-8")
    own = changed(('layer = "parks"\n', 'layer = "sites"\npath = "parcels.geojson"\n'))
    (tmp_path / "case.toml").write_text(own, encoding="utf-8")
    assert run(score_line(tmp_path)) == 0
    assert "Parcel one" in capsys.readouterr().out
    sites = json.loads((tmp_path / "out" / "sites.geojson").read_text(encoding="utf-8"))
    assert [one["geometry"]["type"] for one in sites["features"]] == ["Polygon"]
    assert (
        run(
            [
                "score",
                str(tmp_path / "out" / "case.toml"),
                "--out",
                str(tmp_path / "again"),
                "--no-robustness",
            ]
        )
        == 0
    )
    assert (tmp_path / "again" / "ranking.csv").read_bytes() == (
        tmp_path / "out" / "ranking.csv"
    ).read_bytes()


def test_own_sites_of_a_workspace_are_ranked_and_a_missing_one_is_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "parcels.geojson").write_text(OWN, encoding="utf-8")
    workspace = str(tmp_path / "w")
    (tmp_path / "case.toml").write_text(
        changed(('layer = "parks"\n', 'layer = "parks+sites"\n')), encoding="utf-8"
    )
    score = score_line(tmp_path)
    assert run(score) == 2
    assert "no layer 'sites'" in capsys.readouterr().err
    assert (
        run(["data", "import", str(tmp_path / "parcels.geojson"), "--as", "sites", "--workspace", workspace])
        == 0
    )
    assert run([*score, "--workspace", workspace]) == 0
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert record["own_sites"]["sites"] == 1


def test_the_layer_of_candidates_can_be_said_on_the_line(tmp_path: Path) -> None:
    (tmp_path / "parcels.geojson").write_text(OWN, encoding="utf-8")
    workspace = str(tmp_path / "w")
    assert (
        run(["data", "import", str(tmp_path / "parcels.geojson"), "--as", "sites", "--workspace", workspace])
        == 0
    )
    out = tmp_path / "out"
    said = ["--candidates", "sites", "--workspace", workspace, "--no-robustness"]
    assert run(["score", "nev-battery", "--out", str(out), *said]) == 0
    assert 'layer = "sites"' in (out / "case.toml").read_text(encoding="utf-8")
    assert (
        run(
            [
                "score",
                str(out / "case.toml"),
                "--out",
                str(tmp_path / "parks"),
                "--candidates",
                "parks",
                "--no-robustness",
            ]
        )
        == 0
    )
    assert len(pd.read_csv(tmp_path / "parks" / "ranking.csv")) == 61


def test_proof_may_be_left_out_and_the_run_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, kept = tmp_path / "out", str(tmp_path / "kept")
    words = [
        "score",
        "chemical-new-materials",
        "--out",
        str(out),
        "--no-robustness",
        "--keep-in",
        kept,
        "--tag",
        "a",
    ]
    assert run(words) == 0
    assert "is recommended" not in capsys.readouterr().out
    assert {path.name for path in out.iterdir()} == FILES - PROOF
    assert run(["score", "chemical-new-materials", "--out", str(out), "--keep-in", kept, "--tag", "b"]) == 0
    assert "is recommended" in capsys.readouterr().out
    assert run(["runs", "repeat", kept, "b"]) == 0
    assert "identical" in capsys.readouterr().out
    assert run(["runs", "list", kept]) == 0
    assert capsys.readouterr().out.count("score") == 2
    changes = tmp_path / "changes.geojson"
    assert run(["runs", "compare", kept, "a", "b", "--geojson", str(changes)]) == 0
    assert json.loads(changes.read_text(encoding="utf-8"))["features"]


def test_record_says_where_the_weights_come_from(tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    case.write_text(TEXT + '\n[weights]\nmethod = "equal"\n', encoding="utf-8")
    assert run(["score", str(case), "--out", str(tmp_path / "out"), "--no-robustness"]) == 0
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert record["weights"]["method"] == "equal"
    assert set(record["weights"]["weights"].values()) == {1 / 8}
    assert "same for every criterion" in record["weights"]["text"][0]["en"]
