"""Seconds from a case file to its four result files, for every shipped case, in a fresh process after import."""

import json
import subprocess
import sys

from bench.figures import Figure
from layout.resources import shipped_cases

LIMIT_S = 2.0
REPETITIONS = 3
RUN = """
import json, sys, tempfile, time
from pathlib import Path
begun = time.perf_counter()
from layout.config import load_case
from layout.workflow.ranking.export import write_run
from layout.workflow.ranking.rank import rank_sites
imported = time.perf_counter()
with tempfile.TemporaryDirectory() as folder:
    write_run(rank_sites(load_case(Path(sys.argv[1]))), Path(folder) / "out")
done = time.perf_counter()
print(json.dumps([imported - begun, done - imported]))
"""


def measure() -> list[Figure]:
    """Return the import time and one figure a case."""
    imports: list[float] = []
    figures = []
    for case in shipped_cases():
        runs = []
        for _ in range(REPETITIONS):
            done = subprocess.run(
                [sys.executable, "-c", RUN, str(case)], check=True, capture_output=True, text=True
            )
            seconds_import, seconds_run = json.loads(done.stdout)
            imports.append(seconds_import)
            runs.append(seconds_run)
        figures.append(Figure(f"score {case.stem}, after import", "s", tuple(runs), LIMIT_S))
    return [Figure("import of the ranking", "s", tuple(imports)), *figures]
