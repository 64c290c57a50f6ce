"""The whole command on the reference job: surface with overviews, waterfall, areas, classes, record. `python -m bench.suitability_whole FOLDER OUT`."""

import json
import sys
from pathlib import Path

from bench import suitability_job as job
from bench.suitability_ours import case
from layout.config.suitability_toml import build_suitability_case
from layout.workflow.suitability.run import run_suitability


def main(folder: Path, out: Path) -> None:
    areas = {"min_score": job.LEAST_SCORE / job.SCALE, "min_ha": 20.0}
    whole = build_suitability_case(case() | {"areas": areas}, origin="bench")
    found = run_suitability(whole, folder, out=out.with_suffix("")).areas
    large = found["cells"] >= job.MIN_CELLS
    print(json.dumps({"regions": int(large.sum()), "cells": int(found["cells"][large].sum())}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
