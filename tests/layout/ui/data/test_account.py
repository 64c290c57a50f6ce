from pathlib import Path

from geodata.embedded import table
from layout.ui.data.account import conflicts, gaps
from tests.layout.workflow.office_figures import keep_office


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


def test_figures_of_the_office_enter_the_account(own_workspace: Path) -> None:
    before, (_, _, _, output, *_) = len(conflicts()), gaps()
    keep_office(
        own_workspace,
        (("district", "500101", "gdp", 2024, 1800.0), ("park", "bishan_htz", "gross_output", 2024, 1.0)),
    )
    assert len(conflicts()) == before + 1
    assert any("测试年鉴2024" in source.zh for one in conflicts() for _, _, source in one.figures)
    assert gaps()[3].en != output.en
