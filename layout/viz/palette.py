"""Colours that readers with any of the three kinds of colour blindness can tell apart, and the look of "no data".

Sources of the values:

* `YLGNBU` (sequential, light to dark) and `PUOR` (diverging): ColorBrewer 2.0, both rated colour-blind safe
  there. This product includes color specifications and designs developed by Cynthia Brewer
  (colorbrewer.org). Harrower, M. and Brewer, C. A. (2003), The Cartographic Journal 40(1), 27-37.
* `OKABE_ITO` (categories): Okabe, M. and Ito, K. (2008), Color Universal Design.

The tests simulate protanopia, deuteranopia and tritanopia (Machado, Oliveira and Fernandes, 2009) and require
the classes of each palette to stay apart.
"""

from typing import Final

YLGNBU: Final[dict[int, tuple[str, ...]]] = {
    1: ("#41b6c4",),
    2: ("#a1dab4", "#2c7fb8"),
    3: ("#edf8b1", "#7fcdbb", "#2c7fb8"),
    4: ("#ffffcc", "#a1dab4", "#41b6c4", "#225ea8"),
    5: ("#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"),
}
"""Sequential colours by number of classes, low to high; with a sixth the two lightest merge under protanopia."""

PUOR_8: Final = ("#b35806", "#e08214", "#fdb863", "#fee0b6", "#d8daeb", "#b2abd2", "#8073ac", "#542788")
"""Diverging colours, orange (below) to purple (above)."""

BELOW_TARGET: Final = PUOR_8[:4]
ABOVE_TARGET: Final = (PUOR_8[6], PUOR_8[7])

OKABE_ITO: Final = {
    "black": "#000000",
    "orange": "#e69f00",
    "sky_blue": "#56b4e9",
    "bluish_green": "#009e73",
    "yellow": "#f0e442",
    "blue": "#0072b2",
    "vermillion": "#d55e00",
    "reddish_purple": "#cc79a7",
}
GREY: Final = "#7a7a7a"

NO_DATA_FILL: Final = "#dadada"
NO_DATA_STROKE: Final = "#8c8c8c"
NO_DATA_DASH: Final = "3 3"
"""What is unknown is grey with a dashed outline. This grey is the one farthest from every class of the choropleths
under all three simulations (distance above 9)."""

OUTLINE: Final = "#4d4d4d"
QUIET_FILL: Final = "#f4f3ef"
QUIET_STROKE: Final = "#c9c6bd"


def sequential(classes: int) -> tuple[str, ...]:
    """Return colours for 1 to 5 ordered classes, light for low and dark for high.

    Raises
    ------
    ValueError
        More classes are asked for than a reader can tell apart on a map.
    """
    if classes not in YLGNBU:
        message = f"sequential palette: expected 1 to {max(YLGNBU)} classes, found {classes}"
        raise ValueError(message)
    return YLGNBU[classes]
