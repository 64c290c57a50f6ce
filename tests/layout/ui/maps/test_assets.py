import posixpath
import re
import subprocess
import sys

import folium
import pytest
from folium.plugins import Draw, Fullscreen

from layout.ui.maps.assets import (
    ASSETS,
    ROOT_FROM_COMPONENT,
    Asset,
    RemoteLinkError,
    asset_bytes,
    refuse_remote_links,
)
from layout.ui.maps.view import base_map

STYLE_URL = re.compile(rb"url\(\s*['\"]?([^'\")]+)")


@pytest.mark.parametrize("name", sorted(ASSETS))
def test_every_asset_is_installed(name: str) -> None:
    content = asset_bytes(name)
    assert content
    assert not content.lstrip().lower().startswith((b"<!doctype", b"<html"))
    assert ASSETS[name].content_type.split(";")[0] in {
        "text/javascript",
        "text/css",
        "image/png",
        "image/svg+xml",
    }


@pytest.mark.parametrize("name", [name for name in sorted(ASSETS) if name.endswith(".css")])
def test_what_a_style_sheet_asks_for_is_served_too(name: str) -> None:
    asked = [found.decode() for found in STYLE_URL.findall(asset_bytes(name))]
    own = [address for address in asked if not address.startswith(("data:", "#"))]
    needed = {posixpath.normpath(posixpath.join(posixpath.dirname(name), address)) for address in own}
    assert needed <= set(ASSETS)


@pytest.mark.parametrize("name", [name for name in sorted(ASSETS) if name.startswith("cq/")])
def test_our_own_scripts_name_no_other_host(name: str) -> None:
    assert not re.search(rb"https?://|//[a-z]+\.[a-z]", asset_bytes(name))


def test_our_own_scripts_set_text_and_never_markup() -> None:
    for name in ("cq/map.js", "cq/layers.js"):
        text = asset_bytes(name).decode()
        assert not re.search(r"insertAdjacentHTML|document\.write|\beval\(|new Function|outerHTML", text)
        assert not re.search(r"innerHTML\s*=", text)


def test_folium_points_at_this_server_only() -> None:
    for kind in (folium.Map, Draw):
        links = [address for _, address in (*kind.default_js, *kind.default_css)]
        assert links
        for address in links:
            assert address.startswith(f"{ROOT_FROM_COMPONENT}assets/")
            assert address.removeprefix(f"{ROOT_FROM_COMPONENT}assets/") in ASSETS


def test_icon_fonts_and_bootstrap_are_gone() -> None:
    links = " ".join(address for _, address in (*folium.Map.default_js, *folium.Map.default_css))
    assert not re.search("bootstrap|awesome|glyph", links)


def test_a_plugin_that_would_reach_out_is_refused() -> None:
    view = base_map()
    refuse_remote_links(view)
    Fullscreen().add_to(view)
    with pytest.raises(RemoteLinkError, match="Fullscreen would fetch https://"):
        refuse_remote_links(view)


def test_an_unlisted_name_is_refused() -> None:
    with pytest.raises(KeyError):
        asset_bytes("leaflet/../../../__init__.py")


def test_content_type_follows_the_suffix() -> None:
    assert Asset("x", "a/b.js").content_type == "text/javascript; charset=utf-8"


def test_reading_leaflet_does_not_import_its_package_or_django() -> None:
    script = (
        "import sys; from layout.ui.maps.assets import asset_bytes; asset_bytes('leaflet/leaflet.js');"
        "print('leaflet' in sys.modules, 'django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
