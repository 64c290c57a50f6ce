"""Land-use efficiency on the screen: gaps and their ranking, land against output, totals with coverage, inequality."""

import math
from typing import TYPE_CHECKING

import streamlit as st

from geodata.text import Language
from layout.entities.wording import plain
from layout.i18n import translate
from layout.landuse.concentration import land_share_of
from layout.landuse.peers import peers
from layout.ui.cells import number_text, share_text, year_text
from layout.ui.charts import download_table, show_chart
from layout.ui.landuse.parks import park_names
from layout.ui.widgets import choice, heading, notice, table_html
from layout.viz.charts import MOST_BARS, gap_chart, pareto_chart, scatter_chart
from layout.viz.escape import safe_html
from layout.workflow.landuse.efficiency import basis_line
from layout.workflow.landuse.park_rows import cited

if TYPE_CHECKING:
    from layout.workflow.landuse.efficiency import Efficiency

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
            f"{number_text(row['output_yi'], language)}{year_text(row['output_year'])}",
            f"{number_text(row['land_km2'], language)}{year_text(row['land_year'])}",
            number_text(row["intensity_yi_per_km2"], language),
            number_text(row["intensity_yi_per_km2"] / 0.15, language),
            number_text(row["gap_yi"], language),
            share_text(row["share_of_shortfall"], language),
            translate("landuse.word.met", language)
            if row["gap_yi"] <= 0
            else share_text(row["growth_needed_pct"] / 100, language),
            translate(f"landuse.basis.{row['basis']}", language),
            cited(row["basis"], row["source_ids"]).pick(language),
        )
        for row in found.parks.to_dict("records")
    ]
    return table_html(heads, rows, numeric=range(2, 9), firm=(9,), tall=True)


def parts_html(found: "Efficiency", level: str, *, language: Language) -> str:
    """Return why each zone or district differs from the target: common gap, structure and intensity, in 亿元/km²."""
    names = (level, "intensity", "common", "structure", "intensity_effect", "gap")
    heads = [translate(f"landuse.column.{name}", language) for name in names]
    rows = [
        (
            str(row[f"name_{language}"]),
            *(
                number_text(row[name], language)
                for name in ("intensity_yi_per_km2", "common", "structure", "intensity", "gap_yi")
            ),
        )
        for row in found.parts[level].to_dict("records")
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
    title = basis_line(found).pick(language)
    if len(table) > MOST_BARS:
        title += " · " + translate("landuse.ui.most_bars", language, shown=MOST_BARS, total=len(table))
    show_chart(gap_chart(found.parks, language), "gap", table=table, language=language, title=title)
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
            title=basis_line(found).pick(language),
        )
    with right:
        heading(translate("landuse.ui.pareto", language), inequality_text(found, language))
        names = dict(zip(found.parks.index.astype(str), found.parks[f"name_{language}"], strict=True))
        curve = found.curve.assign(name=found.curve["entity"].map(names), contains_estimates=found.estimated)
        show_chart(
            pareto_chart(curve, language),
            "pareto",
            table=curve,
            language=language,
            title=basis_line(found).pick(language),
        )


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


def show_parts(found: "Efficiency", language: Language) -> None:
    """Show the decomposition by zone and by district."""
    for level, part in found.parts.items():
        if part.empty:
            continue
        heading(
            translate(f"landuse.ui.parts.{level}", language),
            translate(f"landuse.ui.parts_note.{level}", language),
        )
        st.html(parts_html(found, level, language=language))
        table = part.assign(pair=found.pair_id, target_yi_per_km2=found.target)
        download_table(table, f"parts_{level}", language=language)


def show_peers(found: "Efficiency", language: Language) -> None:
    """Show which parks a park may be held against, why, and where both stand."""
    from geodata.embedded import table  # noqa: PLC0415 - read when the reader asks
    from layout.workflow.desk.tables import desk_table  # noqa: PLC0415 - as above

    names = park_names(language)
    with st.columns([1, 1])[0]:
        park = choice("peer_of", names, label=translate("landuse.ui.peer_of", language))
    alike = peers(desk_table("parks"), park).head(10)
    if alike.empty:
        notice(translate("landuse.ui.no_peers", language), "empty")
        return
    clusters = dict(zip(table("clusters")["cluster_id"], table("clusters")[f"name_{language}"], strict=True))
    heads = [
        translate(f"landuse.column.{name}", language)
        for name in ("name", "intensity", "gap", "similarity", "same_type", "shared")
    ]
    own = found.parks.reindex([park, *alike["peer"].astype(str)])
    figures = [
        (number_text(row["intensity_yi_per_km2"], language), number_text(row["gap_yi"], language))
        for row in own.to_dict("records")
    ]
    rows = [(names[park], *figures[0], "", "", "")]
    rows += [
        (
            names[str(row["peer"])],
            *figure,
            f"{row['similarity']:.2f}",
            translate("ui.word.yes" if row["same_type"] else "ui.word.no", language),
            ", ".join(str(clusters[one]) for one in row["shared_clusters"]),
        )
        for figure, row in zip(figures[1:], alike.to_dict("records"), strict=True)
    ]
    st.html(table_html(heads, rows, numeric=(1, 2, 3)))
    download_table(alike.assign(park=park, pair=found.pair_id), "peers", language=language)


def _rank(value: object) -> str:
    """Return a rank, "" without one."""
    return str(value) if isinstance(value, int) else ""
