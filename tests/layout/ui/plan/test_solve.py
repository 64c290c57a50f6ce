from layout.ui.jobs import Job
from layout.ui.plan.solve import progress_html


def test_progress_tells_stage_seconds_and_gap() -> None:
    job = Job("x", 60.0, stage="search", best=-200.0, bound=-210.0)
    html = progress_html(job, "en")
    assert "Searching neighbourhoods" in html
    assert "best 200, bound 210, gap 5.00&#37;" in html
    job.cancel.set()
    assert "Stopping" in progress_html(job, "en")


def test_what_is_not_known_yet_is_not_shown() -> None:
    for best, bound in ((None, None), (float("inf"), 1.0), (1e30, 1.0)):
        assert "gap" not in progress_html(Job("x", 60.0, stage="exact", best=best, bound=bound), "en")
    assert "gap" not in progress_html(Job("x", 60.0), "en")
