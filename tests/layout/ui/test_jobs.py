import threading

from layout.ui import jobs
from layout.ui.jobs import KEPT_JOBS, Job, find, start


def test_a_job_runs_beside_and_keeps_its_result() -> None:
    gate = threading.Event()
    job = start("one", lambda job: (gate.wait(5), job.key), limit_s=10.0)
    assert not job.done.is_set()
    assert start("one", lambda _: "another", limit_s=10.0) is job
    gate.set()
    assert job.done.wait(5)
    assert job.result == (True, "one")
    assert find("one") is job
    again = start("one", lambda _: "anew", limit_s=10.0)
    assert again.done.wait(5)
    assert again.result == "anew"


def test_an_error_is_kept_for_the_page() -> None:
    def fail(job: Job) -> None:
        raise ValueError(job.key)

    job = start("bad", fail, limit_s=1.0)
    assert job.done.wait(5)
    assert isinstance(job.error, ValueError)


def test_cancelling_reaches_the_work() -> None:
    job = start("long", lambda job: job.cancel.wait(5), limit_s=10.0)
    job.cancel.set()
    assert job.done.wait(5)
    assert job.result is True
    assert 0.0 <= job.share <= 1.0


def test_the_store_is_bounded_and_forgets_what_is_done() -> None:
    for number in range(KEPT_JOBS + 5):
        assert start(f"many{number}", lambda _: None, limit_s=1.0).done.wait(5)
    start("last", lambda _: None, limit_s=1.0).done.wait(5)
    assert len(jobs._jobs) <= KEPT_JOBS + 1
    assert find("many0") is None
    assert find(None) is None
