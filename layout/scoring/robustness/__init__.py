"""Robustness: SMAA-2, weight stability, rank reversal, agreement of methods, and the certificate of a recommendation."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from layout.scoring.robustness.agreement import Agreement as Agreement
    from layout.scoring.robustness.agreement import compare as compare
    from layout.scoring.robustness.certificate import Certificate as Certificate
    from layout.scoring.robustness.certificate import make_certificate as make_certificate
    from layout.scoring.robustness.certificate_words import doubt_sentences as doubt_sentences
    from layout.scoring.robustness.certificate_words import standing_sentences as standing_sentences
    from layout.scoring.robustness.reversal import rank_reversal as rank_reversal
    from layout.scoring.robustness.smaa import SmaaResult as SmaaResult
    from layout.scoring.robustness.smaa import SmaaSettings as SmaaSettings
    from layout.scoring.robustness.smaa import run_smaa as run_smaa
    from layout.scoring.robustness.stability import stability_intervals as stability_intervals
    from layout.scoring.robustness.uncertain import UncertainValues as UncertainValues
    from layout.scoring.robustness.weight_spaces import WeightSpace as WeightSpace
    from layout.scoring.robustness.weight_spaces import draw_weights as draw_weights

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "agreement": ["Agreement", "compare"],
        "certificate": ["Certificate", "make_certificate"],
        "certificate_words": ["doubt_sentences", "standing_sentences"],
        "reversal": ["rank_reversal"],
        "smaa": ["SmaaResult", "SmaaSettings", "run_smaa"],
        "stability": ["stability_intervals"],
        "uncertain": ["UncertainValues"],
        "weight_spaces": ["WeightSpace", "draw_weights"],
    },
)
