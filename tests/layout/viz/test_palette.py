"""Colours are checked against the published tables and under simulated colour blindness.

Simulation: Machado, Oliveira and Fernandes (2009), IEEE TVCG 15(6), matrices for severity 1.0, applied to linear
RGB. Distance: CIE 1976 ΔE in Lab (D65); about 2.3 is just noticeable (Mahy et al., 1994).
"""

import itertools
import json
from importlib import resources

import numpy as np
import numpy.typing as npt
import pytest

from layout.viz import palette
from layout.viz.areas import ZONE_COLORS
from layout.viz.nodes import INFRASTRUCTURE_LOOK
from layout.viz.parks import CLUSTER_COLORS, LEVEL_COLORS, TIER_COLORS
from layout.viz.ranking import RANK_COLORS

VISION = {
    "normal": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = TO_XYZ @ np.ones(3)


def linear(color: str) -> npt.NDArray[np.float64]:
    srgb = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def lab(color: str, vision: str) -> npt.NDArray[np.float64]:
    seen = np.clip(np.asarray(VISION[vision]) @ linear(color), 0, 1)
    ratio = TO_XYZ @ seen / WHITE
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: str, other: str, vision: str) -> float:
    return float(np.linalg.norm(lab(one, vision) - lab(other, vision)))


def test_the_simulation_itself_keeps_grey_and_confuses_red_with_green() -> None:
    assert lab("#ffffff", "normal") == pytest.approx([100, 0, 0], abs=0.01)
    for vision in VISION:
        assert distance("#808080", "#808080", vision) == 0
        assert lab("#808080", vision)[1:] == pytest.approx([0, 0], abs=0.1)
    # two colours that a deuteranope confuses must come out closer than they are
    assert distance("#b8860b", "#6b8e23", "deuteranopia") < 0.5 * distance("#b8860b", "#6b8e23", "normal")


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("classes", range(2, 6))
def test_sequential_classes_stay_apart_and_get_darker(classes: int, vision: str) -> None:
    colors = palette.sequential(classes)
    assert len(colors) == classes
    for one, other in itertools.combinations(colors, 2):
        assert distance(one, other, vision) > 10
    lightness = [lab(color, vision)[0] for color in colors]
    assert lightness == sorted(lightness, reverse=True)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize(
    "colors",
    [
        (*palette.BELOW_TARGET, *palette.ABOVE_TARGET),
        RANK_COLORS,
        tuple(LEVEL_COLORS.values()),
        tuple(ZONE_COLORS.values()),
        (*CLUSTER_COLORS.values(), *TIER_COLORS.values()),
        tuple(color for color, _ in INFRASTRUCTURE_LOOK.values()),
    ],
    ids=["target", "rank", "level", "zone", "cluster", "infrastructure"],
)
def test_classes_of_one_legend_stay_apart(colors: tuple[str, ...], vision: str) -> None:
    assert len(set(colors)) == len(colors)
    for one, other in itertools.combinations(colors, 2):
        assert distance(one, other, vision) > 9, (one, other)


@pytest.mark.parametrize("vision", VISION)
def test_no_data_is_unlike_every_class_of_a_choropleth(vision: str) -> None:
    for color in {*palette.BELOW_TARGET, *palette.ABOVE_TARGET, *itertools.chain(*palette.YLGNBU.values())}:
        assert distance(palette.NO_DATA_FILL, color, vision) > 9, color
    assert palette.NO_DATA_DASH


def test_colorbrewer_values_are_the_published_ones() -> None:
    schemes = json.loads((resources.files("branca") / "_schemes.json").read_text(encoding="utf-8"))
    for classes in range(3, 6):
        published = [color.lower() for color in schemes[f"YlGnBu_{classes:02d}"]]
        assert list(palette.YLGNBU[classes]) == published
    assert list(palette.PUOR_8) == [color.lower() for color in schemes["PuOr_08"]]
    for classes in (1, 2):
        assert set(palette.YLGNBU[classes]) <= {color.lower() for color in schemes["YlGnBu_05"]}


def test_okabe_ito_values_are_the_published_ones() -> None:
    # Okabe and Ito (2008), table of RGB 0-255
    published = {
        "black": (0, 0, 0),
        "orange": (230, 159, 0),
        "sky_blue": (86, 180, 233),
        "bluish_green": (0, 158, 115),
        "yellow": (240, 228, 66),
        "blue": (0, 114, 178),
        "vermillion": (213, 94, 0),
        "reddish_purple": (204, 121, 167),
    }
    assert {name: "#{:02x}{:02x}{:02x}".format(*rgb) for name, rgb in published.items()} == palette.OKABE_ITO


def test_more_classes_than_a_reader_can_tell_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        palette.sequential(6)
