"""The criteria of a case in words: weight, value function, and the reason and source of each."""

from functools import lru_cache

from geodata.embedded import source_citation, table
from geodata.text import Language
from layout.config import CriterionSetting
from layout.entities.vocabulary import CLUSTER_MATCHES
from layout.fields import ZONE_KINDS, word
from layout.i18n import translate


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
