"""What imported files of own sites and parks must be before they are kept: usable, matched, with what is asked for told."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import geopandas as gpd

from geodata.embedded import table
from layout.entities.candidates import OwnSitesSetting
from layout.errors import OwnSiteError
from layout.workflow.desk.office_parks import office_parks_over
from layout.workflow.desk.roles import Incoming, PlainRole
from layout.workflow.desk.tables import PARKS_ITEM, SITES_ITEM
from layout.workflow.sites.kept_sites import left_out, sites_alone
from layout.workflow.sites.own import OwnLayer, Whereabouts
from layout.workflow.sites.user_parks import matched_parks
from layout.workflow.sites.user_sites import candidature

if TYPE_CHECKING:
    from geodata.workspace import Version, Workspace


@dataclass(frozen=True, slots=True)
class SitesRole(PlainRole):
    """Takes a file in as the office's candidate sites: kept as it came, once it is known to be usable."""

    role_id: str = SITES_ITEM

    def keep(self, workspace: "Workspace", incoming: Incoming) -> "Version":
        """Keep the sites with what was told of them, and return their version.

        Raises
        ------
        OwnSiteError
            The file has no positions, or cannot be ranked as it stands; nothing is kept.
        WriteError, WorkspaceError, CRSMismatchError, DataFormatError
            As `PlainRole.keep`.
        """
        frame, name = incoming.layer.frame, incoming.original_name
        if not isinstance(frame, gpd.GeoDataFrame):
            raise OwnSiteError(
                en=f"{name}: no positions in it; candidates need points or polygons, or columns lon and lat.",
                zh=f"{name}：没有位置；候选地须有点、面几何或 lon、lat 列。",
            )
        found = candidature(
            OwnLayer(frame, name, incoming.layer.provenance.checksum_sha256),
            OwnSitesSetting(),
            where=Whereabouts(workspace=workspace),
        )
        with sites_alone(workspace):
            return incoming.keep(workspace, notes=(*found.told, *left_out(workspace, frame)))


@dataclass(frozen=True, slots=True)
class ParksRole(PlainRole):
    """Takes a file in as the office's parks: matched to the table, kept with the match."""

    role_id: str = PARKS_ITEM

    def keep(self, workspace: "Workspace", incoming: Incoming) -> "Version":
        """Keep the parks and return their version.

        Raises
        ------
        OwnSiteError
            As `matched_parks`; nothing is kept.
        WriteError, WorkspaceError, CRSMismatchError, DataFormatError
            As `PlainRole.keep`.
        """
        frame, told = matched_parks(incoming.layer.frame, origin=incoming.original_name)
        office_parks_over(table("parks"), frame)  # refuses what the desk could not lay over later
        return incoming.keep(workspace, replace(incoming.layer, frame=frame), notes=told)
