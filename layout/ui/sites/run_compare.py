"""Kept runs side by side: how ranks and weights changed, what was different going in, and where on the map."""

from collections.abc import Sequence
from dataclasses import astuple
from functools import partial

import numpy as np
import streamlit as st

from geodata.text import Language
from layout.entities.vocabulary import CRITERION_IDS
from layout.i18n import translate
from layout.runs import Run, RunStore, compare_runs
from layout.runs.compare import RunComparison
from layout.ui.charts import download_table
from layout.ui.downloads import file_button
from layout.ui.maps.credits import show_credits
from layout.ui.maps.layers import drawn
from layout.ui.maps.legends import show_legends
from layout.ui.maps.payloads import payload_url
from layout.ui.maps.view import LayerSpec, show_map
from layout.ui.widgets import heading, notice, table_html
from layout.workflow.desk.tables import workspace_folder
from layout.workflow.runs.run_changes import change_reasons, changes_geojson
from layout.workflow.runs.run_moves import rank_moves

SHOWN = 15
MAP_HEIGHT = 420


def show_comparison(run_ids: Sequence[str], language: Language) -> None:
    """Show two or more kept runs side by side, the oldest first.

    Parameters
    ----------
    run_ids
        Their ids.
    language
        Language of every word.

    Raises
    ------
    DataMissingError, DataFormatError
        There is no such run, or it is damaged.
    """
    store = RunStore(workspace_folder())
    runs = sorted((store.open(run_id) for run_id in run_ids), key=lambda run: run.created_utc)
    found = compare_runs(runs)
    heading(translate("sites.compare.title", language, runs=" → ".join(found.run_ids)))
    if found.identical:
        notice(translate("sites.compare.identical", language))
        return
    new = runs[-1]
    count = translate("sites.compare.moved", language, count=len(found.moved), total=len(found.ranks))
    heading(translate("sites.compare.ranks", language), count)
    st.html(moved_html(found, runs, language=language))
    _downloads(found, runs, language)
    left, right = st.columns([1, 1.25], gap="large")
    with left:
        heading(translate("sites.compare.weights", language))
        st.html(weights_html(found, runs, language=language))
        heading(translate("sites.compare.why", language), translate("sites.compare.why_note", language))
        st.html(differences_html(found, runs, language=language))
    with right:
        _map(runs[0], new, language)


def moved_html(found: RunComparison, runs: Sequence[Run], *, language: Language) -> str:
    """Return the sites that moved most: their rank in every run, and why.

    Parameters
    ----------
    found, runs
        The comparison and its runs.
    language
        Language of the words.
    """
    heads = [translate(f"sites.column.{name}", language) for name in ("site", "why")]
    names = {site: name[language] for run in runs for site, name in run.result["names"].items()}
    sites = found.moved[:SHOWN]
    reasons = change_reasons(runs, sites)
    ranks = found.ranks.loc[list(sites)].to_numpy(dtype=np.float64)
    rows = [
        (
            names[site],
            *("–" if np.isnan(rank) else f"{rank:.0f}" for rank in row),
            reasons[site].pick(language) if site in reasons else "",
        )
        for site, row in zip(sites, ranks, strict=True)
    ]
    columns = [heads[0], *(run_words(run) for run in runs), heads[1]]
    return table_html(columns, rows, numeric=range(1, len(runs) + 1))


def run_words(run: Run) -> str:
    """Return a run in a few words: its tags, or its id."""
    return " ".join(sorted(run.tags)) or run.run_id


def _downloads(found: RunComparison, runs: Sequence[Run], language: Language) -> None:
    """Offer the ranks as a table, and the differences with their reasons for GIS."""
    table, layer, _ = st.columns(3)
    with table:
        download_table(rank_moves(runs[0], runs[-1]).reset_index(), "moves", language=language)
    with layer:
        file_button(
            translate("sites.compare.geojson", language),
            partial(changes_geojson, runs, found),
            name="changes.geojson",
            key="w_changes",
        )


def weights_html(found: RunComparison, runs: Sequence[Run], *, language: Language) -> str:
    """Return the weights of every run."""
    heads = [translate("sites.column.criterion", language), *map(run_words, runs)]
    titles = {key: title for run in runs for key, title in run.result["titles"].items()}
    table = found.weights.reindex([name for name in CRITERION_IDS if name in found.weights.index])
    rows = [
        (
            titles.get(str(name), {}).get(language, str(name)),
            *("–" if np.isnan(weight) else f"{100 * weight:.1f} %" for weight in row),
        )
        for name, row in zip(table.index, table.to_numpy(dtype=np.float64), strict=True)
    ]
    return table_html(heads, rows, numeric=range(1, len(heads)))


def differences_html(found: RunComparison, runs: Sequence[Run], *, language: Language) -> str:
    """Return what was not the same going into the runs."""
    heads = [translate("sites.column.what", language), *map(run_words, runs)]
    rows = [(what, *(value or "–" for value in values)) for what, values in map(astuple, found.differences)]
    return table_html(heads, rows)


def _map(old: Run, new: Run, language: Language) -> None:
    """Draw the sites by how many places they moved."""
    question = {"old": old.run_id, "new": new.run_id}
    layers = [
        LayerSpec(
            "outlines",
            payload_url("outlines", {}, language=language),
            translate("ui.map.layer.districts", language),
            10,
            interactive=False,
        ),
        LayerSpec(
            "moved",
            payload_url("moved", question, language=language),
            translate("sites.moves.title", language),
            50,
            label_zoom=8.0,
        ),
    ]
    show_map(layers, language=language, key="moved_map", height=MAP_HEIGHT, on_select=lambda *_: None)
    show_credits(language, "parks")
    show_legends([drawn("moved", question)[1]], language, flat=True)
