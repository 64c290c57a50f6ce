"""Other weights on the kept values of the whole grid, with regions: the product's way and numpy with scipy, in one process.

The reference job's values are computed once and kept as `cqlayout suitability --reuse` keeps them; a run is only the other
weights, from values that are mapped into memory. `CQLAYOUT_BENCH_PARTS` as in the suitability bench.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from scipy import ndimage

from bench import suitability_job as job
from bench.figures import Figure
from bench.suitability import PARTS
from bench.suitability_data import make
from bench.suitability_ours import case
from layout.config.suitability_toml import build_suitability_case
from layout.suitability.engine import Work, run_program
from layout.suitability.labels import CELLS, TOTAL
from layout.suitability.program import Program, build_program
from layout.suitability.reweight import Reweighted, reweight
from layout.suitability.value_layers import ValueLayers
from layout.workflow.suitability import cache_place, value_cache
from layout.workflow.suitability.study import Study, open_study

REPETITIONS = 5
LIMIT_S = 0.3
TIMES_NUMPY = 10.0
_LARGEST = 100
OTHER = {"slope": 1.0, "roads": 4.0, "towns": 2.5}


def kept(study: Study) -> ValueLayers:
    """Return the values of a study, from the cache where an earlier run of the bench has left them."""
    found = value_cache.find(study)
    if found is None:
        with value_cache.keeping(study) as store:
            work = Work(strip_rows=study.strip_rows)
            done = run_program(study.program, study.inputs, sink=lambda *_: None, work=work, keep=store.keep)
            store.finish(done)
        found = value_cache.find(study)
    assert found is not None
    return found.layers


def with_numpy(layers: ValueLayers, weights: np.ndarray) -> np.ndarray:
    """Return the cells of each region the way one does with numpy and scipy, from the same kept values."""
    counts = np.zeros(layers.grid.shape, dtype=bool)
    for part in layers.parts:
        score = np.tensordot(weights, part.values, axes=1)
        passes = np.floor(score * job.SCALE + 0.5) >= job.LEAST_SCORE
        block, cell = part.block, 0
        window = counts[block.row : block.row + block.rows, block.col : block.col + block.cols]
        for row in range(block.rows):
            for start, end in part.runs[part.starts[row] : part.starts[row + 1]]:
                window[row, start:end] = passes[cell : cell + end - start]
                cell += end - start
    labels, _ = ndimage.label(counts)
    return np.bincount(labels.ravel())[1:]


def other_program(study: Study) -> Program:
    """Return the program of the reference job under other weights."""
    criteria = [
        item.model_copy(update={"weight": OTHER.get(item.id, item.weight)}) for item in study.case.criteria
    ]
    return build_program(study.rules, criteria, overlay=study.case.overlay, cell=study.grid.cell)[0]


def repeated(layers: ValueLayers, program: Program) -> tuple[Reweighted, list[float], list[float]]:
    """Return the result of the quick way with its times by the clock and of the processor."""
    clocks, processors = [], []
    reweight(
        layers, program, least=job.LEAST_SCORE, connectivity="rook", exact=False
    )  # compiles, maps the files
    for _ in range(REPETITIONS):
        begun, used = time.perf_counter(), time.process_time()
        quick = reweight(layers, program, least=job.LEAST_SCORE, connectivity="rook", exact=False)
        clocks.append(time.perf_counter() - begun)
        processors.append(time.process_time() - used)
    return quick, clocks, processors


def measure() -> list[Figure]:
    """Return times by the clock and of the processor, the ratio to numpy, and whether the regions agree."""
    home = Path(tempfile.gettempdir()) / "cqlayout-bench"
    os.environ.setdefault(cache_place.CACHE_VARIABLE, str(home / "cache"))
    study = open_study(
        build_suitability_case(case(), origin="bench"), make(home / f"suitability-{PARTS}", parts=PARTS)
    )
    layers, program = kept(study), other_program(study)
    study.close()
    print(
        f"reweight: {layers.cells:,} available cells of {layers.grid.rows * layers.grid.cols:,}",
        file=sys.stderr,
    )
    quick, clocks, processors = repeated(layers, program)
    reweight(layers, program, least=job.LEAST_SCORE, connectivity="rook")
    begun = time.perf_counter()
    exact = reweight(layers, program, least=job.LEAST_SCORE, connectivity="rook")
    slow = time.perf_counter() - begun
    begun = time.perf_counter()
    plain = with_numpy(layers, program.weights.astype(np.float64))
    numpy_s = time.perf_counter() - begun
    sizes = np.sort(quick.regions[:, CELLS])[-_LARGEST:]
    apart = int(np.abs(sizes - np.sort(plain)[-len(sizes) :]).sum())
    same = np.array_equal(np.delete(quick.regions, TOTAL, 1), np.delete(exact.regions, TOTAL, 1))
    return [
        Figure("reweight: other weights with regions", "s", tuple(clocks), LIMIT_S if PARTS == 1 else None),
        Figure("reweight: the same, processor time of both threads", "s", tuple(processors)),
        Figure("reweight: with sums to the last bit", "s", (slow,)),
        Figure("reweight: numpy and scipy", "s", (numpy_s,)),
        Figure(
            "reweight: ours / numpy and scipy",
            "",
            tuple(clock / numpy_s for clock in clocks),
            1 / TIMES_NUMPY,
        ),
        Figure("reweight: regions that differ between the two ways of ours", "", (float(not same),), 0),
        Figure("reweight: cells by which the largest 100 regions differ from numpy's", "", (apart,)),
    ]
