"""Well-known binary taken whole or not at all."""

import shapely

from geodata.quality.model import Shape


def whole(raw: bytes) -> Shape | None:
    """Return a geometry whose binary form is exactly `raw`, or None when it is damaged or goes on after its end.

    Parameters
    ----------
    raw
        WKB of ISO or of the extended kind.
    """
    try:
        found = shapely.from_wkb(raw)
    except shapely.errors.GEOSException:
        return None
    extended = 4 if shapely.get_srid(found) else 0
    return found if len(shapely.to_wkb(found)) + extended == len(raw) else None
