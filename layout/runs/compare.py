"""Two or more runs side by side: how ranks and weights changed, and what was different that may be why."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geodata.errors import DataMissingError
from layout.runs.model import Run


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same in all runs.

    Parameters
    ----------
    what
        Dotted path: `spec.toml: criteria.price.weight`, `inputs: table.csv`, `environment: packages.numpy`.
    values
        Its value in each run as text, "" where a run does not have it.
    """

    what: str
    values: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class RunComparison:
    """Runs side by side.

    Parameters
    ----------
    run_ids
        The runs, in the order asked for.
    ranks, scores, weights
        By alternative or criterion, one column a run; NaN where a run does not have it.
    moved
        Alternatives whose rank is not the same in all runs, the largest change first.
    differences
        What was not the same going in.
    identical
        Whether all results are equal to the last bit.
    """

    run_ids: tuple[str, ...]
    ranks: pd.DataFrame
    scores: pd.DataFrame
    weights: pd.DataFrame
    moved: tuple[str, ...]
    differences: tuple[Difference, ...]
    identical: bool


def compare_runs(runs: Sequence[Run]) -> RunComparison:
    """Return runs side by side.

    Raises
    ------
    DataMissingError
        Fewer than two runs.
    """
    if len(runs) < 2:  # noqa: PLR2004 - a comparison takes two
        raise DataMissingError(en="Give at least two runs to compare.", zh="请至少给出两次运行进行比较。")
    ids = tuple(run.run_id for run in runs)
    ranks = _side_by_side(runs, "ranks")
    spread = ranks.max(axis=1) - ranks.min(axis=1)
    changed = ranks.isna().any(axis=1) | (spread > 0)
    order = spread[changed].fillna(float("inf")).sort_values(ascending=False, kind="stable").index
    return RunComparison(
        run_ids=ids,
        ranks=ranks,
        scores=_side_by_side(runs, "scores"),
        weights=_side_by_side(runs, "weights"),
        moved=tuple(str(name) for name in order),
        differences=tuple(_differences(runs)),
        identical=len({run.digest for run in runs}) == 1,
    )


def _side_by_side(runs: Sequence[Run], part: str) -> pd.DataFrame:
    """Return one part of the results, one column a run."""
    columns = [pd.Series(run.result.get(part) or {}, dtype="float64") for run in runs]
    frame = pd.concat(columns, axis=1) if any(len(column) for column in columns) else pd.DataFrame(index=[])
    return frame.set_axis(range(len(columns)), axis=1) if frame.shape[1] == len(columns) else frame


def _differences(runs: Sequence[Run]) -> Iterator[Difference]:
    """Yield what is not the same in all runs: kind, settings, keys of TOML inputs, other inputs, versions."""
    yield from _unlike("run", [{"kind": run.kind} for run in runs])
    yield from _unlike("settings", [run.settings for run in runs])
    names = sorted({name for run in runs for name in run.inputs})
    for name in names:
        if name.endswith(".toml"):
            yield from _unlike(name, [_toml(run.inputs.get(name, b"")) for run in runs])
        else:
            yield from _unlike("inputs", [{name: run.checksums.get(name, "")[:12]} for run in runs])
    yield from _unlike("environment", [run.environment for run in runs])


def _toml(content: bytes) -> Mapping[str, Any]:
    """Return the keys of a TOML input, or its text where it is none."""
    text = content.decode("utf-8-sig", errors="replace")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {"text": text}


def _unlike(where: str, tables: Sequence[Mapping[str, Any]]) -> Iterator[Difference]:
    """Yield the paths at which the tables differ."""
    flat = [dict(_flatten("", table)) for table in tables]
    for key in sorted({key for table in flat for key in table}):
        values = tuple(table.get(key, "") for table in flat)
        if len(set(values)) > 1:
            yield Difference(f"{where}: {key}", values)


def _flatten(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the dotted path and the text of every value below a table."""
    for name, value in table.items():
        path = f"{prefix}.{name}" if prefix else str(name)
        if isinstance(value, Mapping):
            yield from _flatten(path, value)
        else:
            yield path, str(value)
