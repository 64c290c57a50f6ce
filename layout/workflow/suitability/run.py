"""Runs a suitability case and writes its files: surface, waterfall, contiguous areas, classes, record and case."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from geodata.errors import WriteError
from geodata.grid import Block
from geodata.read.shapes_file import read_shapes
from geodata.write.atomic import write_files
from geodata.write.surface import Surface, copy_as_cog
from layout.config.suitability_case import SuitabilityCase
from layout.config.suitability_toml import dump_suitability_case
from layout.suitability.components import Components
from layout.suitability.engine import Work, run_program
from layout.suitability.labels import CELLS
from layout.suitability.outcome import Outcome
from layout.suitability.reweight import replay
from layout.suitability.strip import SCALE, UNSCORED_CODE
from layout.workflow.suitability import value_cache
from layout.workflow.suitability.area_facts import telling_components, told_by_run
from layout.workflow.suitability.areas import area_cells, area_frame, told_areas
from layout.workflow.suitability.classes import class_cells, class_files, find_classes
from layout.workflow.suitability.cluster import run_on_cluster
from layout.workflow.suitability.record import area_files, run_record, waterfall_table
from layout.workflow.suitability.result import SuitabilityResult
from layout.workflow.suitability.study import Study, open_study
from layout.workflow.suitability.study_shapes import ReadShapes
from layout.workflow.suitability.surface import surface_tags, take_out

SURFACE_FILE = "suitability.tif"
Watch = Callable[[float], None]
_HA_PER_KM2 = 100.0
_COMPUTED = 0.8
"""Share of a run that computing takes; the rest is writing."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a case is run; nothing of it changes the result.

    Parameters
    ----------
    watch
        Told the share that is done, 0 to 1; what it raises ends the run, and nothing is written.
    shapes
        How vector files are read: in this process, or apart from it where they come from a stranger.
    reuse
        Whether the values of the criteria are kept in the cache, and taken from there when they are known: then other
        weights need no layer.
    """

    watch: Watch | None = None
    shapes: ReadShapes = read_shapes
    reuse: bool = False


def run_suitability(
    case: SuitabilityCase,
    folder: str | Path,
    *,
    out: str | Path,
    threads: int = 2,
    scheduler: str | None = None,
    manner: Manner | None = None,
) -> SuitabilityResult:
    """Compute a case and write its files into `out`, all or none.

    Parameters
    ----------
    case
        A case.
    folder
        The folder that its paths start from.
    out
        Folder for the files; made if it does not exist.
    threads
        Strips computed at the same time.
    scheduler
        Address of a Dask scheduler whose workers compute instead; see `run_on_cluster`.
    manner
        How it is run.

    Raises
    ------
    CaseError, GeodataError
        The case or one of its files cannot be used.
    ClusterError
        The scheduler does not answer, or its workers died.
    WriteError
        The folder cannot be written.
    """
    target, how = Path(out), manner or Manner()
    with _stage(target) as stage:
        study = open_study(case, folder, shapes=how.shapes)
        try:
            filler = _Filler(study, how, threads, scheduler)
            result, files = _compute(study, Path(stage), filler)
        finally:
            study.close()
        when = dt.datetime.now(dt.UTC)
        files["case.toml"] = dump_suitability_case(study.case).encode()
        files["run.json"] = run_record(study, result, when=when, files=files)
        write_files(target, files)
        _place(Path(stage) / SURFACE_FILE, target / SURFACE_FILE)
    return result


def _stage(target: Path) -> "tempfile.TemporaryDirectory[str]":
    """Return a temporary folder on the disk of the output."""
    home = next((parent for parent in (target, *target.parents) if parent.is_dir()), Path())
    try:
        return tempfile.TemporaryDirectory(dir=home, prefix=f".{target.name}.", suffix=".part")
    except OSError as error:
        raise WriteError(
            en=f"Output {target}: {error.strerror}; nothing was written. Choose a folder that can be written to.",
            zh=f"输出 {target}：{error.strerror}；未写入任何文件。请选择可写入的文件夹。",
        ) from error


def _compute(study: Study, stage: Path, filler: "_Filler") -> tuple[SuitabilityResult, dict[str, bytes]]:
    """Compute the surface into the stage, and everything that is said of it."""
    case, grid = study.case, study.grid
    areas = case.areas
    least = max(round(areas.min_score * SCALE), 1)
    components = telling_components(study, least=least, connectivity=areas.connectivity)
    with Surface(stage / "codes.tif", grid, nodata=UNSCORED_CODE, scratch=True) as codes:
        outcome = filler(codes, components)
        regions = components.regions()
        large = regions[:, CELLS] * grid.cell_area_km2 * _HA_PER_KM2 >= areas.min_ha
        outlined = area_cells(codes, components, large=large)
        if areas.remove_smaller:
            take_out(codes, components, wanted=~large)
        classed = class_cells(codes, case)
        codes.describe(scale=1 / SCALE, unit="1", title="suitability", tags=surface_tags(study))
    small = int(regions[~large, CELLS].sum())
    with ThreadPoolExecutor(1) as beside:  # GDAL compresses while the polygons are drawn here
        copied = beside.submit(copy_as_cog, stage / "codes.tif", stage / SURFACE_FILE)
        told = told_by_run(study, components, outcome=outcome)
        result = SuitabilityResult(
            case=case,
            cell_area_km2=grid.cell_area_km2,
            outcome=outcome,
            waterfall=waterfall_table(study, outcome, small_cells=small),
            areas=told_areas(area_frame(outlined), study, found=outlined, told=told),
            small_cells=small,
            not_evaluated=study.not_evaluated,
            texts=study.texts,
            classes=find_classes(classed, case),
            slopes=study.slopes,
        )
        files = area_files(result.waterfall, result.areas, case=case)
        files |= class_files(result.classes, case, stage=stage)
        copied.result()
    return result, files


@dataclass(frozen=True, slots=True)
class _Filler:
    """Fills a surface: from kept values where they are wanted and known, on a cluster, or here."""

    study: Study
    how: Manner
    threads: int
    scheduler: str | None

    def __call__(self, codes: Surface, components: Components) -> Outcome:
        """Fill the surface and return what was counted."""
        study, watch = self.study, self.how.watch or _nobody

        def sink(block: Block, values: npt.NDArray[np.uint16]) -> None:
            watch(_COMPUTED * (block.row + block.rows) / study.grid.rows)
            codes.write(block, values)

        known = value_cache.find(study) if self.how.reuse else None
        if known is not None:
            unscored = replay(known.layers, study.program, sink=sink, components=components)
            return replace(known.outcome, unscored=unscored)
        if self.scheduler is not None:
            return run_on_cluster(study, scheduler=self.scheduler, sink=sink, components=components)
        with ExitStack() as stack:
            store = stack.enter_context(value_cache.keeping(study)) if self.how.reuse else None
            outcome = run_program(
                study.program,
                study.inputs,
                sink=sink,
                work=Work(strip_rows=study.strip_rows, threads=self.threads),
                components=components,
                keep=None if store is None else store.keep,
            )
            if store is not None:
                store.finish(outcome)
        return outcome


def _nobody(done: float) -> None:
    """Tell nobody."""
    del done


def _place(fresh: Path, target: Path) -> None:
    """Move the finished raster to its place on the same disk."""
    try:
        fresh.replace(target)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise WriteError(
            en=f"Output {target}: {error.strerror}; the raster was not written. Choose a folder that can be written to.",
            zh=f"输出 {target}：{error.strerror}；未写入栅格。请选择可写入的文件夹。",
        ) from error
