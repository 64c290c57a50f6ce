"""A suitability study on a cluster: bands of the grid go to the workers of a Dask scheduler and come back in order.

Each worker opens the study by itself, so the files must lie under the same path everywhere; checksums are compared. A band
that a dead worker had is computed anew by another. The result has the bits of a run on one machine.
"""

import importlib
import os
import tomllib
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geodata.errors import DataFormatError
from layout.config.suitability_toml import build_suitability_case, dump_suitability_case
from layout.errors import ClusterError
from layout.suitability.bands import Band, bands, compute_band, gather_bands
from layout.suitability.components import Components, Connectivity
from layout.workflow.suitability.area_facts import telling_components
from layout.workflow.suitability.study import Study, open_study

if TYPE_CHECKING:
    from layout.suitability.engine import Sink
    from layout.suitability.outcome import Outcome

LOCAL: Final = "local"
_MOST_STRIPS: Final = 8
_BANDS_A_WORKER: Final = 4
"""A band burns the marks within reach of it anew, so few large ones cost less; a few a worker keep all of them busy."""
_IN_FLIGHT: Final = 2
_PATIENCE_S: Final = 30.0


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker must know to compute a band.

    Parameters
    ----------
    case, folder
        The case as TOML, and the folder that its paths start from.
    files
        SHA-256 of every file as the sender read it.
    strip_rows
        Height of a strip.
    least, connectivity
        What a region is.
    telling
        Whether regions are asked what they tell.
    """

    case: str
    folder: str
    files: tuple[tuple[str, str], ...]
    strip_rows: int
    least: int
    connectivity: Connectivity
    telling: bool


def run_on_cluster(study: Study, *, scheduler: str, sink: "Sink", components: Components) -> "Outcome":
    """Compute a study on a cluster and hand the stored scores to `sink`.

    Parameters
    ----------
    study
        An open study.
    scheduler
        Address such as `tcp://host:8786`; `local` starts a worker for each processor of this machine, `local:N` N workers.
    sink, components
        As for `run_program`.

    Raises
    ------
    ClusterError
        The scheduler does not answer, has no workers, or gave a band up after several of them died.
    DataFormatError
        A worker sees another file under the same path.
    """
    job = Job(
        case=dump_suitability_case(study.items.placed),
        folder=str(study.folder.resolve()),
        files=tuple(sorted(study.files.items())),
        strip_rows=study.strip_rows,
        least=components.least,
        connectivity=components.connectivity,
        telling=components.asked is not None,
    )
    with ExitStack() as stack:
        client = _connect(scheduler, stack)
        workers = len(client.scheduler_info(n_workers=-1)["workers"])
        strips = strips_a_band(-(-study.grid.rows // study.strip_rows), workers=workers)
        spans = list(bands(study.grid, strip_rows=study.strip_rows, strips=strips))
        found = _results(client, job, spans, in_flight=_IN_FLIGHT * workers)
        return gather_bands(found, sink=sink, components=components)


def strips_a_band(strips: int, *, workers: int) -> int:
    """Return how many strips a band has; the result of a run does not depend on it.

    Parameters
    ----------
    strips
        Strips of the grid.
    workers
        Workers of the cluster.
    """
    return max(1, min(_MOST_STRIPS, strips // (_BANDS_A_WORKER * workers)))


def _connect(scheduler: str, stack: ExitStack) -> Any:  # noqa: ANN401 - a Client of an untyped package
    """Return a client of the scheduler with at least one worker; everything ends with the stack."""
    distributed = _distributed()
    kind, _, count = scheduler.partition(":")
    try:
        address: object = scheduler
        if kind == LOCAL:
            workers = int(count) if count else os.cpu_count() or 1
            address = stack.enter_context(
                distributed.LocalCluster(
                    n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1"
                )
            )
        client = stack.enter_context(distributed.Client(address, timeout=_PATIENCE_S, set_as_default=False))
        client.wait_for_workers(1, timeout=_PATIENCE_S)
    except (OSError, ValueError, TimeoutError) as error:
        raise ClusterError(
            en=f"--scheduler {scheduler}: no scheduler with workers answers there; expected tcp://HOST:PORT, local or local:N.",
            zh=f"--scheduler {scheduler}：没有带工作进程的调度器应答；应为 tcp://主机:端口、local 或 local:N。",
        ) from error
    return client


def _distributed() -> Any:  # noqa: ANN401 - an untyped package, an extra, and slow to load
    """Return the package distributed."""
    try:
        return importlib.import_module("distributed")
    except ImportError as error:
        raise ClusterError(
            en="--scheduler: the package distributed is not installed; install chongqing-industrial-layout[scale].",
            zh="--scheduler：未安装 distributed；请安装 chongqing-industrial-layout[scale]。",
        ) from error


def _results(
    client: Any,  # noqa: ANN401 - as above
    job: Job,
    spans: list[tuple[int, int]],
    *,
    in_flight: int,
) -> Iterator[Band]:
    """Yield the bands in order, with few of them in flight."""
    killed = _distributed().scheduler.KilledWorker
    waiting: deque[Any] = deque()  # futures of an untyped package
    try:
        for span in spans:
            waiting.append(client.submit(compute, job, span, pure=False))
            if len(waiting) > in_flight:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except killed as error:
        raise ClusterError(
            en=f"--scheduler: a band was given up after several workers died ({error}); give the workers more memory.",
            zh=f"--scheduler：多个工作进程退出，放弃了一个条带（{error}）；请为工作进程提供更多内存。",
        ) from error


def compute(job: Job, rows: tuple[int, int]) -> Band:
    """Return the band of a job; runs on a worker.

    Parameters
    ----------
    job
        What to compute.
    rows
        First row and last row plus one.

    Raises
    ------
    DataFormatError
        A file differs from the sender's.
    """
    study = _opened(job)
    components = Components(job.least, job.connectivity, study.grid.cols)
    if job.telling:
        components = telling_components(study, least=job.least, connectivity=job.connectivity)
    return compute_band(
        study.program, study.inputs, rows=rows, strip_rows=job.strip_rows, components=components
    )


@lru_cache(maxsize=1)
def _opened(job: Job) -> Study:
    """Return the study of a job, opened once in a worker."""
    study = open_study(build_suitability_case(tomllib.loads(job.case), origin="case"), Path(job.folder))
    expected = dict(job.files)
    for name, checksum in study.files.items():
        if expected.get(name) != checksum:
            raise DataFormatError(
                en=f"layer {name}: the worker's file differs from the sender's; put the same files under the same path.",
                zh=f"图层 {name}：工作进程的文件与发起方不同；请在相同路径放置相同文件。",
            )
    return study
