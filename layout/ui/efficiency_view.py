"""Land-use efficiency on the screen: gaps and their ranking, land against output, totals with coverage, inequality."""

import math
from typing import TYPE_CHECKING

import streamlit as st

from geodata.text import Language
from layout.entities.wording import plain
from layout.i18n import translate
from layout.landuse.concentration import land_share_of
from layout.landuse.peers import peers
from layout.ui.charts import show_chart
from layout.ui.parks import park_names
from layout.ui.widgets import choice, heading, notice, table_html
from layout.viz.charts import gap_chart, pareto_chart, scatter_chart
from layout.viz.escape import safe_html
from layout.workflow.efficiency import LEVELS
from layout.workflow.map_values import citations
from layout.workflow.park_rows import OFFICE

if TYPE_CHECKING:
    from layout.workflow.efficiency import Efficiency

_MOST_OUTPUT = 0.8
_COLUMNS = (
    "rank",
    "name",
    "output",
    "land",
    "intensity",
    "wan_per_mu",
    "gap",
    "share",
    "growth_needed",
    "basis",
    "source",
)
_LEVEL_COLUMNS = ("intensity", "gap", "parks_covered", "land_share")


def notes_html(found: "Efficiency", language: Language) -> str:
    """Return what limits the figures; a table with estimates is marked above all."""
    items = "".join(f"<li>{safe_html(note.pick(language))}</li>" for note in found.notes)
    tone = "warn" if found.estimated else "info"
    badge = (
        f'<span class="cq-badge cq-badge-warn">{safe_html(translate("landuse.ui.estimated", language))}</span>'
        if found.estimated
        else ""
    )
    name = safe_html(found.pair.pick(language))
    return f'<div class="cq-note cq-note-{tone}">{badge}<b>{name}</b><ul class="cq-list">{items}</ul></div>'


def ranking_html(found: "Efficiency", language: Language) -> str:
    """Return the parks by their gap, the largest first, with figures, basis and source."""
    heads = [translate(f"landuse.column.{name}", language) for name in _COLUMNS]
    rows = [
        (
            _rank(row["rank"]),
            str(row[f"name_{language}"]),
            f"{_number(row['output_yi'], language)} {_year(row['output_year'])}".strip(),
            f"{_number(row['land_km2'], language)} {_year(row['land_year'])}".strip(),
            _number(row["intensity_yi_per_km2"], language),
            _number(row["intensity_yi_per_km2"] / 0.15, language),
            _number(row["gap_yi"], language),
            _share(row["share_of_shortfall"], language),
            translate("landuse.word.met", language)
            if row["gap_yi"] <= 0
            else _share(row["growth_needed_pct"] / 100, language),
            translate(f"landuse.basis.{row['basis']}", language),
            "" if row["basis"] == OFFICE else citations(row["source_ids"]).pick(language),
        )
        for row in found.parks.to_dict("records")
    ]
    return table_html(heads, rows, numeric=range(2, 10))


def level_html(found: "Efficiency", level: str, *, language: Language) -> str:
    """Return the totals of one level; groups without figures are listed as such."""
    heads = [translate(f"landuse.column.{name}", language) for name in (level, *_LEVEL_COLUMNS)]
    table = found.levels[level].sort_values("gap_yi", ascending=False, na_position="last")
    rows = [
        (
            str(row[f"name_{language}"]),
            _number(row["value"], language),
            _number(row["gap_yi"], language),
            f"{int(row['parks_covered'])}/{int(row['parks_total'])}",
            _share(row["land_share"], language),
        )
        for row in table.to_dict("records")
    ]
    return table_html(heads, rows, numeric=(1, 2, 3, 4))


def parts_html(found: "Efficiency", language: Language) -> str:
    """Return why each district differs from the target: common gap, structure and intensity, in 亿元/km²."""
    names = ("district", "intensity", "common", "structure", "intensity_effect", "gap")
    heads = [translate(f"landuse.column.{name}", language) for name in names]
    rows = [
        (
            str(row[f"name_{language}"]),
            *(
                _number(row[name], language)
                for name in ("intensity_yi_per_km2", "common", "structure", "intensity", "gap_yi")
            ),
        )
        for row in found.parts.to_dict("records")
    ]
    return table_html(heads, rows, numeric=(1, 2, 3, 4, 5))


