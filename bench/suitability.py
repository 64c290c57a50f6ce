"""The reference job by three ways, one after the other in one run: wall time, peak memory, and equality of the results.

Whole processes are measured, imports included. `CQLAYOUT_BENCH_PARTS=4` divides each side of the grid for a quick look;
the limits are meant for the whole grid (parts = 1). The data are synthetic; see `suitability_data`.
"""

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from rasterio.windows import Window, from_bounds

from bench import suitability_job as job
from bench.figures import Figure
from bench.suitability_data import make

PARTS = int(os.environ.get("CQLAYOUT_BENCH_PARTS", "1"))
REPETITIONS = 3
GIB = 1024**2  # of the kilobytes in which Linux reports memory
TIMES_PLAIN, TIMES_OPENCV, MOST_GIB, TIMES_ENGINE = 15.0, 4.0, 1.5, 3.0
_ROWS = 512


@dataclass(frozen=True, slots=True)
class Run:
    """One whole process: seconds by the clock, peak memory, and what it printed."""

    seconds: float
    gib: float
    regions: int
    cells: int


def run(way: str, folder: Path) -> Run:
    """Run one contender in a process of its own."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", f"bench.suitability_{way}", folder, folder / f"{way}.tif"], stdout=said
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - begun
        said.seek(0)
        text = said.read()
    assert process.returncode == 0, f"{way} failed"
    found = json.loads(text)
    return Run(seconds, usage.ru_maxrss / GIB, found["regions"], found["cells"])


def differences(folder: Path) -> tuple[float, int]:
    """Return the greatest difference of a score from the reference, and how many cells differ in being excluded."""
    greatest, kinds = 0, 0
    with rasterio.open(folder / "ours.tif") as ours, rasterio.open(folder / "plain.tif") as plain:
        place = from_bounds(*ours.bounds, transform=plain.transform).round_offsets().round_lengths()
        for row in range(0, ours.height, _ROWS):
            rows = min(_ROWS, ours.height - row)
            one = ours.read(1, window=Window(0, row, ours.width, rows)).astype(np.int32)
            other = plain.read(1, window=Window(place.col_off, place.row_off + row, ours.width, rows)).astype(
                np.int32
            )
            scored = [(codes > 0) & (codes < job.NODATA) for codes in (one, other)]
            kinds += int((scored[0] != scored[1]).sum())
            both = scored[0] & scored[1]
            greatest = max(greatest, int(np.abs(one - other)[both].max(initial=0)))
    return greatest / job.SCALE, kinds


def measure() -> list[Figure]:
    """Return times, ratios, memory and differences."""
    folder = make(Path(tempfile.gettempdir()) / "cqlayout-bench" / f"suitability-{PARTS}", parts=PARTS)
    run("ours", folder)  # compiles once, as an installation does once
    ours = [run("ours", folder) for _ in range(REPETITIONS)]
    run("whole", folder)
    command = [run("whole", folder) for _ in range(REPETITIONS)]
    plain = run("plain", folder)
    apart, kinds = differences(folder)
    seconds = tuple(each.seconds for each in ours)
    whole = PARTS == 1  # on a part of the grid, starting up counts for too much of the engine's time
    figures = [
        Figure("suitability: engine, whole process", "s", seconds),
        Figure("suitability: straightforward script", "s", (plain.seconds,)),
        Figure(
            "suitability: engine / straightforward",
            "",
            tuple(s / plain.seconds for s in seconds),
            1 / TIMES_PLAIN if whole else None,
        ),
        Figure("suitability: engine, peak memory", "GiB", tuple(each.gib for each in ours), MOST_GIB),
        Figure("suitability: straightforward, peak memory", "GiB", (plain.gib,)),
        Figure("suitability: greatest difference of stored scores", "", (apart,), 1 / job.SCALE),
        Figure("suitability: cells excluded by one only", "cells", (kinds,)),
        Figure(
            "suitability: difference in number of regions", "", (abs(ours[0].regions - plain.regions),), 0
        ),
    ]
    figures += of_command(command, ours, whole=whole)
    return [*figures, *against_opencv(folder, seconds, whole=whole)]


def of_command(command: list[Run], ours: list[Run], *, whole: bool) -> list[Figure]:
    """Return the figures of the whole command, which writes overviews, polygons and the record as well."""
    engine = sum(each.seconds for each in ours) / len(ours)
    apart = abs(command[0].regions - ours[0].regions)
    ratios = tuple(each.seconds / engine for each in command)
    return [
        Figure("suitability: whole command", "s", tuple(each.seconds for each in command)),
        Figure("suitability: whole command / engine", "", ratios, TIMES_ENGINE if whole else None),
        Figure(
            "suitability: whole command, peak memory", "GiB", tuple(each.gib for each in command), MOST_GIB
        ),
        Figure("suitability: whole command, difference in number of regions", "", (apart,), 0),
    ]


def against_opencv(folder: Path, seconds: tuple[float, ...], *, whole: bool) -> list[Figure]:
    """Return the figures of the OpenCV script where OpenCV is installed."""
    if importlib.util.find_spec("cv2") is None:
        print(
            "suitability: the OpenCV script was not run; install opencv-python-headless for it",
            file=sys.stderr,
        )
        return []
    opencv = run("opencv", folder)
    return [
        Figure("suitability: OpenCV script", "s", (opencv.seconds,)),
        Figure(
            "suitability: engine / OpenCV",
            "",
            tuple(s / opencv.seconds for s in seconds),
            1 / TIMES_OPENCV if whole else None,
        ),
        Figure("suitability: OpenCV, peak memory", "GiB", (opencv.gib,)),
    ]
