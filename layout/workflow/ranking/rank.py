"""Ranks the sites of a case: tables -> candidates -> rules -> criteria -> matrix -> methods -> explanation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geodata.embedded import table, table_sha256
from geodata.text import Bilingual
from layout.config.case import Case
from layout.config.weighing import FoundWeights
from layout.entities.vocabulary import MethodId
from layout.errors import EmptyCandidatesError
from layout.rules.evaluate import excluded_sites, not_evaluated_rules
from layout.rules.register import relevant_rules
from layout.scoring.explanation import Explainer, RuleSummary, SiteRank, explain_site, summarise_rules
from layout.scoring.matrix import DecisionMatrix, build_matrix
from layout.scoring.missing import CompletedMatrix, complete_matrix
from layout.scoring.ranks import rank_bounds
from layout.scoring.result import MethodResult
from layout.scoring.site_methods import score_by_plan
from layout.scoring.topsis import score_by_topsis
from layout.scoring.weighted_sum import score_by_weighted_sum
from layout.sites.candidates import select_candidates
from layout.workflow.ranking.rank_criteria import Surroundings, measure_criteria
from layout.workflow.ranking.rank_warnings import RunFacts, run_warnings
from layout.workflow.ranking.site_model import SiteModel, site_model
from layout.workflow.ranking.weights import weigh
from layout.workflow.sites.candidature import candidate_sites, site_outcomes
from layout.workflow.sites.own import Candidature, Whereabouts

INPUT_TABLES = (
    "parks",
    "districts",
    "layout_zones",
    "clusters",
    "infrastructure",
    "infrastructure_osm",
    "rules",
    "sources",
)
"""The embedded tables that a ranking reads."""

SCORERS: Mapping[MethodId, Callable[[DecisionMatrix, CompletedMatrix], MethodResult]] = {
    "weighted_sum": score_by_weighted_sum,
    "topsis": score_by_topsis,
}
"""Methods with a scorer of their own; the others go through the engine of plain tables."""


@dataclass(frozen=True)
class RankingResult:
    """A ranking with everything that explains it.

    Parameters
    ----------
    case
        The case that was run.
    sites
        The ranked sites with their attributes; index site_id, columns of `layout.sites.candidates.SITE_COLUMNS`
        (hectares, degrees WGS84, metres).
    matrix
        The decision matrix; its `criteria` hold titles, units, limits, phrases and sources.
    methods
        Result of each method, in the order of the case; the first one ranks.
    ranking
        Index site_id, best first (unranked last): rank, score, score_low, score_high, rank_best, rank_worst,
        known_weight, missing_criteria (tuple), then rank_<method> and score_<method> for each method.
    contributions
        Weight × value, sites × criteria: the parts of the weighted sum after the missing-data policy.
    explanations
        Why each site has its rank.
    excluded
        Candidates that a rule removed: site_id, name_zh, name_en, rule_id, reason_en, reason_zh.
    rule_outcomes
        Long: site_id, rule_id, outcome (pass, fail, not_evaluated), reason_en, reason_zh.
    rules_not_evaluated
        rule_id, name_zh, name_en, kind, document, article, year, needs_en, needs_zh, sites.
    warnings
        What the reader must know first.
    inputs
        SHA-256 of every table that was read: the embedded ones, and the office's parks where it has any.
    weighting
        The weights with where they come from and the consistency of the judgements.
    model
        The same sites and methods as the engine of methods, robustness and reasons takes them.
    own
        The office's own sites among the candidates, None without.
    office_parks
        The office's parks as they were given, None without.
    """

    case: Case
    sites: pd.DataFrame
    matrix: DecisionMatrix
    methods: Mapping[MethodId, MethodResult]
    ranking: pd.DataFrame
    contributions: pd.DataFrame
    explanations: Mapping[str, Bilingual]
    excluded: pd.DataFrame
    rule_outcomes: pd.DataFrame
    rules_not_evaluated: pd.DataFrame
    warnings: tuple[Bilingual, ...]
    inputs: Mapping[str, str]
    weighting: FoundWeights
    model: SiteModel
    own: Candidature | None = None
    office_parks: pd.DataFrame | None = None


def rank_sites(case: Case, *, where: Whereabouts | None = None, explained: bool = True) -> RankingResult:
    """Return the ranking of the candidates of a case on the embedded data.

    Parameters
    ----------
    case
        The case.
    where
        Where the office's own sites are looked for, if the case compares them.
    explained
        Whether every rank is put into words, which takes two thirds of the time; without it `explanations` is empty.

    Raises
    ------
    EmptyCandidatesError
        No site meets the choice of candidates, or rules removed them all.
    OwnSiteError
        The own sites of the case are not there, cannot be read, or cannot be used.
    MissingDataError
        A value is missing and the case refuses gaps.
    """
    entered = candidate_sites(case, where or Whereabouts())
    around = read_surroundings(entered.parks)
    candidates = select_candidates(entered.sites, case.candidates)
    rules = relevant_rules(table("rules"), case.project, zone_ids=frozenset(around.zones["zone_id"]))
    outcomes = site_outcomes(case, candidates, rules=rules, own=entered.own)
    excluded = _name_excluded(excluded_sites(outcomes, rules, enforce=case.rules.enforce), candidates)
    sites = _keep(candidates, excluded)
    matrix, weighting = weigh(case, _matrix(case, sites, around))
    completed = complete_matrix(matrix, case.scoring.missing)
    model = site_model(case, sites, matrix=matrix, completed=completed, zones=around.zones)
    methods = {key: score_method(key, model, matrix=matrix, completed=completed) for key in model.plans}
    ranking = rank_table(matrix, methods)
    weighted_sum = score_by_weighted_sum(matrix, completed).tables
    contributions = weighted_sum["contributions"].loc[ranking.index]
    explainer = _explainer(case, matrix, weighted_sum=weighted_sum, methods=methods, order=ranking.index)
    not_evaluated = not_evaluated_rules(outcomes, rules)
    hard = frozenset(rule.rule_id for rule in rules if rule.is_hard)
    return RankingResult(
        case=case,
        sites=sites,
        matrix=matrix,
        methods=methods,
        ranking=ranking,
        contributions=contributions,
        explanations=_explain_all(explainer, ranking, sites, summarise_rules(outcomes, hard))
        if explained
        else {},
        excluded=excluded,
        rule_outcomes=outcomes,
        rules_not_evaluated=not_evaluated,
        warnings=run_warnings(
            RunFacts(case, sites, matrix, around, ranking, rules, not_evaluated, entered.own)
        ),
        inputs={name: table_sha256(name) for name in INPUT_TABLES} | dict(entered.inputs),
        weighting=weighting,
        model=model,
        own=entered.own,
        office_parks=entered.office,
    )


def score_method(
    method: MethodId, model: SiteModel, *, matrix: DecisionMatrix, completed: CompletedMatrix
) -> MethodResult:
    """Return the result of one method."""
    if method in SCORERS:
        return SCORERS[method](matrix, completed)
    return score_by_plan(model.problem, model.plans[method], completed=completed)


def _explainer(
    case: Case,
    matrix: DecisionMatrix,
    *,
    weighted_sum: Mapping[str, Any],
    methods: Mapping[MethodId, MethodResult],
    order: pd.Index,
) -> Explainer:
    """Return what puts ranks into words."""
    return Explainer(
        matrix=matrix,
        contributions=weighted_sum["contributions"].loc[order],
        weights=weighted_sum["weights"],
        additive=case.scoring.methods[0] in ("weighted_sum", "spotis"),
        policy=case.scoring.missing,
        other_ranks=[(result.title, result.ranks) for result in list(methods.values())[1:]],
    )


def _matrix(case: Case, sites: pd.DataFrame, around: Surroundings) -> DecisionMatrix:
    """Return the decision matrix of a case at its sites, all criteria weighing the same until they are weighed."""
    active = case.active_criteria()
    return build_matrix(
        measure_criteria(case, sites, around=around),
        functions={key: setting.value for key, setting in active.items()},
        weights=dict.fromkeys(active, 1.0),
    )


def read_surroundings(parks: pd.DataFrame | None = None) -> Surroundings:
    """Return the tables that criteria are measured against; OpenStreetMap nodes join the others here.

    Parameters
    ----------
    parks
        The table of parks; the embedded one by default.
    """
    clusters = table("clusters")
    names = zip(clusters["cluster_id"], clusters["name_en"], clusters["name_zh"], strict=True)
    return Surroundings(
        parks=table("parks") if parks is None else parks,
        zones=table("layout_zones"),
        nodes=pd.concat([table("infrastructure"), table("infrastructure_osm")], ignore_index=True),
        cluster_names={key: Bilingual(en=en, zh=zh) for key, en, zh in names},
    )


def rank_table(matrix: DecisionMatrix, methods: Mapping[MethodId, MethodResult]) -> pd.DataFrame:
    """Return the ranking: best score first, equal scores by site_id, sites without a score last.

    Parameters
    ----------
    matrix
        Gives the gaps of each site.
    methods
        The first one ranks.
    """
    primary = next(iter(methods.values()))
    best, worst = rank_bounds(primary.low, primary.high)
    gaps = matrix.value.isna()
    columns: dict[str, object] = {
        "rank": primary.ranks,
        "score": primary.scores,
        "score_low": primary.low,
        "score_high": primary.high,
        "rank_best": best,
        "rank_worst": worst,
        "known_weight": matrix.known_weight,
        "missing_criteria": [tuple(gaps.columns[row]) for row in gaps.to_numpy()],
    }
    for key, result in methods.items():
        columns[f"rank_{key}"] = result.ranks
        columns[f"score_{key}"] = result.scores
    ranking = pd.DataFrame(columns, index=matrix.value.index)
    return ranking.sort_index().sort_values("rank", kind="stable", na_position="last")


def _keep(candidates: pd.DataFrame, excluded: pd.DataFrame) -> pd.DataFrame:
    """Return the candidates that no rule removed."""
    sites = candidates[~candidates.index.isin(list(excluded["site_id"]))]
    if len(sites):
        return sites
    first = excluded.iloc[0]
    raise EmptyCandidatesError(
        en=f"[rules]: all {len(candidates)} candidates are excluded, the first because {first['reason_en']}; "
        "take rules off rules.enforce or change the project.",
        zh=f"[rules]：全部 {len(candidates)} 个候选地均被排除，例如 {first['reason_zh']}；"
        "请从 rules.enforce 中去掉规则，或调整项目。",
    )


def _name_excluded(excluded: pd.DataFrame, candidates: pd.DataFrame) -> pd.DataFrame:
    """Return the excluded sites with their names."""
    ids = list(excluded["site_id"])
    named = excluded.assign(
        name_zh=list(candidates.loc[ids, "name_zh"]), name_en=list(candidates.loc[ids, "name_en"])
    )
    return named[["site_id", "name_zh", "name_en", "rule_id", "reason_en", "reason_zh"]]


def _explain_all(
    explainer: Explainer, ranking: pd.DataFrame, sites: pd.DataFrame, summaries: Mapping[str, RuleSummary]
) -> dict[str, Bilingual]:
    """Return the explanation of every site, in the order of the ranking."""
    spoken = zip(sites.index, sites["name_en"], sites["name_zh"], strict=True)
    names = {site: Bilingual(en=en, zh=zh) for site, en, zh in spoken}
    nothing = RuleSummary(failed=(), not_evaluated=0, hard_not_evaluated=0)
    count = int(ranking["rank"].notna().sum())
    rows = zip(ranking.index, ranking.to_dict("records"), strict=True)
    return {
        site: explain_site(
            explainer,
            SiteRank(site_id=site, name=names[site], row=row, count=count),
            rules=summaries.get(site, nothing),
        )
        for site, row in rows
    }
