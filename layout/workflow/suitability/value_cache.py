"""Values of criteria kept on disk, memory-mapped, under a key of everything they depend on; weights are no part of it."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from layout.config.suitability_case import Areas, Classes
from layout.config.suitability_toml import dump_suitability_case
from layout.rules.waterfall import Patterns
from layout.suitability.criterion import Overlay
from layout.suitability.outcome import Outcome
from layout.suitability.value_layers import ValueLayers, ValuePart
from layout.workflow.suitability.cache_place import cache_place, told
from layout.workflow.suitability.study import Study

FORMAT: Final = 1
"""Raised when the engine or the files change, so that older values are not found any more."""
MOST_ENTRIES: Final = 6
_WITHOUT: Final = (", or run without --reuse", "，或不使用 --reuse")
_VALUES, _STEPS, _INDEX, _ABOUT = "values.f32", "steps.u16", "index.npz", "about.json"
_TABLES = ("place", "cells", "starts", "taken_starts", "runs", "taken", "shares")


@dataclass(frozen=True, slots=True)
class Known:
    """Values that were kept, with the counts of the run that made them."""

    layers: ValueLayers
    outcome: Outcome


def cache_folder() -> Path:
    """Return the folder of kept values: below `CQLAYOUT_CACHE`, else below the user's cache folder of this system."""
    return cache_place() / "values"


def value_key(study: Study) -> str:
    """Return the SHA-256 of everything that values depend on: files, grid, rules, criteria without their weights."""
    case = study.case
    bare = case.model_copy(
        update={
            "criteria": tuple(item.model_copy(update={"weight": 1.0}) for item in case.criteria),
            "overlay": Overlay(),
            "areas": Areas(),
            "classes": Classes(),
        }
    )
    known = {
        "format": FORMAT,
        "case": dump_suitability_case(bare),
        "files": study.files,
        "grid": repr(study.grid),
        "rules": [rule.model_dump(mode="json") for rule in study.rules],
    }
    return hashlib.sha256(json.dumps(known, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def find(study: Study) -> Known | None:
    """Return the values kept for a study, None where there are none."""
    folder = cache_folder() / value_key(study)
    if not (folder / _ABOUT).is_file():
        return None
    about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
    os.utime(folder)
    with np.load(folder / _INDEX) as index:
        tables = {name: index[name] for name in (*_TABLES, "rows", "stepped")}
    values = _mapped(folder / _VALUES, np.float32)
    steps = _mapped(folder / _STEPS, np.uint16)
    parts = list(_parts(tables, values, steps, about["criteria"]))
    patterns = Patterns.of({int(key): int(count) for key, count in about["patterns"]})
    outcome = Outcome(
        patterns,
        area=int(about["area"]),
        excluded=int(about["excluded"]),
        available=int(about["available"]),
        undecided=int(about["undecided"]),
    )
    return Known(ValueLayers(study.grid, parts), outcome)


def _mapped(path: Path, dtype: Any) -> np.ndarray[Any, Any]:  # noqa: ANN401 - a numpy scalar type
    """Return a file of numbers, mapped into memory; an empty file cannot be."""
    return np.memmap(path, dtype, "c") if path.stat().st_size else np.empty(0, dtype)


def _parts(
    tables: dict[str, np.ndarray[Any, Any]],
    values: np.ndarray[Any, Any],
    steps: np.ndarray[Any, Any],
    criteria: int,
) -> Iterator[ValuePart]:
    """Yield the parts of an index."""
    at = dict.fromkeys((*_TABLES, "values", "steps"), 0)

    def take(name: str, source: np.ndarray[Any, Any], *, count: int) -> np.ndarray[Any, Any]:
        at[name] += count
        return source[at[name] - count : at[name]]

    for number, sizes in enumerate(tables["rows"]):
        cut = {
            name: take(name, tables[name], count=int(size))
            for name, size in zip(_TABLES[1:], sizes, strict=True)
        }
        cells = int(cut["cells"][-1])
        own = take("values", values, count=criteria * cells).reshape(criteria, cells)
        rounded = np.empty((0, 0), np.uint16)
        if tables["stepped"][number]:
            rounded = take("steps", steps, count=criteria * cells).reshape(criteria, cells)
        yield ValuePart(tables["place"][number], **cut, values=own, steps=rounded)


class Store:
    """Takes the parts of a run and keeps them when it is finished.

    Parameters
    ----------
    study
        What is run.
    stage
        A folder of its own, on the disk of the cache.
    """

    def __init__(self, study: Study, stage: Path) -> None:
        self.study, self.stage = study, stage
        self._tables: dict[str, list[np.ndarray[Any, Any]]] = {name: [] for name in _TABLES}
        self._rows: list[list[int]] = []
        self._stepped: list[bool] = []
        self._files = {name: (stage / name).open("wb") for name in (_VALUES, _STEPS)}
        self.finished = False

    def keep(self, part: ValuePart) -> None:
        """Keep a part.

        Raises
        ------
        WriteError
            The disk did not take it.
        """
        for name in _TABLES:
            self._tables[name].append(getattr(part, name))
        self._rows.append([len(getattr(part, name)) for name in _TABLES[1:]])
        self._stepped.append(len(part.steps) > 0)
        with told(self.stage, remedy=_WITHOUT):
            self._files[_VALUES].write(part.values.data)
            self._files[_STEPS].write(part.steps.data if part.steps.size else b"")

    def finish(self, outcome: Outcome) -> None:
        """Write the index and what the run counted.

        Raises
        ------
        WriteError
            The disk did not take it.
        """
        tables = {
            name: np.concatenate(arrays) if arrays else np.empty(0) for name, arrays in self._tables.items()
        }
        tables["place"] = np.array(self._tables["place"], np.int64).reshape(-1, 4)
        patterns = outcome.patterns
        about = {
            "criteria": len(self.study.program.criteria),
            "patterns": [[int(k), int(n)] for k, n in zip(patterns.keys, patterns.counts, strict=True)],
            **{name: getattr(outcome, name) for name in ("area", "excluded", "available", "undecided")},
        }
        with told(self.stage, remedy=_WITHOUT):
            self.close()
            tables["rows"] = np.array(self._rows, np.int64).reshape(-1, len(_TABLES) - 1)
            tables["stepped"] = np.array(self._stepped)
            np.savez(self.stage / _INDEX, allow_pickle=False, **tables)
            (self.stage / _ABOUT).write_text(json.dumps(about), encoding="utf-8")
        self.finished = True

    def close(self) -> None:
        """Close the files."""
        for file in self._files.values():
            file.close()


@contextmanager
def keeping(study: Study) -> Iterator[Store]:
    """Yield a store for the values of a study; they are there whole when it was finished, or not at all.

    Raises
    ------
    WriteError
        The cache cannot be written.
    """
    home = cache_folder()
    with told(home, remedy=_WITHOUT):
        home.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(dir=home, prefix=".part-"))
    store = Store(study, stage)
    try:
        yield store
        if store.finished:
            target = home / value_key(study)
            if not target.exists():
                with told(home, remedy=_WITHOUT):
                    stage.replace(target)
            _prune(home)
    finally:
        store.close()
        shutil.rmtree(stage, ignore_errors=True)


def _prune(home: Path) -> None:
    """Drop the entries that were not used for longest; who has one open keeps its pages."""
    entries = [entry for entry in home.iterdir() if entry.is_dir() and not entry.name.startswith(".")]
    for entry in sorted(entries, key=lambda item: item.stat().st_mtime)[:-MOST_ENTRIES]:
        shutil.rmtree(entry, ignore_errors=True)
