import re

from layout.config.case_weights import AhpWeights
from layout.config.weighing_ahp import GOAL
from layout.ui.weights.ahp_tree_view import Progress, progress_of, tree_html
from tests.layout.config.test_weighing_ahp import DEEP, JUDGED, NAMES, ahp

TITLES = {name: f"<{name}>" for name in NAMES}


def _rows(given: AhpWeights) -> list[list[str]]:
    html = tree_html(given, TITLES, place=0, language="en")
    rows = re.findall(r"<tr>(.*?)</tr>", html)[1:]
    return [[re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<td.*?>(.*?)</td>", row)] for row in rows]


def test_rows_are_indented_by_depth_with_weights_progress_and_consistency() -> None:
    given = ahp(JUDGED, groups=DEEP)
    rows = _rows(given)
    assert rows[0] == ["Goal", "", "", "1/1", "0.000"]
    assert rows[1] == ["place", "75.0 %", "75.0 %", "1/1", "0.000"]
    assert rows[2][0] == "Access"
    assert rows[4] == ["&lt;port&gt;", "100.0 %", "20.0 %", "", ""]
    html = tree_html(given, TITLES, place=0, language="zh")
    assert "通达" in html
    assert "padding-left:4.8em" in html


def test_what_cannot_be_weighed_yet_has_dashes_and_the_rest_its_weights() -> None:
    given = ahp({"rail": {"power": 5}}, groups=DEEP)
    rows = {row[0]: row for row in _rows(given)}
    assert rows["Goal"][3:] == ["0/1", "–"]
    assert rows["&lt;rail&gt;"][1:3] == ["83.3 %", "–"]


def test_progress_counts_the_pairs_of_one_expert() -> None:
    given = ahp({"rail": {"power": 5}}, JUDGED, groups=DEEP)
    assert progress_of(given, NAMES, place=0)[GOAL] == Progress(0, 1, 0.0, 1)
    assert progress_of(given, NAMES, place=1)["ground"] == Progress(1, 1, 0.0, 1)
    assert "water" not in progress_of(given, NAMES, place=0)
    rows = {row[0]: row for row in _rows(given)}
    assert rows["Goal"][3:] == ["0/1", "1/1", "0.000"]  # by this expert, by anyone
    assert rows["ground"][3:] == ["1/1", "1/1", "0.000"]
