"""Datasets that are good for comparing regions and for nothing smaller: what stands on them is named so, and no slope is taken."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from geodata.catalog import entry
from geodata.text import Bilingual
from layout.config.derived_layer import DerivedLayer, ReliefLayer, SlopeLayer
from layout.config.layer_file import AnyLayer
from layout.config.suitability_case import SuitabilityCase
from layout.entities.wording import say
from layout.errors import CaseError
from layout.rules.grid_register import RuleText
from layout.rules.grid_rule import GridRule

LEAST_RELIEF_M: Final = 2_000.0
"""Radius of a relief below which the circle holds hardly more than a cell of 30″ and its neighbours."""
_SLOPE: Final = "slope"


def regional_layers(case: SuitabilityCase) -> frozenset[str]:
    """Return the layers of a case that are such a dataset, or are derived from one."""
    own = {name for name, layer in case.layers.items() if _is_regional(layer)}
    derived = {
        name
        for name, layer in case.layers.items()
        if isinstance(layer, DerivedLayer) and own & set(layer.inputs)
    }
    return frozenset(own | derived)


def _is_regional(layer: AnyLayer) -> bool:
    """Return whether a layer is such a dataset."""
    return layer.dataset is not None and entry(layer.dataset).regional


def layers_of(rule: GridRule) -> tuple[str, ...]:
    """Return the layers that a rule tests."""
    return (rule.layer,) if rule.only_where is None else (rule.layer, rule.only_where.layer)


def regional_name(name: Bilingual) -> Bilingual:
    """Return a name that says that what it names is regional screening."""
    return say("suitability.regional.name", name=name)


def told(text: RuleText, rule: GridRule, *, case: SuitabilityCase) -> RuleText:
    """Return what is said of a rule, its name with the word where it stands on such a layer."""
    if not regional_layers(case) & set(layers_of(rule)):
        return text
    return replace(text, name=regional_name(text.name))


def criterion_names(case: SuitabilityCase) -> dict[str, Bilingual]:
    """Return the name of each criterion by its id, with the word where it stands on such a layer."""
    regional = regional_layers(case)
    names = {item.id: (item.name.bilingual, item.layer) for item in case.criteria}
    return {key: regional_name(name) if layer in regional else name for key, (name, layer) in names.items()}


def check_regional(case: SuitabilityCase) -> None:
    """Refuse a slope on such a dataset, and a relief over less than `LEAST_RELIEF_M`.

    Raises
    ------
    CaseError
        Names the rule, criterion or layer, what it asks for, and what to give instead.
    """
    regional = regional_layers(case)
    for where, layer in _slopes(case):
        if layer in regional:
            raise _no_slope(where, layer)
    for name in regional:
        relief = case.layers[name]
        if isinstance(relief, ReliefLayer) and relief.radius_m < LEAST_RELIEF_M:
            raise CaseError(
                en=f"layers.{name}: relief over {relief.radius_m:g} m of layer {relief.of} found, whose cells of 30″ are about 900 m wide;"
                f" take {LEAST_RELIEF_M:g} m or more, or a finer elevation raster.",
                zh=f"layers.{name}：图层 {relief.of} 为 30″（约 900 米）格网，不能计算 {relief.radius_m:g} 米范围的起伏度；"
                f"请取 {LEAST_RELIEF_M:g} 米以上，或改用更细的高程栅格。",
            )


def _slopes(case: SuitabilityCase) -> Iterator[tuple[str, str]]:
    """Yield where a case asks for a slope, and of which layer."""
    for rule in case.rules:
        for item in (rule, rule.only_where):
            if item is not None and item.measure.startswith(_SLOPE):
                yield f"rules.{rule.id}", item.layer
    for criterion in case.criteria:
        if criterion.measure.startswith(_SLOPE):
            yield f"criteria.{criterion.id}", criterion.layer
    for name, layer in case.layers.items():
        if isinstance(layer, SlopeLayer):
            yield f"layers.{name}", layer.of


def regional_record(case: SuitabilityCase) -> dict[str, object] | None:
    """Return what run.json says of such layers: they, the rules and criteria on them, and what that means; None without any."""
    regional = regional_layers(case)
    if not regional:
        return None
    return {
        "layers": sorted(regional),
        "rules": [rule.id for rule in case.rules if regional & set(layers_of(rule))],
        "criteria": [item.id for item in case.criteria if item.layer in regional],
        "note": say("suitability.regional.note"),
    }


def regional_tag(case: SuitabilityCase) -> dict[str, str]:
    """Return the tag of a raster that stands on such layers, none without any."""
    regional = ", ".join(sorted(regional_layers(case)))
    note = say("suitability.regional.note")
    return {"REGIONAL_SCREENING": f"{regional}: {note.en} {note.zh}"} if regional else {}


def _no_slope(where: str, layer: str) -> CaseError:
    """Return the error for a slope on such a dataset."""
    return CaseError(
        en=f"{where}: slope of layer {layer} asked for; its cells of 30″ are for regional screening and never give the slope of a"
        " site. Give a finer raster (cqlayout data fetch dem), or take elevation or relief.",
        zh=f"{where}：要求图层 {layer} 的坡度；该数据为 30″ 格网，仅供区域初筛，不能得出地块坡度。"
        "请提供更细的高程栅格（cqlayout data fetch dem），或改用高程、起伏度。",
    )
