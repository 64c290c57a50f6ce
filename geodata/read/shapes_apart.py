"""Shapes of a stranger's vector file for a computation on a grid: parsed and mended in the sandbox, never in this process."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Unpack

import numpy as np
import numpy.typing as npt

from geodata.errors import DataFormatError
from geodata.quality.findings import Severity
from geodata.quality.options import ReadOptions
from geodata.read.shapes_file import Features, Wanted, fitted_features
from geodata.read.upload import ReadResult, read_file, shared_sandbox


def read_shapes_apart(path: str | os.PathLike[str], **wanted: Unpack[Wanted]) -> npt.NDArray[np.object_]:
    """Return the geometries of a file in a CRS as `read_shapes` does, with every byte of it read in the sandbox.

    Parameters
    ----------
    path
        Any vector format that the sandboxed reader takes.
    wanted
        As for `geodata.read.shapes_file.read_shapes`.

    Raises
    ------
    DataFormatError
        The file was refused, raises a question that only a person can answer, has no geometry, or nothing in it meets the
        filter; the message is that of the worst finding.
    CRSMismatchError
        Neither the file nor the caller names a CRS.
    """
    return read_features_apart(path, **wanted).geometry


def read_features_apart(
    path: str | os.PathLike[str], *, attributes: Sequence[str] = (), **wanted: Unpack[Wanted]
) -> Features:
    """Return the features of a file in a CRS as `read_features` does, with every byte of it read in the sandbox.

    Parameters
    ----------
    path
        Any vector format that the sandboxed reader takes.
    attributes, wanted
        As for `geodata.read.shapes_file.read_features`.

    Raises
    ------
    DataFormatError, CRSMismatchError
        As `read_shapes_apart`.
    """
    file, layer, crs = Path(path), wanted.get("layer"), wanted.get("crs")
    result = read_file(file, ReadOptions(layer=layer), sandbox=shared_sandbox())
    if result.frame is None and crs is not None:
        result = read_file(file, ReadOptions(layer=layer, crs=crs), sandbox=shared_sandbox())
    frame: Any = result.frame
    if frame is None or "geometry" not in frame.columns:
        raise _refused(file, result)
    columns = {name: frame[name].to_numpy(dtype=object) for name in frame.columns if name != "geometry"}
    found = None if frame.crs is None else frame.crs.to_wkt()
    geometry = np.asarray(frame.geometry, dtype=object)
    return fitted_features(
        file,
        geometry,
        columns=columns,
        where=wanted.get("where"),
        move=(found or crs, wanted["into"]),
        attributes=attributes,
    )


def _refused(file: Path, result: ReadResult) -> DataFormatError:
    """Return the error that carries the worst finding of a file."""
    grave = [item for item in result.report.findings if item.severity in {Severity.ERROR, Severity.QUESTION}]
    if not grave:
        return DataFormatError(
            en=f"{file.name}: no shapes found, expected a vector layer; choose another file.",
            zh=f"{file.name}：没有图形；应为矢量图层，请另选文件。",
        )
    worst = grave[0]
    return DataFormatError(
        en=f"{file.name}: {worst.message.en} {worst.remedy.en}",
        zh=f"{file.name}：{worst.message.zh}{worst.remedy.zh}",
    )
