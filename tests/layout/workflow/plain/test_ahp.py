from pathlib import Path

import pytest

from geodata.errors import DataFormatError
from layout.errors import CaseError
from layout.workflow.plain.ahp import read_pairwise, run_ahp


def write(folder: Path, text: str) -> Path:
    file = folder / "pairs.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_weights_of_a_file(tmp_path: Path) -> None:
    found = run_ahp(write(tmp_path, ",a,b,c\na,1,2,4\nb,1/2,1,2\nc,0.25,,1\n"))
    assert found.weights == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert read_pairwise(tmp_path / "pairs.csv").missing == 0


@pytest.mark.parametrize("text", [",a,b\nb,1,2\na,1/2,1\n", ",a,b\na,1,2\n", ",a,b\na,1,2\nb,1,1\nc,1,1\n"])
def test_matrix_that_is_not_square_by_name_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(DataFormatError, match="same items in the same order"):
        read_pairwise(write(tmp_path, text))


def test_non_reciprocal_pair_is_refused_with_the_cell_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="row port, column land: found 3"):
        run_ahp(write(tmp_path, ",land,port\nland,1,3\nport,3,1\n"))
