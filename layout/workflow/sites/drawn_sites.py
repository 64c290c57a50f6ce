"""Shapes drawn on the map: checked and measured before they may become candidates."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely
from shapely.errors import GEOSException
from shapely.geometry.base import BaseGeometry

from geodata.embedded import table
from geodata.text import Bilingual
from layout.entities.wording import listing, plain, say
from layout.errors import OwnSiteError
from layout.sites.user_places import district_shares, measured, nearest_parks
from layout.workflow.desk.ground import ground
from layout.workflow.desk.tables import desk_table
from layout.workflow.sites.own import OwnLayer

LEAST_HA: Final = 0.1
_WHOLE: Final = 0.9999
_SURFACE: Final = 2


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape drawn on the map, with what was measured and found.

    Parameters
    ----------
    shape
        Point or polygon in degrees WGS84.
    errors
        What keeps it from being a candidate.
    warnings
        What must be known of it.
    area_ha
        Geodesic area, NaN for a point.
    shares
        Districts with the share of the area, the greatest first.
    nearest_park_id, nearest_park_km
        The nearest park and the geodesic distance to its point.
    """

    shape: BaseGeometry
    errors: tuple[Bilingual, ...]
    warnings: tuple[Bilingual, ...]
    area_ha: float
    shares: Mapping[str, float]
    nearest_park_id: str
    nearest_park_km: float


def check_drawn(geometry: Mapping[str, Any], kept: OwnLayer | None = None) -> Drawn:
    """Return a drawn shape with what was measured and found.

    Parameters
    ----------
    geometry
        GeoJSON geometry in degrees WGS84, as the map reports it.
    kept
        The own sites that are there already.

    Raises
    ------
    OwnSiteError
        It is no point and no polygon.
    """
    shape = _shape(geometry)
    flat = shapely.get_dimensions(shape) == _SURFACE
    if flat and not shape.is_valid:
        reason = shapely.is_valid_reason(shape)
        crossing = say("own_draw.crosses", place=_place(reason))
        return Drawn(shape, (crossing,), (), float("nan"), {}, "", float("nan"))
    places = measured(np.array([shape], dtype=object))
    shares = district_shares(np.array([shape], dtype=object), ground())[0]
    near = nearest_parks(places, desk_table("parks"))
    area = float(places["measured_ha"].iloc[0])
    errors = []
    if not shares:
        errors.append(say("own_draw.outside"))
    if flat and area < LEAST_HA:
        errors.append(say("own_draw.too_small", area=plain(area, 2), least=plain(LEAST_HA)))
    return Drawn(
        shape=shape,
        errors=tuple(errors),
        warnings=_warnings(shape, shares, kept),
        area_ha=area,
        shares=shares,
        nearest_park_id=str(near["nearest_park_id"].iloc[0]),
        nearest_park_km=float(near["nearest_park_km"].iloc[0]),
    )


def _shape(geometry: Mapping[str, Any]) -> BaseGeometry:
    """Return the shape of a GeoJSON geometry."""
    try:
        shape = shapely.geometry.shape(dict(geometry))
    except (AttributeError, GEOSException, KeyError, TypeError, ValueError) as error:
        raise refusal(key="own_draw.no_shape") from error
    if shape.is_empty or shape.geom_type not in {"Point", "Polygon"}:
        raise refusal(key="own_draw.no_shape")
    return shapely.force_2d(shape)


def _place(reason: str) -> str:
    """Return the position that GEOS names, to five decimals."""
    inside = reason.partition("[")[2].rstrip("]").split()
    return ", ".join(f"{float(number):.5f}" for number in inside) or "-"


def _warnings(
    shape: BaseGeometry, shares: Mapping[str, float], kept: OwnLayer | None
) -> tuple[Bilingual, ...]:
    """Return what must be known of a drawn shape."""
    names = table("districts").set_index("adcode")
    told = []
    if len(shares) > 1:
        parts = [
            say(
                "own_sites.share",
                district=Bilingual(en=str(names.loc[code, "name_en"]), zh=str(names.loc[code, "name_zh"])),
                share=plain(100 * share),
            )
            for code, share in shares.items()
        ]
        told.append(say("own_draw.across", parts=listing(parts)))
    if shares and sum(shares.values()) < _WHOLE:
        told.append(say("own_draw.partly_outside", share=plain(100 * (1 - sum(shares.values())))))
    if kept is not None and bool(
        shapely.intersects(np.asarray(kept.frame.geometry, dtype=object), shape).any()
    ):
        told.append(say("own_draw.overlaps"))
    return tuple(told)


def refusal(*, key: str, **values: object) -> OwnSiteError:
    """Return an error with words of the catalogue.

    Parameters
    ----------
    key
        A key of the catalogue.
    values
        What its placeholders stand for.
    """
    words = say(key, **values)
    return OwnSiteError(en=words.en, zh=words.zh)
