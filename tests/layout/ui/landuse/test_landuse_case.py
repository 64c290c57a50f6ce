from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from layout.config.landuse_cases import ScenarioCase, dump_landuse_case, load_landuse_case, parse_landuse_case
from layout.errors import CaseError
from layout.ui.landuse.landuse_case import MOST_BYTES, text_of, token_of
from tests.drawn import html_of

SHIPPED = Path(__file__).resolve().parents[4] / "cases" / "landuse" / "paths-2027.toml"
SCRIPT = """
import streamlit as st
from layout.config.landuse_cases import ScenarioCase
from layout.ui.landuse.landuse_case import ask_case, offer_case, token_of
from layout.ui.state import recall

case = ask_case("scenario", ScenarioCase, language="en")
st.html(f"<p>{token_of(case)} {0 if case is None else len(case.scenarios)} target {recall('target')}</p>")
if case is not None:
    offer_case(case, "scenario.toml", language="en")
"""


def test_a_case_is_loaded_with_its_target_and_left_again() -> None:
    app = AppTest.from_string(SCRIPT, default_timeout=60).run()
    assert "own 0" in html_of(app)
    raw = SHIPPED.read_bytes().replace(b"target_yi_per_km2 = 75.0", b"target_yi_per_km2 = 80.0")
    app.file_uploader[0].upload("paths.toml", raw, "application/toml").run()
    assert "3 target 80.0" in html_of(app)
    assert "Case in use: paths.toml" in html_of(app)
    assert len(app.get("download_button")) == 1
    app.button[0].click().run()
    assert "own 0" in html_of(app)


def test_a_file_that_is_no_such_case_is_named_and_changes_nothing() -> None:
    app = AppTest.from_string(SCRIPT, default_timeout=60).run()
    grading = SHIPPED.with_name("grading-per-mu.toml").read_bytes()
    app.file_uploader[0].upload("wrong.toml", grading, "application/toml").run()
    assert "wrong.toml: kind" in html_of(app)
    assert "own 0" in html_of(app)


@pytest.mark.parametrize(("raw", "said"), [(b"\xff\xfe", "not UTF-8"), (b"x" * (MOST_BYTES + 1), "at most")])
def test_what_is_no_text_of_a_case(raw: bytes, said: str) -> None:
    with pytest.raises(CaseError, match=said):
        text_of(raw, "x.toml")


def test_the_token_follows_the_text() -> None:
    case = load_landuse_case(SHIPPED, ScenarioCase)
    again = parse_landuse_case(dump_landuse_case(case), ScenarioCase, origin="x")
    assert token_of(case) == token_of(again) != token_of(case.model_copy(update={"illustrative": False}))
    assert token_of(None) == "own"
