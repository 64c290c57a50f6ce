"""The office's own parks among the parks of the table: matched by code or name, laid over them, or new.

An outline gives a point, a precision and a measured area. The measured area stands apart from the approved area: they are
different figures, and neither replaces the other.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from layout.errors import OwnSiteError
from layout.sites.candidates import OFFICE_COLUMNS
from layout.sites.user_columns import plain_name
from layout.sites.user_model import OWN
from layout.sites.user_places import Ground, Shapes, district_shares, measured, zones_of_district

Row = dict[str, Any]

_ID: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")
_ID_DIGITS: Final = 10
_EXTENT_FLOOR_M: Final = 1.0


def match_parks(fields: pd.DataFrame, parks: pd.DataFrame, *, origin: str) -> pd.Series:
    """Return the park_id that each row of the office stands for, "" for a park that the table does not have.

    Parameters
    ----------
    fields
        What the columns of the office say (`read_fields`), by row number.
    parks
        The table of parks.
    origin
        Name of the file in messages.

    Raises
    ------
    OwnSiteError
        A row has no name and no code.
    """
    known = _names_of(parks)
    found = []
    for row, record in fields.to_dict("index").items():
        clues = [record[name] for name in ("host_park_id", "site_id", "catalogue_code", "name_zh", "name_en")]
        words = [plain_name(clue) for clue in clues if clue]
        if not words:
            raise OwnSiteError(
                en=f"{origin}: row {row} has neither name nor code; fill in name, park_id or catalogue_code.",
                zh=f"{origin}：第 {row} 行既无名称也无代码；请填写 name、park_id 或 catalogue_code。",
            )
        found.append(next((known[word] for word in words if word in known), ""))
    return pd.Series(found, index=fields.index, dtype=object)


def require_single(matched: pd.Series, *, origin: str) -> None:
    """Refuse a match in which two rows stand for one park.

    Parameters
    ----------
    matched
        park_id by row number, "" for none.
    origin
        Name of the file in messages.

    Raises
    ------
    OwnSiteError
        Two rows stand for one park.
    """
    named = matched[matched != ""]
    twice = named[named.duplicated(keep=False)]
    if len(twice):
        rows = ", ".join(str(row) for row in twice.index[:2])
        raise OwnSiteError(
            en=f"{origin}: rows {rows} both stand for park {twice.iloc[0]}; merge their outlines or name one of them otherwise.",
            zh=f"{origin}：第 {rows} 行均对应园区 {twice.iloc[0]}；请合并边界，或更正其中一行的名称。",
        )


def new_park_id(name: str, wanted: str = "") -> str:
    """Return an id for a park that the table does not have; the same name always gives the same.

    Parameters
    ----------
    name
        Its name.
    wanted
        The office's own id, taken where it is lower-case letters, digits and _.
    """
    if _ID.fullmatch(wanted):
        return wanted
    return f"office_{hashlib.sha256(plain_name(name).encode()).hexdigest()[:_ID_DIGITS]}"


def lay_over(parks: pd.DataFrame, fields: pd.DataFrame, *, shapes: Shapes, ground: Ground) -> pd.DataFrame:
    """Return the table of parks with what the office says in place, and its new parks below.

    Parameters
    ----------
    parks
        The table of parks; it is left as it is.
    fields
        What the columns of the office say, with the ids of `match_parks` or new ones in `host_park_id`.
    shapes
        Points, polygons or None in degrees WGS84, shape (rows,).
    ground
        The districts, for new parks.

    Returns
    -------
    pandas.DataFrame
        The columns of `parks` and `OFFICE_COLUMNS`.
    """
    places = measured(shapes).set_axis(fields.index, axis=0)
    columns = [*parks.columns, *(name for name in OFFICE_COLUMNS if name not in parks)]
    table = parks.reindex(columns=columns).set_index("park_id")
    records = pd.concat([fields, places], axis=1).to_dict("records")
    fresh: list[Row] = []
    for record, shares in zip(records, district_shares(shapes, ground), strict=True):
        row = {str(name): value for name, value in record.items()}
        if row["host_park_id"] in table.index:
            _put(table, row["host_park_id"], _said(row))
        else:
            fresh.append({"park_id": row["host_park_id"], **_new(row, shares, ground)})
    known = table.reset_index()[columns]
    if not fresh:
        return known
    below = pd.DataFrame(fresh).reindex(columns=columns).astype(known.dtypes.to_dict())
    return pd.concat([known, below], ignore_index=True)


def _put(table: pd.DataFrame, park_id: str, said: Row) -> None:
    """Write what the office says into the row of a park."""
    for name, value in said.items():
        column = table[name].copy()
        column.loc[[park_id]] = pd.Series([value], index=[park_id])
        table[name] = column


def _names_of(parks: pd.DataFrame) -> dict[str, str]:
    """Return every id, code, name and other name with its park; what two parks share stands for neither."""
    found: dict[str, set[str]] = {}
    for row in parks.to_dict("records"):
        clues = (row["park_id"], row["catalogue_code"], row["name_zh"], row["name_en"], *row["other_names"])
        for clue in clues:
            if clue:
                found.setdefault(plain_name(clue), set()).add(row["park_id"])
    return {clue: next(iter(ids)) for clue, ids in found.items() if len(ids) == 1}


def _said(row: Row) -> Row:
    """Return what the office says of a park that the table has, without blanks."""
    position = _position(row)
    figures = {name: row[name] for name in ("free_land_ha",) if not np.isnan(row[name])}
    lists = {
        name: row[name]
        for name in ("cluster_ids", "leading_industries_zh", "leading_industries_en")
        if row[name]
    }
    return {**position, **figures, **lists}


def _position(row: Row) -> Row:
    """Return point, precision and measured area, {} where there is no shape."""
    if np.isnan(row["lon"]):
        return {}
    surface = not np.isnan(row["measured_ha"])
    stated = row["position_precision_m"]
    found = {
        "lon": row["lon"],
        "lat": row["lat"],
        "position_precision_m": stated
        if not np.isnan(stated)
        else (max(row["extent_m"], _EXTENT_FLOOR_M) if surface else np.nan),
        "position_basis": "office_outline: a point inside the office's outline"
        if surface
        else "office_point",
    }
    return {**found, "measured_area_ha": row["measured_ha"]} if surface else found


def _new(row: Row, shares: Mapping[str, float], ground: Ground) -> Row:
    """Return a park that the table does not have; what the office does not say stays blank."""
    adcode = next(iter(shares), "")
    own = {
        "catalogue_code": row["catalogue_code"],
        "name_zh": row["name_zh"] or row["name_en"],
        "name_en": row["name_en"] or row["name_zh"],
        "other_names": (),
        "level": row["level"],
        "type": "",
        "adcode": adcode,
        "zone_ids": tuple(dict.fromkeys((*row["zone_ids"], *zones_of_district(ground.zones, adcode)))),
        "approved_area_ha": row["approved_area_ha"],
        "approved_date": "",
        "leading_industries_zh": row["leading_industries_zh"],
        "leading_industries_en": row["leading_industries_en"] or row["leading_industries_zh"],
        "cluster_ids": row["cluster_ids"],
        "parent_park_id": "",
        "source_ids": (),
        "confidence": OWN,
        "note": row["note"],
        "position_basis": "",
    }
    return {**own, **_position(row), "free_land_ha": row["free_land_ha"]}
