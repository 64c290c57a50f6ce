"""Scripts and styles that the map needs, served from installed packages: no CDN is ever asked.

Every file is named here. Nothing else below the packages' folders can be reached, whatever path is asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

import folium
from branca.element import Element
from folium.elements import JSCSSMixin
from folium.plugins import Draw

from geodata.errors import DataMissingError
from layout.errors import LayoutError

# The component's page is /component/streamlit_folium.st_folium/index.html, so this climbs to the root of the server
# (below server.baseUrlPath where one is set).
ROOT_FROM_COMPONENT = "../../"

_CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file that the browser may fetch.

    Parameters
    ----------
    package
        Import name of the installed package that carries it.
    path
        Its path inside the package, with forward slashes.
    """

    package: str
    path: str

    @property
    def content_type(self) -> str:
        """Return the media type by the file's suffix."""
        return _CONTENT_TYPES[PurePosixPath(self.path).suffix]


def _leaflet(path: str) -> Asset:
    """Return a file of the django-leaflet package (only its static files are used; Django is not installed)."""
    return Asset("leaflet", f"static/leaflet/{path}")


_LEAFLET_IMAGES = (
    "layers.png",
    "layers-2x.png",
    "marker-icon.png",
    "marker-icon-2x.png",
    "marker-shadow.png",
)
_DRAW_IMAGES = ("spritesheet.png", "spritesheet-2x.png", "spritesheet.svg")

ASSETS: dict[str, Asset] = {
    "leaflet/leaflet.js": _leaflet("leaflet.js"),
    "leaflet/leaflet.css": _leaflet("leaflet.css"),
    **{f"leaflet/images/{name}": _leaflet(f"images/{name}") for name in _LEAFLET_IMAGES},
    "leaflet/draw/leaflet.draw.js": _leaflet("draw/leaflet.draw.js"),
    "leaflet/draw/leaflet.draw.css": _leaflet("draw/leaflet.draw.css"),
    **{f"leaflet/draw/images/{name}": _leaflet(f"draw/images/{name}") for name in _DRAW_IMAGES},
    "jquery/jquery.min.js": Asset("xstatic.pkg.jquery", "data/jquery.min.js"),
    "cq/map.js": Asset("layout.ui", "static/map.js"),
    "cq/layers.js": Asset("layout.ui", "static/layers.js"),
    "cq/raster.js": Asset("layout.ui", "static/raster.js"),
    "cq/map.css": Asset("layout.ui", "static/map.css"),
}


class RemoteLinkError(LayoutError, ValueError):
    """A map element that would fetch a script or style from another host."""


@cache
def asset_bytes(name: str) -> bytes:
    """Return the bytes of asset `name`.

    Raises
    ------
    KeyError
        The name is not on the list.
    DataMissingError
        The package that carries the file is not installed whole.
    """
    asset = ASSETS[name]
    try:
        return (_folder(asset.package) / asset.path).read_bytes()
    except (FileNotFoundError, ModuleNotFoundError) as error:
        raise DataMissingError(
            en=f"asset {name}: {asset.path} of the installed package {asset.package} is missing; install the product again",
            zh=f"资源 {name}：已安装的包 {asset.package} 中缺少 {asset.path}；请重新安装本产品",
        ) from error


def _folder(package: str) -> Path:
    """Return the folder of an installed package without importing it (`leaflet` would ask for Django)."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(next(iter(spec.submodule_search_locations)))


def _link(name: str) -> str:
    """Return the address of an asset as seen from the map component's page."""
    if name not in ASSETS:
        message = f"asset {name} is not on the list"
        raise KeyError(message)
    return f"{ROOT_FROM_COMPONENT}assets/{name}"


def use_local_assets() -> None:
    """Point folium's classes at this server once; bootstrap, awesome-markers and icon fonts are dropped."""
    folium.Map.default_js = [
        ("leaflet", _link("leaflet/leaflet.js")),
        ("jquery", _link("jquery/jquery.min.js")),
        ("cq_map", _link("cq/map.js")),
        ("cq_layers", _link("cq/layers.js")),
        ("cq_raster", _link("cq/raster.js")),
    ]
    folium.Map.default_css = [
        ("leaflet_css", _link("leaflet/leaflet.css")),
        ("cq_map_css", _link("cq/map.css")),
    ]
    Draw.default_js = [("leaflet_draw_js", _link("leaflet/draw/leaflet.draw.js"))]
    Draw.default_css = [("leaflet_draw_css", _link("leaflet/draw/leaflet.draw.css"))]


def refuse_remote_links(element: Element) -> None:
    """Raise unless every script and style below `element` comes from this server.

    Raises
    ------
    RemoteLinkError
        A folium class, most likely a plugin, still names its CDN.
    """
    for part in _walk(element):
        for _, address in (*getattr(part, "default_js", ()), *getattr(part, "default_css", ())):
            if not address.startswith(f"{ROOT_FROM_COMPONENT}assets/"):
                kind = type(part).__name__
                raise RemoteLinkError(
                    en=f"map element {kind} would fetch {address}; expected a local asset: add it to layout.ui.maps.assets",
                    zh=f"地图元素 {kind} 会请求 {address}；应使用本地资源：请在 layout.ui.maps.assets 中登记",
                )


def _walk(element: Element) -> Iterator[Element]:
    """Yield `element` and everything below it that can carry links."""
    if isinstance(element, JSCSSMixin):
        yield element
    for child in element._children.values():  # noqa: SLF001 - branca offers no public way to list children
        yield from _walk(child)


use_local_assets()
