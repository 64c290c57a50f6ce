"""The rasters that a study built on the page may use: those of the workspace, and those in the folder of this server."""

from typing import Any, Final

from geodata.text import Language
from geodata.workspace import Version
from layout.i18n import translate
from layout.ui.kept.server_rasters import offered_rasters
from layout.ui.widgets import quiet, several
from layout.viz.raster import class_name
from layout.workflow.desk.dem import DEM_ITEM
from layout.workflow.desk.raster_roles import LANDCOVER_ITEM
from layout.workflow.desk.tables import desk_workspace

KEPT: Final = "item:"
FILE: Final = "file:"
DEM: Final = "dem"
LANDCOVER: Final = "landcover"
OTHER: Final = "raster"
RASTER_SLOTS: Final = (DEM, LANDCOVER, OTHER)
_ITEMS: Final = {DEM: DEM_ITEM, LANDCOVER: LANDCOVER_ITEM}


def kept_rasters() -> dict[str, Version]:
    """Return the rasters of the workspace in use, the newest version by item.

    Raises
    ------
    WorkspaceError
        The workspace is damaged.
    """
    workspace = desk_workspace()
    items = () if workspace is None else workspace.items()
    return {item.item_id: item.current for item in items if item.current.kind == "raster"}


def raster_choices(slot: str, language: Language) -> dict[str, str]:
    """Return the rasters that may stand for a slot, words by key; classes alone for land cover.

    Parameters
    ----------
    slot
        One of `RASTER_SLOTS`.
    language
        Language of the words.
    """
    found = {}
    for item, version in kept_rasters().items():
        facts = version.raster
        if slot != LANDCOVER or (facts is not None and facts.classes is not None):
            words = {"title": version.title.pick(language), "item": item, "number": version.number}
            year = version.provenance.vintage or translate("raster.not_stated", language)
            found[f"{KEPT}{item}"] = translate("suitpage.raster.kept", language, year=year, **words)
    if slot != LANDCOVER:
        found |= {f"{FILE}{name}": name for name in offered_rasters()}
    return found


def first_choice(slot: str) -> str | None:
    """Return the key of the raster that stands for a slot at first: the elevation of the workspace; None where there is none."""
    item = _ITEMS.get(slot)
    return f"{KEPT}{item}" if slot == DEM and item in kept_rasters() else None


def raster_layer(key: str) -> dict[str, Any]:
    """Return the declaration of a chosen raster, as in a case.

    Parameters
    ----------
    key
        As :func:`raster_choices` gives it.
    """
    if key.startswith(FILE):
        path = offered_rasters()[key.removeprefix(FILE)]
        return {"path": str(path.resolve()), "resampling": "bilinear", "source": path.name}
    item = key.removeprefix(KEPT)
    return {"item": item, "version": kept_rasters()[item].number}


def ask_classes(key: str, language: Language) -> list[int]:
    """Draw the choice of classes that a study excludes, and return them.

    Parameters
    ----------
    key
        The raster of classes that was chosen.
    language
        Language of every word.
    """
    facts = kept_rasters()[key.removeprefix(KEPT)].raster
    numbers = tuple(int(name) for name in (facts.classes if facts and facts.classes else {}))
    chosen = several(
        "suit.build.classes",
        {str(number): class_name(number, numbers).pick(language) for number in numbers},
        label=translate("suitpage.raster.classes", language),
        placeholder=translate("suitpage.raster.classes_hint", language),
    )
    return [int(name) for name in chosen]


def class_rule(classes: list[int]) -> dict[str, Any]:
    """Return the rule that excludes classes of land cover, as in a case.

    Parameters
    ----------
    classes
        Their numbers.
    """
    listed = ", ".join(str(number) for number in classes)
    name = {
        language: translate("suitpage.raster.rule", language, classes=listed) for language in ("en", "zh")
    }
    return {
        "id": "landcover_classes",
        "name": name,
        "layer": LANDCOVER,
        "exclude": {"values": [float(number) for number in classes]},
        "no_data": "unknown",
    }


def unit_of_raster(key: str) -> str:
    """Return the unit of the values of a chosen raster, "" where nobody has said."""
    version = kept_rasters().get(key.removeprefix(KEPT))
    return version.raster.unit if version is not None and version.raster is not None else ""


def tell_no_dem(language: Language) -> None:
    """Say what holds where the workspace has no elevation."""
    if DEM_ITEM not in kept_rasters():
        quiet(translate("suitpage.raster.no_dem", language))
