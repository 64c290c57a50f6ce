from pathlib import Path

import pytest

from geodata.errors import DataMissingError
from layout import resources
from layout.resources import app_script, bundle_folder, find_case, shipped_cases


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty `layout` package folder that the module believes to live in."""
    folder = tmp_path / "site-packages" / "layout"
    folder.mkdir(parents=True)
    monkeypatch.setattr(resources, "_package_folder", lambda: folder)
    return folder


def fill(folder: Path) -> Path:
    (folder / "cases").mkdir(parents=True)
    (folder / "cases" / "b.toml").write_text("", encoding="utf-8")
    (folder / "cases" / "a.toml").write_text("", encoding="utf-8")
    (folder / "cases" / "notes.md").write_text("", encoding="utf-8")
    (folder / "streamlit_app.py").write_text("", encoding="utf-8")
    return folder


def test_checkout_has_the_pages_beside_the_package(package: Path) -> None:
    beside = fill(package.parent)
    assert bundle_folder() == beside


def test_wheel_has_them_inside_and_a_stray_script_does_not_win(package: Path) -> None:
    fill(package.parent)
    inside = fill(package / "_bundle")
    assert bundle_folder() == inside


def test_installation_that_is_not_whole_says_where_it_looked(package: Path) -> None:
    (package.parent / "streamlit_app.py").write_text("", encoding="utf-8")
    with pytest.raises(DataMissingError, match="_bundle") as caught:
        app_script()
    assert "重新安装" in caught.value.message("zh")


def test_shipped_cases_are_the_toml_files_in_order(package: Path) -> None:
    fill(package.parent)
    assert [case.name for case in shipped_cases()] == ["a.toml", "b.toml"]


def test_case_is_found_by_path_before_name(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(package.parent)
    monkeypatch.chdir(tmp_path)
    assert find_case("a") == package.parent / "cases" / "a.toml"
    Path("a").write_text("", encoding="utf-8")
    assert find_case("a") == Path("a")


def test_unknown_case_lists_the_shipped_ones(package: Path) -> None:
    fill(package.parent)
    with pytest.raises(DataMissingError, match=r"case file no\.toml does not exist.*: a, b"):
        find_case("no.toml")


def test_real_tree_has_the_script_and_three_cases() -> None:
    assert app_script().is_file()
    assert {"nev-battery", "power-semiconductor", "chemical-new-materials"} <= {
        case.stem for case in shipped_cases()
    }
