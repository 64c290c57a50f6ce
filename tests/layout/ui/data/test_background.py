import time

import pytest

from geodata.quality.options import Limits, ReadOptions
from layout.ui.data.background import BackgroundLook

LONG = b"name,lon,lat\n" + b"".join(b"p%d,106.5,29.5\n" % number for number in range(400_000))


def test_a_reading_ends_with_what_it_found() -> None:
    job = BackgroundLook("a.csv", b"name,lon,lat\na,106.5,29.5\n", options=ReadOptions(), limits=Limits())
    job.wait(60)
    assert not job.running
    assert job.result().report.verdict == "accept"
    assert job.seconds > 0


def test_a_reading_that_is_given_up_ends_at_once_and_has_no_result() -> None:
    job = BackgroundLook("a.csv", LONG, options=ReadOptions(), limits=Limits(seconds=60))
    start = time.monotonic()
    job.give_up()
    job.wait(40)
    assert not job.running
    assert time.monotonic() - start < 30
    assert job.given_up
    with pytest.raises(RuntimeError, match="has none"):
        job.result()


def test_a_fault_of_ours_reaches_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        message = "broken"
        raise OSError(message)

    monkeypatch.setattr("layout.ui.data.background.look_at", fail)
    job = BackgroundLook("a.csv", b"", options=ReadOptions(), limits=Limits())
    job.wait(10)
    with pytest.raises(OSError, match="broken"):
        job.result()
