import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely
from rasterio import Affine

from layout.cli.main import run

VALUES = np.random.default_rng(7).random((6, 6)).astype(np.float32)


@pytest.fixture
def surface(tmp_path: Path) -> str:
    profile = {"driver": "GTiff", "width": 6, "height": 6, "count": 1, "dtype": "float32", "crs": "EPSG:4545"}
    with rasterio.open(
        tmp_path / "s.tif", "w", transform=Affine(30, 0, 500_000, 0, -30, 3_300_000), nodata=-1, **profile
    ) as file:
        file.write(VALUES, 1)
    return str(tmp_path / "s.tif")


def test_json(surface: str, capsys: pytest.CaptureFixture[str]) -> None:
    options = [
        "--cells",
        "4",
        "--count",
        "2",
        "--connectivity",
        "queen",
        "--spacing-m",
        "30",
        "--shape",
        "0.2",
        "--json",
    ]
    assert run(["regions", surface, *options]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [region["cells"] for region in found["regions"]] == [4, 4]
    assert set(found) >= {"objective", "bound", "gap"}
    assert set(found["regions"][0]) >= {"cells", "mean", "sum", "polygon"}


@pytest.mark.parametrize(
    ("language", "said"), [("en", "1 of 1 regions of 3 cells"), ("zh", "1 个区域中找到 1 个")]
)
def test_words(surface: str, capsys: pytest.CaptureFixture[str], language: str, said: str) -> None:
    assert run(["--lang", language, "regions", surface, "--area-ha", "0.2"]) == 0
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--cells", "3", "--area-ha", "1"],
        ["--cells", "0"],
        ["--cells", "3", "--shape", "2"],
        ["--cells", "37"],
        ["--total-ha", "1", "--min-ha", "0.5", "--count", "3"],
        ["--total-ha", "100"],
        ["--min-ha", "0.5", "--cells", "3"],
        ["--cells", "3", "--parcels", "none.gpkg"],
    ],
)
def test_wrong_questions_are_wrong_input(
    surface: str, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    assert run(["regions", surface, *options]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "2 of 2 regions of 2 to 4 cells, 6 cells together"), ("zh", "每个 2 至 4 个像元，合计 6 个像元")],
)
def test_a_shared_total_in_words_and_file(
    surface: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, said: str
) -> None:
    options = ["--total-ha", "0.54", "--min-ha", "0.18", "--max-ha", "0.36", "--count", "2"]
    out = tmp_path / "r.geojson"
    assert run(["--lang", language, "regions", surface, *options, "--out", str(out)]) == 0
    assert said in capsys.readouterr().out
    features = json.loads(out.read_text(encoding="utf-8"))["features"]
    assert sum(one["properties"]["cells"] for one in features) == 6
    assert run(["regions", surface, *options, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sizes"] == {"total": 6, "least": 2, "most": 4}


def test_parcels_are_named(surface: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    boxes = [shapely.box(500_000 + 60 * n, 3_299_900, 500_060 + 60 * n, 3_300_000) for n in range(3)]
    frame = gpd.GeoDataFrame({"name": ["A", "B", "C"]}, geometry=boxes, crs="EPSG:4545")
    frame.to_file(tmp_path / "p.gpkg")
    options = ["--parcels", str(tmp_path / "p.gpkg"), "--area-ha", "1.1"]
    assert run(["--lang", "en", "regions", surface, *options]) == 0
    words = capsys.readouterr().out
    assert "2 parcels" in words
    assert "A, B" in words or "B, C" in words
    assert run(["regions", surface, *options, "--json"]) == 0
    (region,) = json.loads(capsys.readouterr().out)["regions"]
    assert set(region) >= {"cells", "mean", "sum", "polygon", "parcels", "excluded_share"}


def test_a_case_tells_of_each_region(
    study_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, out = str(study_folder / "study.toml"), tmp_path / "run"
    assert run(["suitability", case, "--out", str(out)]) == 0
    properties = json.loads((out / "areas.geojson").read_text(encoding="utf-8"))["features"][0]["properties"]
    assert properties["slope_share_steep"] == 1.0
    assert "allowed land" in properties["why_en"]
    (limit,) = json.loads((out / "run.json").read_text(encoding="utf-8"))["slope_limits"]
    assert (limit["rule_id"], limit["limit"], limit["from"]) == ("steep", 25.0, "case")
    capsys.readouterr()
    options = ["--area-ha", "20", "--case", case]
    assert run(["--lang", "en", "regions", str(out / "suitability.tif"), *options]) == 0
    words = capsys.readouterr().out
    assert all(word in words for word in ("Slope: ", "Nearest: ", "Why: "))
    assert run(["regions", str(out / "suitability.tif"), *options, "--json"]) == 0
    (region,) = json.loads(capsys.readouterr().out)["regions"]
    assert region["why"]["en"]
    assert region["slope"][0]["share"] == 1.0
