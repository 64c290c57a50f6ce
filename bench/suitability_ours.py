"""The engine of this project on the reference job. `python -m bench.suitability_ours FOLDER OUT`."""

import json
import sys
from pathlib import Path

from bench import suitability_job as job
from geodata.write.surface import Surface
from layout.config.suitability_toml import build_suitability_case
from layout.suitability.components import Components
from layout.suitability.engine import Work, run_program
from layout.suitability.labels import CELLS
from layout.workflow.suitability.study import open_study

WORDS = {"en": "reference job, synthetic data", "zh": "参考任务，合成数据"}


def curve(points: tuple[list[float], list[float]]) -> dict:
    """Return a piecewise value function."""
    return {
        "kind": "piecewise",
        "points": [list(pair) for pair in zip(*points, strict=True)],
        "reason": WORDS,
    }


def criterion(name: str, layer: str, measure: str, value: dict) -> dict:
    """Return one criterion with its weight."""
    head = {"id": name, "name": WORDS, "layer": layer, "measure": measure}
    return head | {"weight": job.WEIGHTS[name], "value": value}


def rule(name: str, layer: str, test: dict, **more: str) -> dict:
    """Return one excluding rule."""
    return {"id": name, "name": WORDS, "layer": layer, "exclude": test} | more


def case() -> dict:
    """Return the reference job as a case."""
    levels = {str(code): value for code, value in job.CLASSES.items()} | {"other": 0.0}
    classes = {"kind": "category", "levels": levels, "reason": WORDS}
    setbacks = [
        rule(name, name, {"le": metres}, measure="distance_m") for name, metres in job.SETBACKS_M.items()
    ]
    far = [criterion(name, name, "distance_m", curve(points)) for name, points in job.DISTANCES.items()]
    return {
        "schema_version": 1,
        "title": WORDS,
        "area": {"path": "area.gpkg"},
        "grid": {"align_to": "dem"},
        "layers": {"dem": {"path": "dem.tif"}, "landcover": {"path": "landcover.tif"}}
        | {name: {"path": f"{name}.gpkg"} for name in job.DISTANCES},
        "rules": [
            rule("steep", "dem", {"gt": job.MAX_SLOPE_PCT}, measure="slope_pct", no_data="keep"),
            rule("water", "landcover", {"values": list(job.WATER)}, no_data="keep"),
            *setbacks,
        ],
        "criteria": [
            criterion("slope", "dem", "slope_pct", curve(job.SLOPE)),
            criterion("elevation", "dem", "value", curve(job.ELEVATION)),
            criterion("landcover", "landcover", "value", classes),
            *far,
        ],
    }


def main(folder: Path, out: Path) -> None:
    study = open_study(build_suitability_case(case(), origin="bench"), folder)
    components = Components(job.LEAST_SCORE, "rook", study.grid.cols)
    with Surface(out, study.grid, nodata=job.NODATA) as surface:
        run_program(
            study.program,
            study.inputs,
            sink=surface.write,
            work=Work(strip_rows=study.strip_rows),
            components=components,
        )
    study.close()
    regions = components.regions()
    large = regions[regions[:, CELLS] >= job.MIN_CELLS]
    print(json.dumps({"regions": len(large), "cells": int(large[:, CELLS].sum())}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
