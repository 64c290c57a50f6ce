"""The office's own parks and sites in a run: where they are looked for, and what comes of them. Loads no GIS by itself."""

import difflib
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from geodata.embedded import table
from layout.config.case import Case
from layout.config.toml import build_case, case_data
from layout.entities.candidates import CandidateLayer, Candidates, OwnSitesSetting
from layout.errors import CaseError
from layout.rules.evaluate import Measured, evaluate_rules
from layout.rules.register import Rule
from layout.sites.candidates import site_frame
from layout.sites.user_sites import join_sites
from layout.workflow.desk.dem import DEM_ITEM, dem_of
from layout.workflow.desk.tables import PARKS_ITEM, SITES_ITEM
from layout.workflow.sites.own import Candidature, Whereabouts

if TYPE_CHECKING:
    from geodata.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CandidateSites:
    """All sites of the layer that a case names, before its choice among them.

    Parameters
    ----------
    parks
        The table of parks, with the office's laid over it.
    sites
        Index site_id; `layout.sites.candidates.SITE_COLUMNS`, and those of own sites where there are any.
    own
        The office's own sites, None where parks alone are compared.
    inputs
        SHA-256 of what the office gave.
    office
        The office's parks as they were given, None without.
    """

    parks: pd.DataFrame
    sites: pd.DataFrame
    own: Candidature | None
    inputs: Mapping[str, str]
    office: pd.DataFrame | None = None


def with_layer(case: Case, layer: CandidateLayer) -> Case:
    """Return a case that compares another layer of candidates; everything else of it stays.

    Parameters
    ----------
    case
        The case.
    layer
        The layer; for parks alone, what the case says of own sites is dropped.

    Raises
    ------
    CaseError
        The case cannot be run with that layer.
    """
    data = case_data(case)
    candidates = data["candidates"] | {"layer": layer}
    if layer == "parks":
        candidates = {key: value for key, value in candidates.items() if key not in ("path", "item", "sites")}
    return build_case(data | {"candidates": candidates}, origin="--candidates")


def candidate_sites(case: Case, where: Whereabouts) -> CandidateSites:
    """Return the sites of the layer that a case names: parks, own sites, or both.

    Parameters
    ----------
    case
        The case.
    where
        Where the office's parks and sites are looked for.

    Raises
    ------
    OwnSiteError
        The own sites or parks are not there, cannot be read, or cannot be used.
    CaseError
        `include` or `exclude` names what is neither park nor own site.
    GeodataError
        The elevation raster cannot be read, or the workspace is damaged.
    """
    parks, office, digest = parks_in_use(where.workspace)
    sites = site_frame(parks, table("districts"))
    own = own_candidates(case, where, parks=parks)
    if own is not None:
        sites = join_sites(sites.iloc[:0] if case.candidates.layer == "sites" else sites, own.sites.frame)
    _require_known(case.candidates, {*sites.index, *parks["park_id"]})
    inputs = {"office_parks": digest} if digest else {}
    if own is not None:
        inputs |= {"own_sites": own.sha256} | ({"own_sites_dem": own.dem.sha256} if own.dem else {})
    return CandidateSites(parks, sites, own, inputs, office)


def _require_known(candidates: Candidates, known: set[str]) -> None:
    """Refuse ids of nothing: own sites are known only once their layer is read."""
    for key, ids in (("include", candidates.include), ("exclude", candidates.exclude)):
        for item in ids:
            if item not in known:
                near = difflib.get_close_matches(item, sorted(known), n=1)
                hint = near[0] if near else next(iter(sorted(known)))
                raise CaseError(
                    en=f"[candidates]: {key}: {item!r} is neither a park nor an own site; did you mean {hint!r}?",
                    zh=f"[candidates]：{key}：{item!r} 既不是园区也不是自有候选地；是否应为 {hint!r}？",
                )


def own_candidates(
    case: Case, where: Whereabouts, *, parks: pd.DataFrame | None = None
) -> Candidature | None:
    """Return the own sites of a case, None where it compares parks alone.

    Parameters
    ----------
    case
        The case.
    where
        Where own sites are looked for.
    parks
        The table of parks; the embedded one by default.

    Raises
    ------
    OwnSiteError
        There is no such layer, it cannot be read, or it holds no usable sites.
    GeodataError
        The elevation raster cannot be read, or the workspace is damaged.
    """
    if case.candidates.layer == "parks":
        return None
    from layout.workflow.sites import user_sites  # noqa: PLC0415 - a run of parks alone loads no GIS

    setting = case.candidates.sites or OwnSitesSetting()
    layer = user_sites.own_layer(case.candidates, where)
    home = None if setting.dem is None else user_sites.home_of(where, "candidates.sites.dem")
    dem = dem_of(setting, home, workspace=where.workspace)
    return user_sites.candidature(layer, setting, where=where, parks=parks, dem=dem)


def site_outcomes(
    case: Case, candidates: pd.DataFrame, *, rules: Sequence[Rule], own: Candidature | None
) -> pd.DataFrame:
    """Return the outcome of every rule at every candidate, see `evaluate_rules`.

    Rules on elevation and slope are measured at own sites where the case names an elevation raster.

    Parameters
    ----------
    case
        The case.
    candidates
        The sites chosen.
    rules
        The rules that bear on the project.
    own
        The own sites among them, None without.

    Raises
    ------
    GeodataError, OwnSiteError
        The raster cannot be used.
    """
    measured: dict[tuple[str, str], Measured] = {}
    if own is not None and own.dem is not None:
        from layout.workflow.sites.site_rules import measured_outcomes  # noqa: PLC0415 - a run of parks alone loads no GIS

        share, name = case.rules.parcel_share, own.dem.name
        measured = measured_outcomes(own.sites, rules, dem=own.dem.path, name=name, parcel_share=share)
    return evaluate_rules(candidates, rules, project=case.project, target=case.target, measured=measured)


def parks_in_use(workspace: "Workspace | None") -> tuple[pd.DataFrame, pd.DataFrame | None, str]:
    """Return the table of parks with the office's laid over it, the office's as given, and their checksum; None, "" without.

    Parameters
    ----------
    workspace
        The workspace, None for none.

    Raises
    ------
    OwnSiteError
        The office's parks cannot be laid over the table.
    WorkspaceError
        The workspace is damaged.
    """
    parks = table("parks")
    known = {} if workspace is None else {one.item_id: one.current for one in workspace.items()}
    version = known.get(PARKS_ITEM)
    if workspace is None or version is None:
        return parks, None, ""
    from layout.workflow.desk.office_parks import office_parks_over  # noqa: PLC0415 - as above

    office = workspace.load(PARKS_ITEM).frame
    return office_parks_over(parks, office), office, version.sha256


def own_state(candidates: Candidates, workspace: "Workspace | None") -> str:
    """Return a digest of what a run takes out of the workspace, "" where that is nothing.

    Parameters
    ----------
    candidates
        The `[candidates]` of a case.
    workspace
        The workspace, None for none.
    """
    if workspace is None:
        return ""
    used = {PARKS_ITEM}
    if candidates.layer != "parks":
        dem = candidates.sites.dem_item if candidates.sites is not None else None
        used |= {candidates.item or SITES_ITEM, dem or DEM_ITEM}
    sums = sorted(f"{one.item_id} {one.current.sha256}" for one in workspace.items() if one.item_id in used)
    return hashlib.sha256("\n".join(sums).encode()).hexdigest()[:16] if sums else ""
