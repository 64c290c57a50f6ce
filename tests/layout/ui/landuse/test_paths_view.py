from pathlib import Path

from streamlit.testing.v1 import AppTest

from layout.config.landuse_cases import ScenarioCase, load_landuse_case
from layout.landuse.paths import path
from layout.ui.landuse.paths_view import compare_html, needs_html, needs_table, path_html
from tests.drawn import html_of

SHIPPED = Path(__file__).resolve().parents[4] / "cases" / "landuse" / "paths-2027.toml"
SCRIPT = """
from layout.ui.landuse.paths_view import show_paths
from layout.workflow.landuse.efficiency import efficiency

show_paths(efficiency("gross_output-per-approved_area"), "en")
"""


def test_path_and_needs_as_html() -> None:
    scenario = load_landuse_case(SHIPPED, ScenarioCase).scenarios[0]
    assert path_html(path(scenario, target=75.0), "en").count("<tr>") == 5
    found = needs_html(scenario, 75.0, language="zh")
    assert "所需增速" in found
    assert found.count('class="cq-fact"') == 4


def test_the_scenarios_of_a_case_stand_side_by_side() -> None:
    case = load_landuse_case(SHIPPED, ScenarioCase)
    found = compare_html(case, 75.0, language="en")
    assert found.count("<tr>") == 4
    assert found.count(">2027<") == 3


def test_a_loaded_case_fills_the_form_and_a_park_takes_its_figures() -> None:
    app = AppTest.from_string(SCRIPT, default_timeout=60)
    app.query_params["lang"] = "en"
    app.run()
    assert "base year" in html_of(app)
    app.file_uploader[0].upload("paths.toml", SHIPPED.read_bytes(), "application/toml").run()
    assert not app.exception
    assert [one.value for one in app.number_input][:4] == [2024, 2027, 420.0, 7.2]
    assert "Scenarios of the case" in html_of(app)
    assert "are invented" in html_of(app)
    next(one for one in app.selectbox if one.label == "Start from").select("fuling_ip").run()
    assert [one.value for one in app.number_input][:4] == [2022, 2027, 1225.0, 14.7129]


def test_what_would_be_needed_is_a_table_of_its_own() -> None:
    scenario = load_landuse_case(SHIPPED, ScenarioCase).scenarios[0]
    table = needs_table(scenario, 75.0).set_index("unknown")
    assert table.index.tolist() == ["growth", "released", "added", "pipeline"]
    output, land = path(scenario, target=75.0)[["output", "land"]].iloc[-1]
    assert table.loc["pipeline", "value"] == 75.0 * land - output
