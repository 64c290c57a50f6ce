"""The files of a run: ranking.csv, sites.geojson, case.toml and run.json, whole or not at all."""

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geodata.catalog import load
from geodata.crs import WGS84
from geodata.embedded import source_citation
from geodata.text import Bilingual
from geodata.write import to_csv_bytes, to_geojson_bytes, to_json_bytes, write_files
from geodata.write.manifest import PACKAGES, manifest
from layout.config.toml import case_data, dump_case
from layout.entities.wording import say
from layout.sites.user_model import USER_COLUMNS
from layout.workflow.ranking.own_run import own_files, portable_case
from layout.workflow.ranking.proof import Proof
from layout.workflow.ranking.proof_files import proof_files
from layout.workflow.ranking.rank import RankingResult
from layout.workflow.ranking.weights import weights_data

INPUT_LAYERS = ("parks", "infrastructure", "infrastructure-osm", "clusters", "rules", "sources")
"""The layers of the catalogue whose licence and attribution a run records; districts and zones enter by name only."""

RUN_PACKAGES = (*PACKAGES, "pydantic", "tomli-w")
SCORE_DECIMALS = 6
RAW_DECIMALS = 4
PLACE_COLUMNS = (
    "name_zh",
    "name_en",
    "level",
    "type",
    "adcode",
    "district_zh",
    "district_en",
    "zone_ids",
    "cluster_ids",
    "leading_industries_zh",
    "leading_industries_en",
    "approved_area_ha",
    "parent_park_id",
    "position_precision_m",
    "position_basis",
    "source_ids",
    "confidence",
)


def run_files(result: RankingResult, *, when: dt.datetime, proof: Proof | None = None) -> dict[str, bytes]:
    """Return the files of a run by name.

    Parameters
    ----------
    result
        A ranking.
    when
        When it was computed, with time zone; the only thing in the files that differs between equal runs.
    proof
        Proof of the ranking, where it is to be written too.

    Returns
    -------
    dict
        `ranking.csv` and `sites.geojson` as the case asks for, `robustness` and `certificate` with a proof,
        `case.toml` and `run.json` always, own sites
        where there are any.
    """
    case = dump_case(portable_case(result)).encode()
    files = own_files(result)
    if "ranking.csv" in result.case.outputs.files:
        files["ranking.csv"] = ranking_csv(result)
    if "sites.geojson" in result.case.outputs.files:
        files["sites.geojson"] = sites_geojson(result)
    if proof is not None:
        files |= proof_files(proof)
    files["case.toml"] = case
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    record = manifest(
        [load(layer_id) for layer_id in INPUT_LAYERS],
        when=when,
        seed=result.case.scoring.seed,
        case=case,
        packages=RUN_PACKAGES,
    )
    files["run.json"] = to_json_bytes(
        {**record, "tables_sha256": dict(result.inputs), "outputs_sha256": sums, **run_record(result)}
    )
    return files


def write_run(
    result: RankingResult,
    folder: str | Path,
    *,
    when: dt.datetime | None = None,
    proof: Proof | None = None,
) -> None:
    """Write the files of a run into `folder`, all or none.

    Parameters
    ----------
    result
        A ranking.
    folder
        Made if it does not exist; files of the same names are replaced.
    when
        When the ranking was computed, with time zone; now if not given.
    proof
        Proof of the ranking, where it is to be written too.

    Raises
    ------
    WriteError
        The folder cannot be made or written; nothing is left half there.
    """
    write_files(folder, run_files(result, when=when or dt.datetime.now(dt.UTC), proof=proof))


def site_table(result: RankingResult) -> pd.DataFrame:
    """Return one row a ranked site, best first: place, rank, scores, and per criterion raw, value, contribution.

    Index site_id. The columns are the same in CSV and GeoJSON: `raw_<criterion>` in the unit of the criterion,
    `value_<criterion>` between 0 and 1, `contribution_<criterion>` in points of the weighted sum.
    """
    order = result.ranking.index
    matrix = result.matrix
    gaps = [_gaps(result, site) for site in order]
    return pd.concat(
        [
            result.sites.loc[order, _place_columns(result)].replace("", None),
            result.ranking.round(SCORE_DECIMALS),
            matrix.raw.loc[order].round(RAW_DECIMALS).add_prefix("raw_"),
            matrix.value.loc[order].round(SCORE_DECIMALS).add_prefix("value_"),
            result.contributions.loc[order].round(SCORE_DECIMALS).add_prefix("contribution_"),
            pd.DataFrame(
                {
                    "missing_en": [tuple(gap.en for gap in row) for row in gaps],
                    "missing_zh": [tuple(gap.zh for gap in row) for row in gaps],
                    "explanation_en": [result.explanations[site].en for site in order],
                    "explanation_zh": [result.explanations[site].zh for site in order],
                },
                index=order,
            ),
        ],
        axis=1,
    )


