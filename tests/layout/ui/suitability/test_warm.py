import sys
import time

from layout.ui.suitability.warm import Warming

SAYS_AND_GOES_ON = "import time; print('ready', flush=True); time.sleep(30)"


def test_a_page_waits_for_the_line_and_not_for_the_end() -> None:
    begun = time.monotonic()
    process = Warming([sys.executable, "-c", f"import time; time.sleep(0.5); {SAYS_AND_GOES_ON}"])
    assert process.going_on
    assert not process.wait(0.0)
    assert process.wait(20.0)
    assert not process.going_on
    assert time.monotonic() - begun < 20
    process.end()


def test_a_process_that_fails_keeps_nobody_waiting() -> None:
    process = Warming([sys.executable, "-c", "raise SystemExit(1)"])
    assert process.wait(20.0)
