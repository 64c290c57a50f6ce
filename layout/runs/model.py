"""One run: inputs, environment, result, who and when; its result has a digest by which a repetition is judged."""

import datetime as dt
import hashlib
import json
import platform
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import metadata
from typing import Any, Literal, get_args

from geodata.errors import DataFormatError

RunKind = Literal["mcda", "smaa", "score"]
RUN_KINDS: tuple[RunKind, ...] = get_args(RunKind)
PACKAGES = ("chongqing-industrial-layout", "numba", "numpy", "pandas", "scipy")
Plain = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Run:
    """A finished run.

    Parameters
    ----------
    run_id
        Twelve hexadecimal digits.
    kind
        What computed it: the commands `mcda`, `smaa` or `score`.
    title
        A line to know it by.
    created_utc, who
        When it was finished (UTC, to the second) and by whom.
    inputs
        Every file that went in, by name.
    settings
        What else was chosen, such as draws and seed.
    environment
        Versions of Python and of the packages that compute.
    result
        Scores, ranks, weights … as plain data, keyed by alternative or criterion.
    tags
        Words that people gave it.
    """

    run_id: str
    kind: RunKind
    title: str
    created_utc: str
    who: str
    inputs: Mapping[str, bytes]
    settings: Plain
    environment: Plain
    result: Plain
    tags: frozenset[str] = field(default=frozenset())

    @property
    def checksums(self) -> dict[str, str]:
        """Return the SHA-256 of each input."""
        return {name: hashlib.sha256(content).hexdigest() for name, content in self.inputs.items()}

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the result; equal digests are equal to the last bit of every number."""
        return result_digest(self.result)


def result_digest(result: Mapping[str, Any]) -> str:
    """Return the SHA-256 of plain data written with sorted keys and every digit of its numbers."""
    return hashlib.sha256(canonical(result).encode()).hexdigest()


def canonical(data: Mapping[str, Any]) -> str:
    """Return plain data as JSON with sorted keys; NaN is refused, since it is equal to nothing."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def new_run(
    kind: RunKind,
    title: str,
    *,
    inputs: Mapping[str, bytes],
    result: Plain,
    settings: Plain | None = None,
    who: str,
) -> Run:
    """Return a run that has just been finished.

    Parameters
    ----------
    kind, title
        What computed it, and a line to know it by.
    inputs
        Every file that went in.
    result
        Plain data without NaN.
    settings
        What else was chosen.
    who
        Who ran it.
    """
    now = dt.datetime.now(dt.UTC).replace(microsecond=0, tzinfo=None)
    return Run(
        run_id=secrets.token_hex(6),
        kind=kind,
        title=title,
        created_utc=f"{now.isoformat()}Z",
        who=who,
        inputs=dict(inputs),
        settings=dict(settings or {}),
        environment=environment(),
        result=result,
    )


def environment() -> Plain:
    """Return the versions of what computes."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "packages": {name: _version(name) for name in PACKAGES},
    }


def _version(name: str) -> str | None:
    """Return the version of an installed distribution, None where it is a source tree."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def known_kind(name: str) -> RunKind:
    """Return `name` as a kind of run.

    Raises
    ------
    DataFormatError
        There is no such kind: the run comes from a newer version.
    """
    for kind in RUN_KINDS:
        if kind == name:
            return kind
    raise DataFormatError(
        en=f"Run of kind {name!r}: this version knows {', '.join(RUN_KINDS)}; install a newer version.",
        zh=f"运行类型 {name!r}：本版本仅支持 {'、'.join(RUN_KINDS)}；请安装新版本。",
    )
