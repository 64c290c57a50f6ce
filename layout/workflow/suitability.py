"""Runs a suitability case and writes its four files: suitability.tif, waterfall.csv, areas.geojson, run.json."""

import datetime as dt
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geodata.errors import WriteError
from geodata.read.raster_file import EXCLUDED_TAG
from geodata.text import Bilingual
from geodata.write.atomic import write_files
from geodata.write.surface import Surface, copy_as_cog
from layout.config.suitability_case import SuitabilityCase
from layout.config.suitability_toml import dump_suitability_case
from layout.suitability.components import Components, Stats
from layout.suitability.engine import Outcome, Sink, Work, run_program
from layout.suitability.labels import CELLS
from layout.suitability.strip import EXCLUDED_CODE, SCALE, UNSCORED_CODE
from layout.workflow.cluster import run_on_cluster
from layout.workflow.study import NotEvaluated, Study, open_study
from layout.workflow.suitability_areas import area_frame
from layout.workflow.suitability_record import area_files, run_record, waterfall_table

SURFACE_FILE = "suitability.tif"
_HA_PER_KM2 = 100.0


@dataclass(frozen=True, slots=True)
class SuitabilityResult:
    """What a run found.

    Parameters
    ----------
    case
        The case.
    cell_area_km2
        Area of a cell.
    outcome
        Counts of cells and regions.
    waterfall
        What each rule takes, in km²; see `waterfall_table`.
    areas
        Contiguous areas large enough, largest first, in WGS84.
    small_cells
        Cells of areas too small.
    not_evaluated
        Rules that could not be evaluated.
    """

    case: SuitabilityCase
    cell_area_km2: float
    outcome: Outcome
    waterfall: pd.DataFrame
    areas: gpd.GeoDataFrame
    small_cells: int
    not_evaluated: tuple[NotEvaluated, ...]

    @property
    def available_km2(self) -> float:
        """Return the area that no rule takes; without the areas too small where the case removes them."""
        cells = self.outcome.available
        if self.case.areas.remove_smaller:
            cells -= self.small_cells
        return cells * self.cell_area_km2


def run_suitability(
    case: SuitabilityCase,
    folder: str | Path,
    *,
    out: str | Path,
    threads: int = 2,
    scheduler: str | None = None,
) -> SuitabilityResult:
    """Compute a case and write its files into `out`, all or none.

    Parameters
    ----------
    case
        A case.
    folder
        The folder that its paths start from.
    out
        Folder for the four files and `case.toml`; made if it does not exist.
    threads
        Strips computed at the same time.
    scheduler
        Address of a Dask scheduler whose workers compute instead; see `run_on_cluster`.

    Raises
    ------
    CaseError, GeodataError
        The case or one of its files cannot be used.
    ClusterError
        The scheduler does not answer, or its workers died.
    WriteError
        The folder cannot be written.
    """
    target = Path(out)
    with _stage(target) as stage:
        study = open_study(case, folder)
        try:
            result = _compute(study, Path(stage), threads=threads, scheduler=scheduler)
        finally:
            study.close()
        files = area_files(result.waterfall, result.areas, case=case)
        when = dt.datetime.now(dt.UTC)
        files["case.toml"] = dump_suitability_case(case).encode()
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


def _compute(study: Study, stage: Path, *, threads: int, scheduler: str | None) -> SuitabilityResult:
    """Compute the surface into the stage, and everything that is said of it."""
    case, grid = study.case, study.grid
    areas = case.areas
    least = max(round(areas.min_score * SCALE), 1)
    components = Components(least, areas.connectivity, grid.cols)
    with Surface(stage / "codes.tif", grid, nodata=UNSCORED_CODE) as codes:
        outcome = _run(study, codes.write, components, threads=threads, scheduler=scheduler)
        regions = components.regions()
        large = regions[:, CELLS] * grid.cell_area_km2 * _HA_PER_KM2 >= areas.min_ha
        frame = area_frame(codes, regions[large], case=case, least=least)
        if areas.remove_smaller:
            _remove(codes, regions[~large], least=least, queen=areas.connectivity == "queen")
        codes.describe(scale=1 / SCALE, unit="1", title="suitability", tags=_tags(study))
    copy_as_cog(stage / "codes.tif", stage / SURFACE_FILE)
    small = int(regions[~large, CELLS].sum())
    return SuitabilityResult(
        case=case,
        cell_area_km2=grid.cell_area_km2,
        outcome=outcome,
        waterfall=waterfall_table(study, outcome, small_cells=small),
        areas=frame,
        small_cells=small,
        not_evaluated=study.not_evaluated,
    )


def _run(study: Study, sink: Sink, components: Components, *, threads: int, scheduler: str | None) -> Outcome:
    """Compute every cell, here or on a cluster."""
    if scheduler is not None:
        return run_on_cluster(study, scheduler=scheduler, sink=sink, components=components)
    work = Work(strip_rows=study.strip_rows, threads=threads)
    return run_program(study.program, study.inputs, sink=sink, work=work, components=components)


def _remove(codes: Surface, regions: Stats, *, least: int, queen: bool) -> None:
    """Mark the cells of regions as excluded in the surface."""
    from layout.workflow.suitability_areas import region_window  # noqa: PLC0415 - numba loads only where it is used

    for region in regions:
        block, values, mask = region_window(codes, region, least=least, queen=queen)
        values[mask] = EXCLUDED_CODE
        codes.write(block, values)


def _tags(study: Study) -> dict[str, str]:
    """Return what the raster says of itself."""
    case = study.case
    sources = "; ".join(f"{name}: {layer.source or layer.path}" for name, layer in case.layers.items())
    meaning = Bilingual(
        en=f"stored value x {1 / SCALE} = score between 0 and 1; {EXCLUDED_CODE} = excluded; {UNSCORED_CODE} = outside the area or not known",
        zh=f"存储值 × {1 / SCALE} = 0 至 1 的得分；{EXCLUDED_CODE} 为排除；{UNSCORED_CODE} 为区域之外或未知",
    )
    return {
        "TITLE": case.title.en,
        "TITLE_ZH": case.title.zh,
        "MEANING": meaning.en,
        "MEANING_ZH": meaning.zh,
        EXCLUDED_TAG: str(EXCLUDED_CODE),
        "SOURCES": sources,
        "RULES": ", ".join(rule.id for rule in study.rules),
        "RULES_NOT_EVALUATED": ", ".join(item.text.rule_id for item in study.not_evaluated),
        "CASE": dump_suitability_case(case),
    }


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
