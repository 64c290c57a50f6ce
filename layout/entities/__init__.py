"""Entities: the project, the target and the vocabularies that every package of `layout` shares."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from layout.entities.candidates import Candidates as Candidates
    from layout.entities.model import FrozenModel as FrozenModel
    from layout.entities.model import Words as Words
    from layout.entities.project import NEEDS as NEEDS
    from layout.entities.project import Need as Need
    from layout.entities.project import Project as Project
    from layout.entities.project import Target as Target
    from layout.entities.vocabulary import CRITERION_IDS as CRITERION_IDS
    from layout.entities.vocabulary import METHOD_IDS as METHOD_IDS
    from layout.entities.vocabulary import MISSING_POLICIES as MISSING_POLICIES
    from layout.entities.vocabulary import PARK_LEVELS as PARK_LEVELS
    from layout.entities.vocabulary import PARK_TYPES as PARK_TYPES
    from layout.entities.wording import both as both
    from layout.entities.wording import say as say

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "candidates": ["Candidates"],
        "model": ["FrozenModel", "Words"],
        "project": ["NEEDS", "Need", "Project", "Target"],
        "vocabulary": ["CRITERION_IDS", "METHOD_IDS", "MISSING_POLICIES", "PARK_LEVELS", "PARK_TYPES"],
        "wording": ["both", "say"],
    },
)
