import shapely

from geodata.embedded import table
from geodata.quality.districts import districts, named_column, names


def test_every_unit_is_found_by_full_short_and_old_name() -> None:
    found = districts()
    assert {district.name for district in found.values()} == set(table("districts")["name_zh"])
    assert found["开县"].name == found["开州"].name == "开州区"
    assert found["梁平县"].name == "梁平区"
    assert found["璧山"].name == "璧山区"
    assert found["石柱"].name == "石柱土家族自治县"
    assert shapely.is_valid(found["万州区"].shape)


def test_the_column_that_names_districts_is_told() -> None:
    columns: dict[str, list[object]] = {"name": ["a", "b"], "区县": ["涪陵", "万州区"]}
    assert named_column(columns) == "区县"
    assert named_column({"name": ["a", "b"]}) is None
    assert "" not in names()
