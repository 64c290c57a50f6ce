"""Derived layers of a study: computed block by block into a raster in the cache, under a key of files, grid and definition.

Whoever opens the same study finds the same file, in this process or in a worker; where a worker has a cache of its own it
computes the layer anew, with the same bits.
"""

import hashlib
import json
import tempfile
import time
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from geodata.grid import Grid, blocks
from geodata.write.surface import Surface
from layout.config.derived_layer import DerivedLayer, SlopeLayer
from layout.config.layer_file import LayerFile
from layout.errors import CaseError
from layout.workflow.suitability.cache_place import cache_place, told
from layout.workflow.suitability.derived_values import Ground, derived_grid, reader_of

FORMAT: Final = 1
"""Raised when a derivation changes, so that older files are not found any more."""
MOST_FILES: Final = 48
_IN_USE_S: Final = 3600.0
"""A file that was asked for within this time is kept, however many there are: the study that did may not have opened it."""
BLOCK_CELLS: Final = 512


def derived_folder() -> Path:
    """Return the folder of derived layers in the cache."""
    return cache_place() / "derived"


def derived_key(name: str, ground: Ground) -> str:
    """Return the SHA-256 of everything that a derived layer depends on.

    Parameters
    ----------
    name
        A derived layer of the case.
    ground
        What it is computed from.
    """
    layer = _derived(name, ground)
    told_by = {"source", "licence"}
    known = {
        "format": FORMAT,
        "definition": layer.model_dump(mode="json", exclude=told_by),
        "inputs": [
            [ground.layer(item).model_dump(mode="json", exclude=told_by | {"path"}), ground.files.get(item)]
            for item in layer.inputs
        ],
        "grid": repr(ground.grid),
    }
    return hashlib.sha256(json.dumps(known, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def derive_layer(name: str, ground: Ground, *, block_cells: int | None = None) -> LayerFile:
    """Return a derived layer as a raster in the cache, computed where it is not there.

    Parameters
    ----------
    name, ground
        As for `derived_key`.
    block_cells
        Edge of the blocks, `BLOCK_CELLS` where not given; the values do not depend on it.

    Raises
    ------
    CaseError
        Its parameters do not fit its data.
    GeodataError
        A file cannot be used, or the cache cannot be written.
    """
    layer, home = _derived(name, ground), derived_folder()
    target = home / f"{derived_key(name, ground)}.tif"
    resampling = layer.resampling if isinstance(layer, SlopeLayer) else "nearest"
    with told(home):
        home.mkdir(parents=True, exist_ok=True)
        if target.is_file():
            target.touch()
            return LayerFile(path=str(target.resolve()), resampling=resampling)
        with tempfile.TemporaryDirectory(dir=home, prefix=".part-") as stage:
            fresh = Path(stage) / target.name
            _fill(fresh, name, ground, block_cells or BLOCK_CELLS)
            fresh.replace(target)
        _prune(home)
    return LayerFile(path=str(target.resolve()), resampling=resampling)


def derived_layers(ground: Ground, names: Iterable[str]) -> dict[str, LayerFile]:
    """Return the derived ones among some layers as rasters in the cache; raises as `derive_layer`.

    Parameters
    ----------
    ground
        As for `derived_key`.
    names
        Layers of the case, files among them.
    """
    layers = ground.case.layers
    return {name: derive_layer(name, ground) for name in names if isinstance(layers[name], DerivedLayer)}


def _derived(name: str, ground: Ground) -> DerivedLayer:
    """Return the definition of a derived layer."""
    layer = ground.case.layers[name]
    if not isinstance(layer, DerivedLayer):
        raise CaseError(
            en=f"layers.{name}: a layer with derive expected, found a file; state derive.",
            zh=f"layers.{name}：应为带 derive 的图层，现为文件；请填写 derive。",
        )
    return layer


def _fill(path: Path, name: str, ground: Ground, block_cells: int) -> None:
    """Compute a layer into a file."""
    grid: Grid = derived_grid(_derived(name, ground), ground)
    with ExitStack() as stack:
        read = reader_of(name, ground, grid=grid, stack=stack)
        surface = stack.enter_context(Surface(path, grid, nodata=float("nan"), dtype="float32"))
        for block in blocks(grid, rows=block_cells, cols=block_cells):
            surface.write(block, read(grid.window(block)))


def _prune(home: Path) -> None:
    """Drop the files that were not used for longest; who has one open keeps it."""
    files = sorted(home.glob("*.tif"), key=lambda file: file.stat().st_mtime)
    for file in files[:-MOST_FILES]:
        if time.time() - file.stat().st_mtime > _IN_USE_S:
            file.unlink(missing_ok=True)
