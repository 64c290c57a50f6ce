"""The form for a shape drawn on the map: what was measured and found, what is said of it, and the button that keeps it."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from geodata.embedded import table
from geodata.errors import ExplainedError
from geodata.text import Language
from layout.entities.wording import plain
from layout.i18n import translate
from layout.sites.user_places import possible_zones
from layout.ui.kept.runs import workspace_in_use
from layout.ui.landuse.parks import park_names
from layout.ui.number_field import number_field
from layout.ui.state import bind, forget, recall
from layout.ui.widgets import button, notice, quiet, several, table_html, text_field
from layout.workflow.desk.tables import SITES_ITEM, desk_table, workspace_folder
from layout.workflow.intake.importing import workspace_at
from layout.workflow.maps.choices import cluster_choices
from layout.workflow.sites.drawn_sites import Drawn, check_drawn
from layout.workflow.sites.kept_sites import Label, keep_drawn
from layout.workflow.sites.user_sites import kept_own

if TYPE_CHECKING:
    from layout.workflow.sites.own import OwnLayer

_FIELDS: Final = ("name", "clusters", "host", "inherit", "free", "land", "precision", "zones")
_LONGEST_NAME: Final = 80
_NONE: Final = ""


def show_form(geometry: Mapping[str, Any] | None, *, turn: int, language: Language) -> str | None:
    """Draw the form for the latest drawing, and return the name of the site if it was kept just now.

    Parameters
    ----------
    geometry
        The drawing, None before there is one.
    turn
        Counts the drawings of the session: each has a form of its own.
    language
        Language of every word.
    """
    if geometry is None:
        notice(translate("own_draw.nothing_drawn", language), "empty")
        return None
    try:
        drawn = check_drawn(geometry, _kept())
    except ExplainedError as error:
        notice(error.message(language), "error")
        return None
    for problem in drawn.errors:
        notice(problem.pick(language), "error")
    if drawn.errors:
        return None
    st.html(measured_html(drawn, language))
    for warning in drawn.warnings:
        notice(warning.pick(language), "warn")
    label = _ask(drawn, turn, language)
    if not button(f"own_keep_{turn}", translate("own_draw.keep", language), primary=True):
        return None
    try:
        keep_drawn(workspace_at(workspace_folder()), drawn, label=label)
    except ExplainedError as error:
        notice(error.message(language), "error")
        return None
    return label.name


def forget_form(turn: int) -> None:
    """Drop what was entered for a drawing.

    Parameters
    ----------
    turn
        The drawing.
    """
    forget([_key(turn, name) for name in _FIELDS])


def measured_html(drawn: Drawn, language: Language) -> str:
    """Return what was measured of a drawing as a table.

    Parameters
    ----------
    drawn
        The drawing.
    language
        Language of every word.
    """
    districts = table("districts").set_index("adcode")[f"name_{language}"]
    shares = [
        translate("own_sites.share", language, district=districts[code], share=plain(100 * share))
        if len(drawn.shares) > 1
        else str(districts[code])
        for code, share in drawn.shares.items()
    ]
    area = (
        translate("domain.no_data", language)
        if math.isnan(drawn.area_ha)
        else translate("own_draw.basis.measured", language, area=plain(drawn.area_ha, 4))
    )
    park = park_names(language).get(drawn.nearest_park_id, "-")
    rows = [
        (translate("own_draw.column.area", language), area),
        (translate("own_draw.column.district", language), "; ".join(shares)),
        (
            translate("own_draw.column.nearest", language),
            translate("own_draw.nearest", language, park=park, km=plain(drawn.nearest_park_km)),
        ),
    ]
    return table_html([translate("own_draw.measured", language), ""], rows)


def _kept() -> "OwnLayer | None":
    """Return the own sites that are kept already, None for none."""
    workspace = workspace_in_use()
    if workspace is None or all(item.item_id != SITES_ITEM for item in workspace.items()):
        return None
    return kept_own(workspace, SITES_ITEM)


def _ask(drawn: Drawn, turn: int, language: Language) -> Label:
    """Draw the fields and return what stands in them."""
    point = math.isnan(drawn.area_ha)
    words = translate("own_draw.field.name", language)
    name = text_field(_key(turn, "name"), words, longest=_LONGEST_NAME)
    clusters = {one.cluster_id: one.name.pick(language) for one in cluster_choices()}
    carried = several(
        _key(turn, "clusters"),
        clusters,
        label=translate("own_draw.field.clusters", language),
        placeholder=translate("ui.sites.none", language),
    )
    host = _host(turn, language)
    inherit = bool(host) and not carried and _inherit(turn, language)
    quiet(translate("own_draw.asked", language))
    free = number_field(_key(turn, "free"), translate("own_draw.field.free", language))
    land = number_field(_key(turn, "land"), translate("own_draw.field.land", language)) if point else None
    precision = (
        number_field(_key(turn, "precision"), translate("own_draw.field.precision", language))
        if point
        else None
    )
    return Label(
        name=name,
        cluster_ids=_clusters_of(host) if inherit else tuple(carried),
        host_park_id=host,
        free_land_ha=free,
        land_ha=land,
        position_precision_m=precision,
        zone_ids=_zones(drawn, turn, language),
    )


def _host(turn: int, language: Language) -> str:
    """Draw the choice of the park that the site lies in, and return it; nobody guesses it."""
    parks = {_NONE: translate("own_draw.no_host", language)} | park_names(language)
    current = recall(_key(turn, "host"), _NONE)
    widget, changed = bind(_key(turn, "host"), current)
    words = translate("own_draw.field.host", language)
    chosen: str = st.selectbox(
        words, tuple(parks), format_func=parks.__getitem__, key=widget, on_change=changed
    )
    return chosen


def _inherit(turn: int, language: Language) -> bool:
    """Draw the box that takes over the clusters of the park, and return whether it is ticked."""
    widget, changed = bind(_key(turn, "inherit"), bool(recall(_key(turn, "inherit"))))
    return bool(st.checkbox(translate("own_draw.field.inherit", language), key=widget, on_change=changed))


def _zones(drawn: Drawn, turn: int, language: Language) -> tuple[str, ...]:
    """Draw the flagship zones that take in parts of the district, where there are any, and return those chosen."""
    zones = table("layout_zones")
    possible = possible_zones(zones, next(iter(drawn.shares), ""))
    if not possible:
        return ()
    names = zones.set_index("zone_id")[f"name_{language}"]
    chosen = several(
        _key(turn, "zones"),
        {zone: str(names[zone]) for zone in possible},
        label=translate("own_draw.field.zones", language),
        placeholder=translate("own_draw.no_host", language),
    )
    return tuple(chosen)


def _clusters_of(park: str) -> tuple[str, ...]:
    """Return the clusters of a park."""
    found: tuple[str, ...] = desk_table("parks").set_index("park_id")["cluster_ids"][park]
    return found


def _key(turn: int, name: str) -> str:
    """Return the name of a field in the store."""
    return f"own.{turn}.{name}"
