"""What the reader of a ranking must be told before the first line of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from geodata.text import Bilingual
from layout.config.case import Case
from layout.criteria.access import ACCESS_KINDS
from layout.criteria.value_functions import MinMaxValue
from layout.entities.wording import both, listing, plain, say
from layout.rules.register import HARD_KINDS, Rule
from layout.scoring.matrix import DecisionMatrix
from layout.workflow.ranking.rank_criteria import Surroundings
from layout.workflow.sites.own import Candidature

NAMED = 3
OSM_SOURCE = "ds_osm_rail_2026"


@dataclass(frozen=True)
class RunFacts:
    """What the warnings are drawn from.

    Parameters
    ----------
    case, sites, matrix, around
        The case, the ranked sites, their decision matrix, and the tables around them.
    ranking
        The ranking, best first.
    rules
        The rules that bear on the project.
    rules_not_evaluated
        Those that could not be evaluated.
    own
        The office's own sites among the candidates, None without.
    """

    case: Case
    sites: pd.DataFrame
    matrix: DecisionMatrix
    around: Surroundings
    ranking: pd.DataFrame
    rules: Sequence[Rule]
    rules_not_evaluated: pd.DataFrame
    own: Candidature | None = None


def run_warnings(facts: RunFacts) -> tuple[Bilingual, ...]:
    """Return the warnings of a run, those that weigh most first."""
    return (
        *_of_case(facts),
        *_of_rules(facts),
        *_of_matrix(facts),
        *_of_sites(facts),
        *(facts.own.told if facts.own is not None else ()),
    )


def _of_case(facts: RunFacts) -> Iterator[Bilingual]:
    """Yield what the case itself makes necessary."""
    case = facts.case
    if case.illustrative:
        yield say("scoring.warning.illustrative")
    dropped = case.dropped_criteria()
    if dropped:
        yield say("scoring.warning.dropped", titles=listing(say(ACCESS_KINDS[key].title) for key in dropped))
    unscored = case.unscored_needs()
    if unscored:
        titles = listing(say(ACCESS_KINDS[key].title) for key in unscored.values())
        yield say("scoring.warning.unscored_need", titles=titles)
    carried = {cluster for ids in facts.around.parks["cluster_ids"] for cluster in ids}
    if case.project.cluster_id not in carried:
        yield say("scoring.warning.no_carrier", cluster=facts.around.cluster_names[case.project.cluster_id])


def _of_rules(facts: RunFacts) -> Iterator[Bilingual]:
    """Yield what the rules make necessary."""
    hard = int(facts.rules_not_evaluated["kind"].isin(HARD_KINDS).sum())
    if hard:
        yield say("scoring.warning.hard_rules", count=hard)
    enforced = facts.case.rules.enforce
    unknown = [rule for rule in enforced if rule in set(facts.rules_not_evaluated["rule_id"])]
    if unknown:
        yield say("scoring.warning.enforced", rules=listing(both(rule) for rule in unknown))
    idle = [rule for rule in enforced if rule not in {known.rule_id for known in facts.rules}]
    if idle:
        yield say("scoring.warning.enforced_idle", rules=listing(both(rule) for rule in idle))


def _of_matrix(facts: RunFacts) -> Iterator[Bilingual]:
    """Yield what weights, values and gaps make necessary."""
    matrix = facts.matrix
    weighing = [key for key in matrix.criterion_ids if matrix.weights[key] > 0]
    has_parks = "origin" not in facts.sites or bool((facts.sites["origin"] == "").any())
    if {"land_fit", "target_contribution"} <= set(weighing) and has_parks:
        yield say("scoring.warning.opposed")
    constant = [key for key in weighing if len(matrix.value) > 1 and _is_constant(matrix.value[key])]
    if constant:
        yield say("scoring.warning.constant", titles=_titles(matrix, constant))
    present = facts.case.criteria.present()
    relative = [key for key in present if isinstance(present[key].value, MinMaxValue) and key in weighing]
    if relative:
        yield say("scoring.warning.relative", titles=_titles(matrix, list(relative)))
    known = matrix.known_weight
    gaps = int((known < 1).sum())
    if gaps:
        share = plain(100 * float(known.min()))
        yield say("scoring.warning.gaps", sites=gaps, count=len(known), share=share)
    first = facts.ranking.iloc[0]
    if first["missing_criteria"]:
        site = facts.sites.loc[facts.ranking.index[0]]
        yield say(
            "scoring.warning.first_gap",
            name=Bilingual(en=site["name_en"], zh=site["name_zh"]),
            share=plain(100 * (1 - float(first["known_weight"]))),
            titles=_titles(matrix, list(first["missing_criteria"])),
        )


def _of_sites(facts: RunFacts) -> Iterator[Bilingual]:
    """Yield what the sites and the positions behind them make necessary."""
    sites = facts.sites
    nested = sites[sites["parent_park_id"].isin(set(sites.index))]
    if len(nested):
        names = listing(
            Bilingual(en=name_en, zh=name_zh)
            for name_en, name_zh in list(zip(nested["name_en"], nested["name_zh"], strict=True))[:NAMED]
        )
        yield say("scoring.warning.nested", count=len(nested), names=names)
    sources = {source for result in facts.matrix.criteria.values() for source in result.source_ids}
    if OSM_SOURCE in sources:
        yield say("scoring.warning.osm")


def _is_constant(values: pd.Series) -> bool:
    """Return whether a criterion has one and the same known value everywhere."""
    return bool(values.notna().all()) and bool((values == values.iloc[0]).all())


def _titles(matrix: DecisionMatrix, keys: list[str]) -> Bilingual:
    """Return the titles of criteria."""
    return listing(matrix.criteria[key].title for key in keys)
