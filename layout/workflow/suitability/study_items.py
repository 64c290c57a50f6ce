"""Layers of a study that the office keeps in its workspace: which version is meant, where its file lies, what is known of its origin."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from geodata.errors import UnknownLayerError
from geodata.workspace import Version, Workspace, WorkspaceError
from geodata.workspace.contents import content_of, unsound
from layout.config.derived_layer import Resampling
from layout.config.layer_file import LayerFile
from layout.config.suitability_case import SuitabilityCase
from layout.workflow.desk.raster_roles import LANDCOVER_ITEM
from layout.workflow.desk.tables import desk_workspace


@dataclass(frozen=True, slots=True)
class StudyItems:
    """The items of the workspace that a case names.

    Parameters
    ----------
    told
        The case with the version meant and its source and licence at each of them: what is kept of a run.
    placed
        The case with the file of each in place of the item: what is read.
    used
        The version of each, by layer.
    workspace
        Where they are kept; None where the case names none.
    """

    told: SuitabilityCase
    placed: SuitabilityCase
    used: Mapping[str, Version] = field(default_factory=dict)
    workspace: Workspace | None = None

    def check(self, files: Mapping[str, str]) -> None:
        """Raise if the bytes that were read are not those that were kept.

        Parameters
        ----------
        files
            SHA-256 of every file read, by layer.

        Raises
        ------
        WorkspaceError
            A file was changed.
        """
        for name, version in self.used.items():
            if self.workspace is not None and files.get(name, version.sha256) != version.sha256:
                raise unsound(self.workspace.folder, version)

    def record(self, layer: str) -> dict[str, object]:
        """Return what run.json says of a layer beside file and checksum, nothing where it is no item.

        Parameters
        ----------
        layer
            Its name in the case.
        """
        version = self.used.get(layer)
        if version is None:
            return {}
        original = version.original
        return {
            "item": version.item_id,
            "version": version.number,
            "year": version.provenance.vintage,
            "original_sha256": original.sha256 if original else None,
        }


def study_items(case: SuitabilityCase) -> StudyItems:
    """Return the items of the workspace in use that a case names; one that is not there is left without a file.

    Parameters
    ----------
    case
        A case.

    Raises
    ------
    WorkspaceError
        The workspace is damaged, or an item is no layer and no raster.
    """
    wanted = {
        name: layer
        for name, layer in case.layers.items()
        if isinstance(layer, LayerFile) and layer.item is not None
    }
    workspace = desk_workspace() if wanted else None
    if workspace is None:
        return StudyItems(case, case)
    told, placed, used = dict(case.layers), dict(case.layers), {}
    for name, layer in wanted.items():
        version = _version(workspace, layer)
        if version is None:
            continue
        used[name] = version
        told[name] = _told(layer, version)
        path = str(content_of(workspace.folder, version).resolve())
        placed[name] = _told(layer, version).model_copy(update={"item": None, "version": None, "path": path})
    return StudyItems(
        case.model_copy(update={"layers": told}),
        case.model_copy(update={"layers": placed}),
        used,
        workspace,
    )


def item_paths(case: SuitabilityCase) -> list[Path]:
    """Return the files of the items that a case names, in the order of its layers: they change when the workspace does.

    Parameters
    ----------
    case
        A case.

    Raises
    ------
    WorkspaceError
        As `study_items`.
    """
    found = study_items(case)
    return [Path(str(found.placed.layers[name].path)) for name in found.used]


def _version(workspace: Workspace, layer: LayerFile) -> Version | None:
    """Return the version that a layer means, None where it is not there or in the bin."""
    item = str(layer.item)
    if item not in {one.item_id for one in workspace.items()}:
        return None
    try:
        version = workspace.version(item, layer.version)
    except UnknownLayerError:
        return None
    if version.kind not in {"layer", "raster"}:
        raise WorkspaceError(
            en=f"layers: item {item} of workspace {workspace.folder} is a {version.kind}, expected a layer or raster; name another.",
            zh=f"layers：工作区 {workspace.folder} 的条目 {item} 类型为 {version.kind}，应为图层或栅格；请改用其他条目。",
        )
    return version


def _told(layer: LayerFile, version: Version) -> LayerFile:
    """Return a layer with the version meant and what is known of its origin, where the case does not say it."""
    origin = version.provenance
    credit = ", ".join(filter(None, (origin.attribution.en or version.title.en, origin.vintage)))
    made = layer.resampling or (_resampling(version) if version.kind == "raster" else None)
    return layer.model_copy(
        update={
            "version": version.number,
            "resampling": made,
            "source": layer.source or f"{version.item_id} v{version.number}: {credit}",
            "licence": layer.licence or origin.licence,
        }
    )


def _resampling(version: Version) -> Resampling:
    """Return how cells are made of a raster of the workspace where the case does not say: classes are never blended."""
    byte = (
        version.raster is not None and version.raster.dtype == "uint8" and version.raster.classes is not None
    )
    return "nearest" if byte or version.item_id == LANDCOVER_ITEM else "bilinear"
