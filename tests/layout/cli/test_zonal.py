import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import rasterio
import shapely
from rasterio import Affine

from layout.cli.main import run


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    values = np.arange(16, dtype=np.float32).reshape(4, 4)
    with rasterio.open(
        tmp_path / "r.tif",
        "w",
        driver="GTiff",
        height=4,
        width=4,
        count=1,
        dtype="float32",
        crs="EPSG:4545",
        transform=Affine(10, 0, 500_000, 0, -10, 3_300_000),
        nodata=-1,
    ) as file:
        file.write(values, 1)
    shapes = [
        shapely.box(500_000, 3_299_980, 500_020, 3_300_000),
        shapely.box(600_000, 3_299_980, 600_020, 3_300_000),
    ]
    gpd.GeoDataFrame({"name": ["near", "=far"]}, geometry=shapes, crs="EPSG:4545").to_file(
        tmp_path / "p.gpkg"
    )
    return [str(tmp_path / "r.tif"), str(tmp_path / "p.gpkg")]


def test_json_holds_numbers_and_null(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["zonal", *files, "--name", "name", "--statistics", "mean,max", "--json"]) == 0
    near, far = json.loads(capsys.readouterr().out)["zones"]
    assert near == {"zone": "near", "covered_ha": 0.04, "data_share": 1.0, "mean": 2.5, "max": 5.0}
    assert far["mean"] is None
    assert far["data_share"] == 0


@pytest.mark.parametrize(("language", "words"), [("en", ("no data", "mean")), ("zh", ("无数据", "均值"))])
def test_table_on_the_screen(
    files: list[str], capsys: pytest.CaptureFixture[str], language: str, words: tuple[str, ...]
) -> None:
    assert run(["--lang", language, "zonal", *files, "--classes"]) == 0
    said = capsys.readouterr()
    assert all(word in said.out for word in words)
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_table_as_a_file(files: list[str], tmp_path: Path, kind: str) -> None:
    target = tmp_path / f"t.{kind}"
    assert run(["zonal", *files, "--name", "name", "--out", str(target)]) == 0
    table = pd.read_csv(target) if kind == "csv" else pd.read_excel(target, engine="openpyxl")
    assert table["mean"].tolist() == pytest.approx([2.5, np.nan], nan_ok=True)
    assert str(table.loc[1, "zone"]).removeprefix("'") == "=far"


@pytest.mark.parametrize(
    ("more", "said"),
    [(["--out", "t.pdf"], ".pdf"), (["--statistics", "average"], "average"), (["--name", "nom"], "nom")],
)
def test_wrong_questions_are_wrong_input(
    files: list[str], capsys: pytest.CaptureFixture[str], more: list[str], said: str
) -> None:
    assert run(["--lang", "en", "zonal", *files, *more]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert said in error
