"""SMAA of a case as a run that is kept, and the same computed again."""

import json
from collections.abc import Iterable
from typing import Any

from geodata.text import Bilingual
from geodata.write import to_json_bytes
from layout.runs.model import Run, new_run
from layout.scoring.robustness.model_choice import DrawnBy
from layout.scoring.robustness.smaa import SmaaResult
from layout.workflow.plain.mcda_json import plain_table, smaa_data
from layout.workflow.ranking.proof import site_smaa
from layout.workflow.ranking.rank import RankingResult
from layout.workflow.runs.account import who
from layout.workflow.runs.kept_ranking import ranked_again, ranking_inputs, run_title

Plain = dict[str, Any]
SCALE = "value functions"
"""What makes the values of a case comparable."""


def site_smaa_data(result: RankingResult, found: SmaaResult, *, notes: Iterable[Bilingual]) -> Plain:
    """Return SMAA of a ranking as plain data without NaN.

    Parameters
    ----------
    result
        The ranking.
    found, notes
        What `site_smaa` gives.
    """
    data = smaa_data(found, notes=notes, normalisation=SCALE)
    data["weights"] = plain_table(result.matrix.weights)
    # through JSON, so that what is kept and what is computed again are the same kinds of things
    plain: Plain = json.loads(to_json_bytes(data))
    return plain


def site_smaa_run(result: RankingResult, data: Plain, *, drawn_by: DrawnBy) -> Run:
    """Return SMAA of a case as a finished run, ready to be kept.

    Parameters
    ----------
    result
        The ranking.
    data
        What `site_smaa_data` gave.
    drawn_by
        What scored the draws was asked for so.
    """
    return new_run(
        "smaa",
        run_title(result),
        inputs=ranking_inputs(result),
        result=data,
        settings={
            "draws": data["draws"],
            "seed": data["seed"],
            "model": drawn_by,
            "tables_sha256": dict(result.inputs),
        },
        who=who(),
    )


def repeat_site_smaa(run: Run) -> Plain:
    """Return the result of kept SMAA of a case computed again; raises as `ranked_again` and `site_smaa`."""
    settings = run.settings
    result = ranked_again(run)
    found, notes = site_smaa(
        result, draws=int(settings["draws"]), seed=int(settings["seed"]), drawn_by=settings["model"]
    )
    return site_smaa_data(result, found, notes=notes)
