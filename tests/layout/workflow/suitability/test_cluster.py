"""A study on a real local cluster of two processes: same bits, also when one of them is killed in mid-run."""

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from distributed import Client, LocalCluster

from geodata.errors import DataFormatError
from geodata.grid import Block
from layout.config.suitability_toml import dump_suitability_case, load_suitability_case
from layout.errors import ClusterError
from layout.suitability.components import Components
from layout.suitability.engine import run_program
from layout.suitability.outcome import Outcome
from layout.suitability.strip import UNSCORED_CODE
from layout.workflow.suitability.cache_place import CACHE_VARIABLE
from layout.workflow.suitability.cluster import Job, compute, run_on_cluster, strips_a_band
from layout.workflow.suitability.run import run_suitability
from layout.workflow.suitability.study import Study, open_study
from tests.layout.workflow.derived_cases import KINDS, derived_case, write_extra

Meanwhile = Callable[[], None]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1"
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture
def study(study_folder: Path) -> Iterator[Study]:
    found = open_study(load_suitability_case(study_folder / "study.toml"), study_folder)
    found.strip_rows = 6  # many bands, so that a run has a middle
    yield found
    found.close()


def run(
    study: Study, *, scheduler: str | None, meanwhile: Meanwhile | None = None
) -> tuple[np.ndarray, Outcome]:
    codes = np.full(study.grid.shape, UNSCORED_CODE, np.uint16)

    def keep(block: Block, values: np.ndarray) -> None:
        codes[block.row : block.row + block.rows, block.col : block.col + block.cols] = values
        if meanwhile is not None:
            meanwhile()

    components = Components(4000, "rook", study.grid.cols)
    if scheduler is None:
        return codes, run_program(study.program, study.inputs, sink=keep, components=components)
    return codes, run_on_cluster(study, scheduler=scheduler, sink=keep, components=components)


def assert_same(found: tuple[np.ndarray, Outcome], expected: tuple[np.ndarray, Outcome]) -> None:
    assert np.array_equal(found[0], expected[0])
    assert (expected[0] != UNSCORED_CODE).sum() > 10_000
    one, other = found[1], expected[1]
    assert (one.area, one.excluded, one.available) == (other.area, other.excluded, other.available)
    assert np.array_equal(one.patterns.keys, other.patterns.keys)
    assert np.array_equal(one.patterns.counts, other.patterns.counts)
    assert one.regions is not None
    assert other.regions is not None
    assert np.array_equal(one.regions, other.regions)


def test_two_workers_give_the_bits_of_one_process(study: Study, address: str) -> None:
    assert_same(run(study, scheduler=address), run(study, scheduler=None))


def test_a_worker_killed_in_mid_run_changes_nothing(study: Study, address: str) -> None:
    killed: list[int] = []
    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
        pids = list(client.run(os.getpid).values())

        def kill() -> None:
            if not killed:
                killed.append(pids[0])
                os.kill(pids[0], signal.SIGKILL)

        found = run(study, scheduler=address, meanwhile=kill)
        client.wait_for_workers(2, timeout=60)
        now = list(client.run(os.getpid).values())
    assert killed == [pids[0]]
    assert pids[0] not in now
    assert_same(found, run(study, scheduler=None))


def test_the_command_s_own_way_writes_the_same_surface(
    study_folder: Path, tmp_path: Path, address: str
) -> None:
    case = load_suitability_case(study_folder / "study.toml")
    run_suitability(case, study_folder, out=tmp_path / "here")
    run_suitability(case, study_folder, out=tmp_path / "there", scheduler=address)
    for name in ("suitability.tif", "waterfall.csv", "areas.geojson"):
        assert (tmp_path / "here" / name).read_bytes() == (tmp_path / "there" / name).read_bytes(), name


def test_workers_see_derived_layers(
    study_folder: Path, study_text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_extra(tmp_path)
    case = derived_case(study_text, study_folder, tmp_path)
    theirs, mine = tmp_path / "desk-cache" / "derived", tmp_path / "mine"
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1"
    ) as cluster:
        monkeypatch.setenv(
            CACHE_VARIABLE, str(mine)
        )  # the workers keep the cache that they were started with
        run_suitability(case, study_folder, out=tmp_path / "there", scheduler=cluster.scheduler_address)
    run_suitability(case, study_folder, out=tmp_path / "here")
    assert len(list((mine / "derived").glob("*.tif"))) == len(KINDS)
    assert {file.name for file in theirs.glob("*.tif")} == {
        file.name for file in (mine / "derived").glob("*.tif")
    }
    for name in ("suitability.tif", "waterfall.csv", "areas.geojson"):
        assert (tmp_path / "here" / name).read_bytes() == (tmp_path / "there" / name).read_bytes(), name


def job(study: Study, study_folder: Path) -> Job:
    return Job(
        case=dump_suitability_case(study.case),
        folder=str(study_folder),
        files=tuple(study.files.items()),
        strip_rows=16,
        least=1,
        connectivity="rook",
        telling=True,
    )


def test_a_worker_that_sees_another_file_says_which(study: Study, study_folder: Path) -> None:
    good = job(study, study_folder)
    assert compute(good, (64, 96)).tally.totals[0] > 0
    files = tuple((name, "0" * 64 if name == "dem" else digest) for name, digest in good.files)
    with pytest.raises(DataFormatError, match="layer dem"):
        compute(replace(good, files=files), (64, 96))


@pytest.mark.parametrize("scheduler", ["tcp://127.0.0.1:9", "nonsense", "local:x"])
def test_a_scheduler_that_is_not_there_is_one_clear_line(
    study: Study, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("layout.workflow.suitability.cluster._PATIENCE_S", 2.0)
    with pytest.raises(ClusterError, match="no scheduler with workers"):
        run(study, scheduler=scheduler)


@pytest.mark.parametrize(("strips", "workers", "expected"), [(30, 2, 3), (3, 8, 1), (1000, 2, 8), (0, 1, 1)])
def test_every_worker_has_several_bands_and_none_is_too_large(
    strips: int, workers: int, expected: int
) -> None:
    assert strips_a_band(strips, workers=workers) == expected
