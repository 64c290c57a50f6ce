"""Style specifications of the polygon layers: districts by a figure, layout zones, neighbouring prefectures.

choropleth_style(frame["value"], title=..., unit=...)        classes by quantiles
intensity_style(frame["value"], name=pair.name, notes=...)   classes around the target
zone_style(), prefecture_style()                             outlines with names
"""

import math
from collections.abc import Iterable, Sequence
from typing import Final

from geodata.text import Bilingual
from layout.entities.wording import plain, say
from layout.fields import BASES, MEMBERSHIPS, QUALIFIERS, ZONE_KINDS, words
from layout.i18n import catalogue
from layout.viz import palette
from layout.viz.classes import quantile_breaks
from layout.viz.parts import NAMES, category, name_label, no_data, range_classes, target_classes, tooltip
from layout.viz.spec import StyleSpec, TooltipLine, text

ZONE_COLORS: Final = {
    "flagship": palette.OKABE_ITO["reddish_purple"],
    "cluster_group": palette.OKABE_ITO["bluish_green"],
    "functional_region": palette.OKABE_ITO["sky_blue"],
}
_DISTRICT_LABEL_ZOOM: Final = 8
_ZONE_LABEL_ZOOM: Final = 7
_CLASSES: Final = 5


def choropleth_style(
    values: Iterable[float], *, title: Bilingual, unit: Bilingual, notes: Sequence[Bilingual] = ()
) -> StyleSpec:
    """Return the style of a district layer coloured by `value`, in classes of about equal size.

    Parameters
    ----------
    values
        The figures of the layer (column `value`), NaN where unknown; they only set breaks and counts.
    title, unit
        The indicator with its year, and its unit.
    notes
        What the legend adds, such as the vintage rule.
    """
    known = list(values)
    breaks = quantile_breaks(known, _CLASSES)
    spec = _districts(known, title, unit)
    spec["classes"] = range_classes(known, breaks, colors=palette.sequential(len(breaks) + 1))
    spec["notes"] = [text(note) for note in (*notes, _coverage(known))]
    spec["tooltip"] += [
        tooltip("map.tooltip.value", "value", kind="number", unit=unit),
        tooltip("map.tooltip.year", "year", kind="year", optional=True),
        tooltip("map.tooltip.qualifier", "qualifier", values=words(QUALIFIERS), optional=True),
        tooltip("map.tooltip.source", {"zh": "source_zh", "en": "source_en"}, optional=True),
        tooltip("map.tooltip.conflict", {"zh": "conflict_zh", "en": "conflict_en"}, optional=True),
        tooltip("map.tooltip.note", {"zh": "note_zh", "en": "note_en"}, optional=True),
        tooltip("map.tooltip.reason", {"zh": "reason_zh", "en": "reason_en"}, optional=True),
    ]
    return spec


def intensity_style(
    values: Iterable[float], *, name: Bilingual, target: float, notes: Sequence[Bilingual] = ()
) -> StyleSpec:
    """Return the style of a district layer coloured by output intensity, in classes around the target.

    Parameters
    ----------
    values
        Intensities in 亿元/km², NaN where unknown.
    name
        The pair of definitions in words; it stands in the title.
    target
        Target in 亿元/km².
    notes
        Notes of the pair.
    """
    known = list(values)
    unit = catalogue()["domain.unit.yi_per_km2"]
    spec = _districts(known, say("map.legend.intensity_title", pair=name), unit)
    spec["classes"] = target_classes(known, target)
    spec["notes"] = [text(note) for note in (target_note(target), *notes, _coverage(known))]
    spec["tooltip"] += intensity_lines()
    return spec


