"""The register that a study's rules take their texts from: the shipped one, and the office's laid over it where it holds."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geodata.catalog import load
from geodata.embedded import table
from geodata.errors import DataMissingError
from geodata.read import read_cells, shared_sandbox
from layout.config.suitability_case import SuitabilityCase
from layout.rules.office_register import MUNICIPALITY, OfficeRow, lay_over, office_rows
from layout.workflow.study_shapes import moved

REGISTER_FILE = "(register)"
_HELD = 0.999
"""Share of the area that lies in a jurisdiction that is said to hold it: outlines of two origins differ by slivers."""


def study_register(
    case: SuitabilityCase, home: Path, outline: npt.NDArray[np.object_], *, crs: str, apart: bool
) -> pd.DataFrame:
    """Return the register for the area of a study, see `lay_over`; the shipped table where the case names no other.

    Parameters
    ----------
    case, home
        The case, and the folder that its paths start from.
    outline
        Polygons of the area.
    crs
        Their CRS.
    apart
        Whether the office's file comes from a stranger and is read in the sandbox.

    Raises
    ------
    DataMissingError, DataFormatError
        The office's file is not there, or is no table.
    CaseError
        One of its rows is wrong; the line is named.
    """
    rows = _office(case, home, apart=apart)
    holding = _holding({row.jurisdiction for row in rows}, outline, crs) if rows else ()
    return _laid(case, rows, holding)


def named_register(case: SuitabilityCase, home: Path, *, apart: bool) -> pd.DataFrame:
    """Return the register with the rows of every jurisdiction taken to hold: for names, before the area is known.

    Raises
    ------
    DataMissingError, DataFormatError, CaseError
        As `study_register`.
    """
    rows = _office(case, home, apart=apart)
    return _laid(case, rows, tuple(dict.fromkeys(row.jurisdiction for row in rows)))


def _laid(case: SuitabilityCase, rows: tuple[OfficeRow, ...], holding: tuple[str, ...]) -> pd.DataFrame:
    """Return the shipped register with rows laid over it."""
    shipped = table("rules")
    if case.office_register is None:
        return shipped
    return lay_over(shipped, rows, holding=holding, origin=case.office_register.path)


def _office(case: SuitabilityCase, home: Path, *, apart: bool) -> tuple[OfficeRow, ...]:
    """Return the rows of the office's file."""
    if case.office_register is None:
        return ()
    path = case.office_register.path
    try:
        raw = (home / path).read_bytes()
    except OSError as error:
        raise DataMissingError(
            en=f"register: file {path} cannot be read ({error.strerror}); give the path of a CSV or XLSX table.",
            zh=f"register：无法读取文件 {path}（{error.strerror}）；请给出 CSV 或 XLSX 表格的路径。",
        ) from error
    cells = read_cells(raw, Path(path).name, sandbox=shared_sandbox() if apart else None)
    known = {MUNICIPALITY, *_members()}
    return office_rows(cells.header, cells.rows, lines=cells.lines, origin=path, jurisdictions=known)


def _members() -> Mapping[str, tuple[str, ...]]:
    """Return the districts of each jurisdiction below the municipality: a district itself, a zone by its members."""
    zones = table("layout_zones")
    districts = {code: (code,) for code in load("districts").frame["adcode"].tolist()}
    named = zip(zones["zone_id"].tolist(), zones["member_adcodes"].tolist(), strict=True)
    return districts | {zone: tuple(members) for zone, members in named}


def _holding(wanted: set[str], outline: npt.NDArray[np.object_], crs: str) -> tuple[str, ...]:
    """Return which jurisdictions hold the area, narrowest first."""
    frame = load("districts").frame
    codes = frame["adcode"].tolist()
    shapes = dict(zip(codes, moved(np.asarray(frame.geometry, dtype=object), crs), strict=True))
    members = {MUNICIPALITY: tuple(codes), **_members()}
    area = shapely.union_all(outline)
    sizes = {}
    for code in sorted(wanted):
        extent = shapely.union_all([shapes[member] for member in members[code] if member in shapes])
        if shapely.area(shapely.intersection(area, extent)) >= _HELD * shapely.area(area):
            sizes[code] = shapely.area(extent)
    return tuple(sorted(sizes, key=lambda code: (sizes[code], code)))
