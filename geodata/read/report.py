"""The account of one file: what `cqlayout data check --json` prints and what the page shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import shapely

from geodata.quality.findings import MOST_FINDINGS, Finding, Severity, Verdict, finding, verdict
from geodata.quality.geometry import families
from geodata.quality.model import RawLayer
from geodata.read.locate import Located, bounds_of

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None


@dataclass(frozen=True, slots=True)
class Report:
    """The account of one file.

    Parameters
    ----------
    file
        Its name.
    verdict
        What becomes of it.
    layer
        The layer that was found, or None: features, geometry, crs, fields, bounds, and more.
    findings
        What was found, the worst first.
    """

    file: str
    verdict: Verdict
    layer: Mapping[str, Json] | None
    findings: tuple[Finding, ...]

    def as_record(self) -> dict[str, Json]:
        """Return the report as plain JSON types."""
        return {
            "file": self.file,
            "verdict": self.verdict.value,
            "layer": None if self.layer is None else dict(self.layer),
            "findings": [dict[str, Json](**item.as_record()) for item in self.findings],
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Json]) -> "Report":
        """Return the report that :meth:`as_record` wrote.

        Raises
        ------
        KeyError, TypeError, ValueError
            The record is none: it comes from a process that a hostile file may have taken over.
        """
        layer, findings = record["layer"], record["findings"]
        if not isinstance(findings, list) or not (layer is None or isinstance(layer, dict)):
            message = "a report has a list of findings and a layer or null"
            raise TypeError(message)
        made = []
        for item in findings:
            if not isinstance(item, dict):
                message = "a finding is an object"
                raise TypeError(message)
            made.append(Finding.from_record(item))
        return cls(str(record["file"]), Verdict(str(record["verdict"])), layer, tuple(made))


def account(file: str, findings: Iterable[Finding], *, layer: Mapping[str, Json] | None) -> Report:
    """Return the report of a file, its worst findings first.

    Parameters
    ----------
    file
        Its name.
    findings
        What was found, in the order of reading.
    layer
        As :func:`describe` returns it.
    """
    order = list(Severity)
    ranked = sorted(findings, key=lambda item: order.index(item.severity))
    shown = ranked[:MOST_FINDINGS]
    if len(ranked) > len(shown):
        shown.append(finding("more-findings", file=file, count=len(ranked) - len(shown)))
    return Report(file, verdict(ranked), layer, tuple(shown))


def describe(layer: RawLayer, located: Located | None) -> dict[str, Json]:
    """Return what a layer is, in plain JSON types.

    Parameters
    ----------
    layer
        The layer.
    located
        Its coordinate system, when that is known.
    """
    return {
        "name": layer.name,
        "features": layer.rows if layer.raster is None else layer.raster.width * layer.raster.height,
        "geometry": _geometry(layer),
        "crs": None if located is None else located.name,
        "crs_name": None if located is None else located.crs.name,
        "fields": list(layer.columns),
        "bounds": _bounds(layer),
    }


def _geometry(layer: RawLayer) -> str | None:
    """Return the kind of geometry: a type, Mixed, Raster, or None for a table or a layer without any."""
    if layer.raster is not None:
        return "Raster"
    if layer.geometry is None:
        return None
    present = layer.geometry[~np.asarray(shapely.is_missing(layer.geometry))]
    types: list[str] = sorted({item.geom_type for item in present})
    if len(types) == 1:
        return types[0]
    kinds = families(present)
    multi = {"Point": "MultiPoint", "LineString": "MultiLineString", "Polygon": "MultiPolygon"}
    return multi.get(kinds[0], kinds[0]) if len(kinds) == 1 else ("Mixed" if kinds else None)


def _bounds(layer: RawLayer) -> Json:
    """Return west, south, east, north in the layer's own numbers, or None."""
    if layer.geometry is None and layer.raster is None:
        return None
    boxes = bounds_of(layer)
    boxes = boxes[np.isfinite(boxes).all(axis=1)]
    if not boxes.size:
        return None
    return [
        float(boxes[:, 0].min()),
        float(boxes[:, 1].min()),
        float(boxes[:, 2].max()),
        float(boxes[:, 3].max()),
    ]
