import json
from pathlib import Path

import pytest

from layout.config.case_weights import AhpWeights
from layout.config.toml import build_case, case_data, dump_case, load_case
from layout.entities.wording import both
from layout.errors import WeightError
from layout.resources import bundle_folder, find_case
from layout.workflow.ranking.ahp_tree import known_levels, read_tree, tree_data, tree_rows
from tests.layout.workflow.ranking.test_weights import GROUPED

SHIPPED = bundle_folder() / "cases" / "plain" / "hierarchy.toml"


def test_rows_go_down_the_tree_and_shares_multiply_along_each_path() -> None:
    rows = {row.item: row for row in read_tree(SHIPPED).rows}
    assert list(rows)[:4] == ["land", "land_price", "free_land", "access"]
    assert [rows[name].depth for name in ("access", "transport", "port")] == [0, 1, 2]
    assert rows["transport"].group
    assert rows["port"].title == both("port")
    assert rows["transport"].title.zh == "运输"
    path = 1.0
    for name in ("access", "transport", "port"):
        path *= rows[name].local or 0.0
        assert rows[name].share == pytest.approx(path)
    assert sum(row.share or 0 for row in rows.values() if not row.group) == pytest.approx(1)


def test_a_tree_without_weights_still_has_its_shape() -> None:
    given = AhpWeights.model_validate({**GROUPED, "experts": [{"name": "1", "judgements": {}}]})
    names = [name for group in given.groups for name in group.criteria]
    titles = {name: both(name) for name in (*names, *(group.group_id for group in given.groups))}
    assert known_levels(given, names) == {}
    rows = list(tree_rows(given, names, titles=titles, levels={}))
    assert len(rows) == len(names) + len(given.groups)
    assert all(row.share is None for row in rows)


def test_levels_that_can_be_weighed_are_known_before_the_others() -> None:
    cells = {"access_river_port": {"access_rail_freight": "2", "access_power": "2"}}
    given = AhpWeights.model_validate({**GROUPED, "experts": [{"name": "1", "judgements": cells}]})
    names = [name for group in given.groups for name in group.criteria]
    levels = known_levels(given, names)
    assert list(levels) == ["access"]
    titles = {name: both(name) for name in (*names, *(group.group_id for group in given.groups))}
    rows = {row.item: row for row in tree_rows(given, names, titles=titles, levels=levels)}
    assert rows["access_river_port"].local == pytest.approx(0.5)
    assert (rows["access_river_port"].share, rows["cluster_fit"].local) == (None, None)


def test_plain_data_hold_every_level_with_its_consistency() -> None:
    data = json.loads(json.dumps(tree_data(read_tree(SHIPPED))))
    assert list(data["weights"]) == list(read_tree(SHIPPED).weights)
    assert [level["parent"] for level in data["levels"]] == [None, None, None, "access", None]
    transport = data["levels"][3]
    assert transport["weights"] == pytest.approx({"port": 0.5, "rail": 0.5})
    assert data["cr"] == max(level["consistency"]["cr"] for level in data["levels"])


def test_a_case_is_read_where_it_is_weighed_by_ahp_and_refused_otherwise(tmp_path: Path) -> None:
    case = load_case(find_case("nev-battery"))
    judged = {**case_data(case), "weights": {**GROUPED}}
    (tmp_path / "judged.toml").write_text(dump_case(build_case(judged, origin="x")), encoding="utf-8")
    tree = read_tree(tmp_path / "judged.toml")
    assert set(tree.weights) == set(case.active_criteria())
    with pytest.raises(WeightError, match=r"weights\.method is direct, expected ahp"):
        read_tree(find_case("nev-battery"))
