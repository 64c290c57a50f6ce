from geodata.embedded import table
from layout.ui.account import conflicts, gaps


def test_conflicts_are_found_independently() -> None:
    statistics = table("statistics")
    expected = set()
    seen: dict[tuple[object, ...], set[float]] = {}
    for row in statistics.to_dict("records"):
        key = (row["entity_kind"], row["entity_id"], row["indicator_id"], row["year"], row["period"])
        seen.setdefault(key, set()).add(row["value"])
        if len(seen[key]) > 1:
            expected.add(key)
    assert len(conflicts()) == len(expected) > 0


def test_each_conflict_names_different_figures_with_sources() -> None:
    for one in conflicts():
        assert len({value for value, _, _ in one.figures}) > 1
        assert all(source.en and unit.zh for _, unit, source in one.figures)


def test_gaps_are_counted() -> None:
    parks = table("parks")
    first = gaps()[0]
    assert first.en.startswith(f"{parks['lon'].isna().sum()} of {len(parks)} parks have no position")
    assert len(gaps()) > 8
