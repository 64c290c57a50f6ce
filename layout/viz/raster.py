"""How a raster looks on a map: quantities in steps of equal share, classes in colours of their own, with the legend of both."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from geodata.text import Bilingual
from layout.entities.wording import both, plain, say
from layout.i18n import catalogue
from layout.viz import palette
from layout.viz.parts import no_data
from layout.viz.picture import Colour
from layout.viz.spec import ClassSpec, StyleSpec, text
from layout.viz.suitability import NOT_COUNTED, class_colours

WORLDCOVER: Final = {
    10: "#006400",
    20: "#ffbb22",
    30: "#ffff4c",
    40: "#f096ff",
    50: "#fa0000",
    60: "#b4b4b4",
    70: "#f0f0f0",
    80: "#0064c8",
    90: "#0096a0",
    95: "#00cf75",
    100: "#fae6a0",
}
"""Colours of the classes of ESA WorldCover, from its product user manual v2.0 (2022), table 3."""
_OTHERS: Final = (*list(palette.OKABE_ITO.values())[1:], *palette.PUOR_8)
_OPAQUE: Final = 0.8
_STEPS: Final = 8
_DIGITS: Final = 3
_MOST_LISTED: Final = 15
Singles = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class RasterLook:
    """A raster as it is drawn.

    Parameters
    ----------
    breaks
        Of quantities: values between two steps, rising.
    classes
        Of classes: their numbers, rising; empty for quantities.
    colours
        Of each step or class.
    """

    breaks: tuple[float, ...]
    classes: tuple[int, ...]
    colours: tuple[str, ...]

    def drawn(self, values: Singles) -> npt.NDArray[np.uint8]:
        """Return the position of each cell's colour in `self.picture`: 0 without data.

        Parameters
        ----------
        values
            NaN without data.
        """
        if self.classes:
            known = np.asarray(self.classes, dtype=np.float32)
            place = np.minimum(np.searchsorted(known, values), len(known) - 1)
            found = np.where(known[place] == values, place + 1, 0)
        else:
            found = np.searchsorted(np.asarray(self.breaks), values, side="right") + 1
        return np.where(np.isnan(values), 0, found).astype(np.uint8)

    @property
    def picture(self) -> list[Colour]:
        """Return the colours of a picture: no data, then the steps or classes."""
        return [("#000000", 0.0), *((colour, _OPAQUE) for colour in self.colours)]


def raster_look(values: Singles, *, classes: Mapping[str, int] | None) -> RasterLook:
    """Return how a raster is drawn.

    Parameters
    ----------
    values
        Some of its cells, NaN without data.
    classes
        Cells by value where it holds classes, None for quantities.
    """
    known = values[np.isfinite(values)]
    if classes is not None:
        numbers = tuple(sorted(int(name) for name in classes))
        listed = set(numbers) <= set(WORLDCOVER)
        colours = [
            WORLDCOVER[number] if listed else _OTHERS[place % len(_OTHERS)]
            for place, number in enumerate(numbers)
        ]
        return RasterLook((), numbers, tuple(colours))
    if not known.size:
        return RasterLook((), (), class_colours(()))
    shares = np.quantile(known, np.linspace(0, 1, _STEPS + 1)[1:-1])
    breaks = sorted({float(f"{value:.{_DIGITS}g}") for value in shares.tolist()})
    breaks = [value for value in breaks if float(known.min()) < value <= float(known.max())]
    return RasterLook(tuple(breaks), (), class_colours(tuple(breaks)))


def raster_style(look: RasterLook, title: Bilingual, *, unit: str, note: Bilingual) -> StyleSpec:
    """Return the specification of which the legend of a raster is drawn.

    Parameters
    ----------
    look
        How it is drawn.
    title
        Its name.
    unit
        The unit of its values, "" where nobody has said.
    note
        What the legend adds.
    """
    labels = _class_labels(look) if look.classes else _step_labels(look)
    classes: list[ClassSpec] = [
        {"id": f"c{number}", "color": colour, "label": text(label), "count": NOT_COUNTED}
        for number, (colour, label) in enumerate(zip(look.colours, labels, strict=True))
    ]
    style: StyleSpec = {
        "id": "raster",
        "kind": "polygon",
        "title": text(title),
        "key": "id",
        "property": "class",
        "classify": "category",
        "classes": classes[:_MOST_LISTED],
        "no_data": no_data(0),
        "stroke": {"color": palette.OUTLINE, "weight": 0.5, "opacity": 0.5},
        "fill_opacity": _OPAQUE,
        "notes": [text(note)],
        "tooltip": [],
    }
    if unit and not look.classes:
        style["unit"] = text(both(unit))
    return style


def class_name(number: int, numbers: tuple[int, ...]) -> Bilingual:
    """Return the name of a class: that of ESA WorldCover where all classes are its own, else its number.

    Parameters
    ----------
    number
        The class.
    numbers
        All classes of the raster.
    """
    if set(numbers) <= set(WORLDCOVER):
        return say("raster.class", number=number, name=catalogue()[f"raster.worldcover.c{number}"])
    return both(str(number))


def _class_labels(look: RasterLook) -> list[Bilingual]:
    """Return the labels of classes."""
    return [class_name(number, look.classes) for number in look.classes]


def _step_labels(look: RasterLook) -> list[Bilingual]:
    """Return the labels of steps."""
    if not look.breaks:
        return [say("raster.one_step")]
    edges = [plain(value) for value in look.breaks]
    between = [both(f"{low} – {high}") for low, high in pairwise(edges)]
    return [both(f"< {edges[0]}"), *between, both(f"≥ {edges[-1]}")]
