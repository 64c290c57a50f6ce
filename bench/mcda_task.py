"""One task by one library in a process of its own: prints seconds of each repetition and peak memory as JSON.

`python -m bench.mcda_task ours|skcriteria|pymcdm TASK REPETITIONS`, TASK as `topsis:1000000`; `topsis:1000000:rows`
gives ours the rows as they come too, `smaa:1000:owa` draws with every cell uncertain, by that method. The matrix is made first; peak memory is what the task adds.
Scores and ranks are computed each time; building the libraries' own input objects is not counted.
"""

import json
import resource
import sys
import time
import warnings
from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd

CRITERIA = 12
ROWS = 1_000_000
STATIONS = 5_000
DRAWS = 10_000
PEER_DRAWS = 20
SLACK = 0.05
"""Share by which uncertain values may be off."""
SENSE = np.where(np.arange(CRITERIA) % 3 == 0, -1.0, 1.0)
# scikit-criteria's weighted sum takes rising criteria only; so all three get rising ones for it
RISING = np.ones(CRITERIA)
THRESHOLDS = {"q": 0.05, "p": 0.4}
Run = Callable[[], object]


def matrix(rows: int) -> np.ndarray:
    """Return the same values for every library."""
    return np.random.default_rng(7).uniform(1, 100, (rows, CRITERIA))


def weights() -> np.ndarray:
    """Return the same weights for every library."""
    return np.random.default_rng(8).dirichlet(np.ones(CRITERIA))


def parts_of(task: str) -> tuple[str, int, str]:
    """Return name, number of rows and what stands behind a second colon."""
    name, size, more, *_ = [*task.split(":"), ""]
    return name, int(size), more


def ours(task: str) -> Run:
    """Return our run of a task."""
    from layout.scoring.methods.plan import MethodPlan, solve  # noqa: PLC0415 - only this library is measured
    from layout.scoring.methods.preference import Preference  # noqa: PLC0415 - only this library is measured
    from layout.scoring.problem import Problem, laid_out  # noqa: PLC0415 - only this library is measured
    from layout.scoring.robustness.draw_models import DrawModel  # noqa: PLC0415 - only this library is measured
    from layout.scoring.robustness.smaa import SmaaSettings, run_smaa  # noqa: PLC0415 - only this library is measured
    from layout.scoring.robustness.uncertain import UncertainValues  # noqa: PLC0415 - only this library is measured
    from layout.scoring.robustness.weight_spaces import WeightSpace  # noqa: PLC0415 - only this library is measured

    name, rows, more = parts_of(task)
    values = matrix(rows)
    names = (pd.RangeIndex(rows), pd.Index([f"c{place}" for place in range(CRITERIA)]))
    preferences = (Preference("linear", q=THRESHOLDS["q"] * 100, p=THRESHOLDS["p"] * 100),) * CRITERIA
    if name == "smaa":
        unit = (values - 1) / 99
        drawn, model = UncertainValues(unit, unit), None
        if more:
            drawn = UncertainValues((1 - SLACK) * values, (1 + SLACK) * values)
            plan = MethodPlan(more, preferences=preferences, alpha=0.5 if more == "owa" else None)  # type: ignore[arg-type] # a method
            model = DrawModel(plan, SENSE)
        settings = SmaaSettings(WeightSpace("uniform"), draws=DRAWS, seed=1)
        return partial(run_smaa, drawn, names, settings=settings, model=model)
    sense = RISING if name == "weighted_sum" else SENSE
    # by columns, as our readers of tables give it, but for `rows`; the peers get the rows that they are made for
    lying = values if more == "rows" else laid_out(values)
    problem = Problem(names[0], names[1], lying, sense, weights())
    return partial(solve, problem, MethodPlan(name, preferences=preferences))  # type: ignore[arg-type] # a method


def skcriteria(task: str) -> Run:
    """Return scikit-criteria's run of a task; it ranks as part of its result."""
    from skcriteria import mkdm  # noqa: PLC0415 - only this library is measured
    from skcriteria.agg.simple import WeightedSumModel  # noqa: PLC0415 - only this library is measured
    from skcriteria.agg.topsis import TOPSIS  # noqa: PLC0415 - only this library is measured
    from skcriteria.agg.vikor import VIKOR  # noqa: PLC0415 - only this library is measured
    from skcriteria.pipelines import mkpipe  # noqa: PLC0415 - only this library is measured
    from skcriteria.preprocessing.scalers import MinMaxScaler, VectorScaler  # noqa: PLC0415 - only this library is measured

    name, rows, _ = parts_of(task)
    sense = RISING if name == "weighted_sum" else SENSE
    table = mkdm(matrix(rows), [max if side > 0 else min for side in sense], weights=weights())
    pipe = {
        "weighted_sum": lambda: mkpipe(MinMaxScaler(target="matrix"), WeightedSumModel()),
        "topsis": lambda: mkpipe(VectorScaler(target="matrix"), TOPSIS()),
        "vikor": lambda: VIKOR(use_compromise_set=False),
    }[name]()
    return partial(pipe.evaluate, table)


def pymcdm(task: str) -> Run:
    """Return pymcdm's run of a task, ranks included; for SMAA twenty draws, one after the other."""
    from pymcdm import methods, normalizations  # noqa: PLC0415 - only this library is measured

    name, rows, more = parts_of(task)
    values, given = matrix(rows), weights()
    sense = RISING if name == "weighted_sum" else SENSE
    if name == "smaa" and not more:
        body = methods.WSM(normalizations.minmax_normalization)
        drawn = np.random.default_rng(1).dirichlet(np.ones(CRITERIA), PEER_DRAWS)
        return lambda: [body.rank(body(values, row, RISING)) for row in drawn]
    limits = {key: [100 * value] * CRITERIA for key, value in THRESHOLDS.items()}
    make = {
        "weighted_sum": lambda: methods.WSM(normalizations.minmax_normalization),
        "topsis": lambda: methods.TOPSIS(normalizations.vector_normalization),
        "vikor": methods.VIKOR,
        "promethee2": lambda: methods.PROMETHEE_II("vshape_2", p=limits["p"], q=limits["q"]),
    }[more or name]
    if name == "smaa":
        stream = np.random.default_rng(1)
        drawn = stream.dirichlet(np.ones(CRITERIA), PEER_DRAWS)
        tables = values * stream.uniform(1 - SLACK, 1 + SLACK, (PEER_DRAWS, rows, CRITERIA))
        return lambda: [
            body.rank(body(table, row, sense))
            for table, row, body in zip(tables, drawn, [make() for _ in drawn], strict=True)
        ]

    def run() -> object:
        # its PROMETHEE object can be used once
        body = make()
        return body.rank(body(values, given, sense))

    return run


def main(tool: str, task: str, repetitions: int) -> None:
    """Print what was measured."""
    warnings.simplefilter("ignore")
    run = {"ours": ours, "skcriteria": skcriteria, "pymcdm": pymcdm}[tool](task)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds, cpu = [], []
    for _ in range(repetitions):
        begun, worked = time.perf_counter(), time.process_time()
        run()
        seconds.append(time.perf_counter() - begun)
        cpu.append(time.process_time() - worked)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "cpu": cpu, "peak_mb": (peak - before) / 1024}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
