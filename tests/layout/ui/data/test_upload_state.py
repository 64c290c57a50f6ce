import hashlib

import pytest
from streamlit.testing.v1 import AppTest

from geodata.quality.options import Limits, ReadOptions
from layout.ui.data.upload_state import LARGE_BYTES, Upload

CSV = b"name,X,Y\na,3272765.5,36359965.6\nb,3244124.3,36345518.7\n"
SCRIPT = """
import streamlit as st
from layout.ui.data.upload_state import answers, begin_upload, current_upload, drop_upload, upload_round
if st.button("begin"):
    begin_upload("new.csv", b"x")
if st.button("drop"):
    drop_upload()
upload = current_upload()
st.text(repr((answers(), None if upload is None else upload.name, upload_round())))
"""


def run(kept: dict[str, object]) -> AppTest:
    app = AppTest.from_string(SCRIPT, default_timeout=30)
    app.session_state["cq_store"] = kept
    return app.run()


@pytest.mark.parametrize(
    ("kept", "options"),
    [
        ({}, ReadOptions()),
        ({"up.crs": "EPSG:4524 yx"}, ReadOptions(crs="EPSG:4524", axes="yx")),
        ({"up.crs": "EPSG:4545", "up.axes": "yx"}, ReadOptions(crs="EPSG:4545", axes="yx")),
        ({"up.crs": "other", "up.typed": " EPSG:4546 "}, ReadOptions(crs="EPSG:4546")),
        ({"up.crs": "other", "up.typed": ""}, ReadOptions()),
        ({"up.crs": "+proj=tmerc +lon_0=106.5 yx"}, ReadOptions(crs="+proj=tmerc +lon_0=106.5", axes="yx")),
        ({"up.crs": "+proj=tmerc +lon_0=106.5"}, ReadOptions(crs="+proj=tmerc +lon_0=106.5")),
        ({"up.datum": "gcj02", "up.layer": "表一"}, ReadOptions(datum="gcj02", layer="表一")),
        ({"up.datum": "mars", "up.axes": "zz"}, ReadOptions()),
        ({"up.kind": "table", "up.encoding": "gb18030"}, ReadOptions(table=True, encoding="gb18030")),
    ],
)
def test_answers_become_options(kept: dict[str, object], options: ReadOptions) -> None:
    assert run(kept).text[0].value.startswith(f"({options!r},")


def test_a_new_file_forgets_what_was_said_of_the_old_one_and_keeps_who_imports() -> None:
    said = {"up.crs": "EPSG:4545", "up.sure": True, "up.year": "2020", "up.who": "Li", "up.kind": "table"}
    app = run(dict(said))
    app.button[0].click().run()
    store = app.session_state["cq_store"]
    assert {name: store.get(name) for name in said} == {
        "up.crs": None,
        "up.sure": None,
        "up.year": None,
        "up.who": "Li",
        "up.kind": "table",
    }
    assert "'new.csv', 0)" in app.text[0].value
    app.button[1].click().run()
    assert app.text[0].value == repr((ReadOptions(), None, 1))


def test_the_same_answers_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    upload = Upload("x.csv", CSV)
    first = upload.look(ReadOptions())
    assert upload.offers[0].crs == "EPSG:4524"
    placed = upload.look(ReadOptions(crs="EPSG:4524", axes="yx"))
    monkeypatch.setattr("layout.ui.data.upload_state.look_at", lambda *_, **__: pytest.fail("read again"))
    assert upload.look(ReadOptions(crs="EPSG:4524", axes="yx")) is placed
    assert placed is not first
    assert upload.offers  # stay while the person tries one


def test_the_map_shows_what_is_placed_and_nothing_else() -> None:
    upload = Upload("x.csv", CSV)
    upload.look(ReadOptions())
    assert upload.drawn() is None
    upload.look(ReadOptions(crs="EPSG:4524", axes="yx"))
    made = upload.drawn()
    assert made is not None
    assert upload.drawn() is made
    token = upload.token
    assert token
    upload.look(ReadOptions(table=True))
    assert (upload.drawn(), upload.token) == (None, "")


def test_a_large_file_gets_the_time_of_an_import() -> None:
    assert Upload("x", b"").limits == Limits()
    large = Upload("x", bytes(LARGE_BYTES + 1))
    assert large.large
    assert large.limits.seconds > Limits().seconds
    assert large.digest() == hashlib.sha256(bytes(LARGE_BYTES + 1)).hexdigest()
