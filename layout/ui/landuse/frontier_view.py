"""The best-practice frontier on the screen: efficiency, reference parks, what the best practice would yield."""

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from geodata.text import Language
from layout.entities.wording import plain
from layout.i18n import translate
from layout.ui.charts import download_table, show_chart
from layout.ui.landuse.parks import park_names
from layout.ui.widgets import heading, notice, several, table_html, words_of
from layout.viz.charts import frontier_chart
from layout.workflow.landuse.frontier import INPUTS, OUTPUTS, frontier, scale_name, usable
from layout.workflow.landuse.frontier_input import frontier_parks
from layout.workflow.landuse.park_rows import OFFICE
from layout.workflow.maps.park_places import office_places

_SLACK = 1e-6

if TYPE_CHECKING:
    import pandas as pd

    from layout.workflow.landuse.frontier import Frontier


def show_frontier(office: "pd.DataFrame | None", language: Language) -> None:
    """Draw the choice of inputs and outputs, the frontier and its table.

    Parameters
    ----------
    office
        The office's parks; the embedded ones when None.
    language
        Language of every word.
    """
    heading(translate("landuse.ui.frontier", language), translate("landuse.ui.frontier_note", language))
    parks = frontier_parks(office)
    have_inputs, have_outputs = usable(parks)
    first, second = st.columns([1, 1])
    with first:
        inputs = _asked("frontier_inputs", INPUTS, have_inputs, language)
    with second:
        outputs = _asked("frontier_outputs", OUTPUTS, have_outputs, language)
    if not inputs or not outputs:
        notice(translate("landuse.ui.frontier_choose", language), "empty")
        return
    found = frontier(parks, inputs=inputs, outputs=outputs)
    for note in found.notes:
        notice(note.pick(language), "warn")
    if found.table.empty:
        return
    names, basis = park_names(language), "figure"
    if office is not None:
        basis, names = OFFICE, dict(office_places(office)[f"name_{language}"].astype(str))
    if found.inputs == ("industrial_land",) and found.outputs == ("output",):
        show_chart(
            frontier_chart(found.table, names, language=language, basis=basis),
            "frontier",
            table=found.table,
            language=language,
            title=translate(f"landuse.basis.{basis}", language),
        )
    else:
        download_table(found.table, "frontier", language=language)
    st.html(frontier_html(found, names, language=language))


def _asked(name: str, every: tuple[str, ...], have: tuple[str, ...], language: Language) -> list[str]:
    """Return the quantities that the reader chose among those that the table has."""
    words = words_of([one for one in every if one in have], "landuse.quantity", language=language)
    return several(
        name,
        words,
        label=translate(f"landuse.ui.{name}", language),
        placeholder=translate("landuse.ui.none", language),
        default=have[:1],
    )


def frontier_html(found: "Frontier", names: dict[str, str], *, language: Language) -> str:
    """Return the frontier as a table: efficiency, returns to scale, reference parks, target of the first output."""
    output = found.outputs[0]
    heads = [
        translate(f"landuse.column.{name}", language)
        for name in ("name", "vrs", "crs", "scale", "returns", "target", "slack", "reference")
    ]
    rows = [
        (
            names.get(str(park), str(park)),
            f"{row['efficiency_vrs']:.3f}",
            f"{row['efficiency_crs']:.3f}",
            f"{row['scale_efficiency']:.3f}",
            scale_name(str(row["returns_to_scale"])).pick(language),
            f"{plain(float(row[output]), 4)} → {plain(float(row[f'{output}_target']), 4)}",
            slack_text(found, row, language=language),
            "; ".join(f"{names.get(one, one)} × {weight:.2f}" for one, weight in row["reference"]),
        )
        for park, row in zip(found.table.index, found.table.to_dict("records"), strict=True)
    ]
    return table_html(heads, rows, numeric=(1, 2, 3), tall=True)


def slack_text(found: "Frontier", row: Mapping[Hashable, Any], *, language: Language) -> str:
    """Return what remains beyond the radial part, by quantity: input to save, output still missing; "–" where nothing."""
    parts = [
        f"{translate(f'landuse.quantity.{name}', language)} {plain(float(row[f'{name}_slack']), 3)}"
        for name in (*found.inputs, *found.outputs)
        if float(row[f"{name}_slack"]) > _SLACK * max(abs(float(row[name])), 1.0)
    ]
    return "; ".join(parts) or "–"
