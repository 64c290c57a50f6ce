"""AHP of a plain pairwise matrix."""

from pathlib import Path

from geodata.errors import DataFormatError
from layout.scoring.weighting.ahp import AhpResult, ahp_weights
from layout.scoring.weighting.pairwise import Pairwise, parse_pairwise
from layout.workflow.plain.table import read_table


def read_pairwise(path: str | Path) -> Pairwise:
    """Return the pairwise matrix in a CSV file: header row and first column name the items, in the same order.

    Raises
    ------
    DataMissingError, DataFormatError
        The file cannot be read as a table, or is not square with the same names both ways.
    CaseError
        A cell that is no judgement, or a pair that is not reciprocal; the cell is named.
    """
    cells = read_table(path)
    rows, columns = [str(name) for name in cells.index], [str(name) for name in cells.columns]
    if rows != columns:
        odd = next((pair for pair in zip(rows, columns, strict=False) if pair[0] != pair[1]), None)
        found = f"{len(rows)} × {len(columns)}" if odd is None else f"{odd[0]} / {odd[1]}"
        raise DataFormatError(
            en=f"{Path(path).name}: rows and columns must name the same items in the same order; found {found}.",
            zh=f"{Path(path).name}：行与列须按相同顺序列出相同的项目；现为 {found}。",
        )
    return parse_pairwise(rows, cells.to_numpy(dtype=str).tolist())


def run_ahp(path: str | Path) -> AhpResult:
    """Return the weights of the matrix in a CSV file; raises as `read_pairwise` and `ahp_weights`."""
    return ahp_weights(read_pairwise(path))
