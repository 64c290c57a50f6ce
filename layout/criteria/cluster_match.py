"""Cluster fit: whether the park is recorded with the cluster of the project, its branch, or a related cluster.

The clusters of a park are a conservative mapping of its printed leading industries, which for catalogue parks are
those of 2018 and older than the 33618 system. "Other" therefore means "not recorded as carrying it", and a park whose
printed industries map to no cluster at all is unknown, not unfit.
"""

from collections.abc import Mapping

import pandas as pd

from geodata.text import Bilingual
from layout.criteria.result import CriterionResult, category_series, collect_sources
from layout.entities.project import Project
from layout.entities.wording import both, listing, say


def measure_cluster_fit(
    sites: pd.DataFrame, project: Project, *, cluster_names: Mapping[str, Bilingual]
) -> CriterionResult:
    """Return the best match of every site: `carries`, `named`, `related`, `other`, or unknown.

    Parameters
    ----------
    sites
        Index site_id; columns cluster_ids, leading_industries_zh, leading_industries_en (tuples), source_ids.
    project
        Gives the cluster, the related clusters and the words of the branch.
    cluster_names
        Name of every cluster id.
    """
    levels: dict[str, str | None] = {}
    missing: dict[str, Bilingual] = {}
    phrases: dict[str, Bilingual] = {}
    for site_id, clusters, industries_zh, industries_en in zip(
        sites.index,
        sites["cluster_ids"],
        sites["leading_industries_zh"],
        sites["leading_industries_en"],
        strict=True,
    ):
        level, text = _match(clusters, industries_zh, project, cluster_names=cluster_names)
        levels[site_id] = level
        if text is not None:
            phrases[site_id] = text
        elif industries_zh:
            printed = Bilingual(en=", ".join(industries_en), zh="、".join(industries_zh))
            missing[site_id] = say("criterion.cluster_fit.missing_unmapped", printed=printed)
        else:
            missing[site_id] = say("criterion.cluster_fit.missing")
    series = category_series(levels)
    return CriterionResult(
        criterion_id="cluster_fit",
        title=say("criterion.cluster_fit.title"),
        description=say("criterion.cluster_fit.description"),
        unit=say("criterion.cluster_fit.unit"),
        raw=series,
        low=series,
        high=series,
        missing=missing,
        phrases=phrases,
        levels=series,
        notes=(say("criterion.cluster_fit.note", cluster=cluster_names[project.cluster_id]),),
        source_ids=collect_sources(sites["source_ids"]),
    )


def _match(
    clusters: tuple[str, ...],
    industries_zh: tuple[str, ...],
    project: Project,
    *,
    cluster_names: Mapping[str, Bilingual],
) -> tuple[str | None, Bilingual | None]:
    """Return the level of one park and the phrase for it; (None, None) where nothing can be said."""
    if project.cluster_id in clusters:
        return "carries", say("criterion.cluster_fit.carries", cluster=cluster_names[project.cluster_id])
    named = [name for name in industries_zh if any(word in name for word in project.industry_words_zh)]
    if named:
        return "named", say("criterion.cluster_fit.named", industries=both("、".join(named)))
    related = [item for item in project.related_cluster_ids if item in clusters]
    if related:
        names = listing(cluster_names[item] for item in related)
        return "related", say("criterion.cluster_fit.related", clusters=names)
    if clusters:
        names = listing(cluster_names[item] for item in clusters)
        return "other", say("criterion.cluster_fit.other", clusters=names)
    return None, None
