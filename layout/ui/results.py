"""The results of a run: what to know first, the map of ranked sites, ranking, explanation, criteria, rules, files."""

import streamlit as st

from geodata.text import Language
from layout.config import Case
from layout.i18n import translate
from layout.ui.criteria_view import criteria_html
from layout.ui.map_view import LayerSpec, show_map
from layout.ui.payloads import payload_url
from layout.ui.ranking_view import excluded_html, outcomes_html, ranking_html, rules_html, site_html
from layout.ui.runs import Run, run_files_of
from layout.ui.state import recall, remember
from layout.ui.widgets import choice, heading, notice_html, quiet
from layout.viz.escape import safe_html

MAP_HEIGHT = 440
FIRST_ROWS = 12
_MIME = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "json": "application/json",
    "toml": "application/toml",
}
_TABS = ("ranking", "why", "criteria", "rules", "files")


def show_results(run: Run, language: Language) -> None:
    """Show everything of a run."""
    result = run.result
    name = run.case.project.name.pick(language)
    badge = translate("ui.sites.illustrative", language)
    mark = f' <span class="cq-badge cq-badge-warn">{safe_html(badge)}</span>' if run.case.illustrative else ""
    ranked = translate("ui.sites.ranked", language, count=int(result.ranking["rank"].notna().sum()))
    st.html(f'<h2 class="cq-h2">{safe_html(name)}{mark}</h2><div class="cq-sub">{safe_html(ranked)}</div>')
    site = _chosen_site(run)
    _ranked_map(run, site, language)
    warnings = "".join(f"<li>{safe_html(warning.pick(language))}</li>" for warning in result.warnings)
    if warnings:
        st.html(f'<div class="cq-note cq-note-warn"><ul class="cq-list">{warnings}</ul></div>')
    tabs = st.tabs([translate(f"ui.sites.tab.{tab}", language) for tab in _TABS])
    with tabs[0]:
        _ranking_tab(run, site, language)
    with tabs[1]:
        _why_tab(run, language)
    with tabs[2]:
        show_criteria(run.case, language)
    with tabs[3]:
        _rules_tab(run, language)
    with tabs[4]:
        _files_tab(run, language)


def show_criteria(case: Case, language: Language) -> None:
    """Show criteria, value functions and weights of a case, each with its reason and source."""
    heading(translate("ui.sites.criteria_title", language), translate("ui.sites.criteria_note", language))
    st.html(criteria_html(case, language))


def _chosen_site(run: Run) -> str:
    """Return the site that the reader looks at, the best one at first."""
    kept = recall("site")
    return kept if kept in run.result.ranking.index else str(run.result.ranking.index[0])


def _select(layer: str, feature: str) -> None:
    """Take over a click on the map."""
    if layer == "ranked":
        remember("site", feature)


def _ranked_map(run: Run, site: str, language: Language) -> None:
    """Draw the ranked sites over the districts."""
    words = {
        name: translate(f"ui.map.layer.{name}", language)
        for name in ("prefectures", "districts", "precision")
    }
    ranked = payload_url("ranked", {"run": run.token}, language=language)
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
        key="ranked_map",
        height=MAP_HEIGHT,
        on_select=_select,
        selected=("ranked", site),
    )


def _ranking_tab(run: Run, site: str, language: Language) -> None:
    """Show the ranking, the best at first and all on request."""
    total = len(run.result.ranking)
    how_many = {str(FIRST_ROWS): translate("ui.sites.best", language, count=FIRST_ROWS)}
    how_many["all"] = translate("ui.sites.all", language, count=total)
    with st.columns([1, 3])[0]:
        shown = choice("rows", how_many, label=translate("ui.sites.rows", language))
    st.html(ranking_html(run.result, language, rows=total if shown == "all" else FIRST_ROWS, chosen=site))
    quiet(translate("ui.sites.range_note", language))


def _why_tab(run: Run, language: Language) -> None:
    """Show why one site has its rank."""
    result = run.result
    names = {str(site): str(result.sites.loc[site, f"name_{language}"]) for site in result.ranking.index}
    with st.columns([1, 1])[0]:
        site = choice("site", names, label=translate("ui.sites.site", language), default=_chosen_site(run))
    st.html(site_html(result, site, language=language) + outcomes_html(result, site, language=language))


def _rules_tab(run: Run, language: Language) -> None:
    """Show the rules that were not evaluated and the sites that rules removed."""
    heading(translate("ui.sites.rules_title", language), translate("ui.sites.rules_note", language))
    st.html(rules_html(run.result, language))
    heading(translate("ui.sites.excluded_title", language))
    removed = excluded_html(run.result, language)
    st.html(removed or notice_html(translate("ui.sites.none_excluded", language)))


def _files_tab(run: Run, language: Language) -> None:
    """Offer the files of the run, the same that the command line writes."""
    heading(translate("ui.sites.files_title", language), translate("ui.sites.files_note", language))
    files = run_files_of(run)
    for column, (name, content) in zip(st.columns(max(len(files), 1)), files.items(), strict=True):
        column.download_button(
            name,
            data=content,
            file_name=name,
            mime=_MIME[name.rpartition(".")[2]],
            key=f"file_{name}",
            on_click="ignore",
            width="stretch",
        )
