"""What the house tests look at: every file of the tree, found by globbing, so that nothing has to be remembered."""

import ast
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("geodata", "layout", "pages", "streamlit_app.py")
ALL_PYTHON = (*PRODUCT, "tests", "docs", "bench")
UNTOUCHED = {
    ".git",
    ".venv",
    "__pycache__",
    "dist",
    "build",
    "artefacts",
    "out",
    ".mypy_cache",
    ".ruff_cache",
    ".import_linter_cache",
    ".hypothesis",
    ".pytest_cache",
}


def _below(parts: tuple[str, ...]) -> list[Path]:
    found: list[Path] = []
    for part in parts:
        path = ROOT / part
        found += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [path for path in found if "__pycache__" not in path.parts]


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def product_files() -> list[Path]:
    """Return every Python file that ships."""
    files = _below(PRODUCT)
    assert len(files) > 20, "the glob no longer finds the product"
    return files


@pytest.fixture(scope="session")
def python_files() -> list[Path]:
    """Return every Python file of the repository."""
    return _below(ALL_PYTHON)


@pytest.fixture(scope="session")
def all_files() -> list[Path]:
    """Return every file of the repository that a person wrote or generated into it."""
    found: list[Path] = []
    for folder, names, files in os.walk(ROOT):
        names[:] = sorted(name for name in names if name not in UNTOUCHED)
        found += [Path(folder) / file for file in sorted(files)]
    return found


@pytest.fixture(scope="session")
def trees(python_files: list[Path]) -> dict[Path, ast.Module]:
    """Return the syntax tree of every Python file."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in python_files}
