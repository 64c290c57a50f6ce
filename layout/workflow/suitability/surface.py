"""What is done to a finished surface, and what it says of itself."""

import numpy as np
import numpy.typing as npt

from geodata.read.raster_file import EXCLUDED_TAG
from geodata.text import Bilingual
from geodata.write.surface import Surface
from layout.config.suitability_toml import dump_suitability_case
from layout.suitability.components import Components
from layout.suitability.region_cells import region_masks
from layout.suitability.strip import EXCLUDED_CODE, SCALE, UNSCORED_CODE
from layout.workflow.suitability.record import terms_of
from layout.workflow.suitability.regional import regional_tag
from layout.workflow.suitability.study import Study


def take_out(codes: Surface, components: Components, *, wanted: npt.NDArray[np.bool_]) -> None:
    """Mark the cells of regions as excluded in the surface.

    Parameters
    ----------
    codes
        The surface.
    components
        Has taken every strip of it.
    wanted
        Which of `components.regions()` are taken out.
    """
    for block, mask in region_masks(components, wanted, read=codes.read):
        values = codes.read(block)
        values[mask] = EXCLUDED_CODE
        codes.write(block, values)


def surface_tags(study: Study) -> dict[str, str]:
    """Return what the raster says of itself, in tags.

    Parameters
    ----------
    study
        The study that the raster belongs to.
    """
    case = study.case
    sources = "; ".join(
        f"{name}: {terms_of(layer)[0] or layer.origin}" for name, layer in case.layers.items()
    )
    meaning = Bilingual(
        en=f"stored value x {1 / SCALE} = score between 0 and 1; {EXCLUDED_CODE} = excluded; {UNSCORED_CODE} = outside the area or not known",
        zh=f"存储值 × {1 / SCALE} = 0 至 1 的得分；{EXCLUDED_CODE} 为排除；{UNSCORED_CODE} 为区域之外或未知",
    )
    return {
        "TITLE": case.title.en,
        "TITLE_ZH": case.title.zh,
        "MEANING": meaning.en,
        "MEANING_ZH": meaning.zh,
        EXCLUDED_TAG: str(EXCLUDED_CODE),
        "SOURCES": sources,
        "RULES": ", ".join(rule.id for rule in study.rules),
        "RULES_NOT_EVALUATED": ", ".join(item.text.rule_id for item in study.not_evaluated),
        "CASE": dump_suitability_case(case),
    } | regional_tag(case)
