"""The criteria of a case in words: weight, value function, and the reason and source of each."""

from functools import lru_cache

from geodata.embedded import source_citation, table
from geodata.text import Language
from layout.config import Case, CriterionSetting
from layout.criteria.value_functions import LinearValue, MinMaxValue, PiecewiseValue
from layout.criteria.value_shapes import ShapedValue
from layout.criteria.value_words import scale_words
from layout.entities.vocabulary import CLUSTER_MATCHES
from layout.fields import ZONE_KINDS, word
from layout.i18n import translate
from layout.ui.widgets import table_html


def criteria_html(case: Case, language: Language) -> str:
    """Return every criterion of a case; one that the project does not need says so."""
    columns = [
        translate(f"ui.sites.column.{name}", language)
        for name in ("criterion", "weight", "function", "reason", "source")
    ]
    dropped = case.dropped_criteria()
    rows = []
    for criterion, setting in case.criteria.present().items():
        weight = f"{setting.weight:g}"
        if criterion in dropped:
            weight = translate("ui.sites.not_needed", language, weight=weight)
        reason = f"{setting.reason.pick(language)} {setting.value.reason.pick(language)}"
        title = translate(f"criterion.{criterion}.title", language)
        rows.append(
            (title, weight, value_words(setting, language), reason, setting_source(setting, language))
        )
    return table_html(columns, rows)


def value_words(setting: CriterionSetting, language: Language) -> str:
    """Return the value function of a criterion in words."""
    value = setting.value
    if isinstance(value, LinearValue):
        return translate(
            "ui.sites.function.linear", language, worst=f"{value.worst:g}", best=f"{value.best:g}"
        )
    if isinstance(value, PiecewiseValue):
        points = ", ".join(f"{raw:g} → {worth:g}" for raw, worth in value.points)
        return translate("ui.sites.function.piecewise", language, points=points)
    if isinstance(value, MinMaxValue):
        return translate(f"ui.sites.function.minmax_{value.better}", language)
    if isinstance(value, ShapedValue):
        return scale_words(value).pick(language)
    words = level_words(language)
    levels = ", ".join(f"{words.get(level, level)} → {worth:g}" for level, worth in value.table.items())
    return translate("ui.sites.function.category", language, levels=levels)


@lru_cache(maxsize=2)
def level_words(language: Language) -> dict[str, str]:
    """Return the categories of value functions in words: cluster matches, kinds of zone, single zones."""
    matches = {level: translate(f"ui.sites.level.{level}", language) for level in CLUSTER_MATCHES}
    kinds = {kind: word(ZONE_KINDS, kind).pick(language) for kind in ZONE_KINDS}
    zones = table("layout_zones")
    return matches | kinds | dict(zip(zones["zone_id"], zones[f"name_{language}"], strict=True))


def setting_source(setting: CriterionSetting, language: Language) -> str:
    """Return who says so, and the documents behind it."""
    cited = [source_citation(source_id).pick(language) for source_id in setting.source_ids]
    separator = "；" if language == "zh" else "; "
    return separator.join([setting.source.pick(language), *cited])
