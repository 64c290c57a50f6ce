"""The certificate of a plain table's recommendation, and the same as plain data."""

from pathlib import Path
from typing import Any

import numpy as np

from layout.config.mcda_plan import method_plan, spec_weights
from layout.config.mcda_toml import load_spec
from layout.scoring.methods.plan import TableMethod
from layout.scoring.reasons.counterfactual import AttributeChange
from layout.scoring.reasons.pairwise import why_before
from layout.scoring.robustness.certificate import DRAWS, Certificate, Rival, Trial, make_certificate
from layout.scoring.robustness.certificate_words import doubt_sentences, standing_sentences
from layout.workflow.plain.mcda import prepare_table
from layout.workflow.plain.mcda_json import agreement_data, plain_table, plain_texts
from layout.workflow.plain.smaa import draw_table
from layout.workflow.plain.table import read_table

USUAL: tuple[TableMethod, ...] = ("weighted_sum", "topsis", "vikor", "promethee2")
"""Methods that are set beside the recommending one where the specification names none."""


def certify_table(table: str | Path, spec: str | Path, *, seed: int = 0) -> Certificate:
    """Return the certificate of a CSV table's recommendation by a TOML specification; raises as `run_mcda`."""
    prepared = prepare_table(read_table(table), load_spec(spec))
    given = prepared.spec
    problem = prepared.problem.with_weights(spec_weights(given, prepared.problem))
    others = [name for name in given.compare or USUAL if name != given.method]
    scale = "minmax" if np.any(problem.sense < 0) or given.normalisation is None else given.normalisation
    drawn = draw_table(prepared, draws=DRAWS, scale=scale)
    return make_certificate(
        problem,
        method_plan(given),
        others={name: method_plan(given, name) for name in others},
        trial=Trial(ranges=drawn.values, model=drawn.model, draws=DRAWS, seed=seed),
    )


def certificate_data(found: Certificate) -> dict[str, Any]:
    """Return the certificate as plain data for JSON."""
    first = found.recommended[0]
    return {
        "method": found.solution.method,
        "recommended": list(found.recommended),
        "margin": found.margin,
        "standing": plain_texts(standing_sentences(found)),
        "doubt": plain_texts(doubt_sentences(found)),
        "weight_stability": plain_table(found.stability),
        "rivals": [_rival(found, rival, first) for rival in found.rivals],
        "drawn_by": found.around.model,
        "first_rank_share": {
            "all_weights": plain_table(found.anywhere.acceptability.iloc[:, 0]),
            "around_weights": plain_table(found.around.acceptability.iloc[:, 0]),
        },
        "comparison": agreement_data(found.agreement),
        "rank_reversal": {
            "free": found.reversal.free,
            "tried": found.reversal.tried,
            "dropped": [vars(item) for item in found.reversal.dropped],
            "copied": [vars(item) for item in found.reversal.copied],
        },
    }


def _rival(found: Certificate, rival: Rival, first: str) -> dict[str, Any]:
    """Return one rival: why it stands behind, and what would bring it first."""
    weights = rival.weights
    return {
        "name": rival.name,
        "rank": rival.rank,
        "why_behind": plain_texts([why_before(found.solution, first, other=rival.name).text])[0],
        "weights": None
        if weights is None
        else {
            "possible": weights.possible,
            "moved": weights.moved if weights.possible else None,
            "weights": weights.weights,
            "exact": weights.exact,
            **plain_texts([weights.text])[0],
        },
        "attributes": [_attribute(change) for change in rival.attributes],
    }


def _attribute(change: AttributeChange) -> dict[str, Any]:
    """Return the change of one attribute as plain data."""
    keys = ("alternative", "criterion", "present", "needed", "share")
    return {**{key: getattr(change, key) for key in keys}, **plain_texts([change.text])[0]}
