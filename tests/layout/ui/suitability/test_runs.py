import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geodata.errors import ExplainedError
from layout.ui.suitability import runs as suit_jobs
from layout.ui.suitability.runs import find_job, start_job
from layout.ui.suitability.shown import Source
from layout.workflow.suitability.preview import with_weights

PATIENCE_S = 60.0


def other(source: Source, weight: float) -> Source:
    return replace(source, case=with_weights(source.case, {"slope": weight}))


def test_a_run_ends_with_its_files_and_is_not_started_twice(study_source: Source) -> None:
    source = other(study_source, 2.5)
    job = start_job(source)
    assert start_job(source) is job
    job.wait(PATIENCE_S)
    assert job.state == "done", job.error
    assert {path.name for path in job.files()} >= {"suitability.tif", "classes.gpkg", "areas.geojson"}
    assert job.result is not None
    assert job.seconds > 0
    assert find_job(source) is job
    assert find_job(other(study_source, 2.75)) is None


def test_a_cancelled_run_leaves_nothing_and_can_be_started_again(
    study_source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = suit_jobs.run_suitability

    def slow(*args: Any, **more: Any) -> Any:  # noqa: ANN401 - as the function it stands for
        time.sleep(0.3)
        return real(*args, **more)

    monkeypatch.setattr(suit_jobs, "run_suitability", slow)
    source = other(study_source, 2.6)
    job = start_job(source)
    job.cancel()
    job.wait(PATIENCE_S)
    assert (job.state, job.files()) == ("cancelled", [])
    again = start_job(source)
    assert again is not job
    again.wait(PATIENCE_S)
    assert again.state == "done"


def test_what_goes_wrong_is_kept_for_the_page(study_source: Source, tmp_path: Path) -> None:
    job = start_job(replace(study_source, folder=tmp_path))
    job.wait(PATIENCE_S)
    assert job.state == "failed"
    assert isinstance(job.error, ExplainedError)


def test_a_fault_of_ours_ends_the_run_too(study_source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **more: Any) -> None:  # noqa: ANN401 - as the function it stands for
        raise ZeroDivisionError(args, more)

    monkeypatch.setattr(suit_jobs, "run_suitability", broken)
    job = start_job(other(study_source, 2.7))
    job.wait(PATIENCE_S)
    assert (job.state, job.error) == ("failed", "ZeroDivisionError")
