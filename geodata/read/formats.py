"""From the bytes of a file to its layer: one reader a format."""

from dataclasses import replace

from geodata.quality.model import RawLayer, Reading
from geodata.read import (
    bundle,
    csv_table,
    geojson,
    geoparquet,
    gpkg,
    kml,
    mapinfo,
    ogr,
    raster,
    shapefile,
    xlsx,
)
from geodata.read.endings import ending
from geodata.read.sniff import HEAD_BYTES, sniff


def read(reading: Reading) -> RawLayer:
    """Return the layer of a file of any format that is read.

    Parameters
    ----------
    reading
        The file being read.

    Raises
    ------
    Stop
        The file is refused, or a question must be answered first.
    """
    size = reading.path.stat().st_size
    if size > reading.limits.file_bytes:
        raise reading.stop("file-too-large", found=size // 1024 // 1024, limit=reading.limits.file_mib)
    with reading.path.open("rb") as stream:
        content = sniff(stream.read(HEAD_BYTES), reading.file, reading=reading)
    suffix = ending(reading.file)
    if content == "zip" and suffix == ".zip":
        return _read_bundle(reading)
    return _read_plain(content, suffix, reading)


def _read_plain(content: str, suffix: str, reading: Reading) -> RawLayer:
    """Return the layer of a file that is no archive of several."""
    title = reading.file.rpartition(".")[0] or reading.file
    if content in {"json", "xml", "text"} and suffix != ".tab":
        reader = {"json": geojson.read, "xml": kml.read, "text": csv_table.read}[content]
        return reader(reading.path.read_bytes(), reading)
    if content == "zip":
        return xlsx.read(reading) if suffix == ".xlsx" else kml.read_kmz(reading)
    if content == "shp":
        return shapefile.read(reading.path, title, reading=reading)
    if content == "text":
        return mapinfo.read(reading.path, reading)
    if content in {"sqlite", "parquet", "tiff"}:
        return {"sqlite": gpkg.read, "parquet": geoparquet.read, "tiff": raster.read}[content](reading)
    return ogr.read(reading.path, reading, code=f"{content}-unreadable")


def _read_bundle(reading: Reading) -> RawLayer:
    """Return the layer of an archive: the chosen member is read like a file of its own."""
    found = bundle.unpack(reading)
    inner = Reading(
        path=found.path,
        file=f"{reading.file}/{found.name}",
        folder=reading.folder,
        options=replace(reading.options, layer=None) if found.answered else reading.options,
        limits=reading.limits,
        findings=reading.findings,
    )
    with found.path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    if found.path.suffix == ".shp":
        return _read_shapefile(head, found, inner)
    content = sniff(head, found.name, reading=inner)
    layer = _read_plain(content, found.path.suffix, inner)
    layer.name = found.title
    return layer


def _read_shapefile(head: bytes, found: bundle.Bundle, inner: Reading) -> RawLayer:
    """Return the layer of a Shapefile set; a wrong mark in its header is the reader's to tell."""
    if head and not head.startswith(b"\x00\x00"):
        sniff(head, found.name, reading=inner)
    return shapefile.read(found.path, found.title, reading=inner)
