import json

import numpy as np
import pandas as pd

from geodata.text import Bilingual
from layout.resources import bundle_folder
from layout.scoring.weighting.ahp import ahp_weights
from layout.scoring.weighting.pairwise import parse_pairwise
from layout.workflow.plain.mcda import run_mcda
from layout.workflow.plain.mcda_json import (
    ahp_data,
    mcda_data,
    plain_table,
    plain_texts,
    plain_value,
    smaa_data,
)
from layout.workflow.plain.smaa import run_smaa_table

PLAIN = bundle_folder() / "cases" / "plain"


def test_tables_become_objects_and_nan_becomes_null() -> None:
    frame = pd.DataFrame({"a": [1.5, np.nan], "b": ["x", "y"]}, index=["r", "s"])
    assert plain_table(frame) == {"r": {"a": 1.5, "b": "x"}, "s": {"a": None, "b": "y"}}
    assert plain_table(pd.Series([1, pd.NA], index=["r", "s"], dtype="Int64")) == {"r": 1, "s": None}
    assert [plain_value(value) for value in (np.inf, 3, "x", None)] == [None, 3, "x", None]
    assert plain_texts([Bilingual(en="a", zh="甲")]) == [{"en": "a", "zh": "甲"}]


def test_everything_is_json_without_nan() -> None:
    run = mcda_data(run_mcda(PLAIN / "sites.csv", PLAIN / "sites.toml"))
    again = json.loads(json.dumps(run, allow_nan=False))
    assert set(again["scores"]) == set(again["ranks"]) == set(again["alternatives"])
    assert set(again["weights"]) == set(again["criteria"])
    assert again["tables"]["distances"]["Site A"]["closeness"] == again["scores"]["Site A"]
    found = run_smaa_table(PLAIN / "sites.csv", PLAIN / "sites.toml", draws=200, seed=1)
    smaa = smaa_data(found.result, notes=found.notes, normalisation=found.normalisation)
    again = json.loads(json.dumps(smaa, allow_nan=False))
    assert {"acceptability", "central_weights", "confidence", "pairwise"} <= set(again)
    assert again["central_weights"]["Site H"] is None


def test_ahp_says_how_it_was_done() -> None:
    whole = ahp_data(
        ahp_weights(parse_pairwise(["a", "b", "c"], [["1", "2", "9"], ["", "1", "2"], ["", "", "1"]]))
    )
    assert whole["worst"]["row"] in {"a", "b"}
    assert "Saaty" in whole["method"]
    gaps = ahp_data(
        ahp_weights(parse_pairwise(["a", "b", "c"], [["1", "2", ""], ["", "1", "2"], ["", "", "1"]]))
    )
    assert "Harker" in gaps["method"]
    assert gaps["worst"] is None
