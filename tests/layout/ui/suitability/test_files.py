from pathlib import Path

import pytest

from geodata.errors import DataFormatError
from layout.ui.suitability.files import new_folder, plain_name, take_file


def test_folders_are_empty_and_different() -> None:
    one, other = new_folder(), new_folder()
    assert one != other
    assert one.parent == other.parent
    assert list(one.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [("a/b/DEM.tif", "dem.tif"), (r"C:\data\dem.TIF", "dem.tif"), ("../../etc/passwd", "passwd"), ("", "")],
)
def test_a_name_is_only_its_last_part(given: str, expected: str) -> None:
    assert plain_name(given) == expected


def test_an_upload_gets_a_name_of_our_own(study_folder: Path, tmp_path: Path) -> None:
    content = (study_folder / "dem.tif").read_bytes()
    assert take_file(tmp_path, content, name="../../dem.TIF", number=3) == "layer3.tif"
    assert (tmp_path / "layer3.tif").read_bytes() == content


def test_a_raster_cut_short_and_a_file_of_another_kind_are_refused(
    study_folder: Path, tmp_path: Path
) -> None:
    content = (study_folder / "dem.tif").read_bytes()
    with pytest.raises(DataFormatError, match=r"cut\.tif"):
        take_file(tmp_path, content[: len(content) // 2], name="cut.tif", number=1)
    with pytest.raises(DataFormatError, match=r"notes\.txt"):
        take_file(tmp_path, b"x", name="notes.txt", number=2)
    assert list(tmp_path.glob("layer*")) == []


def test_a_register_is_taken_as_a_table(tmp_path: Path) -> None:
    own = take_file(tmp_path, b"rule_id,jurisdiction\n", name="Rules.CSV", number=3)
    assert own == "layer3.csv"
    assert (tmp_path / own).read_bytes() == b"rule_id,jurisdiction\n"
