"""A ranking of sites as a run that is kept: what was computed as plain data, and the same computed again."""

import json
import tempfile
from pathlib import Path
from typing import Any

from geodata.text import Bilingual
from geodata.write import to_json_bytes
from layout.config.toml import dump_case, parse_case
from layout.runs.model import Run, new_run
from layout.workflow.desk.kept_parks import PARKS_FILE, parks_bytes, parks_workspace
from layout.workflow.plain.mcda_json import plain_table
from layout.workflow.ranking.own_run import OWN_DEM, OWN_FILE, own_files, portable_case
from layout.workflow.ranking.proof import Proof, prove
from layout.workflow.ranking.proof_files import proof_certificate, robustness_data
from layout.workflow.ranking.rank import RankingResult, rank_sites
from layout.workflow.ranking.weights import weights_data
from layout.workflow.runs.account import who
from layout.workflow.sites.own import Whereabouts

CASE = "case.toml"
Plain = dict[str, Any]


def ranking_data(result: RankingResult, proof: Proof | None = None) -> Plain:
    """Return a ranking, and its proof, as plain data without NaN: what is kept, compared and shared.

    Parameters
    ----------
    result
        A ranking.
    proof
        Its proof, where there is one.
    """
    order = result.ranking.index
    matrix = result.matrix
    titles = {key: measured.title for key, measured in matrix.criteria.items()}
    data: Plain = {
        "method": result.case.scoring.methods[0],
        "alternatives": [str(site) for site in order],
        "names": {str(site): _name(result, str(site)) for site in order},
        "titles": titles,
        "places": plain_table(result.sites.loc[order, ["lon", "lat"]]),
        "scores": plain_table(result.ranking["score"]),
        "ranks": plain_table(result.ranking["rank"]),
        "intervals": plain_table(result.ranking[["score_low", "score_high", "rank_best", "rank_worst"]]),
        "method_ranks": {key: plain_table(found.ranks.loc[order]) for key, found in result.methods.items()},
        "method_scores": {key: plain_table(found.scores.loc[order]) for key, found in result.methods.items()},
        "weights": plain_table(matrix.weights),
        "weighting": weights_data(result.weighting, titles),
        "values": plain_table(matrix.value.loc[order]),
        "raw": plain_table(matrix.raw.loc[order]),
        "contributions": plain_table(result.contributions.loc[order]),
        "excluded": dict(zip(result.excluded["site_id"], result.excluded["rule_id"], strict=True)),
        "rules_not_evaluated": list(result.rules_not_evaluated["rule_id"]),
    }
    if proof is not None:
        data["robustness"] = robustness_data(proof)
        data["certificate"] = proof_certificate(proof)
    # through JSON, so that what is kept and what is computed again are the same kinds of things
    plain: Plain = json.loads(to_json_bytes(data))
    return plain


def _name(result: RankingResult, site: str) -> Bilingual:
    """Return the name of a site."""
    return result.model.problem.label(site)


def ranking_run(result: RankingResult, proof: Proof | None = None) -> Run:
    """Return a ranking as a finished run, ready to be kept.

    Parameters
    ----------
    result
        A ranking.
    proof
        Its proof, where there is one.
    """
    return new_run(
        "score",
        run_title(result),
        inputs=ranking_inputs(result),
        result=ranking_data(result, proof),
        settings={"proof": proof is not None, "tables_sha256": dict(result.inputs), **_elevation(result)},
        who=who(),
    )


def _elevation(result: RankingResult) -> Plain:
    """Return where the elevation of own sites comes from, {} where none was used."""
    dem = None if result.own is None else result.own.dem
    return {} if dem is None else {"own_sites_dem": dem.record()}


def run_title(result: RankingResult) -> str:
    """Return the line to know a run of a case by."""
    title = result.case.title
    return f"{title.zh} / {title.en}"


def ranking_inputs(result: RankingResult) -> dict[str, bytes]:
    """Return the files that a ranking is computed from besides the tables: its case, its own sites and parks."""
    office = result.office_parks
    inputs = {CASE: dump_case(portable_case(result)).encode(), **own_files(result)}
    return inputs if office is None else inputs | {PARKS_FILE: parks_bytes(office)}


def repeat_ranking(run: Run) -> Plain:
    """Return the result of a kept ranking computed again; raises as `ranked_again`."""
    result = ranked_again(run)
    return ranking_data(result, prove(result) if run.settings.get("proof") else None)


def ranked_again(run: Run) -> RankingResult:
    """Return the ranking of a kept case computed again from its case, its own sites and parks, and the present tables.

    Raises
    ------
    CaseError
        The case that was kept cannot be run by this version.
    """
    case = parse_case(run.inputs[CASE].decode("utf-8-sig"), origin=run.run_id)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name in (OWN_FILE, OWN_DEM):
            if name in run.inputs:
                (home / name).write_bytes(run.inputs[name])
        workspace = None
        if PARKS_FILE in run.inputs:
            workspace = parks_workspace(run.inputs[PARKS_FILE], home / "workspace")
        return rank_sites(case, where=Whereabouts(home, workspace))
