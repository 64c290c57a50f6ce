"""The office's own candidates as sites: what is said of each, what is measured, and what has to be asked.

Nothing is guessed. A figure that the layer states stands beside the one that is measured; what neither gives stays
missing and is listed under the column names that would give it.
"""

from typing import Final

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from layout.entities.vocabulary import PARK_LEVELS
from layout.errors import OwnSiteError
from layout.sites.user_columns import LEVEL_WORDS, read_fields, require_known
from layout.sites.user_frame import Known, build_frame
from layout.sites.user_model import USER_COLUMNS, Facts, OwnSites, Said
from layout.sites.user_places import Shapes, district_shares, hosts_by_outline, measured

_TEXT: Final = frozenset({"origin", "land_basis", "host_basis", "district_shares", "nearest_park_id"})
_KINDS: Final = frozenset({"Point", "Polygon", "MultiPolygon"})


def own_sites(attributes: pd.DataFrame, shapes: Shapes, *, facts: Facts, said: Said) -> OwnSites:
    """Return a layer of points and parcels as sites.

    Parameters
    ----------
    attributes
        What the columns say, without geometry; the index holds the numbers of the rows in the file.
    shapes
        Points, polygons or None in degrees WGS84, shape (sites,).
    facts
        What they are placed among.
    said
        What is said about the whole layer.

    Raises
    ------
    OwnSiteError
        There is no site; a shape is neither point nor polygon; an id stands twice or is that of a park; a cell does not
        hold what its column promises, or names a cluster, park or zone that is not known.
    """
    shapes = _checked_shapes(shapes, attributes.index, said.origin)
    fields, ignored = read_fields(attributes, origin=said.origin)
    fields = _known_words(fields, facts, said.origin)
    ids = _site_ids(fields, facts, said.origin)
    places = measured(shapes).set_axis(fields.index, axis=0)
    shares = district_shares(shapes, facts.ground)
    hosts = _hosts(fields, shapes, facts)
    frame = build_frame(Known(fields, places, shares, hosts), facts=facts, said=said).set_axis(
        pd.Index(ids, name="site_id", dtype=object), axis=0
    )
    surfaces = np.asarray(shapely.get_dimensions(shapes)) == 2  # noqa: PLR2004 - the dimension of an area
    return OwnSites(
        frame=frame,
        outlines={key: shape for key, shape, flat in zip(ids, shapes, surfaces, strict=True) if flat},
        shares=dict(zip(ids, shares, strict=True)),
        ignored=ignored,
    )


def join_sites(parks: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """Return parks and own sites in one frame; a park has nothing in the columns that only own sites have.

    Parameters
    ----------
    parks
        Columns `SITE_COLUMNS`, possibly none of its rows.
    own
        `OwnSites.frame`.
    """
    blank = {
        name: pd.Series(
            "" if name in _TEXT else np.nan, index=parks.index, dtype=object if name in _TEXT else "float64"
        )
        for name in USER_COLUMNS
        if name not in parks
    }
    extra = [name for name in parks.columns if name not in own]
    wide = parks.assign(**blank)[[*own.columns, *extra]]
    if not len(wide):
        return own
    return pd.concat([wide, own])


def _checked_shapes(shapes: Shapes, rows: pd.Index, origin: str) -> Shapes:
    """Return the shapes in two dimensions, single points out of multipoints of one; anything else is refused."""
    if not len(shapes):
        raise OwnSiteError(
            en=f"{origin}: no site in it; add points or parcels.",
            zh=f"{origin}：其中没有候选地；请加入点或地块。",
        )
    flat = np.array(shapely.force_2d(shapes), dtype=object)
    for place, found in enumerate(flat):
        shape = _single(found)
        flat[place] = shape
        if shape is not None and shape.geom_type not in _KINDS:
            row = rows[place]
            raise OwnSiteError(
                en=f"{origin}: row {row} is a {shape.geom_type}, expected a point or a polygon; a candidate is a place or a"
                " parcel.",
                zh=f"{origin}：第 {row} 行为 {shape.geom_type}，应为点或面；候选地须是一处位置或一块地。",
            )
    return flat


def _single(shape: BaseGeometry | None) -> BaseGeometry | None:
    """Return a shape, the point out of a multipoint of one, None for an empty one."""
    if shape is None or shape.is_empty:
        return None
    return (
        shapely.get_geometry(shape, 0)
        if shape.geom_type == "MultiPoint" and shapely.get_num_geometries(shape) == 1
        else shape
    )


def _known_words(fields: pd.DataFrame, facts: Facts, origin: str) -> pd.DataFrame:
    """Return the fields with ids in place of names of clusters, parks, zones and levels."""
    clusters, parks, zones = facts.clusters, facts.parks, facts.ground.zones
    tables = {
        "cluster_ids": (clusters["cluster_id"], clusters),
        "host_park_id": (parks["park_id"], parks),
        "zone_ids": (zones["zone_id"], zones),
    }
    known = {
        name: require_known(fields[name], ids, what=name, origin=origin, names=_names(ids, table))
        for name, (ids, table) in tables.items()
    }
    level = require_known(fields["level"], PARK_LEVELS, what="level", origin=origin, names=LEVEL_WORDS)
    return fields.assign(**known, level=level)


def _names(ids: pd.Series, table: pd.DataFrame) -> dict[str, str]:
    """Return the names of a table's rows with their ids; a name of two rows stands for neither."""
    found: dict[str, set[str]] = {}
    columns = [table[name] for name in ("name_zh", "name_en", "catalogue_code") if name in table]
    for key, *names in zip(ids, *columns, strict=True):
        for name in names:
            found.setdefault(name, set()).add(key)
    return {name: next(iter(keys)) for name, keys in found.items() if name and len(keys) == 1}


def _site_ids(fields: pd.DataFrame, facts: Facts, origin: str) -> list[str]:
    """Return the id of each site: its own, else one from its row."""
    ids = [text or f"site_{row}" for row, text in fields["site_id"].items()]
    taken = set(facts.parks["park_id"])
    for place, key in enumerate(ids):
        if key in taken:
            row = fields.index[place]
            raise OwnSiteError(
                en=f"{origin}: row {row}: id {key[:60]!r} stands twice, or is that of a park; give each site an id of its own.",
                zh=f"{origin}：第 {row} 行：编号 {key[:60]!r} 重复，或与园区编号相同；请为每个候选地另设编号。",
            )
        taken.add(key)
    return ids


def _hosts(fields: pd.DataFrame, shapes: Shapes, facts: Facts) -> pd.DataFrame:
    """Return the park that each site lies in: as stated, else by the office's outlines; "" where nobody says."""
    outlined = hosts_by_outline(shapes, facts.park_outlines)
    stated = fields["host_park_id"].tolist()
    ids = [one or other for one, other in zip(stated, outlined, strict=True)]
    basis = [
        "stated" if one else ("outline" if other else "") for one, other in zip(stated, outlined, strict=True)
    ]
    return pd.DataFrame({"id": ids, "basis": basis}, index=fields.index)
