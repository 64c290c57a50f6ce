from pathlib import Path

from streamlit.testing.v1 import AppTest

from geodata.catalog import entries

PAGE = Path(__file__).resolve().parents[2] / "pages" / "data.py"


def _app(**query: str) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    for name, value in {"lang": "en", **query}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def _html(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def test_every_dataset_can_be_shown() -> None:
    app = _app()
    for one in entries():
        next(iter(app.selectbox)).select(one.layer_id).run()
        assert not app.exception, one.layer_id
        assert one.checksum_sha256 in _html(app)
        assert len(app.get("download_button")) == (1 if one.kind == "table" else 2)


def test_the_missing_review_number_is_said() -> None:
    assert "审图号" in _html(_app())


def test_open_data_keep_their_notice() -> None:
    assert "ODbL" in _html(_app(layer="infrastructure-osm"))
