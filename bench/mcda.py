"""Speed and memory of the multi-criteria engine as shares of scikit-criteria and pymcdm, measured in the same run."""

import json
import subprocess
import sys
from typing import Any

from bench.figures import Figure
from bench.mcda_task import DRAWS, PEER_DRAWS

REPETITIONS = 25
LONG_REPETITIONS = 3
"""Of tasks that draw values as well, which take seconds."""
PEER_REPETITIONS = 2
SHARE = 1 / 50
"""The issue asks for at least fifty times the speed of scikit-criteria."""
TASKS = {
    "weighted sum 1,000,000 × 12": ("weighted_sum:1000000", ("skcriteria", "pymcdm")),
    "TOPSIS 1,000,000 × 12": ("topsis:1000000", ("skcriteria", "pymcdm")),
    "TOPSIS 1,000,000 × 12, row after row": ("topsis:1000000:rows", ("skcriteria",)),
    "VIKOR 1,000,000 × 12": ("vikor:1000000", ("skcriteria", "pymcdm")),
    "PROMETHEE II 5,000 × 12": ("promethee2:5000", ("pymcdm",)),
    "SMAA 10,000 draws × 1,000": ("smaa:1000", ("pymcdm",)),
    "SMAA 10,000 draws × 10,000": ("smaa:10000", ("pymcdm",)),
    "SMAA by TOPSIS, uncertain, 10,000 draws × 1,000": ("smaa:1000:topsis", ("pymcdm",)),
    "SMAA by VIKOR, uncertain, 10,000 draws × 1,000": ("smaa:1000:vikor", ("pymcdm",)),
    "SMAA by PROMETHEE II, uncertain, 10,000 draws × 1,000": ("smaa:1000:promethee2", ("pymcdm",)),
    "SMAA by OWA, uncertain, 10,000 draws × 1,000": ("smaa:1000:owa", ()),
}


def run(tool: str, task: str, repetitions: int) -> dict[str, Any]:
    """Return what a process of its own measured; the first repetition warms up and is left out."""
    words = [sys.executable, "-m", "bench.mcda_task", tool, task, str(repetitions + 1)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    found["seconds"], found["cpu"] = found["seconds"][1:], found["cpu"][1:]
    return found


def measure() -> list[Figure]:
    """Return seconds and memory of each task, and our shares of the peers' best times."""
    figures: list[Figure] = []
    for title, (task, peers) in TASKS.items():
        mine = run("ours", task, LONG_REPETITIONS if task.count(":") > 1 and "smaa" in task else REPETITIONS)
        figures.append(Figure(f"{title}, ours", "s", tuple(mine["seconds"])))
        figures.append(Figure(f"{title}, ours, memory added", "MB", (mine["peak_mb"],)))
        for peer in peers:
            other = run(peer, task, PEER_REPETITIONS)
            # the peers have no SMAA: some draws, one after the other, stand for all
            factor = DRAWS / PEER_DRAWS if task.startswith("smaa") else 1.0
            figures.append(
                Figure(f"{title}, {peer}", "s", tuple(factor * value for value in other["seconds"]))
            )
            figures.append(Figure(f"{title}, {peer}, memory added", "MB", (other["peak_mb"],)))
            limit = SHARE if peer == "skcriteria" else None
            for kind in ("seconds", "cpu"):
                share = min(mine[kind]) / (factor * min(other[kind]))
                name = (
                    f"{title}, ours as a share of {peer}, {'time' if kind == 'seconds' else 'processor time'}"
                )
                figures.append(Figure(name, "", (share,), limit if kind == "seconds" else None))
    return figures
