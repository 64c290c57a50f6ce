"""Why a site has its rank, in sentences: strongest and weakest criteria, gaps, other methods, open rules."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geodata.text import Bilingual
from layout.entities.vocabulary import MissingPolicy
from layout.entities.wording import clauses, listing, paragraph, plain, say
from layout.scoring.matrix import DecisionMatrix

NAMED = 2
LEAST_WEIGHT = 0.01
POLICY_SENTENCES: dict[MissingPolicy, str] = {
    "renormalise": "scoring.explain.policy_renormalise",
    "neutral": "scoring.explain.policy_neutral",
    "worst": "scoring.explain.policy_worst",
    "refuse": "scoring.explain.policy_refuse",
}


@dataclass(frozen=True)
class RuleSummary:
    """What the rules say of one site.

    Parameters
    ----------
    failed
        Why each control indicator that the site fails is failed.
    not_evaluated, hard_not_evaluated
        Number of rules that could not be evaluated, and how many of them are hard exclusions or setbacks.
    """

    failed: tuple[Bilingual, ...]
    not_evaluated: int
    hard_not_evaluated: int


@dataclass(frozen=True)
class Explainer:
    """Explains the rank of each site of one run.

    Parameters
    ----------
    matrix
        The decision matrix.
    contributions, weights
        Weight × value and weight after the missing-data policy, sites × criteria.
    additive
        Whether the ranking method is the sum of these contributions; if not, the sentences say so.
    policy
        The missing-data policy.
    other_ranks
        Ranks by the other methods: title and Series.
    """

    matrix: DecisionMatrix
    contributions: pd.DataFrame
    weights: pd.DataFrame
    additive: bool
    policy: MissingPolicy
    other_ranks: Sequence[tuple[Bilingual, pd.Series]]


@dataclass(frozen=True)
class SiteRank:
    """One site of the ranking.

    Parameters
    ----------
    site_id, name
        The site.
    row
        Its row of the ranking: rank, score, score_low, score_high, rank_best, rank_worst.
    count
        Number of sites ranked.
    """

    site_id: str
    name: Bilingual
    row: Mapping[Hashable, Any]
    count: int


def explain_site(explainer: Explainer, site: SiteRank, *, rules: RuleSummary) -> Bilingual:
    """Return why a site has its rank.

    Parameters
    ----------
    explainer
        What is common to all sites of the run.
    site
        The site and its row of the ranking.
    rules
        What the rules say of the site.
    """
    site_id = site.site_id
    if pd.isna(site.row["rank"]):
        reasons = _reasons(explainer.matrix, site_id)
        return say("scoring.explain.unranked", name=site.name, reasons=reasons)
    sentences = [_rank_sentence(site)]
    sentences += _balance(explainer, site_id)
    sentences += _gaps(explainer, site_id)
    sentences += [
        say("scoring.explain.other_method", method=title, rank=ranks[site_id])
        for title, ranks in explainer.other_ranks
    ]
    if rules.failed:
        sentences.append(say("scoring.explain.failed", reasons=clauses(rules.failed)))
    if rules.not_evaluated:
        sentences.append(
            say("scoring.explain.not_evaluated", count=rules.not_evaluated, hard=rules.hard_not_evaluated)
        )
    return paragraph(sentences)


def _rank_sentence(site: SiteRank) -> Bilingual:
    """Return the sentence on rank, score and range."""
    row = site.row
    fixed = row["rank_best"] == row["rank_worst"]
    return say(
        "scoring.explain.rank_fixed" if fixed else "scoring.explain.rank",
        name=site.name,
        rank=row["rank"],
        count=site.count,
        score=f"{row['score']:.3f}",
        low=f"{row['score_low']:.3f}",
        high=f"{row['score_high']:.3f}",
        best=row["rank_best"],
        worst=row["rank_worst"],
    )


def _amounts(frame: pd.DataFrame, explainer: Explainer, site_id: str) -> dict[str, float]:
    """Return one row of a table sites × criteria, the criteria that are known at the site."""
    row = frame.loc[[site_id]].to_numpy()[0]
    known = explainer.matrix.value.loc[[site_id]].notna().to_numpy()[0]
    return {
        key: float(amount)
        for key, amount, there in zip(explainer.matrix.criterion_ids, row, known, strict=True)
        if there
    }


def _balance(explainer: Explainer, site_id: str) -> list[Bilingual]:
    """Return the sentences on the criteria that give most and that cost most."""
    possible = _amounts(explainer.weights, explainer, site_id)
    gained = _amounts(explainer.contributions, explainer, site_id)
    lost = {key: possible[key] - gained[key] for key in possible}
    best, worst = _largest(gained), _largest(lost)
    sentences = [] if explainer.additive else [say("scoring.explain.not_additive")]
    if best:
        parts = [
            say(
                "scoring.explain.part",
                title=explainer.matrix.criteria[key].title,
                gained=f"{gained[key]:.3f}",
                possible=f"{possible[key]:.3f}",
                phrase=explainer.matrix.criteria[key].phrases[site_id],
            )
            for key in best
        ]
        sentences.append(say("scoring.explain.gains", parts=clauses(parts)))
    if worst:
        parts = [
            say(
                "scoring.explain.lost_part_again" if key in best else "scoring.explain.lost_part",
                title=explainer.matrix.criteria[key].title,
                lost=f"{lost[key]:.3f}",
                possible=f"{possible[key]:.3f}",
                phrase=explainer.matrix.criteria[key].phrases[site_id],
            )
            for key in worst
        ]
        sentences.append(say("scoring.explain.losses", parts=clauses(parts)))
    return sentences


def _largest(amounts: Mapping[str, float]) -> list[str]:
    """Return the criteria of the largest amounts that are worth a word, first come first of equals."""
    kept = [key for key, amount in amounts.items() if amount >= LEAST_WEIGHT]
    return sorted(kept, key=lambda key: -amounts[key])[:NAMED]


def _gaps(explainer: Explainer, site_id: str) -> list[Bilingual]:
    """Return the sentence on missing criteria and what was done about them."""
    unknown = explainer.matrix.value.loc[[site_id]].isna().to_numpy()[0]
    if not unknown.any():
        return []
    weight = float(explainer.matrix.weights.to_numpy()[unknown].sum())
    return [
        say(
            "scoring.explain.missing",
            reasons=_reasons(explainer.matrix, site_id),
            share=plain(100 * weight),
            policy=say(POLICY_SENTENCES[explainer.policy]),
        )
    ]


def _reasons(matrix: DecisionMatrix, site_id: str) -> Bilingual:
    """Return why values of the site are missing, criteria of the same reason together."""
    grouped: dict[Bilingual, list[Bilingual]] = {}
    for criterion in matrix.criterion_ids:
        reason = matrix.missing.get((site_id, criterion))
        if reason is not None:
            grouped.setdefault(reason, []).append(matrix.criteria[criterion].title)
    return clauses(
        say("scoring.explain.gap", titles=listing(titles), reason=reason)
        for reason, titles in grouped.items()
    )


def summarise_rules(outcomes: pd.DataFrame, hard: frozenset[str]) -> Mapping[str, RuleSummary]:
    """Return what the rules say of each site.

    Parameters
    ----------
    outcomes
        Long table site_id, rule_id, outcome, reason_en, reason_zh.
    hard
        Ids of the hard exclusions and setbacks.
    """
    failed: dict[str, list[Bilingual]] = {}
    unknown: dict[str, list[str]] = {}
    for site_id, rule_id, outcome, reason_en, reason_zh in zip(
        *(outcomes[column] for column in ("site_id", "rule_id", "outcome", "reason_en", "reason_zh")),
        strict=True,
    ):
        if outcome == "fail":
            failed.setdefault(site_id, []).append(Bilingual(en=reason_en, zh=reason_zh))
        elif outcome == "not_evaluated":
            unknown.setdefault(site_id, []).append(rule_id)
    return {
        site_id: RuleSummary(
            failed=tuple(failed.get(site_id, ())),
            not_evaluated=len(unknown.get(site_id, ())),
            hard_not_evaluated=sum(rule_id in hard for rule_id in unknown.get(site_id, ())),
        )
        for site_id in failed.keys() | unknown.keys()
    }
