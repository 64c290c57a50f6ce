"""Open data for a study: downloaded or carried in by hand, and written as layers that a case can name."""

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from geodata.errors import DataMissingError
from geodata.fetch.connection import Connection
from geodata.fetch.dataset import DATASETS, Bounds, Dataset, DatasetId
from geodata.fetch.mosaic import mosaic
from geodata.fetch.osm_layers import SELECTIONS, read_osm_layer
from geodata.fetch.windows import fetch_window
from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.write import to_json_bytes, write_file
from geodata.write.geopackage import write_geopackage
from layout.workflow.suitability.fetch_plan import Item, Plan

CACHE: Final = "download"
Told = Callable[[str, int, int], None]
"""Takes the name of a file, the bytes there are and the bytes there will be."""


def run_fetch(
    plan: Plan, connection: Connection, *, folder: str | Path, told: Told | None = None
) -> list[Path]:
    """Download the files of a plan and write the layers; what an earlier run left in `download` is used.

    Parameters
    ----------
    plan, connection
        From `plan_fetch`.
    folder
        Where the layers go; the downloads lie in its folder `download`.
    told
        Told of progress.

    Returns
    -------
    list of pathlib.Path
        The layers written.

    Raises
    ------
    FetchError
        The mirror stopped to answer, or sent other bytes than it promised; run again to go on.
    WriteError
        The disk is full or the folder cannot be written.
    DataFormatError
        A file is not what it should be.
    """
    cache = Path(folder) / CACHE
    files = [_fetched(item, plan, connection, cache, told) for item in plan.items]
    sources = [connection.url(item.file.path) for item in plan.items]
    return take_in(plan.dataset.dataset_id, files, bounds=plan.bounds, folder=folder, sources=sources)


def _fetched(item: Item, plan: Plan, connection: Connection, cache: Path, told: Told | None) -> Path:
    """Return the local copy of a file, or of its window."""
    name = item.file.name
    if item.windowed:
        key = repr((item.file.path, item.head, plan.bounds)).encode()
        target = cache / f"{hashlib.sha256(key).hexdigest()[:12]}-{name}"
        if not target.is_file():
            fetch_window(connection.url(item.file.path), plan.bounds, target=target, proxy=connection.proxy)
    else:
        target = cache / name
        known = target.with_name(f"{name}.sha256")
        note = f"{item.head.tag} {item.head.size}"
        if not (target.is_file() and known.is_file() and known.read_text(encoding="utf-8").startswith(note)):
            checksum = connection.download(
                item.file.path,
                target,
                head=item.head,
                md5=_md5(item, plan.dataset, connection),
                progress=None if told is None else lambda done, whole: told(name, done, whole),
            )
            write_file(known, f"{note} {checksum}\n".encode())
    if told is not None:
        told(name, target.stat().st_size, target.stat().st_size)
    return target


def _md5(item: Item, dataset: Dataset, connection: Connection) -> str:
    """Return the MD5 that the publisher gives, "" without one."""
    if item.file.md5_path:
        words = (connection.text(item.file.md5_path) or "").split()
        return words[0].lower() if words else ""
    return item.head.md5 if dataset.tag_is_md5 and connection.mirror == dataset.mirror else ""


def take_in(
    dataset_id: DatasetId,
    files: Sequence[Path],
    *,
    bounds: Bounds,
    folder: str | Path,
    sources: Sequence[str],
) -> list[Path]:
    """Write the layers of a dataset from files that were downloaded, or carried in by hand.

    Parameters
    ----------
    dataset_id
        The dataset.
    files
        Tiles as GeoTIFF, or one extract of OpenStreetMap.
    bounds
        West, south, east, north in degrees.
    folder
        Where the layers go.
    sources
        Where the files come from, as the record says.

    Returns
    -------
    list of pathlib.Path
        `dem.tif`, `landcover.tif`, or one GeoPackage for each layer of OpenStreetMap that has features; beside them
        `<dataset>.provenance.json`.

    Raises
    ------
    DataMissingError, DataFormatError
        A file is not there or is not what it should be.
    WriteError
        The folder cannot be written.
    """
    dataset, home = DATASETS[dataset_id], Path(folder)
    written = (
        _rasters(dataset, files, bounds, home) if dataset.is_raster else _layers(dataset, files, bounds, home)
    )
    record = {
        "dataset": dataset_id,
        "title": dataset.title,
        "licence": dataset.licence,
        "attribution": dataset.attribution,
        "vintage": dataset.vintage,
        "note": dataset.note,
        "bounds_deg": list(bounds),
        "when": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "sources": [
            {"source": source, "sha256": _sha256(file)} for source, file in zip(sources, files, strict=True)
        ],
        "outputs_sha256": {path.name: _sha256(path) for path in written},
    }
    write_file(home / f"{dataset_id}.provenance.json", to_json_bytes(record))
    return written


def _rasters(dataset: Dataset, files: Sequence[Path], bounds: Bounds, home: Path) -> list[Path]:
    """Write the mosaic of tiles."""
    for file in files:
        if not file.is_file():
            raise DataMissingError(
                en=f"{file}: no such file; give the path of a GeoTIFF of {dataset.title.en}.",
                zh=f"{file}：文件不存在；请给出{dataset.title.zh}的 GeoTIFF 路径。",
            )
    tags = {
        "TITLE": dataset.title.en,
        "LICENCE": dataset.licence,
        "ATTRIBUTION": dataset.attribution.en,
        "VINTAGE": dataset.vintage,
        "NOTE": dataset.note.en,
    }
    target = home / f"{dataset.dataset_id}.tif"
    mosaic(files, target, bounds=bounds, classes=dataset.dataset_id == "landcover", tags=tags)
    return [target]


def _layers(dataset: Dataset, files: Sequence[Path], bounds: Bounds, home: Path) -> list[Path]:
    """Write the layers of an extract, one GeoPackage each; a layer without features is not written."""
    (file,) = files
    written = []
    for name in SELECTIONS:
        frame = read_osm_layer(file, name, bounds=bounds)
        if frame.empty:
            continue
        provenance = Provenance(
            licence=dataset.licence,
            attribution=dataset.attribution,
            vintage=dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC).date().isoformat(),
            source_ids=(),
            checksum_sha256=_sha256(file),
            note=dataset.note,
            files=(file.name,),
        )
        title = Bilingual(en=f"{dataset.title.en}: {name}", zh=f"{dataset.title.zh}：{name}")
        target = home / f"osm-{name.replace('_', '-')}.gpkg"
        write_geopackage(Layer(f"osm_{name}", title, frame, provenance), target)
        written.append(target)
    return written


def _sha256(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
