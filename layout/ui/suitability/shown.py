"""Studies that are open on the page: their previews, pictures for the map, and the full grid for questions of one place.

A study is found again by a token of its case, its files and how they are read; weights are no part of it, so that a moved
weight is a new picture of the same study and nothing else.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, RLock
from typing import Final

import numpy as np
import numpy.typing as npt

from geodata.convert.mercator import MercatorView, mercator_view
from geodata.read.shapes_apart import read_shapes_apart
from geodata.read.shapes_file import read_shapes
from layout.config.suitability_case import SuitabilityCase
from layout.config.suitability_toml import dump_suitability_case
from layout.errors import CaseError, LayoutError
from layout.viz.picture import class_png
from layout.viz.suitability import picture_colours
from layout.workflow.regions.found import Found, told_by
from layout.workflow.suitability.preview import (
    Preview,
    open_preview,
    preview_classes,
    preview_codes,
    with_weights,
)
from layout.workflow.suitability.study import Study, open_study
from layout.workflow.suitability.study_items import item_paths
from layout.workflow.suitability.study_shapes import ReadShapes
from layout.workflow.suitability.why import Answer, why

KEPT: Final = 6
_TOKEN_LENGTH: Final = 20


class UnknownStudyError(LayoutError, KeyError):
    """A study that is not open on this server (any more)."""


@dataclass(frozen=True, slots=True)
class Source:
    """A study to show.

    Parameters
    ----------
    case
        The case as chosen, with the rules that are on and the weights of the moment.
    folder
        Where its paths start from.
    apart
        Whether its vector files come from a stranger and are read in the sandbox.
    """

    case: SuitabilityCase
    folder: Path
    apart: bool = False

    @property
    def shapes(self) -> ReadShapes:
        """Return how its vector files are read."""
        return read_shapes_apart if self.apart else read_shapes


@dataclass(slots=True)
class Shown:
    """An open study; its weights are those of whoever asks."""

    token: str
    source: Source
    preview: Preview
    view: MercatorView
    _study: Study | None = None
    _asked: SuitabilityCase | None = None
    _lock: RLock = field(default_factory=RLock)

    def ask(self, lon: float, lat: float, *, case: SuitabilityCase) -> Answer:
        """Return what rules and criteria say of a place, on the full grid and with the weights of `case`.

        Raises
        ------
        CaseError, GeodataError
            The study cannot be opened, or the place is outside its grid.
        """
        with self._lock:
            return why(self._whole(case), lon=lon, lat=lat)

    def tell(self, found: Found, *, case: SuitabilityCase) -> Found:
        """Return areas with what each tells, on the full grid and with the weights of `case`.

        Raises
        ------
        CaseError, GeodataError
            The study cannot be opened.
        """
        with self._lock:
            return told_by(found, self._whole(case))

    def _whole(self, case: SuitabilityCase) -> Study:
        """Return the study on the full grid, opening it where it is not open with these weights."""
        if self._study is None or self._asked != case:
            self.close()
            self._study = open_study(case, self.source.folder, shapes=self.source.shapes)
            self._asked = case
        return self._study

    def close(self) -> None:
        """Close the rasters of the full grid."""
        with self._lock:
            if self._study is not None:
                self._study.close()
            self._study = None


_shown: OrderedDict[str, Shown] = OrderedDict()
_lock = Lock()
_making = RLock()


def token_of(source: Source) -> str:
    """Return the token of a study: its case without weights, and name, size and time of its files."""
    bare = with_weights(source.case, {item.id: 1.0 for item in source.case.criteria})
    paths = sorted(
        {layer.path for layer in source.case.layers.values() if layer.path}
        | {source.case.area.path or ""}
        | {"" if source.case.office_register is None else source.case.office_register.path}
    )
    files = [*(source.folder / path for path in paths if path), *item_paths(source.case)]
    stamps = [(str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files if file.is_file()]
    text = f"{dump_suitability_case(bare)}\n{source.folder}\n{stamps}\n{source.apart}"
    return hashlib.sha256(text.encode()).hexdigest()[:_TOKEN_LENGTH]


def show(source: Source) -> Shown:
    """Return the open study of a source, opening it where it is not.

    Raises
    ------
    CaseError, GeodataError
        The case or one of its files cannot be used.
    """
    token = token_of(source)
    with _making:  # a preview takes all processors anyway
        with _lock:
            if token in _shown:
                _shown.move_to_end(token)
                return _shown[token]
        preview = open_preview(source.case, source.folder, shapes=source.shapes)
        made = Shown(token, source, preview, mercator_view(preview.grid))
        with _lock:
            _shown[token] = made
            while len(_shown) > KEPT:
                _shown.popitem(last=False)[1].close()
    return made


def find(token: str) -> Shown:
    """Return the open study with this token.

    Raises
    ------
    UnknownStudyError
        It is not open here.
    """
    with _lock:
        if token in _shown:
            return _shown[token]
    raise UnknownStudyError(
        en=f"study {token!r}: not among the latest {KEPT} of this server; open the page again",
        zh=f"研究 {token!r}：不在本服务器最近打开的 {KEPT} 项之内；请重新打开页面",
    )


def picture_url(shown: Shown, case: SuitabilityCase) -> str:
    """Return the address of the picture under the weights of a case, below the server's root."""
    weights = ":".join(f"{item.weight:.6g}" for item in case.criteria)
    return f"raster/{shown.token}.png?w={weights}"


def classes_under(shown: Shown, case: SuitabilityCase) -> npt.NDArray[np.uint8]:
    """Return what each cell of the preview is shown as under the weights of a case."""
    return preview_classes(shown.preview, preview_codes(shown.preview, case))


def picture_bytes(token: str, weights: str) -> bytes:
    """Return the picture of a study as PNG.

    Parameters
    ----------
    token
        Of an open study.
    weights
        Numbers in the order of the criteria, separated by colons; "" for those of the case.

    Raises
    ------
    UnknownStudyError
        It is not open here.
    CaseError, WeightError
        The weights are not those of its criteria.
    """
    shown = find(token)
    case = with_weights(shown.source.case, _weights(shown, weights))
    classes = shown.view.picture(classes_under(shown, case))
    return class_png(classes, picture_colours(case.classes.breaks))


def _weights(shown: Shown, text: str) -> Mapping[str, float]:
    """Return weights by criterion."""
    criteria = shown.source.case.criteria
    if not text:
        return {}
    try:
        numbers = [float(part) for part in text.split(":")]
    except ValueError:
        numbers = []
    if len(numbers) != len(criteria) or not all(0 <= number < float("inf") for number in numbers):
        raise CaseError(
            en=f"picture: weights {text!r} found, expected {len(criteria)} numbers of 0 or more, separated by colons",
            zh=f"图片：权重 {text!r} 无效，应为以冒号分隔的 {len(criteria)} 个非负数",
        )
    return {item.id: number for item, number in zip(criteria, numbers, strict=True)}
