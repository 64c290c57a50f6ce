"""The candidates of the office on the page: which layer is compared, a map to draw on, and the own sites that are kept."""

from typing import Final, cast

import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from geodata.write import to_geojson_bytes
from layout.config import Case
from layout.entities.candidates import CANDIDATE_LAYERS, CandidateLayer
from layout.i18n import translate
from layout.ui.case.edits import edit, undo
from layout.ui.charts import download_table
from layout.ui.downloads import file_button
from layout.ui.kept.runs import workspace_in_use
from layout.ui.maps.credits import show_credits
from layout.ui.maps.draw import show_draw_map
from layout.ui.maps.layers import drawn
from layout.ui.maps.legends import show_legends
from layout.ui.maps.own_layers import kept_sites
from layout.ui.maps.payloads import payload_url
from layout.ui.maps.view import LayerSpec
from layout.ui.sites.own_site_form import forget_form, show_form
from layout.ui.sites.own_sites_table import own_sites_html
from layout.ui.state import bind, recall, remember
from layout.ui.widgets import distinct, heading, notice, quiet
from layout.workflow.desk.tables import SITES_ITEM
from layout.workflow.sites.kept_sites import drop_site
from layout.workflow.sites.own import Candidature
from layout.workflow.sites.user_sites import kept_own

MAP_HEIGHT: Final = 520
NO_SITES: Final = "none"
_TURN: Final = "own.turn"
_SAID: Final = "own.said"
_DONE: Final = "own.done"
_WORDS: Final = {"parks+sites": "both"}


def show_layer_choice(key: str, case: Case, *, language: Language) -> CandidateLayer:
    """Draw the choice between parks, own sites and both, and return it; the draft of the case takes it over.

    Parameters
    ----------
    key
        Key of the case.
    case
        The case as it stands.
    language
        Language of the words.
    """
    words = {
        layer: translate(f"own_draw.layer.{_WORDS.get(layer, layer)}", language) for layer in CANDIDATE_LAYERS
    }
    widget, _ = bind(f"{key}.candidates.layer", case.candidates.layer)

    def changed() -> None:
        chosen = st.session_state[widget]
        if chosen is not None:
            choose_layer(key, chosen)

    st.segmented_control(
        translate("own_draw.layer.label", language),
        CANDIDATE_LAYERS,
        format_func=words.__getitem__,
        key=widget,
        on_change=changed,
    )
    return case.candidates.layer


def choose_layer(key: str, layer: CandidateLayer) -> None:
    """Put a layer of candidates into the draft of a case; on the page, own sites come from the workspace alone.

    Parameters
    ----------
    key
        Key of the case.
    layer
        The layer.
    """
    edit(key, "candidates.layer", value=layer)
    for name in ("path", "item"):
        edit(key, f"candidates.{name}", value=None)
    if layer == "parks":
        edit(key, "candidates.sites", value=None)
    else:
        undo(key, "candidates.sites")


def show_own_sites(language: Language) -> None:
    """Draw the map to draw on, the form for what was drawn, and the own sites that are kept.

    Parameters
    ----------
    language
        Language of every word.

    Raises
    ------
    OwnSiteError
        The own sites of the workspace cannot be used as they are.
    """
    heading(translate("own_draw.heading", language), translate("own_draw.about", language))
    with st.container():  # always there, because a map that moves among its neighbours is mounted anew
        _tell()
    turn = int(recall(_TURN, 0))
    left, right = st.columns([1, 2.2], gap="medium")
    with right:
        drawn = show_draw_map(
            _layers(language), language=language, key="own_draw_map", height=MAP_HEIGHT, turn=turn
        )
        _legends(language)
    if drawn == recall(_DONE):
        drawn = None  # kept already: the map tells of it until something new is drawn
    with left:
        kept = show_form(drawn, turn=turn, language=language)
    if kept is not None:
        remember(_DONE, drawn)
        count = len(cast("Candidature", kept_sites()).sites.frame)
        _next_turn(turn, translate("own_draw.kept", language, name=kept, count=count))
    found = kept_sites()
    if found is None:
        quiet(translate("own_draw.none_kept", language))
    else:
        _show_kept(found, turn, language)


