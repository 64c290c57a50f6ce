import pytest
from streamlit import net_util
from streamlit.web.server.server_util import is_url_from_allowed_origins

from layout.ui.outbound import keep_quiet


def test_judging_an_unknown_origin_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda url, **_: asked.append(url))
    monkeypatch.setattr(net_util, "_external_ip", None)
    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)

    keep_quiet()
    assert not is_url_from_allowed_origins("http://planning.example")
    assert asked == []
