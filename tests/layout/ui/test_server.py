import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from starlette.applications import Starlette
from streamlit.runtime.pages_manager import PagesManager

from geodata.text import Bilingual
from layout.ui import server
from layout.ui.kept.previews import keep_preview
from layout.ui.maps.payloads import payload_bytes
from layout.ui.server import GEOJSON, make_body, routes
from layout.workflow.desk.layers import drawable
from tests.layout.workflow.office_figures import keep_office

PARKS = "lang=en&colour=level&pair=gross_output-per-approved_area&cluster=any"


@pytest.fixture
def app() -> Starlette:
    return Starlette(routes=routes())


def test_an_asset_is_served_with_its_type(app: Starlette, get: Callable[..., Any]) -> None:
    answer = get(app, "/assets/leaflet/leaflet.js")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert b"Leaflet" in answer.body[:400]


@pytest.mark.parametrize(
    "path",
    [
        "/assets/leaflet/nothing.js",
        "/assets/",
        "/assets/../layout/ui/server.py",
        "/assets/leaflet/../../../pyproject.toml",
        "/assets//etc/passwd",
        "/data/nothing.geojson",
        "/data/parks.html",
        "/data/",
    ],
)
def test_anything_else_is_not_found(app: Starlette, get: Callable[..., Any], path: str) -> None:
    answer = get(app, path, query="lang=en")
    assert answer.status == 404
    assert answer.headers["content-type"].startswith("text/plain")


def test_data_are_geojson(app: Starlette, get: Callable[..., Any]) -> None:
    answer = get(app, "/data/parks.geojson", query=PARKS)
    assert (answer.status, answer.headers["content-type"]) == (200, GEOJSON)
    assert json.loads(answer.body)["type"] == "FeatureCollection"


def test_data_are_compressed_where_the_browser_can_read_that(app: Starlette, get: Callable[..., Any]) -> None:
    plain = get(app, "/data/parks.geojson", query=PARKS)
    packed = get(app, "/data/parks.geojson", query=PARKS, headers={"Accept-Encoding": "gzip, br"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 3
    assert packed.headers["vary"] == "Accept-Encoding"


def test_known_bytes_are_not_sent_again(app: Starlette, get: Callable[..., Any]) -> None:
    first = get(app, "/data/parks.geojson", query=PARKS)
    again = get(app, "/data/parks.geojson", query=PARKS, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    other = get(app, "/data/parks.geojson", query=PARKS.replace("level", "cluster"))
    assert other.headers["etag"] != first.headers["etag"]


def test_the_same_question_is_answered_from_memory_until_the_desk_changes(
    app: Starlette, get: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, own_workspace: Path
) -> None:
    asked: list[dict[str, str]] = []

    def counted(layer: str, query: dict[str, str]) -> bytes:
        asked.append(query)
        return payload_bytes(layer, query)

    monkeypatch.setattr(server, "payload_bytes", counted)
    for expected, value in ((1, 61.0), (2, 62.0)):
        keep_office(
            own_workspace, (("park", "wanzhou_etdz", "gross_output", 2023, value),)
        )  # a state of the desk that no other test has asked for
        get(app, "/data/parks.geojson", query=PARKS)
        get(app, "/data/parks.geojson", query="&".join(reversed(PARKS.split("&"))))
        assert len(asked) == expected


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("lang=en&colour=mood", 404),
        ("lang=xx", 404),
        ("lang=en&colour=level&evil=1", 404),
        ("lang=en&colour=intensity&pair=apples-per-pear", 400),
    ],
)
def test_a_wrong_choice_is_refused_in_one_line(
    app: Starlette, get: Callable[..., Any], query: str, status: int
) -> None:
    answer = get(app, "/data/parks.geojson", query=query)
    assert answer.status == status
    assert b"\n" not in answer.body
    assert b"Traceback" not in answer.body


def test_the_routes_follow_the_base_path(monkeypatch: pytest.MonkeyPatch, get: Callable[..., Any]) -> None:
    monkeypatch.setattr(server.config, "get_option", {"server.baseUrlPath": "/desk/"}.__getitem__)
    app = Starlette(routes=routes())
    assert get(app, "/desk/assets/cq/map.js").status == 200
    assert get(app, "/assets/cq/map.js").status == 404


def test_the_old_kind_of_pages_is_off_before_the_first_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    routes()
    assert PagesManager.uses_pages_directory is False


def test_equal_content_gives_equal_bytes() -> None:
    content = b"x" * 2000
    assert make_body(content) == make_body(content)
    assert make_body(b"short").compressed == b"short"


def test_an_upload_that_is_looked_at_is_served_and_not_kept(
    app: Starlette, get: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = gpd.GeoDataFrame({"a": ["x"]}, geometry=[shapely.Point(106.5, 29.5)], crs="EPSG:4326")
    token = keep_preview(drawable(frame), Bilingual(en="F", zh="F"))
    made: list[str] = []

    def counted(layer: str, query: dict[str, str]) -> bytes:
        made.append(layer)
        return payload_bytes(layer, query)

    monkeypatch.setattr(server, "payload_bytes", counted)
    for _ in range(2):
        answer = get(app, "/data/preview.geojson", query=f"lang=en&token={token}")
        assert answer.status == 200
        assert answer.headers["content-type"] == GEOJSON
    assert made == ["preview"] * 2  # made anew each time, nothing is kept
    assert get(app, "/data/preview.geojson", query="lang=en&token=guess").status == 400
