"""Imports go one way, heavy libraries load only when used, and each library stays in its room."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY_GEO = ("geopandas", "rasterio", "pyogrio", "streamlit", "folium", "matplotlib")
HEAVY = (*HEAVY_GEO, "pandas", "numpy", "scipy", "pydantic", "shapely", "pyproj")
COMPUTING = (
    "scoring",
    "criteria",
    "rules",
    "landuse",
    "targets",
    "sites",
    "entities",
    "suitability",
    "allocation",
)

# Where each library may be imported; a place is a path prefix. A library that is not named here is free.
ROOMS = {
    "streamlit": ("layout/ui", "pages", "streamlit_app.py"),
    "streamlit_folium": ("layout/ui", "pages"),
    "starlette": ("layout/ui", "streamlit_app.py"),
    "folium": ("layout/ui", "layout/viz"),
    "branca": ("layout/ui", "layout/viz"),
    "rasterio": ("geodata",),
    "pyogrio": ("geodata",),
    "requests": ("geodata/fetch",),
    "urllib.request": ("geodata/fetch",),
    "http.client": ("geodata/fetch",),
    "click": ("layout/cli",),
}
# pages and tests that talk to the running server are no part of the product
IMPORT_ALL = """
import importlib, json, sys
package = importlib.import_module(sys.argv[1])
names = list(getattr(package, "__all__", []))
if sys.argv[2] == "use":
    for name in names:
        getattr(package, name)
print(json.dumps([names, sorted({module.partition(".")[0] for module in sys.modules})]))
"""


def loaded_by(root: Path, package: str, mode: str = "import") -> tuple[list[str], set[str]]:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, package, mode],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        check=True,
        capture_output=True,
        text=True,
    )
    names, modules = json.loads(done.stdout)
    return names, set(modules)


def rooms(root: Path) -> list[str]:
    return sorted(
        f"{path.parent.parent.name}.{path.parent.name}"
        for house in ("geodata", "layout")
        for path in (root / house).glob("*/__init__.py")
    )


def test_contracts_of_import_linter_hold(root: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as lint; lint()",
            "--no-cache",
        ],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_importing_a_room_loads_no_heavy_library(root: Path) -> None:
    found = rooms(root)
    assert {"geodata.catalog", "geodata.write", "layout.scoring", "layout.workflow"} <= set(found)
    eager = {room: sorted(heavy) for room in found if (heavy := loaded_by(root, room)[1] & set(HEAVY))}
    assert eager == {}


def test_using_a_computing_package_loads_no_gdal_and_no_screen(root: Path) -> None:
    present = [f"layout.{name}" for name in COMPUTING if (root / "layout" / name / "__init__.py").is_file()]
    assert {"layout.scoring", "layout.criteria", "layout.rules", "layout.sites", "layout.landuse"} <= set(
        present
    )
    used = {package: loaded_by(root, package, "use") for package in present}
    assert [package for package, (names, _) in used.items() if not names] == []
    assert {
        package: sorted(heavy) for package, (_, loaded) in used.items() if (heavy := loaded & set(HEAVY_GEO))
    } == {}


def test_help_of_the_command_line_loads_no_heavy_library(root: Path) -> None:
    assert loaded_by(root, "layout.cli.main")[1] & set(HEAVY) == set()


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


@pytest.mark.parametrize("library", sorted(ROOMS))
def test_library_stays_in_its_room(
    library: str, trees: dict[Path, ast.Module], product_files: list[Path], root: Path
) -> None:
    strays = [
        f"{where}:{node.lineno} imports {name}"
        for path in product_files
        for where in [path.relative_to(root).as_posix()]
        if not where.startswith(ROOMS[library])
        for node in ast.walk(trees[path])
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in imported(node)
        if f"{name}.".startswith(f"{library}.")
    ]
    assert strays == []


def test_imports_are_absolute(trees: dict[Path, ast.Module], root: Path) -> None:
    relative = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level > 0
    ]
    assert relative == []
