"""The wheel is whole: built, installed into an empty folder, it lists, scores and serves the same pages from anywhere."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from layout.resources import bundle_folder
from layout.ui.maps.assets import ASSETS

ROOT = bundle_folder()
Serve = Callable[..., AbstractContextManager[Callable[[str], tuple[int, str, bytes]]]]
SHIPPED = {"pages": "*.py", "cases": "*.toml"}


def run(*words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        words,
        cwd=folder,
        env=os.environ | environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(folder),
        str(ROOT),
        folder=folder,
    )
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds the product alone; its dependencies are those of this environment."""
    target = tmp_path_factory.mktemp("elsewhere") / "site"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-index"]
    run(*pip, "--no-deps", "--no-compile", "--target", str(target), str(wheel), folder=target.parent)
    return target


def test_wheel_holds_every_file_of_the_product(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted = {"layout/_bundle/streamlit_app.py"}
    for package in ("geodata", "layout"):
        found = [
            path for path in (ROOT / package).rglob("*") if path.is_file() and "__pycache__" not in path.parts
        ]
        wanted |= {path.relative_to(ROOT).as_posix() for path in found}
    for folder, pattern in SHIPPED.items():
        wanted |= {f"layout/_bundle/{folder}/{path.name}" for path in (ROOT / folder).glob(pattern)}
    assert wanted - names == set()
    assert [name for name in names if "__pycache__" in name or name.endswith(".pyc")] == []
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"geodata", "layout"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_installed_wheel_imports_itself_and_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    code = "import layout.resources as r, geodata; print(r.app_script()); print(geodata.__file__)"
    said = run(sys.executable, "-c", code, folder=tmp_path, PYTHONPATH=str(installed)).stdout.splitlines()
    assert said[0] == str(installed / "layout" / "_bundle" / "streamlit_app.py")
    assert said[1].startswith(str(installed))


def test_installed_command_lists_and_scores(installed: Path, tmp_path: Path) -> None:
    program = str(installed / "bin" / "cqlayout")
    listed = run(program, "layers", "list", "--json", folder=tmp_path, PYTHONPATH=str(installed)).stdout
    assert "parks" in {entry["id"] for entry in json.loads(listed)}
    run(program, "score", "nev-battery", "--out", "out", folder=tmp_path, PYTHONPATH=str(installed))
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "ranking.csv",
        "sites.geojson",
        "robustness.csv",
        "robustness.json",
        "certificate.json",
        "certificate.txt",
        "run.json",
        "case.toml",
    }


def test_installed_command_serves_the_same_pages(installed: Path, tmp_path: Path, app_server: Serve) -> None:
    with app_server([str(installed / "bin" / "cqlayout")], folder=tmp_path, path=installed) as fetch:
        assert fetch("/")[:2] == (200, "text/html")
        wrong = [name for name in ASSETS if fetch(f"/assets/{name}")[0] != 200]
        assert wrong == []
        assert fetch("/assets/leaflet/leaflet.js")[1] == "text/javascript"
        status, kind, layer = fetch("/data/parks.geojson?lang=zh")
        assert (status, kind) == (200, "application/geo+json")
        assert "重庆江津工业园区" in layer.decode("utf-8")
