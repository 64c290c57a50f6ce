"""The areas found as a table for reading: size and score, slope, what is nearest, and why."""

import geopandas as gpd
import pandas as pd

from geodata.text import Language
from layout.i18n import translate
from layout.ui.widgets import table_html


def areas_html(frame: gpd.GeoDataFrame, language: Language) -> str:
    """Return areas as a table; all text is escaped.

    Parameters
    ----------
    frame
        Result of `found_frame`.
    language
        Language of every word.
    """
    parcels = "parcels" in frame.columns
    heads = ["id", "area", "mean", "sum", *(("parcels", "excluded") if parcels else ("cells",))]
    numeric = tuple(place for place, name in enumerate(heads) if name not in {"id", "parcels"})
    told = [name for name in ("slope", "access", "why") if f"{name}_{language}" in frame.columns]
    columns = [translate(f"suitpage.areas.{name}", language) for name in (*heads, *told)]
    rows = [
        [
            *_figures(row, language, parcels=parcels),
            *(_said(row[f"{name}_{language}"], language) for name in told),
        ]
        for row in frame.drop(columns="geometry").to_dict("records")
    ]
    return table_html(columns, rows, numeric=numeric, firm=(0,))


def _figures(row: dict[str, object], language: Language, *, parcels: bool) -> list[str]:
    """Return the cells of one area that hold its own figures."""
    cells = [
        str(row["area_id"]),
        f"{row['area_ha']:,.2f} ha",
        f"{row['mean_score']:.4f}",
        f"{row['sum_score']:,.2f}",
    ]
    if not parcels:
        return [*cells, f"{row['cells']:,}"]
    names = row["parcels"]
    between = translate("regions.parcels.between", language)
    listed = between.join(str(name) for name in names) if isinstance(names, tuple) else ""
    return [*cells, listed, f"{row['excluded_share']:.1%}"]


def _said(words: object, language: Language) -> str:
    """Return a sentence, or that there is no data."""
    return (
        str(words) if isinstance(words, str) and not pd.isna(words) else translate("domain.no_data", language)
    )
