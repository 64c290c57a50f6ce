"""The office's own sites as a table: what they are, how large, where, and how well their place is known."""

import math
from collections.abc import Hashable, Mapping
from functools import partial
from typing import Any, Final

import pandas as pd

from geodata.text import Language
from layout.entities.wording import plain
from layout.i18n import translate
from layout.ui.cells import cell_text
from layout.ui.widgets import table_html
from layout.workflow.desk.tables import desk_table

_COLUMNS: Final = ("site", "kind", "area", "district", "zones", "clusters", "host", "nearest", "precision")


def own_sites_html(frame: pd.DataFrame, language: Language) -> str:
    """Return own sites as a table: what they are, how large, where, and how well their place is known.

    Parameters
    ----------
    frame
        The frame of own sites.
    language
        Language of every word.
    """
    heads = [translate(f"own_draw.column.{name}", language) for name in _COLUMNS]
    named = partial(_named, language=language)
    rows = [
        (
            str(row[f"name_{language}"]),
            translate(f"own_draw.kind.{'point' if pd.isna(row['measured_ha']) else 'parcel'}", language),
            area_text(row, language),
            cell_text(row[f"district_{language}"], language),
            cell_text(named("layout_zones", "zone_id", row["zone_ids"]), language),
            cell_text(named("clusters", "cluster_id", row["cluster_ids"]), language),
            cell_text(named("parks", "park_id", (row["parent_park_id"],)), language),
            nearest_text(row["nearest_park_id"], row["nearest_park_km"], language=language),
            _precision(row["position_precision_m"], language),
        )
        for row in frame.to_dict("records")
    ]
    return table_html(heads, rows)


def area_text(row: Mapping[Hashable, Any], language: Language) -> str:
    """Return the land of an own site with what kind of figure it is.

    Parameters
    ----------
    row
        A row of the frame of own sites.
    language
        Language of the words.
    """
    free, land = row["free_land_ha"], row["land_ha"]
    if not pd.isna(free):
        return translate("own_draw.basis.free", language, area=plain(float(free), 4))
    if pd.isna(land):
        return translate("domain.no_data", language)
    basis = "stated" if row["land_basis"] == "stated" else "measured"
    return translate(f"own_draw.basis.{basis}", language, area=plain(float(land), 4))


def nearest_text(park: str, km: float, *, language: Language) -> str:
    """Return the nearest park and how far it is.

    Parameters
    ----------
    park
        park_id, "" for none.
    km
        Geodesic distance to its point.
    language
        Language of the name.
    """
    if not park:
        return translate("domain.no_data", language)
    name = _named("parks", "park_id", (park,), language=language)[0]
    return translate("own_draw.nearest", language, park=name, km=plain(km))


def _precision(metres: float, language: Language) -> str:
    """Return how well a place is known."""
    if math.isnan(metres):
        return translate("domain.no_data", language)
    return translate("own_draw.metres", language, metres=plain(round(float(metres))))


def _named(name: str, key: str, ids: tuple[str, ...], *, language: Language) -> tuple[str, ...]:
    """Return the names of ids of a table; an id that it does not have stands for itself."""
    facts = desk_table(name)
    names = dict(zip(facts[key], facts[f"name_{language}"], strict=True))
    return tuple(str(names.get(item, item)) for item in ids if item)
