"""Rasters as a workspace keeps them: one tiled GeoTIFF each, with what is known of its grid and its values."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from pyproj import CRS

from geodata.layer import Provenance
from geodata.text import Bilingual
from geodata.workspace import history
from geodata.workspace.files import keep_original, new_name, sha256_of
from geodata.workspace.frames import crs_text
from geodata.workspace.model import Original, Version, item_name
from geodata.workspace.raster_facts import RasterFacts
from geodata.workspace.records import refuse_read_only
from geodata.write.staged import staged

SUFFIX = ".tif"


@dataclass(frozen=True, slots=True)
class RasterDraft:
    """A raster on its way into a workspace.

    Parameters
    ----------
    item_id, title
        Name of its item, and the name to show.
    cells
        One band as a tiled GeoTIFF; it is moved away where that can be done.
    facts
        What is known of it.
    wkt
        Its coordinate system.
    provenance
        Licence, credit, vintage, sources.
    """

    item_id: str
    title: Bilingual
    cells: Path
    facts: RasterFacts
    wkt: str
    provenance: Provenance


def add_raster(
    folder: Path,
    draft: RasterDraft,
    *,
    original: Path,
    original_name: str,
    notes: tuple[Bilingual, ...] = (),
) -> Version:
    """Keep a raster as a new version of an item, and return it once it is safe; nothing of it is held in memory.

    Parameters
    ----------
    folder
        The workspace.
    draft
        The raster.
    original, original_name
        The file it was made from, to be kept, and the name to remember for it.
    notes
        What was found or warned about.

    Raises
    ------
    WriteError
        The disk is full or read-only; the workspace is as it was.
    WorkspaceError
        The name is no name, belongs to another kind of item, or is in the bin.
    """
    named = replace(draft, item_id=item_name(draft.item_id))
    refuse_read_only(folder)
    digest, _ = keep_original(folder, original)
    version = _kept(folder, named, file=new_name(SUFFIX))
    return history.record(folder, replace(version, notes=notes, original=Original(original_name, digest)))


def _kept(folder: Path, draft: RasterDraft, *, file: str) -> Version:
    """Put the cells of a raster into the workspace, and return the draft of its version."""
    with staged(folder / file) as fresh:
        try:
            draft.cells.replace(fresh)
        except OSError:  # another disk
            shutil.copyfile(draft.cells, fresh)
    path = folder / file
    return Version(
        item_id=draft.item_id,
        kind="raster",
        number=0,
        created="",
        title=draft.title,
        file=file,
        sha256=sha256_of(path),
        size=path.stat().st_size,
        rows=draft.facts.cols * draft.facts.rows,
        crs=crs_text(CRS.from_wkt(draft.wkt)),
        columns=(),
        provenance=draft.provenance,
        raster=draft.facts,
    )
