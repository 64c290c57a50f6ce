from layout.allocation.plan import Placement, Plan


def test_assignment_names_park_shares_or_nothing() -> None:
    plan = Plan((Placement("a", "k0"), Placement("b", "k0", 0.5), Placement("b", "k1", 0.5)))
    assert plan.assignment(["a", "b", "c"]) == {"a": "k0", "b": {"k0": 0.5, "k1": 0.5}, "c": None}


def test_plan_of_whole_projects() -> None:
    assert Plan.of({"a": "k0", "b": None}).placements == (Placement("a", "k0"),)
    assert Plan.of({"a": "k0"}).parts() == {"a": {"k0": 1.0}}