def show_gaps(found: "Efficiency", language: Language) -> None:
    """Show the ranking of gaps as chart and table."""
    if found.parks.empty:
        notice(translate("landuse.ui.empty", language), "empty")
        return
    heading(
        translate("landuse.ui.gaps", language),
        translate("landuse.ui.gaps_note", language, target=plain(found.target)),
    )
    table = found.parks.assign(pair=found.pair_id, target_yi_per_km2=found.target)
    show_chart(gap_chart(found.parks, language), "gap", table=table, language=language)
    st.html(ranking_html(found, language))


def show_scatter(found: "Efficiency", language: Language) -> None:
    """Show land against output with rays of equal intensity, the Pareto curve and the Gini coefficient."""
    if found.parks.empty:
        notice(translate("landuse.ui.empty", language), "empty")
        return
    left, right = st.columns([1.4, 1], gap="medium")
    with left:
        heading(translate("landuse.ui.scatter", language), translate("landuse.ui.scatter_note", language))
        show_chart(
            scatter_chart(found.parks, found.target, language=language),
            "scatter",
            table=found.parks,
            language=language,
        )
    with right:
        heading(translate("landuse.ui.pareto", language), inequality_text(found, language))
        show_chart(pareto_chart(found.curve, language), "pareto", table=found.curve, language=language)


def inequality_text(found: "Efficiency", language: Language) -> str:
    """Return how unevenly output lies on the land, in one sentence."""
    if math.isnan(found.gini):
        return translate("landuse.ui.no_gini", language)
    return translate(
        "landuse.ui.gini",
        language,
        gini=f"{found.gini:.2f}",
        output=f"{100 * _MOST_OUTPUT:.0f}",
        land=f"{100 * land_share_of(_MOST_OUTPUT, found.curve):.0f}",
        parks=len(found.parks),
    )


def show_levels(found: "Efficiency", language: Language) -> None:
    """Show the totals of city, zones and districts."""
    heading(translate("landuse.ui.levels", language), translate("landuse.ui.levels_note", language))
    for level in LEVELS:
        if len(found.levels[level]):
            st.html(level_html(found, level, language=language))
    if len(found.parts):
        heading(translate("landuse.ui.parts", language), translate("landuse.ui.parts_note", language))
        st.html(parts_html(found, language))


def show_peers(language: Language) -> None:
    """Show which parks a park may be held against, and why."""
    from geodata.embedded import table  # noqa: PLC0415 - read when the reader asks

    names = park_names(language)
    with st.columns([1, 1])[0]:
        park = choice("peer_of", names, label=translate("landuse.ui.peer_of", language))
    found = peers(table("parks"), park).head(10)
    if found.empty:
        notice(translate("landuse.ui.no_peers", language), "empty")
        return
    clusters = dict(zip(table("clusters")["cluster_id"], table("clusters")[f"name_{language}"], strict=True))
    heads = [
        translate(f"landuse.column.{name}", language)
        for name in ("name", "similarity", "same_type", "shared")
    ]
    rows = [
        (
            names[str(row["peer"])],
            f"{row['similarity']:.2f}",
            translate("ui.word.yes" if row["same_type"] else "ui.word.no", language),
            ", ".join(str(clusters[one]) for one in row["shared_clusters"]),
        )
        for row in found.to_dict("records")
    ]
    st.html(table_html(heads, rows, numeric=(1,)))


def _number(value: float, language: Language) -> str:
    """Return a number, or "no data"."""
    return plain(value, 4) if math.isfinite(value) else translate("domain.no_data", language)


def _share(value: float, language: Language) -> str:
    """Return a share as per cent, or "no data"."""
    return f"{100 * value:.1f} %" if math.isfinite(value) else translate("domain.no_data", language)


def _rank(value: object) -> str:
    """Return a rank, "" without one."""
    return str(value) if isinstance(value, int) else ""


def _year(value: object) -> str:
    """Return a year in brackets, "" where it is unknown."""
    return f"({int(value)})" if isinstance(value, int | float) and math.isfinite(value) else ""
