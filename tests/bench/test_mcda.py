import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bench import mcda
from bench.mcda_task import ours, pymcdm, skcriteria
from layout.scoring.solution import Solution

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.filterwarnings("ignore:Although TOPSIS can operate:UserWarning")
@pytest.mark.parametrize("name", ["weighted_sum", "topsis", "vikor"])
def test_all_three_libraries_rank_the_same_table_alike(name: str) -> None:
    """The figures compare like with like only if the ranks are the same."""
    mine = ours(f"{name}:300")()
    assert isinstance(mine, Solution)
    ranks = mine.ranks.to_numpy(dtype=float)
    np.testing.assert_array_equal(ranks, np.asarray(pymcdm(f"{name}:300")(), dtype=float))
    np.testing.assert_array_equal(ranks, skcriteria(f"{name}:300")().rank_)  # type: ignore[attr-defined] # the peer's result


def test_promethee_of_pymcdm_ranks_alike() -> None:
    mine = ours("promethee2:120")()
    assert isinstance(mine, Solution)
    np.testing.assert_array_equal(
        mine.ranks.to_numpy(dtype=float), np.asarray(pymcdm("promethee2:120")(), dtype=float)
    )


def test_a_task_reports_seconds_processor_time_and_memory() -> None:
    words = [sys.executable, "-m", "bench.mcda_task", "ours", "topsis:500", "2"]
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    assert len(found["seconds"]) == len(found["cpu"]) == 2
    assert found["peak_mb"] >= 0


def test_shares_use_the_best_times_and_scale_the_peers_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    def fake(tool: str, task: str, _repetitions: int) -> dict[str, object]:
        slow = 1.0 if tool == "ours" else 100.0
        return {"seconds": [2 * slow, slow], "cpu": [slow, slow], "peak_mb": 5.0 if task else 0.0}

    monkeypatch.setattr(mcda, "run", fake)
    figures = {figure.name: figure for figure in mcda.measure()}
    share = figures["TOPSIS 1,000,000 × 12, ours as a share of skcriteria, time"]
    assert share.values == (0.01,)
    assert share.kept
    assert figures["SMAA 10,000 draws × 1,000, ours as a share of pymcdm, time"].values == pytest.approx(
        (1 / 50_000,)
    )