def _legends(language: Language) -> None:
    """Say what the marks below the drawing are, and to whom the map owes its data."""
    styles = [drawn("parks", {})[1]]
    if kept_sites() is not None:
        styles.append(drawn("own_sites", {"state": own_digest()})[1])
    show_legends(styles, language)
    show_credits(language, "parks")


def _tell() -> None:
    """Say once what was done with the drawing before."""
    said = recall(_SAID)
    if said is not None:
        notice(str(said))
        remember(_SAID, None)


def _next_turn(turn: int, said: str) -> None:
    """Begin a new drawing, and say what was done with the one before."""
    remember(_SAID, said)
    forget_form(turn)
    remember(_TURN, turn + 1)
    st.rerun()


def _layers(language: Language) -> list[LayerSpec]:
    """Return what lies below the drawing: districts, parks, and the own sites that are kept."""

    def url(layer: str, **question: str) -> str:
        return payload_url(layer, question, language=language)

    return [
        LayerSpec(
            "prefectures",
            url("prefectures"),
            translate("ui.map.layer.prefectures", language),
            0,
            interactive=False,
        ),
        LayerSpec(
            "outlines", url("outlines"), translate("ui.map.layer.districts", language), 10, interactive=False
        ),
        LayerSpec("parks", url("parks"), translate("ui.map.layer.parks", language), 20, label_zoom=10),
        LayerSpec(
            "own_sites",
            url("own_sites", state=own_digest()),
            translate("own_draw.title", language),
            40,
            label_zoom=9,
        ),
    ]


def own_digest() -> str:
    """Return the checksum of the own sites in use, `NO_SITES` without any: what the browser asks with."""
    workspace = workspace_in_use()
    items = () if workspace is None else workspace.items()
    return next((item.current.sha256[:16] for item in items if item.item_id == SITES_ITEM), NO_SITES)


def own_names(language: Language) -> dict[str, str]:
    """Return the names of the own sites in use by their id.

    Parameters
    ----------
    language
        Language of the names.

    Raises
    ------
    OwnSiteError
        They cannot be used as they are.
    """
    found = kept_sites()
    if found is None:
        return {}
    names = found.sites.frame[f"name_{language}"]
    return {str(key): str(name) for key, name in names.items()}


def _show_kept(found: Candidature, turn: int, language: Language) -> None:
    """Show the own sites with what was computed, what is asked for, downloads, and the way to take one out."""
    frame = found.sites.frame
    st.html(own_sites_html(frame, language))
    for one in found.asked:
        columns = ", ".join(one.columns[:4])
        words = {"field": one.field, "count": one.sites, "why": one.why.pick(language), "columns": columns}
        quiet(translate("own_draw.asked_columns", language, **words))
    first, second, third, fourth = st.columns([1, 1, 1.6, 0.8], vertical_alignment="bottom")
    with first:
        download_table(frame.reset_index(), "own_sites", language=language)
    with second:
        file_button(
            translate("own_draw.download", language),
            own_geojson,
            name="own_sites.geojson",
            key="own_sites_geojson",
        )
    names = distinct(dict(zip(frame.index, frame[f"name_{language}"], strict=True)))
    chosen = third.selectbox(
        translate("own_draw.remove_which", language),
        tuple(names),
        format_func=names.__getitem__,
        key=f"w_own_remove_{turn}_{language}",
    )
    pressed = fourth.button(translate("own_draw.remove", language), key="own_remove", width="stretch")
    if pressed:
        _remove(str(chosen), turn, language)


def _remove(site: str, turn: int, language: Language) -> None:
    """Take a site out and say so."""
    workspace = workspace_in_use()
    try:
        if workspace is not None:
            drop_site(workspace, site)
    except ExplainedError as error:
        notice(error.message(language), "error")
        return
    _next_turn(turn, translate("own_draw.removed", language))


def own_geojson() -> bytes:
    """Return the own sites of the workspace as they are kept, as RFC 7946 GeoJSON.

    Raises
    ------
    OwnSiteError
        The workspace keeps none.
    """
    return to_geojson_bytes(kept_own(workspace_in_use(), SITES_ITEM).frame, name="own_sites")
