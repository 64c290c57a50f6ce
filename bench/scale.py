"""What a band of the reference job costs on one core: the figures behind `docs/scale.md`. Synthetic data.

`CQLAYOUT_BENCH_PARTS=4` divides each side of the grid; the figures in the document are of the whole one.
"""

import tempfile
import time
import zlib
from pathlib import Path

import numpy as np

from bench import suitability_job as job
from bench.figures import Figure
from bench.suitability import PARTS, run
from bench.suitability_data import make
from bench.suitability_ours import case
from layout.config.suitability_toml import build_suitability_case
from layout.suitability.bands import Band, compute_band
from layout.suitability.components import Components
from layout.workflow.suitability.study import Study, open_study

MILLION = 1e6
STRIPS = (1, 2, 4, 8)
SIZES = (8, 4, 2, 1)
"""Each side of the grid divided by these for the growth of the whole command."""


def one_band(study: Study, strips: int) -> tuple[float, Band]:
    """Return seconds and result of a band around the middle of the grid."""
    middle = study.grid.rows // 2 // study.strip_rows - strips // 2
    rows = (middle * study.strip_rows, min((middle + strips) * study.strip_rows, study.grid.rows))
    components = Components(6000, "rook", study.grid.cols)
    begun = time.perf_counter()
    band = compute_band(
        study.program, study.inputs, rows=rows, strip_rows=study.strip_rows, components=components
    )
    return time.perf_counter() - begun, band


def sent_bytes(band: Band) -> int:
    """Return the bytes that a band sends back, compressed as a cluster with zlib at its fastest would."""
    return sum(len(zlib.compress(codes.tobytes(), 1)) for _, parts in band.strips for _, codes, _ in parts)


def growth() -> list[Figure]:
    """Return the seconds of the whole command on grids of growing size, and how far they are from a straight line."""
    home = Path(tempfile.gettempdir()) / "cqlayout-bench"
    cells, seconds = [], []
    for parts in SIZES:
        folder = make(home / f"suitability-{parts * PARTS}", parts=parts * PARTS)
        cells.append(job.ROWS * job.COLS / (parts * PARTS) ** 2 / MILLION)
        seconds.append(run("whole", folder).seconds)
    slope, start = np.polyfit(cells, seconds, 1)
    apart = np.abs(np.polyval([slope, start], cells) - seconds) / seconds[-1]
    return [
        *(
            Figure(f"scale: whole command, grid of {size:.1f} million cells", "s", (took,))
            for size, took in zip(cells, seconds, strict=True)
        ),
        Figure("scale: whole command, per million cells of the grid", "s", (float(slope),)),
        Figure(
            "scale: greatest departure from a straight line, of the longest run", "", (float(apart.max()),)
        ),
    ]


def measure() -> list[Figure]:
    """Return seconds per million cells, seconds for the marks around a band, seconds to open, and bytes sent."""
    folder = make(Path(tempfile.gettempdir()) / "cqlayout-bench" / f"suitability-{PARTS}", parts=PARTS)
    begun = time.perf_counter()
    study = open_study(build_suitability_case(case(), origin="bench"), folder)
    opened = time.perf_counter() - begun
    one_band(study, 1)  # compiles
    cells, seconds, sent = [], [], []
    for strips in STRIPS:
        took, band = one_band(study, strips)
        cells.append(float(band.tally.totals[0]) / MILLION)
        seconds.append(took)
        sent.append(sent_bytes(band) / MILLION)
    per_cell, per_band = np.polyfit(cells, seconds, 1)
    study.close()
    return [
        Figure("scale: one core, per million cells of the area", "s", (float(per_cell),)),
        Figure("scale: one core, per band beyond its cells", "s", (float(per_band),)),
        Figure("scale: opening the study on a worker", "s", (opened,)),
        Figure("scale: sent back per million cells, compressed", "MB", (sent[-1] / cells[-1],)),
        *(
            Figure(f"scale: a band of {strips} strips, {size:.2f} million cells", "s", (took,))
            for strips, size, took in zip(STRIPS, cells, seconds, strict=True)
        ),
        *growth(),
    ]
