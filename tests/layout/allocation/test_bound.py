import threading

from layout.allocation.bound import Bound
from layout.allocation.build import build
from layout.allocation.highs import Settings, minimise
from layout.allocation.optimise import Options
from tests.layout.allocation.small_problems import large_problem


def test_the_bound_grows_above_the_relaxation_and_stays_below_the_optimum() -> None:
    problem = large_problem(30, 6)
    built = build(problem)
    linear = built.linear.with_cost(*built.minimised(problem.objectives))
    relaxation = minimise(linear, Settings(10.0), relaxed=True)
    exact = minimise(linear, Settings(20.0, gap=1e-3))
    bound = Bound(built, linear, relaxation=relaxation, best=exact.value)
    assert bound.bound == relaxation.bound
    bound.begin(Options(gap=1e-4), 8.0)
    found = bound.join(20.0, cancel=None)
    assert relaxation.bound < found <= exact.value + 1e-6
    assert found >= exact.bound - 0.05 * abs(exact.value)


def test_cancelling_ends_the_waiting() -> None:
    problem = large_problem(30, 6)
    built = build(problem)
    linear = built.linear.with_cost(*built.minimised(problem.objectives))
    relaxation = minimise(linear, Settings(10.0), relaxed=True)
    bound = Bound(built, linear, relaxation=relaxation, best=0.0)
    stop = threading.Event()
    stop.set()
    bound.begin(Options(), 30.0)
    assert bound.join(30.0, cancel=stop) >= relaxation.bound - 1e-4
