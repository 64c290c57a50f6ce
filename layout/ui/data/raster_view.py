"""A raster on the page: what is asked of one, its picture over the districts, and what is known of it."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import streamlit as st

from geodata.text import Bilingual, Language
from layout.entities.wording import plain, say
from layout.i18n import translate
from layout.ui.data.place_view import air_about
from layout.ui.data.upload_state import Upload, is_number
from layout.ui.kept.raster_pictures import RasterPicture, keep_raster_picture
from layout.ui.maps.legends import show_legends
from layout.ui.maps.payloads import payload_url
from layout.ui.maps.view import LayerSpec, RasterSpec, show_place
from layout.ui.state import recall
from layout.ui.widgets import notice, quiet, select, table_html, text_field
from layout.viz.raster import raster_look, raster_style
from layout.workflow.intake.looking import Looked

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEIGHT: Final = 430
_MOST_CLASSES: Final = 24
"""So many whole numbers in a picture are shown as classes; more are quantities."""
Singles = npt.NDArray[np.float32]


def ask_raster(looked: Looked, language: Language) -> None:
    """Draw the questions that only a raster raises: which band, and which value means no data.

    Parameters
    ----------
    looked
        The latest look at it.
    language
        Language of every word.
    """
    told = raster_told(looked)
    columns = iter(st.columns([1, 1, 1], vertical_alignment="bottom"))
    if told.get("bands", 1) > 1:
        bands = {"": translate("raster.page.first_band", language)} | {
            str(number): translate("raster.page.band_number", language, number=number)
            for number in range(1, int(told["bands"]) + 1)
        }
        with next(columns):
            select("up.band", bands, label=translate("data_desk.ask.band", language))
    with next(columns):
        text_field("up.nodata", translate("data_desk.ask.nodata", language), longest=24)
    typed = str(recall("up.nodata", "")).strip()
    if typed and not is_number(typed):
        notice(translate("raster.page.no_number", language, text=typed), "warn")


def raster_told(looked: Looked) -> dict[str, Any]:
    """Return what the reading process tells of a raster, {} where it tells nothing.

    Parameters
    ----------
    looked
        A look at a file.
    """
    told = None if looked.report.layer is None else looked.report.layer.get("raster")
    return told if isinstance(told, dict) else {}


def show_raster(upload: Upload, looked: Looked, *, language: Language) -> bool:
    """Draw a raster that was looked at, over the districts, with what is known of it; return whether there is a map.

    Parameters
    ----------
    upload, looked
        The upload and the latest look at it.
    language
        Language of every word.
    """
    values, told, layer = looked.result.picture, raster_told(looked), looked.report.layer
    st.html(facts_html(told, language))
    if values is None or layer is None or told.get("wkt") is None:
        return False
    note = say("raster.page.sample", cells=f"{values.size:,}")
    bounds: Any = layer["bounds"]
    draw(values, (str(told["wkt"]), tuple(bounds)), title=upload.title, unit=(str(told["unit"]), note))(
        language
    )
    quiet(translate("data_desk.map.note", language))
    return True


class Drawing:
    """A raster ready to be drawn on a map with its legend."""

    def __init__(self, picture: RasterPicture, style: Any) -> None:  # noqa: ANN401 - a style specification
        self.picture, self.style = picture, style

    def __call__(self, language: Language) -> None:
        """Draw map and legend in a language."""
        show_place(
            [
                RasterSpec(
                    "raster",
                    self.picture.url,
                    translate("raster.page.layer", language),
                    self.picture.bounds,
                ),
                LayerSpec(
                    "outlines",
                    payload_url("outlines", {"fill": "none"}, language=language),
                    translate("ui.map.layer.districts", language),
                    10,
                    interactive=False,
                ),
            ],
            air_about(self.picture.bounds),
            language=language,
            key=f"raster_{self.picture.token}",
            height=_HEIGHT,
        )
        show_legends([self.style], language, flat=True)


def draw(
    values: Singles,
    place: tuple[str, tuple[float, float, float, float]],
    *,
    title: Bilingual,
    unit: tuple[str, Bilingual],
    classes: "Mapping[str, int] | None" = None,
) -> Drawing:
    """Return a raster ready to be drawn.

    Parameters
    ----------
    values
        Evenly spread cells, NaN without data.
    place
        Its system, and west, south, east, north in it.
    title
        Its name.
    unit
        The unit of its values, and what the legend adds.
    classes
        Cells by value where it is known to hold classes; found out from the cells when None.
    """
    look = raster_look(values, classes=_classes_in(values) if classes is None else classes)
    picture = keep_raster_picture(values, place[0], bounds=place[1], look=look)
    return Drawing(picture, raster_style(look, title, unit=unit[0], note=unit[1]))


def facts_html(told: "Mapping[str, Any]", language: Language) -> str:
    """Return what is known of a raster as a table.

    Parameters
    ----------
    told
        cols, rows, cell, dtype, nodata, unit; minimum, maximum and known where all cells were read.
    language
        Language of every word.
    """
    unknown = translate("raster.not_stated", language)
    cell = told.get("cell", (0.0, 0.0))
    rows = [
        ("cells", f"{told['cols']:,} × {told['rows']:,}"),
        ("cell", f"{cell[0]:.8g} × {cell[1]:.8g}"),
        ("dtype", str(told["dtype"])),
        ("nodata", unknown if told.get("nodata") is None else f"{float(told['nodata']):g}"),
        ("unit", str(told.get("unit") or unknown)),
    ]
    if "known" in told:
        share = told["known"] / (told["cols"] * told["rows"])
        rows.append(("range", f"{plain(told['minimum'], 6)} – {plain(told['maximum'], 6)}"))
        rows.append(("known", f"{share:.1%}"))
    headings = [translate(f"raster.page.fact.{name}", language) for name, _ in rows]
    return table_html(headings, [[value for _, value in rows]])


def _classes_in(values: Singles) -> "dict[str, int] | None":
    """Return cells by value where a picture holds few whole numbers, else None."""
    known = values[np.isfinite(values)]
    numbers, counts = np.unique(known, return_counts=True)
    if not 0 < len(numbers) <= _MOST_CLASSES or (numbers != np.round(numbers)).any():
        return None
    return {str(int(number)): int(count) for number, count in zip(numbers, counts, strict=True)}
