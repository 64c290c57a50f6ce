import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
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
    ],
)
def test_wrong_questions_are_wrong_input(
    surface: str, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    assert run(["regions", surface, *options]) == 2
    assert capsys.readouterr().err.count("\n") == 1
