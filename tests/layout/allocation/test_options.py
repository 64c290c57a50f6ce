import threading

from layout.allocation.options import SMALL_GAP, Options


def test_limits_of_one_call_are_those_of_the_problem_with_its_own_time() -> None:
    cancel = threading.Event()
    made = Options(seed=7, cancel=cancel).settings("bound", 2.5)
    assert (made.time_limit_s, made.gap, made.seed, made.stage) == (2.5, SMALL_GAP, 7, "bound")
    assert made.cancel is cancel
    assert Options(gap=0.01).settings("solve", 1.0).gap == 0.01
