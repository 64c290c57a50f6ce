"""The office's own sites of a case: where they are looked for, as they were kept or read, and ready to be ranked."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.text import Bilingual
from layout.sites.user_model import OwnSites
from layout.sites.user_told import Asked
from layout.workflow.desk.dem import OwnDem

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the own sites of a case are looked for.

    Parameters
    ----------
    home
        The folder that relative paths start from, that of the case file; None where the case came from no folder.
    workspace
        The workspace in use, None for none.
    """

    home: Path | None = None
    workspace: "Workspace | None" = None


@dataclass(frozen=True, slots=True)
class OwnLayer:
    """A layer of own sites as it was kept or read, with nothing computed yet.

    Parameters
    ----------
    frame
        Points and polygons in WGS84 with their attributes; the index counts rows as in the file.
    origin
        Its name in messages.
    sha256
        Checksum of the file or of the version in the workspace.
    """

    frame: "gpd.GeoDataFrame"
    origin: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Candidature:
    """Own sites of a case, ready to be ranked.

    Parameters
    ----------
    sites
        The sites.
    told
        What the reader must know of them.
    asked
        What the office is asked for.
    origin, sha256
        As for :class:`OwnLayer`.
    dem
        Elevation raster of the office, None without.
    """

    sites: OwnSites
    told: tuple[Bilingual, ...]
    asked: tuple[Asked, ...]
    origin: str
    sha256: str
    dem: OwnDem | None = None
