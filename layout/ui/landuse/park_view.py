"""One park at the end of the way down: what is known of it, what it would take, and where to go from here."""

import math
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from geodata.text import Language
from layout.entities.wording import plain
from layout.i18n import translate
from layout.ui.cells import year_text
from layout.ui.state import remember
from layout.ui.widgets import notice
from layout.viz.escape import safe_html
from layout.workflow.landuse.efficiency import level_names
from layout.workflow.landuse.park_rows import cited

if TYPE_CHECKING:
    from layout.workflow.landuse.efficiency import Efficiency

Row = Mapping[Hashable, Any]


def show_park(found: "Efficiency", park: str, *, language: Language) -> None:
    """Show the facts of a park and the ways on from it.

    Parameters
    ----------
    found
        The efficiency of the city, in which the park has its rank.
    park
        Its id.
    language
        Language of every word.
    """
    st.html(park_html(found, park, language=language))
    if park not in found.parks.index:
        notice(translate("drill.park.nothing", language), "empty")
    left, right, _ = st.columns([1, 1, 2])
    with left:
        st.button(
            translate("drill.park.to_path", language),
            key="to_path",
            on_click=_lead,
            args=("paths", "path_of", park),
        )
    with right:
        st.button(
            translate("drill.park.to_peers", language),
            key="to_peers",
            on_click=_lead,
            args=("frontier", "peer_of", park),
        )


def _lead(view: str, name: str, park: str) -> None:
    """Take the reader to another view with this park chosen there."""
    remember("view", view)
    remember(name, park)


def park_html(found: "Efficiency", park: str, *, language: Language) -> str:
    """Return what is known of a park as a list of facts; where it lies comes first."""
    place = found.places.loc[[park]].to_dict("records")[0]
    zones = level_names("zone")
    districts = level_names("district")
    pairs = [
        ("district", districts[place["adcode"]].pick(language) if place["adcode"] in districts else ""),
        ("zones", "; ".join(zones[one].pick(language) for one in place["zone_ids"] if one in zones)),
    ]
    if park in found.parks.index:
        pairs += _figures(found.parks.loc[[park]].to_dict("records")[0], language)
    body = "".join(
        f'<div class="cq-fact"><div class="cq-fact-label">{safe_html(translate(f"drill.park.{name}", language))}</div>'
        f'<div class="cq-fact-value">{safe_html(text)}</div></div>'
        for name, text in pairs
        if text
    )
    return f'<div class="cq-facts">{body}</div>'


def _figures(row: Row, language: Language) -> list[tuple[str, str]]:
    """Return the figures of a park in words."""
    money, rate = translate("map.unit.yi_cny", language), translate("domain.unit.yi_per_km2", language)
    growth = row["growth_needed_pct"]
    return [
        ("basis", translate(f"landuse.basis.{row['basis']}", language)),
        ("output", f"{plain(row['output_yi'], 6)} {money}{year_text(row['output_year'])}"),
        ("land", f"{plain(row['land_km2'], 5)} km²{year_text(row['land_year'])}"),
        ("intensity", f"{plain(row['intensity_yi_per_km2'], 4)} {rate}"),
        ("gap", f"{plain(row['gap_yi'], 4)} {money}"),
        ("rank", str(row["rank"]) if isinstance(row["rank"], int) else ""),
        ("growth", f"{growth:.1f} %" if math.isfinite(growth) else ""),
        ("source", cited(row["basis"], row["source_ids"]).pick(language)),
    ]