def zone_style(kinds: Iterable[str]) -> StyleSpec:
    """Return the style of the layout zones: a colour a kind, outlines that let the map beneath show.

    Parameters
    ----------
    kinds
        The kind of each zone of the layer, for the counts of the legend.
    """
    found = list(kinds)
    lines = [
        tooltip("map.tooltip.name", NAMES),
        tooltip("map.tooltip.kind", "kind", values=words(ZONE_KINDS)),
        tooltip("map.tooltip.role", {"zh": "role_zh", "en": "role_en"}),
        tooltip("map.tooltip.membership", "membership", values=words(MEMBERSHIPS)),
    ]
    return {
        "id": "zones",
        "kind": "polygon",
        "title": text(catalogue()["map.layer.zones"]),
        "key": "zone_id",
        "property": "kind",
        "classify": "category",
        "classes": [
            category(kind, ZONE_COLORS[kind], label=label, count=found.count(kind))
            for kind, label in words(ZONE_KINDS).items()
        ],
        "no_data": no_data(sum(kind not in ZONE_COLORS for kind in found)),
        "stroke": {"color": palette.OUTLINE, "weight": 1.5, "opacity": 0.9},
        "fill_opacity": 0.25,
        "notes": [],
        "tooltip": lines,
        "label": name_label(_ZONE_LABEL_ZOOM),
    }


def prefecture_style(count: int) -> StyleSpec:
    """Return the style of the quiet background: the neighbouring prefectures.

    Parameters
    ----------
    count
        Number of prefectures, for the legend.
    """
    title = catalogue()["map.layer.prefectures"]
    return {
        "id": "prefectures",
        "kind": "polygon",
        "title": text(title),
        "key": "adcode",
        "property": "adcode",
        "classify": "single",
        "classes": [{"id": "all", "color": palette.QUIET_FILL, "label": text(title), "count": count}],
        "no_data": no_data(0),
        "stroke": {"color": palette.QUIET_STROKE, "weight": 0.8, "opacity": 1.0},
        "fill_opacity": 0.8,
        "notes": [],
        "tooltip": [
            tooltip("map.tooltip.name", NAMES),
            tooltip("map.tooltip.province", {"zh": "province_zh", "en": "province_en"}),
        ],
        "label": name_label(_DISTRICT_LABEL_ZOOM),
    }


def target_note(target: float) -> Bilingual:
    """Return the sentence that says where the classes turn."""
    unit = catalogue()["domain.unit.yi_per_km2"]
    return say(
        "map.note.target", target=Bilingual(en=f"{plain(target)} {unit.en}", zh=f"{plain(target)} {unit.zh}")
    )


def intensity_lines() -> list[TooltipLine]:
    """Return the tooltip lines that every intensity shows: both units, definition, years, firmness, or why none."""
    units = catalogue()
    return [
        tooltip("map.legend.output_intensity", "value", kind="number", unit=units["domain.unit.yi_per_km2"]),
        tooltip(
            "map.legend.output_intensity",
            "value_wan_per_mu",
            kind="number",
            unit=units["domain.unit.wan_per_mu"],
            optional=True,
        ),
        tooltip("map.tooltip.pair", {"zh": "pair_zh", "en": "pair_en"}, optional=True),
        tooltip("map.tooltip.basis", "status", values=words(BASES), optional=True),
        tooltip("map.tooltip.qualifier", "value_qualifier", values=words(QUALIFIERS), optional=True),
        tooltip("map.tooltip.numerator_year", "numerator_year", kind="year", optional=True),
        tooltip("map.tooltip.denominator_year", "denominator_year", kind="year", optional=True),
        tooltip("map.tooltip.source", {"zh": "source_zh", "en": "source_en"}, optional=True),
        tooltip("map.tooltip.reason", {"zh": "reason_zh", "en": "reason_en"}, optional=True),
    ]


def _districts(values: Sequence[float], title: Bilingual, unit: Bilingual) -> StyleSpec:
    """Return the style that all district layers share, without classes and notes."""
    return {
        "id": "districts",
        "kind": "polygon",
        "title": text(title),
        "unit": text(unit),
        "key": "adcode",
        "property": "value",
        "classify": "range",
        "classes": [],
        "no_data": no_data(sum(math.isnan(value) for value in values)),
        "stroke": {"color": palette.OUTLINE, "weight": 1.0, "opacity": 0.8},
        "fill_opacity": 0.75,
        "notes": [],
        "tooltip": [
            tooltip("map.tooltip.name", NAMES),
            tooltip("map.tooltip.area", "area_km2", kind="number", unit=catalogue()["map.unit.km2"]),
        ],
        "label": name_label(_DISTRICT_LABEL_ZOOM),
    }


def _coverage(values: Sequence[float]) -> Bilingual:
    """Return the sentence that says how many units have a figure."""
    known = sum(not math.isnan(value) for value in values)
    return say("map.note.coverage", known=known, total=len(values))
