"""The case file: frozen models, unknown keys refused, TOML in and out."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from layout.config.case import Case as Case
    from layout.config.case import Outputs as Outputs
    from layout.config.case import Rules as Rules
    from layout.config.case import Scoring as Scoring
    from layout.config.criteria import NEED_OF_CRITERION as NEED_OF_CRITERION
    from layout.config.criteria import Criteria as Criteria
    from layout.config.criteria import CriterionSetting as CriterionSetting
    from layout.config.toml import build_case as build_case
    from layout.config.toml import case_data as case_data
    from layout.config.toml import dump_case as dump_case
    from layout.config.toml import load_case as load_case
    from layout.config.toml import parse_case as parse_case

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "case": ["Case", "Outputs", "Rules", "Scoring"],
        "criteria": ["Criteria", "CriterionSetting", "NEED_OF_CRITERION"],
        "toml": ["build_case", "case_data", "dump_case", "load_case", "parse_case"],
    },
)
