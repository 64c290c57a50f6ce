"""The certificate of a ranking on the screen: what holds it, what would overturn it, rank acceptability, weights, methods."""

from itertools import combinations

import pandas as pd
import streamlit as st

from geodata.text import Language
from layout.i18n import translate
from layout.scoring.robustness.certificate_words import model_words
from layout.scoring.robustness.smaa import SmaaResult
from layout.ui.charts import download_table, show_chart
from layout.ui.kept.runs import Run, proof_of
from layout.ui.ranking.reasons_view import criterion_titles, sentences_html, site_names
from layout.ui.state import bind, recall_choice
from layout.ui.widgets import heading, quiet, table_html, words_of
from layout.viz.proof_charts import acceptability_chart, interval_chart
from layout.workflow.ranking.proof import Proof
from layout.workflow.ranking.weights import weight_sentences

SHOWN = 12
GROUPS = ((1, 1), (2, 2), (3, 3), (4, 5), (6, 10))
SPACES = ("around", "anywhere")


def certificate_view(run: Run, language: Language) -> None:
    """Show the certificate: sentences for and against, rank acceptability, room of the weights."""
    proof = _proved(run, language)
    left, right = st.columns(2, gap="large")
    with left:
        heading(translate("sites.proof.standing", language))
        st.html(sentences_html([text.pick(language) for text in proof.standing]))
        heading(translate("sites.proof.weights", language))
        titles = {key: about.title for key, about in run.result.matrix.criteria.items()}
        found = weight_sentences(run.result.weighting, titles)
        st.html(sentences_html([text.pick(language) for text in found]))
    with right:
        heading(translate("sites.proof.doubts", language), translate("sites.proof.doubts_note", language))
        st.html(sentences_html([text.pick(language) for text in proof.doubts]))
    quiet(*(text.pick(language) for text in proof.notes))
    left, right = st.columns(2, gap="large")
    with left:
        _acceptability(run, proof, language)
    with right:
        _intervals(run, proof, language)


def _proved(run: Run, language: Language) -> Proof:
    """Return the proof of a run; the reader sees that it is being computed."""
    with st.spinner(translate("sites.proof.working", language)):
        return proof_of(run)


def _acceptability(run: Run, proof: Proof, language: Language) -> None:
    """Show how often each of the best sites takes which rank."""
    heading(translate("sites.proof.acceptability", language))
    smaa = proof.certificate.around if _space(language) == "around" else proof.certificate.anywhere
    draws, error = smaa.settings.draws, f"{100 * smaa.error:.1f}"
    model = model_words(proof.certificate, smaa).pick(language)
    quiet(translate("sites.proof.acceptability_note", language, draws=draws, error=error, model=model))
    names = site_names(run.result, language)
    chart = acceptability_chart(grouped_shares(smaa, names, language=language), language)
    show_chart(chart, "acceptability", table=smaa_table(smaa, names), language=language)


def _space(language: Language) -> str:
    """Return which weights are considered."""
    current = recall_choice("space", SPACES, default=SPACES[0])
    words = words_of(SPACES, "sites.proof.space", language=language)
    key, changed = bind("space", current)
    chosen = st.segmented_control(
        translate("sites.proof.space_label", language),
        SPACES,
        format_func=words.__getitem__,
        key=key,
        on_change=changed,
        label_visibility="collapsed",
    )
    return chosen or current or SPACES[0]


def grouped_shares(smaa: SmaaResult, names: dict[str, str], *, language: Language) -> pd.DataFrame:
    """Return the shares of groups of ranks of the first sites, in words; each row adds up to 1.

    Parameters
    ----------
    smaa
        Result of SMAA.
    names
        Names of the sites, the best first.
    language
        Language of the groups.
    """
    table = smaa.acceptability
    sites = [site for site in names if site in table.index][:SHOWN]
    shares = table.loc[sites]
    groups = {}
    for first, last in GROUPS:
        if first <= shares.shape[1]:
            words = str(first) if first == last else f"{first}–{last}"
            groups[words] = shares.iloc[:, first - 1 : last].sum(axis=1)
    frame = pd.DataFrame(groups, index=sites)
    rest = 1.0 - frame.sum(axis=1)
    if shares.shape[1] > GROUPS[-1][1]:
        frame[translate("sites.proof.later", language, rank=GROUPS[-1][1] + 1)] = rest.clip(lower=0.0)
    return frame.set_axis([names[site] for site in sites], axis=0)


