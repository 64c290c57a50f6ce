"""The routes that this product adds to streamlit's server: `/assets` (scripts, styles), `/data` (GeoJSON by URL), `/raster` (pictures)."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager

from geodata.errors import ExplainedError
from layout.ui.kept.raster_pictures import find_raster_picture
from layout.ui.maps.assets import ASSETS, asset_bytes
from layout.ui.maps.payloads import payload_bytes
from layout.ui.maps.questions import UnknownPayloadError
from layout.ui.outbound import keep_quiet
from layout.ui.suitability.shown import UnknownStudyError, picture_bytes
from layout.workflow.desk.tables import desk_cached

GEOJSON = "application/geo+json"
PNG = "image/png"
_REVALIDATE = "no-cache"  # the browser keeps the bytes and asks with If-None-Match whether they still hold
_SMALLEST_TO_COMPRESS = 500  # bytes; below this gzip only adds


@dataclass(frozen=True, slots=True)
class Body:
    """Bytes ready to send, with their compressed form and their entity tag.

    Parameters
    ----------
    plain, compressed
        The same content without and with gzip.
    tag
        Strong entity tag, in quotes, derived from the content.
    """

    plain: bytes
    compressed: bytes
    tag: str


def make_body(content: bytes) -> Body:
    """Return `content` with its compressed form (same bytes for the same content) and entity tag."""
    compressed = (
        gzip.compress(content, compresslevel=6, mtime=0) if len(content) >= _SMALLEST_TO_COMPRESS else content
    )
    return Body(content, compressed, f'"{hashlib.sha256(content).hexdigest()[:32]}"')


def respond(request: Request, body: Body, *, content_type: str) -> Response:
    """Return 304 when the client holds these bytes already, else the bytes, compressed where it can read that."""
    headers = {
        "ETag": body.tag,
        "Cache-Control": _REVALIDATE,
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if body.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    compress = "gzip" in request.headers.get("accept-encoding", "") and body.compressed is not body.plain
    if compress:
        headers["Content-Encoding"] = "gzip"
    return Response(body.compressed if compress else body.plain, media_type=content_type, headers=headers)


@cache
def _asset_body(name: str) -> Body:
    """Return an asset with its compressed form."""
    return make_body(asset_bytes(name))


def serve_asset(request: Request) -> Response:
    """Answer `/assets/<name>`: a listed file, or 404 (never the single page's HTML)."""
    name = request.path_params["name"]
    if name not in ASSETS:
        return PlainTextResponse("no such asset", status_code=404)
    return respond(request, _asset_body(name), content_type=ASSETS[name].content_type)


@desk_cached(maxsize=256)
def _data_body(layer: str, query: tuple[tuple[str, str], ...]) -> Body:
    """Return a layer with its compressed form; the same question to the same desk is answered from memory."""
    return make_body(payload_bytes(layer, dict(query)))


def serve_data(request: Request) -> Response:
    """Answer `/data/<layer>.geojson?…`: a layer for display, 404 for an unknown layer, 400 for a wrong choice."""
    layer = request.path_params["layer"]
    question = tuple(sorted(request.query_params.items()))
    try:
        # what a reader looks at once, before an import, is not kept
        body = (
            make_body(payload_bytes(layer, dict(question)))
            if layer == "preview"
            else _data_body(layer, question)
        )
    except UnknownPayloadError as error:
        return PlainTextResponse(str(error), status_code=404)
    except ExplainedError as error:
        return PlainTextResponse(str(error), status_code=400)
    return respond(request, body, content_type=GEOJSON)


def serve_raster(request: Request) -> Response:
    """Answer `/raster/<study>.png?w=…`: a raster, or a study under the weights asked for; 404 for what is not open here."""
    try:
        token = request.path_params["token"]
        content = find_raster_picture(token) or picture_bytes(token, request.query_params.get("w", ""))
    except UnknownStudyError as error:
        return PlainTextResponse(str(error), status_code=404)
    except ExplainedError as error:
        return PlainTextResponse(str(error), status_code=400)
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    return respond(request, Body(content, content, tag), content_type=PNG)


def routes() -> list[BaseRoute]:
    """Return the routes, below `server.baseUrlPath` where one is set.

    The folder `pages/` beside the script makes streamlit's first session take it for an application of the old
    kind, which knows nothing of the addresses that `st.navigation` declares: a link to a page would fail once after
    every start. So the old kind is switched off here, before any session.
    """
    keep_quiet()
    PagesManager.uses_pages_directory = False
    prefix = str(config.get_option("server.baseUrlPath") or "").strip("/")
    base = f"/{prefix}" if prefix else ""
    return [
        Route(f"{base}/assets/{{name:path}}", serve_asset),
        Route(f"{base}/data/{{layer}}.geojson", serve_data),
        Route(f"{base}/data/{{rest:path}}", _no_such_data),
        Route(f"{base}/raster/{{token}}.png", serve_raster),
        Route(f"{base}/raster/{{rest:path}}", _no_such_data),
    ]


def _no_such_data(request: Request) -> Response:
    """Answer any other path below `/data` and `/raster` with 404, which streamlit would answer with its HTML."""
    del request
    return PlainTextResponse("no such data", status_code=404)
