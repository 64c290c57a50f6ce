"""Why a site has its rank, why one stands before another, and what would bring a site first."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import streamlit as st

from geodata.text import Language
from layout.i18n import translate
from layout.scoring.methods.plan import solve
from layout.scoring.reasons.counterfactual import attribute_changes, weight_change
from layout.ui.charts import show_chart
from layout.ui.kept.runs import Run
from layout.ui.ranking.ranking_view import outcomes_html, site_html
from layout.ui.ranking.results import chosen_site
from layout.ui.state import remember
from layout.ui.widgets import choice, heading, notice, quiet
from layout.viz.escape import safe_html
from layout.viz.proof_charts import difference_chart, waterfall_chart
from layout.workflow.ranking.proof import why_site_before
from layout.workflow.ranking.rank import RankingResult
from layout.workflow.ranking.site_model import SiteLabels


def why_view(run: Run, language: Language) -> None:
    """Show why one site has its rank: waterfall, sentences, what is known, and what would bring it first."""
    result = run.result
    with st.columns([1, 1])[0]:
        site = choice(
            "site",
            site_names(result, language),
            label=translate("ui.sites.site", language),
            default=chosen_site(run),
        )
    left, right = st.columns([1, 1.25], gap="large")
    with left:
        heading(translate("sites.why.waterfall", language), translate("sites.why.waterfall_note", language))
        steps = waterfall_steps(result, site)
        titles = criterion_titles(result, language)
        show_chart(
            waterfall_chart(steps, titles, language=language),
            "waterfall",
            table=steps.reset_index(),
            language=language,
        )
    with right:
        st.html(site_html(result, site, language=language) + outcomes_html(result, site, language=language))
        heading(translate("sites.why.first", language))
        st.html(sentences_html(first_sentences(result, site, language=language)))


def site_names(result: RankingResult, language: Language) -> dict[str, str]:
    """Return the names of the sites by id, the best first."""
    names = result.sites[f"name_{language}"]
    return {str(site): str(names[site]) for site in result.ranking.index}


def criterion_titles(result: RankingResult, language: Language) -> dict[str, str]:
    """Return the titles of the criteria that count, by id."""
    return {key: about.title.pick(language) for key, about in result.matrix.criteria.items()}


def waterfall_steps(result: RankingResult, site: str) -> pd.DataFrame:
    """Return contribution and weight of each criterion at a site: index criterion; NaN where nothing is known."""
    steps = pd.DataFrame({"contribution": result.contributions.loc[site], "weight": result.matrix.weights})
    steps["value"] = result.matrix.value.loc[site]
    return steps.rename_axis("criterion")


def first_sentences(result: RankingResult, site: str, *, language: Language) -> list[str]:
    """Return what would bring a site first: the least change of weights, and of single attributes.

    Parameters
    ----------
    result
        A ranking.
    site
        Id of a site.
    language
        Language of the sentences.
    """
    rank = result.ranking["rank"][site]
    if pd.isna(rank):
        return [translate("sites.why.unranked", language)]
    if rank == 1:
        return [translate("sites.why.is_first", language)]
    known = result.methods[result.case.scoring.methods[0]].scores.notna().to_numpy()
    problem, plan = result.model.problem.only(np.asarray(known)), result.model.plan
    change = weight_change(solve(problem, plan), site)
    sentences = [] if change is None else [change.text.pick(language)]
    labels = problem.labels
    changes = attribute_changes(problem, plan, alternative=site)
    possible = [
        one
        for one in changes
        if not isinstance(labels, SiteLabels) or labels.reachable(one.criterion, one.needed)
    ]
    sentences += [one.text.pick(language) for one in possible]
    return sentences if possible else [*sentences, translate("sites.why.no_attribute", language)]


def sentences_html(sentences: list[str]) -> str:
    """Return sentences as a list; they are escaped."""
    items = "".join(f"<li>{safe_html(text)}</li>" for text in sentences)
    return f'<ul class="cq-list">{items}</ul>'


def pair_view(run: Run, language: Language) -> None:
    """Show why one site stands before another: the sentence, and the difference criterion by criterion."""
    result = run.result
    ranked = result.ranking.index[result.ranking["rank"].notna()]
    names = {site: name for site, name in site_names(result, language).items() if site in set(ranked)}
    if len(names) < 2:  # noqa: PLR2004 - a pair takes two
        notice(translate("sites.pair.one", language), "empty")
        return
    one, other = _pair(names, language)
    if one == other:
        notice(translate("sites.pair.same", language), "empty")
        return
    reason = why_site_before(result, one, other=other)
    st.html(f'<p class="cq-text">{safe_html(reason.text.pick(language))}</p>')
    if not reason.additive:
        quiet(translate("sites.pair.not_additive", language))
    table = pd.DataFrame({"difference": reason.difference}).rename_axis("criterion").reset_index()
    chart = difference_chart(reason.difference, criterion_titles(result, language), language=language)
    show_chart(chart, "pair", table=table.assign(better=reason.better, worse=reason.worse), language=language)


def _pair(names: Mapping[str, str], language: Language) -> tuple[str, str]:
    """Return the two sites that are compared; the first two at first."""
    order = list(names)
    left, middle, right = st.columns([1, 0.3, 1], vertical_alignment="bottom")
    with left:
        one = choice("pair_one", names, label=translate("sites.pair.one_label", language), default=order[0])
    with right:
        other = choice(
            "pair_other", names, label=translate("sites.pair.other_label", language), default=order[1]
        )

    def turned() -> None:
        remember("pair_one", other)
        remember("pair_other", one)

    middle.button("⇄", key="w_pair_turn", on_click=turned, width="stretch")
    return one, other
