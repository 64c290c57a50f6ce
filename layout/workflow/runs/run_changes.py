"""What changed between kept rankings and why: a sentence a site, and the differences on the map."""

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geodata.crs import WGS84
from geodata.errors import DataFormatError
from geodata.text import Bilingual
from geodata.write import to_geojson_bytes
from layout.entities.wording import both, clauses, say
from layout.runs.compare import RunComparison
from layout.runs.model import Run

NAMED = 3
_UNCHANGED = 1e-9
Plain = Mapping[str, Any]


def change_reasons(runs: Sequence[Run], moved: Sequence[str]) -> dict[str, Bilingual]:
    """Return why each site that moved did, from the first run to the last; empty for runs that are no rankings.

    Parameters
    ----------
    runs
        Two or more runs.
    moved
        Alternatives whose rank is not the same in all runs.
    """
    first, last = runs[0].result, runs[-1].result
    if not all("contributions" in run.result for run in runs):
        return {}
    return {site: _reason(site, first, last) for site in moved}


def _reason(site: str, first: Plain, last: Plain) -> Bilingual:
    """Return the sentence on one site."""
    name = _name(site, first, last)
    before, after = first["ranks"].get(site), last["ranks"].get(site)
    if before is None or after is None:
        gone = last if after is None else first
        rule = gone["excluded"].get(site)
        key = "lost" if after is None else "new"
        cause = say("proof.change.excluded", rule=both(rule)) if rule else say("proof.change.not_a_candidate")
        return say(f"proof.change.{key}", name=name, rank=before or after, cause=cause)
    ranks = {"name": name, "before": before, "after": after}
    scores = first["scores"][site], last["scores"][site]
    parts = _parts(site, first, last)
    if first["method"] != last["method"]:
        methods = [say(f"scoring.method.{run['method']}") for run in (first, last)]
        return say("proof.change.method", **ranks, one=methods[0], other=methods[1])
    if not parts:
        return say("proof.change.others", **ranks)
    return say(
        "proof.change.own",
        **ranks,
        score_before=f"{scores[0]:.3f}",
        score_after=f"{scores[1]:.3f}",
        parts=clauses(parts),
    )


def _parts(site: str, first: Plain, last: Plain) -> list[Bilingual]:
    """Return the criteria whose contribution changed most, with weight and value then and now."""
    titles = {**first["titles"], **last["titles"]}
    found = []
    for key, title in titles.items():
        one, other = (_of(run, "contributions", site, key) for run in (first, last))
        if abs(other - one) > _UNCHANGED:
            found.append((abs(other - one), key, title, other - one))
    return [
        say(
            "proof.change.part",
            criterion=Bilingual(en=title["en"], zh=title["zh"]),
            change=f"{change:+.3f}",
            weights=_then_now(first["weights"].get(key), last["weights"].get(key)),
            values=_then_now(first["values"][site].get(key), last["values"][site].get(key)),
        )
        for _, key, title, change in sorted(found, key=lambda item: (-item[0], item[1]))[:NAMED]
    ]


def _of(run: Plain, part: str, site: str, key: str) -> float:
    """Return a number of a site, 0 where the criterion does not count in that run."""
    return float(run[part][site].get(key) or 0.0)


def _then_now(before: float | None, after: float | None) -> str:
    """Return two numbers with an arrow, one where they are equal, a dash where there is none."""
    texts = ["–" if number is None else f"{number:.3f}" for number in (before, after)]
    return texts[0] if texts[0] == texts[1] else " → ".join(texts)


def _name(site: str, first: Plain, last: Plain) -> Bilingual:
    """Return the name of a site in either run."""
    name = first["names"].get(site) or last["names"][site]
    return Bilingual(en=name["en"], zh=name["zh"])


def changes_geojson(runs: Sequence[Run], found: RunComparison) -> bytes:
    """Return every site of the runs as RFC 7946 points with its ranks, scores, change and why.

    Parameters
    ----------
    runs
        Two or more rankings of sites.
    found
        Their comparison.

    Raises
    ------
    DataFormatError
        A run is no ranking of sites, so nothing says where its alternatives lie.
    """
    for run in runs:
        if "places" not in run.result:
            raise DataFormatError(
                en=f"Run {run.run_id} ({run.kind}) is no ranking of sites and has no places for a map; compare runs that cqlayout score kept.",
                zh=f"运行 {run.run_id}（{run.kind}）不是候选地排序，没有可上图的位置；请比较由 cqlayout score 保存的运行。",
            )
    reasons = change_reasons(runs, found.moved)
    rows, points = [], []
    for site in map(str, found.ranks.index):
        places = next(run.result["places"][site] for run in runs if site in run.result["places"])
        known = places["lon"] is not None and places["lat"] is not None
        points.append(shapely.Point(places["lon"], places["lat"]) if known else None)
        rows.append(_row(site, runs, reasons.get(site)))
    frame = gpd.GeoDataFrame(
        pd.DataFrame(rows, index=pd.Index(found.ranks.index, name="site_id")),
        geometry=gpd.GeoSeries(points, index=found.ranks.index, crs=WGS84),
    )
    return to_geojson_bytes(frame, name="changes", extra_members={"runs": list(found.run_ids)})


def _row(site: str, runs: Sequence[Run], reason: Bilingual | None) -> dict[str, Any]:
    """Return the properties of one site."""
    ranks = [run.result["ranks"].get(site) for run in runs]
    scores = [run.result["scores"].get(site) for run in runs]
    name = _name(site, *_ends(site, runs))
    both_ranked = ranks[0] is not None and ranks[-1] is not None
    return {
        "name_zh": name.zh,
        "name_en": name.en,
        **{f"rank_{place}": rank for place, rank in enumerate(ranks, start=1)},
        **{f"score_{place}": score for place, score in enumerate(scores, start=1)},
        "rank_change": ranks[-1] - ranks[0] if both_ranked else None,
        "reason_en": reason.en if reason else None,
        "reason_zh": reason.zh if reason else None,
    }


def _ends(site: str, runs: Sequence[Run]) -> tuple[Plain, Plain]:
    """Return a run that names the site, twice."""
    run = next(run for run in runs if site in run.result["names"])
    return run.result, run.result