def smaa_table(smaa: SmaaResult, names: dict[str, str]) -> pd.DataFrame:
    """Return rank acceptability of every site with expected, best and worst rank and confidence."""
    table = smaa.acceptability.add_prefix("rank_")
    table.insert(0, "name", [names.get(str(site), str(site)) for site in table.index])
    extra = {
        "expected_rank": smaa.expected_rank,
        "rank_best": smaa.rank_best,
        "rank_worst": smaa.rank_worst,
        "confidence": smaa.confidence,
    }
    return table.assign(**extra).rename_axis("site_id").reset_index()


def _intervals(run: Run, proof: Proof, language: Language) -> None:
    """Show within which range each weight may move before the first rank changes."""
    heading(translate("sites.proof.intervals", language), translate("sites.proof.intervals_note", language))
    stability = proof.certificate.stability
    chart = interval_chart(stability, criterion_titles(run.result, language), language=language)
    show_chart(chart, "intervals", table=stability.rename_axis("criterion").reset_index(), language=language)


def methods_view(run: Run, language: Language) -> None:
    """Show the ranks by other methods side by side, how far they agree, and whether ranks depend on who takes part."""
    proof = _proved(run, language)
    agreement = proof.certificate.agreement
    words = {str(name): proof.certificate.label(name).pick(language) for name in agreement.ranks}
    names = site_names(run.result, language)
    heading(translate("sites.methods.ranks", language), translate("sites.methods.note", language))
    order = [site for site in names if site in agreement.ranks.index]
    heads = [translate("sites.column.site", language), *words.values()]
    ranks = agreement.ranks.loc[order]
    rows = [
        (names[site], *(str(rank) for rank in row))
        for site, row in zip(order[:SHOWN], ranks.to_numpy(dtype=object), strict=False)
    ]
    st.html(table_html(heads, rows, numeric=range(1, len(heads))))
    with st.columns([1, 3])[0]:
        table = ranks.assign(name=[names[site] for site in order]).rename_axis("site_id").reset_index()
        download_table(table, "methods", language=language)
    heading(
        translate("sites.methods.correlation", language),
        translate("sites.methods.correlation_note", language),
    )
    st.html(correlations_html(agreement.spearman, agreement.kendall, words=words, language=language))
    pairs = correlation_table(agreement.spearman, agreement.kendall, words=words)
    with st.columns([1, 3])[0]:
        download_table(pairs, "correlations", language=language)
    if proof.certificate.opposites:
        heading(translate("sites.methods.opposites", language))
        st.html(sentences_html([one.text.pick(language) for one in proof.certificate.opposites[:5]]))


def correlations_html(
    spearman: pd.DataFrame, kendall: pd.DataFrame, *, words: dict[str, str], language: Language
) -> str:
    """Return the rank correlations of all pairs of methods.

    Parameters
    ----------
    spearman, kendall
        Methods × methods.
    words
        Names of the methods.
    language
        Language of the heads.
    """
    heads = [
        translate(f"sites.column.{name}", language) for name in ("method", "method", "spearman", "kendall")
    ]
    rows = [
        (str(one), str(other), f"{rho:.3f}", f"{tau:.3f}")
        for one, other, rho, tau in correlation_table(spearman, kendall, words=words).itertuples(
            index=False, name=None
        )
    ]
    return table_html(heads, rows, numeric=(2, 3))


def correlation_table(
    spearman: pd.DataFrame, kendall: pd.DataFrame, *, words: dict[str, str]
) -> pd.DataFrame:
    """Return the rank correlations of all pairs of methods: method, other, spearman, kendall.

    Parameters
    ----------
    spearman, kendall
        Methods × methods.
    words
        Names of the methods.
    """
    tables = [table.to_dict() for table in (spearman, kendall)]
    rows = [
        (words[one], words[other], *(table[other][one] for table in tables))
        for one, other in combinations(words, 2)
    ]
    return pd.DataFrame(rows, columns=["method", "other", "spearman", "kendall"])
