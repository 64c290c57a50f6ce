"""The results of a run: what to know first, the map of ranked sites, the ranking, why a site has its rank."""

import streamlit as st

from geodata.text import Language
from layout.i18n import translate
from layout.ui.charts import download_table
from layout.ui.kept.runs import Run
from layout.ui.maps.credits import show_credits
from layout.ui.maps.layers import drawn
from layout.ui.maps.legends import show_legends
from layout.ui.maps.payloads import payload_url
from layout.ui.maps.view import LayerSpec, show_map
from layout.ui.ranking.ranking_view import ranking_html
from layout.ui.state import recall, remember
from layout.ui.widgets import choice, quiet
from layout.viz.escape import safe_html
from layout.workflow.ranking.export import site_table

MAP_HEIGHT = 440
FIRST_ROWS = 12


def run_heading(run: Run, language: Language) -> None:
    """Show the project and how many sites are ranked; an illustrative input is marked."""
    name = run.case.project.name.pick(language)
    badge = translate("ui.sites.illustrative", language)
    mark = f' <span class="cq-badge cq-badge-warn">{safe_html(badge)}</span>' if run.case.illustrative else ""
    ranked = translate("ui.sites.ranked", language, count=int(run.result.ranking["rank"].notna().sum()))
    st.html(f'<h2 class="cq-h2">{safe_html(name)}{mark}</h2><div class="cq-sub">{safe_html(ranked)}</div>')


def warnings_html(run: Run, language: Language) -> str:
    """Return what the reader must know before the first line of the ranking, "" where there is nothing."""
    items = "".join(f"<li>{safe_html(warning.pick(language))}</li>" for warning in run.result.warnings)
    return f'<div class="cq-note cq-note-warn"><ul class="cq-list">{items}</ul></div>' if items else ""


def chosen_site(run: Run) -> str:
    """Return the site that the reader looks at, the best one at first."""
    kept = recall("site")
    return kept if kept in run.result.ranking.index else str(run.result.ranking.index[0])


def _select(layer: str, feature: str) -> None:
    """Take over a click on the map."""
    if layer == "ranked":
        remember("site", feature)


def ranked_map(run: Run, language: Language) -> None:
    """Draw the ranked sites over the districts; a click chooses a site."""
    own = run.result.own is not None
    sites_map(run.token, "ranked_map", site=chosen_site(run), language=language, own=own)
    show_legends([drawn("ranked", {"run": run.token})[1]], language, flat=True)


def sites_map(
    token: str, key: str, *, site: str, language: Language, height: int = MAP_HEIGHT, own: bool = False
) -> None:
    """Draw the sites of a run in their ranks; another token changes the layer alone, the map stays as it is.

    Parameters
    ----------
    token
        Token of a run, or of a case that was announced.
    key
        Identity of the map on its page.
    site
        Site that is marked.
    language
        Language of the map's words.
    height
        Height in CSS pixels.
    own
        Whether own sites of the office are among them, whose parcels are drawn too.
    """
    words = {
        name: translate(f"ui.map.layer.{name}", language)
        for name in ("prefectures", "districts", "precision")
    }
    ranked = payload_url("ranked", {"run": token}, language=language)
    plain = payload_url("outlines", {}, language=language)
    layers = [
        LayerSpec(
            "prefectures",
            payload_url("prefectures", {}, language=language),
            words["prefectures"],
            0,
            interactive=False,
        ),
        LayerSpec("outlines", plain, words["districts"], 10, interactive=False),
        *(own_layers(token, language) if own else ()),
        LayerSpec("precision", ranked, words["precision"], 40, kind="ring", show=False, interactive=False),
        LayerSpec(
            "ranked",
            ranked,
            translate("map.layer.ranked_sites", language),
            50,
            selectable=True,
            label_zoom=6.5,
        ),
    ]
    show_map(
        layers,
        language=language,
        key=key,
        height=height,
        on_select=_select,
        selected=("ranked", site),
    )
    show_credits(language, "parks")


def own_layers(token: str, language: Language) -> list[LayerSpec]:
    """Return the layer of the parcels of own sites of a run."""
    url = payload_url("parcels", {"run": token}, language=language)
    return [LayerSpec("parcels", url, translate("own_draw.title", language), 30, interactive=False)]


def ranking_view(run: Run, language: Language) -> None:
    """Show the ranking, the best at first and all on request."""
    site = chosen_site(run)
    total = len(run.result.ranking)
    how_many = {str(FIRST_ROWS): translate("ui.sites.best", language, count=FIRST_ROWS)}
    how_many["all"] = translate("ui.sites.all", language, count=total)
    with st.columns([1, 3])[0]:
        shown = choice("rows", how_many, label=translate("ui.sites.rows", language))
    st.html(ranking_html(run.result, language, rows=total if shown == "all" else FIRST_ROWS, chosen=site))
    quiet(translate("ui.sites.range_note", language))
    download_table(site_table(run.result).reset_index(), "ranking", language=language)
