"""The parts that style specifications of several layers share."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

from geodata.text import Bilingual
from layout.entities.wording import plain, say
from layout.i18n import catalogue
from layout.viz import palette
from layout.viz.classes import assign, target_breaks
from layout.viz.spec import ClassSpec, LabelSpec, NoDataSpec, Shape, StrokeSpec, Text, TooltipLine, text

NAMES: Final[Text] = {"zh": "name_zh", "en": "name_en"}


def range_classes(
    values: Iterable[float], breaks: Sequence[float], *, colors: Sequence[str]
) -> list[ClassSpec]:
    """Return the classes between `breaks`, each with its colour, label and number of values.

    Parameters
    ----------
    values
        Figures in the unit of the breaks; NaN belongs to no class.
    breaks
        Ascending inner breaks; the first class has no lower and the last no upper bound.
    colors
        One colour a class, `len(breaks) + 1` of them.

    Raises
    ------
    ValueError
        The number of colours does not fit.
    """
    if len(colors) != len(breaks) + 1:
        message = (
            f"range_classes: expected {len(breaks) + 1} colours for {len(breaks)} breaks, found {len(colors)}"
        )
        raise ValueError(message)
    numbers = assign(values, tuple(breaks))
    edges = [None, *breaks, None]
    return [
        {
            "id": f"c{index}",
            "min": edges[index],
            "max": edges[index + 1],
            "color": color,
            "label": text(range_label(edges[index], edges[index + 1])),
            "count": int((numbers == index).sum()),
        }
        for index, color in enumerate(colors)
    ]


def target_classes(values: Iterable[float], target: float) -> list[ClassSpec]:
    """Return classes around a target: orange below it, purple from it on, so that reaching it shows at a glance.

    Parameters
    ----------
    values
        Figures in the unit of the target, NaN where unknown.
    target
        A positive number.
    """
    breaks = target_breaks(target)
    classes = range_classes(values, breaks, colors=(*palette.BELOW_TARGET, *palette.ABOVE_TARGET))
    for entry in classes:
        if entry["min"] == target:
            label = Bilingual(en=entry["label"]["en"], zh=entry["label"]["zh"])
            entry["label"] = text(say("map.legend.target_mark", label=label, target=plain(target)))
    return classes


def range_label(low: float | None, high: float | None) -> Bilingual:
    """Return the words for the class `low <= value < high`."""
    if low is None and high is None:
        return catalogue()["map.legend.all_values"]
    if low is None:
        return say("map.legend.below", value=plain(high or 0.0, 4))
    if high is None:
        return say("map.legend.from_up", value=plain(low, 4))
    return say("map.legend.from_to", low=plain(low, 4), high=plain(high, 4))


def category(
    value: str, color: str, *, label: Bilingual, count: int, shape: Shape | None = None
) -> ClassSpec:
    """Return the class of one category."""
    entry: ClassSpec = {"id": value, "values": [value], "color": color, "label": text(label), "count": count}
    if shape is not None:
        entry["shape"] = shape
    return entry


def no_data(count: int, label: Bilingual | None = None) -> NoDataSpec:
    """Return the look of what is unknown: pale grey, dashed."""
    return {
        "color": palette.NO_DATA_FILL,
        "stroke": palette.NO_DATA_STROKE,
        "dash": palette.NO_DATA_DASH,
        "label": text(label or catalogue()["domain.no_data"]),
        "count": count,
    }


def point_stroke() -> StrokeSpec:
    """Return the white rim that keeps overlapping circles apart."""
    return {"color": "#ffffff", "weight": 1.2, "opacity": 1.0}


def name_label(min_zoom: int) -> LabelSpec:
    """Return names in the chosen language at the label point, from a zoom on."""
    return {
        "property": NAMES,
        "lon": "label_lon",
        "lat": "label_lat",
        "min_zoom": min_zoom,
    }


def tooltip(
    key: str,
    prop: str | Text,
    *,
    kind: Literal["text", "number", "year"] = "text",
    unit: Bilingual | None = None,
    values: Mapping[str, Bilingual] | None = None,
    optional: bool = False,
) -> TooltipLine:
    """Return one line of a tooltip.

    Parameters
    ----------
    key
        Message key of the label.
    prop
        The property shown, or one of each language.
    kind
        How it is written.
    unit
        Unit of a number.
    values
        Words for codes.
    optional
        The line is left out where there is no value, instead of saying "no data".
    """
    line: TooltipLine = {
        "label": text(catalogue()[key]),
        "property": prop,
        "format": kind,
        "optional": optional,
    }
    if unit is not None:
        line["unit"] = text(unit)
    if values is not None:
        line["values"] = {code: text(words) for code, words in values.items()}
    return line