def _place_columns(result: RankingResult) -> list[str]:
    """Return the columns that say where a site is; those of own sites only where there are any."""
    return [*PLACE_COLUMNS, *(name for name in USER_COLUMNS if name in result.sites)]


def _gaps(result: RankingResult, site_id: str) -> list[Bilingual]:
    """Return each missing criterion of a site with its reason."""
    matrix = result.matrix
    return [
        say("scoring.explain.gap", titles=matrix.criteria[key].title, reason=matrix.missing[site_id, key])
        for key in matrix.criterion_ids
        if (site_id, key) in matrix.missing
    ]


def ranking_csv(result: RankingResult) -> bytes:
    """Return the ranking as CSV: rank and site_id first, longitude and latitude in degrees WGS84."""
    table = site_table(result).join(result.sites[["lon", "lat"]]).reset_index()
    first = ["rank", "site_id", "name_zh", "name_en", "score", "score_low", "score_high"]
    rest = [name for name in table.columns if name not in first]
    return to_csv_bytes(table[[*first, *rest]])


def sites_geojson(result: RankingResult) -> bytes:
    """Return the ranked sites as RFC 7946 features: parcels as polygons, the others as points, null where unknown."""
    table = site_table(result)
    frame = gpd.GeoDataFrame(table, geometry=site_shapes(result))
    case = result.case
    return to_geojson_bytes(
        frame,
        name="sites",
        extra_members={
            "title": case.title.bilingual,
            "illustrative": case.illustrative,
            "warnings": list(result.warnings),
            "excluded": result.excluded.to_dict("records"),
            "attribution": [load(layer_id).provenance.attribution for layer_id in INPUT_LAYERS[:3]],
        },
    )


def site_shapes(result: RankingResult) -> gpd.GeoSeries:
    """Return the shape of each ranked site, best first, in WGS84: the parcel of an own site, else its point, else None."""
    sites = result.sites.loc[result.ranking.index]
    parcels = {} if result.own is None else result.own.sites.outlines
    shapes = [
        parcels.get(site) or (None if pd.isna(lon) or pd.isna(lat) else shapely.Point(lon, lat))
        for site, lon, lat in zip(sites.index, sites["lon"], sites["lat"], strict=True)
    ]
    return gpd.GeoSeries(shapes, index=sites.index, crs=WGS84)


def own_record(result: RankingResult) -> dict[str, Any]:
    """Return what run.json says of own sites: where they came from, what was told and asked; {} without any."""
    own = result.own
    if own is None:
        return {}
    asked = [
        {"field": one.field, "sites": one.sites, "columns": list(one.columns), "why": one.why}
        for one in own.asked
    ]
    return {
        "own_sites": {
            "origin": own.origin,
            "sha256": own.sha256,
            "sites": len(own.sites.frame),
            "told": list(own.told),
            "asked": asked,
            "columns_left_out": list(own.sites.ignored),
            "elevation": None if own.dem is None else own.dem.record(),
        }
    }


def run_record(result: RankingResult) -> dict[str, Any]:
    """Return what run.json says of the run besides inputs and versions: case, methods, criteria, rules, warnings."""
    case, matrix = result.case, result.matrix
    settings = case_data(case)["criteria"]
    return {
        "title": case.title.bilingual,
        "illustrative": case.illustrative,
        "note": case.note.bilingual,
        "land_need_ha": case.land_need_ha(),
        "missing_policy": case.scoring.missing,
        "methods": [
            {"method_id": key, "title": method.title, "variant": method.variant}
            for key, method in result.methods.items()
        ],
        "weights": weights_data(
            result.weighting, {key: measured.title for key, measured in matrix.criteria.items()}
        ),
        "criteria": [
            {
                "criterion_id": key,
                "title": measured.title,
                "description": measured.description,
                "unit": measured.unit,
                "weight": float(matrix.weights[key]),
                "value_function": settings[key]["value"],
                "notes": list(measured.notes),
                "sources": [
                    {"source_id": source, "citation": source_citation(source).en}
                    for source in measured.source_ids
                ],
            }
            for key, measured in matrix.criteria.items()
        ],
        "sites": len(result.ranking),
        "excluded": result.excluded.to_dict("records"),
        "rules_not_evaluated": result.rules_not_evaluated.to_dict("records"),
        "warnings": list(result.warnings),
        **own_record(result),
    }
