from pathlib import Path

import numpy as np
import pytest

from geodata.errors import DataFormatError
from layout.errors import CaseError
from layout.workflow.plain.smaa import SmaaRun, run_smaa_table

TABLE = "n,a,b,b_low,b_high\nx,1,2,1,3\ny,5,4,4,4\nz,9,9,8,9.5\n"
HEAD = '[criteria.a]\nobjective = "max"\n'


def run(folder: Path, text: str, *, table: str = TABLE) -> SmaaRun:
    (folder / "t.csv").write_text(table, encoding="utf-8")
    (folder / "s.toml").write_text(text, encoding="utf-8")
    return run_smaa_table(folder / "t.csv", folder / "s.toml", draws=400, seed=3)


def test_no_weights_are_needed_and_the_method_that_ranks_is_drawn(tmp_path: Path) -> None:
    text = f'method = "topsis"\n{HEAD}[criteria.b]\nobjective = "min"\n'
    found = run(tmp_path, text)
    assert (found.result.model, found.normalisation) == ("topsis", "vector")
    assert "topsis, the method that ranks" in found.notes[0].en
    assert found.result.acceptability.shape == (3, 3)
    asked = run(tmp_path, f'{text}[smaa]\nmodel = "additive"\n')
    assert (asked.result.model, asked.normalisation) == ("weighted_sum", "minmax")
    assert "additive values, as chosen, not topsis" in asked.notes[0].en
    summed = run(tmp_path, f'{HEAD}[criteria.b]\nobjective = "min"\n')
    assert asked.result.acceptability.equals(summed.result.acceptability)
    assert summed.notes == ()


def test_a_method_without_scores_is_drawn_additively_and_told(tmp_path: Path) -> None:
    text = f'method = "electre_tri"\n{HEAD}[parameters]\ngrades = ["low", "high"]\nprofiles = [[3]]\n'
    found = run(tmp_path, text)
    assert found.result.model == "weighted_sum"
    assert "gives no scores that could be drawn" in found.notes[0].en


def test_ranges_that_the_method_cannot_take_are_refused(tmp_path: Path) -> None:
    product = f'method = "weighted_product"\n{HEAD}uncertainty = {{ plus_minus = 3 }}\n'
    with pytest.raises(CaseError, match="x / a: found -2, expected a value above 0"):
        run(tmp_path, product)
    normal = product.replace("plus_minus = 3", 'kind = "normal", plus_minus = 0.1')
    with pytest.raises(CaseError, match="a draw may fall to 0"):
        run(tmp_path, normal)
    assert run(tmp_path, product.replace("= 3", "= 0.5")).result.model == "weighted_product"
    spotis = 'method = "spotis"\n[criteria.a]\nobjective = "max"\nbounds = [0, 9.5]\n'
    with pytest.raises(CaseError, match="outside the bounds"):
        run(tmp_path, f"{spotis}uncertainty = {{ plus_minus = 1 }}\n")
    assert run(tmp_path, f"{spotis}uncertainty = {{ plus_minus = 0.5 }}\n").result.model == "spotis"


def test_ranges_widen_what_is_possible(tmp_path: Path) -> None:
    sharp = run(tmp_path, f'{HEAD}[criteria.b]\nobjective = "max"\n')
    assert sharp.result.acceptability.loc["z", "1"] == 1
    wide = run(tmp_path, f'{HEAD}[criteria.b]\nobjective = "max"\nuncertainty = {{ plus_minus = 20 }}\n')
    assert wide.result.acceptability.loc["z", "1"] < 1
    columns = '{ low_column = "b_low", high_column = "b_high" }'
    told = run(tmp_path, f'{HEAD}[criteria.b]\nobjective = "min"\nuncertainty = {columns}\n')
    assert np.isfinite(told.result.expected_rank).all()


@pytest.mark.parametrize(
    ("uncertainty", "error", "named"),
    [
        ("{ }", CaseError, "state either plus_minus"),
        ('{ plus_minus = 1, low_column = "b_low" }', CaseError, "state either plus_minus"),
        ('{ low_column = "b_low" }', CaseError, "state either plus_minus"),
        ('{ low_column = "none", high_column = "b_high" }', DataFormatError, "no column none"),
        ('{ low_column = "b_high", high_column = "b_low" }', DataFormatError, "row x: the value of b"),
    ],
)
def test_ranges_stated_in_part_are_refused(tmp_path: Path, uncertainty: str, error: type, named: str) -> None:
    with pytest.raises(error, match=named):
        run(tmp_path, f'{HEAD}[criteria.b]\nobjective = "min"\nuncertainty = {uncertainty}\n')


def test_mixed_kinds_value_functions_and_bent_scales_are_refused(tmp_path: Path) -> None:
    mixed = (
        '[criteria.a]\nobjective = "max"\nuncertainty = { plus_minus = 1 }\n'
        '[criteria.b]\nobjective = "min"\nuncertainty = { kind = "normal", plus_minus = 1 }\n'
    )
    with pytest.raises(CaseError, match="both kinds"):
        run(tmp_path, mixed)
    bent = (
        f'normalisation = "sum"\n{HEAD}[criteria.b]\nobjective = "min"\nuncertainty = {{ plus_minus = 1 }}\n'
    )
    with pytest.raises(CaseError, match="no fixed scale"):
        run(tmp_path, bent)
    valued = (
        '[criteria.a]\nvalue = { kind = "linear", worst = 0, best = 9 }\nuncertainty = { plus_minus = 1 }\n'
    )
    with pytest.raises(CaseError, match="beside a value function"):
        run(tmp_path, valued)
