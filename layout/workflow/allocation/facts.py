"""Brings the embedded facts and the scoring engine into a layout plan: parks with their land, values of the pairs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.embedded import table
from geodata.text import Bilingual
from geodata.write import to_csv_bytes
from layout.allocation.problem import Park, Project
from layout.config.allocation import ParksFromFacts
from layout.config.case import Case
from layout.config.toml import build_case, case_data
from layout.entities.wording import say
from layout.errors import CaseError, EmptyCandidatesError
from layout.workflow.allocation.draws import WEIGHTED_SUM, ScoreParts, score_parts
from layout.workflow.allocation.tables import Row
from layout.workflow.ranking.rank import RankingResult, rank_sites

Floats = npt.NDArray[np.float64]


def parks_csv(setting: ParksFromFacts) -> bytes:
    """Return a table of parks derived from the embedded facts and the assumptions of the case.

    Parks without an approved area have no land that could be assumed and are left out.

    Raises
    ------
    CaseError
        A park that the setting names is not in the facts, or no park is left.
    """
    parks = table("parks").set_index("park_id")
    for park_id in (*setting.include, *setting.exclude):
        if park_id not in parks.index:
            raise CaseError(
                en=f"allocation.parks_from_facts: {park_id!r} is not in the table of parks; check its spelling.",
                zh=f"allocation.parks_from_facts：园区表中没有 {park_id!r}；请核对拼写。",
            )
    keep = parks["approved_area_ha"].notna() & ~parks.index.isin(setting.exclude)
    if setting.include:
        keep &= parks.index.isin(setting.include)
    chosen = parks[keep]
    if chosen.empty:
        raise CaseError(
            en="allocation.parks_from_facts: no park with an approved area is left; widen include.",
            zh="allocation.parks_from_facts：没有剩余的有核准面积的园区；请放宽 include。",
        )
    frame = pd.DataFrame(
        {
            "name_zh": chosen["name_zh"],
            "name_en": chosen["name_en"],
            "adcode": chosen["adcode"],
            "zone_ids": chosen["zone_ids"],
            "lon": chosen["lon"],
            "lat": chosen["lat"],
            "approved_area_ha": chosen["approved_area_ha"],
            **{
                name: (chosen["approved_area_ha"] * share).round(2)
                for name, share in _land_columns(setting).items()
            },
            "low_efficiency_ha": (chosen["approved_area_ha"] * setting.low_efficiency_share).round(2),
            "release_cost_cny_per_ha": setting.release_cost_cny_per_ha,
            "build_cost_cny_per_ha": setting.build_cost_cny_per_ha,
        }
    )
    return to_csv_bytes(frame)


def _land_columns(setting: ParksFromFacts) -> dict[str, float]:
    """Return the columns of available land with the share of the approved area that each assumes."""
    shares = setting.available_share
    if isinstance(shares, dict):
        return {f"available_ha_{year}": share for year, share in sorted(shares.items())}
    return {"available_ha": shares}


def facts_of(park_id: str) -> Mapping[str, Any]:
    """Return what the facts know of a park: name, district, zones, position; empty for a park they do not have."""
    parks = table("parks")
    rows = parks[parks["park_id"] == park_id]
    return {} if rows.empty else {str(key): value for key, value in rows.iloc[0].to_dict().items()}


@dataclass(frozen=True)
class ScoredPairs:
    """What the scoring engine says of the pairs.

    Parameters
    ----------
    value, low, high
        Scores and their bounds, shape (projects, parks); NaN where a site is not ranked.
    barred
        Pairs that a rule excludes, with the rule's reason.
    parts
        The scores taken apart by criterion, for draws of the weights; None where the first method is no weighted sum.
    """

    value: Floats
    low: Floats
    high: Floats
    barred: Mapping[tuple[str, str], Bilingual]
    parts: ScoreParts | None = None


def scored_pairs(
    case: Case, projects: Sequence[Project], *, rows: Sequence[Row], parks: Sequence[Park]
) -> ScoredPairs:
    """Return the scores of every project in every park by the first method of a scoring case.

    Parameters
    ----------
    case
        The scoring case; its project is replaced by each project in turn.
    projects, rows
        The projects, and the rows that they were read from: `cluster_id`, `needs` and `chemical` are used.
    parks
        The parks; those that the scoring case does not rank have no value.

    Raises
    ------
    CaseError
        A project lacks what the scoring engine needs, such as its cluster.
    """
    shape = (len(projects), len(parks))
    values, low, high = (np.full(shape, np.nan) for _ in range(3))
    barred: dict[tuple[str, str], Bilingual] = {}
    columns = {park.park_id: column for column, park in enumerate(parks)}
    rankings: dict[int, RankingResult] = {}
    for number, (project, row) in enumerate(zip(projects, rows, strict=True)):
        ranked = _ranked(case, project, row)
        if ranked is None:
            barred |= {(project.project_id, park): say("allocation.rule.no_site") for park in columns}
            continue
        rankings[number] = ranked
        for site in ranked.ranking.index:
            if site in columns:
                found = ranked.ranking.loc[site]
                column = columns[site]
                values[number, column] = found["score"]
                low[number, column], high[number, column] = found["score_low"], found["score_high"]
        for _, gone in ranked.excluded.iterrows():
            if gone["site_id"] in columns:
                barred[project.project_id, gone["site_id"]] = Bilingual(gone["reason_en"], gone["reason_zh"])
    sums = case.scoring.methods[0] == WEIGHTED_SUM
    parts = score_parts(rankings, columns, projects=len(projects)) if sums else None
    return ScoredPairs(values, low, high, barred, parts)


def _ranked(case: Case, project: Project, row: Row) -> RankingResult | None:
    """Return the ranking of the sites for one project, or None where no site is left to it."""
    data = case_data(case)
    brief = {
        "name": {"en": project.name.en, "zh": project.name.zh},
        "cluster_id": project.cluster_id,
        "annual_output_cny": project.output_cny,
        "land_ha": project.land_ha,
        "needs": list(row.items("needs")),
        "chemical": row.truth("chemical"),
        "basis": data["project"]["basis"],
    }
    try:
        return rank_sites(build_case(data | {"project": brief}, origin=row.origin), explained=False)
    except EmptyCandidatesError:
        return None


def values_csv(pairs: ScoredPairs, projects: Sequence[Project], *, parks: Sequence[Park]) -> bytes:
    """Return the scores as a table of values."""
    rows = [
        (
            project.project_id,
            park.park_id,
            *(round(float(m[i, j]), 6) for m in (pairs.value, pairs.low, pairs.high)),
        )
        for i, project in enumerate(projects)
        for j, park in enumerate(parks)
        if not np.isnan(pairs.value[i, j])
    ]
    names = ["project_id", "park_id", "value", "value_low", "value_high"]
    return to_csv_bytes(pd.DataFrame(rows, columns=names).set_index(["project_id", "park_id"]).reset_index())
