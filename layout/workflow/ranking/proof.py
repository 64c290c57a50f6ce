"""The proof of a ranking: what holds the first rank up, what would overturn it, and why one site stands before another."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from geodata.text import Bilingual
from layout.config.case_proof import case_plan, robust_space
from layout.entities.vocabulary import MethodId
from layout.entities.wording import say
from layout.errors import EmptyCandidatesError
from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.problem import Problem
from layout.scoring.reasons.pairwise import PairReason, why_before
from layout.scoring.robustness.certificate import Certificate, Rival, Trial, make_certificate
from layout.scoring.robustness.certificate_words import doubt_sentences, standing_sentences
from layout.scoring.robustness.model_choice import ChosenModel, DrawnBy, choose_model
from layout.scoring.robustness.smaa import SmaaResult, SmaaSettings, run_smaa
from layout.scoring.robustness.uncertain import UncertainValues
from layout.scoring.robustness.weight_spaces import WeightSpace
from layout.scoring.site_methods import known_sites
from layout.workflow.ranking.rank import RankingResult
from layout.workflow.ranking.site_model import SiteModel

USUAL: tuple[MethodId, ...] = ("weighted_sum", "topsis", "vikor", "promethee2")
"""Methods that are set beside those of the case."""
PAIRWISE_AT_MOST = 1000
"""Sites up to which methods that compare every pair are set beside where the case does not ask for them."""


@dataclass(frozen=True, eq=False)
class Proof:
    """All that speaks for and against a ranking.

    Parameters
    ----------
    result
        The ranking.
    certificate
        SMAA, stability, rivals, other methods, rank reversal, dominated and duplicate sites, opposites.
    reasons
        Why the first stands before each of its rivals.
    notes
        What the reader of the proof must know: sites left out, gaps, what was drawn.
    """

    result: RankingResult
    certificate: Certificate
    reasons: tuple[PairReason, ...]
    notes: tuple[Bilingual, ...]

    @property
    def standing(self) -> tuple[Bilingual, ...]:
        """Return the sentences on what holds the recommendation up."""
        return standing_sentences(self.certificate)

    @property
    def doubts(self) -> tuple[Bilingual, ...]:
        """Return the sentences on what would make it wrong."""
        return doubt_sentences(self.certificate)


def prove(result: RankingResult, *, draws: int | None = None, seed: int | None = None) -> Proof:
    """Return the proof of a ranking.

    Parameters
    ----------
    result
        A ranking.
    draws, seed
        Number of draws and their seed; as the case says where None.

    Raises
    ------
    EmptyCandidatesError
        No site has a score.
    WeightError
        The weights to be considered are not stated whole.
    """
    model = result.model
    problem, trial, chosen = _on_trial(result, draws=draws, seed=seed)
    certificate = make_certificate(
        problem, model.plan, others=other_plans(result, count=len(problem.alternatives)), trial=trial
    )
    certificate = replace(certificate, rivals=tuple(_possible(rival, model) for rival in certificate.rivals))
    first = certificate.recommended[0]
    return Proof(
        result=result,
        certificate=certificate,
        reasons=tuple(
            why_before(certificate.solution, first, other=rival.name) for rival in certificate.rivals
        ),
        notes=_notes(model, trial, chosen),
    )


def site_smaa(
    result: RankingResult,
    *,
    draws: int | None = None,
    seed: int | None = None,
    drawn_by: DrawnBy | None = None,
) -> tuple[SmaaResult, tuple[Bilingual, ...]]:
    """Return SMAA-2 over the weights that the case considers and its uncertain values, with notes.

    Parameters
    ----------
    result
        A ranking.
    draws, seed
        Number of draws and their seed; as the case says where None.
    drawn_by
        What scores the draws; as the case says where None.

    Raises
    ------
    EmptyCandidatesError, WeightError
        As `prove`.
    """
    problem, trial, chosen = _on_trial(result, draws=draws, seed=seed, drawn_by=drawn_by)
    settings = SmaaSettings(trial.space, draws=trial.draws, seed=trial.seed)
    names = (problem.alternatives, problem.criteria)
    found = run_smaa(trial.ranges, names, settings=settings, model=trial.model)
    return found, _notes(result.model, trial, chosen)


@dataclass(frozen=True, eq=False)
class _SiteTrial(Trial):
    """How sites are put to the test: values and weights are always stated."""

    ranges: UncertainValues
    space: WeightSpace


def _on_trial(
    result: RankingResult, *, draws: int | None, seed: int | None, drawn_by: DrawnBy | None = None
) -> tuple[Problem, _SiteTrial, ChosenModel]:
    """Return the sites that have a score, how they are put to the test, and what scores the draws."""
    case, model = result.case, result.model
    settings = case.robustness
    known = known_sites(model.problem)
    if not known.any():
        raise EmptyCandidatesError(
            en="No site has a score, so there is nothing to prove; choose another missing-data policy.",
            zh="没有任何候选地有得分，无从检验；请改用其他缺失值处理方式。",
        )
    problem = model.problem.only(known)
    seeds = (seed, settings.seed, case.scoring.seed)
    ranges = UncertainValues(model.low[known], model.high[known], settings.values)
    count = draws or settings.draws
    chosen = choose_model(
        model.plan,
        problem.sense,
        values=ranges,
        draws=count,
        drawn_by=drawn_by or settings.model,
        unit=True,
    )
    trial = _SiteTrial(
        ranges=ranges,
        space=robust_space(settings, list(problem.criteria), centre=problem.weights),
        draws=count,
        seed=next(value for value in seeds if value is not None),
        model=chosen.model,
    )
    return problem, trial, chosen


def why_site_before(result: RankingResult, one: str, *, other: str) -> PairReason:
    """Return why the better ranked of two sites stands before the other, in names, raw values and units.

    Parameters
    ----------
    result
        A ranking.
    one, other
        Ids of two ranked sites, in any order.
    """
    problem = result.model.problem
    return why_before(solve(problem.only(known_sites(problem)), result.model.plan), one, other=other)


def other_plans(result: RankingResult, *, count: int) -> Mapping[str, MethodPlan]:
    """Return the methods that are set beside the one that ranks: those of the case, then the usual ones.

    Parameters
    ----------
    result
        A ranking.
    count
        Number of sites.
    """
    scoring = result.case.scoring
    usual = [name for name in USUAL if name != "promethee2" or count <= PAIRWISE_AT_MOST]
    criteria = len(result.matrix.criterion_ids)
    names = dict.fromkeys([*scoring.methods[1:], *usual])
    return {
        name: case_plan(name, scoring.parameters, criteria=criteria)
        for name in names
        if name != scoring.methods[0]
    }


def _possible(rival: Rival, model: SiteModel) -> Rival:
    """Return the rival without changes of an attribute to a value that no raw value has."""
    kept = tuple(
        change for change in rival.attributes if model.labels.reachable(change.criterion, change.needed)
    )
    return replace(rival, attributes=kept)


def _notes(model: SiteModel, trial: _SiteTrial, chosen: ChosenModel) -> tuple[Bilingual, ...]:
    """Return what was left out and what was drawn."""
    notes = []
    low, high = trial.ranges.low, trial.ranges.high
    unranked = len(model.low) - len(low)
    if unranked:
        notes.append(say("proof.note.unranked", count=unranked))
    gaps = int(((low == 0) & (high == 1)).sum())
    if gaps:
        notes.append(say("proof.note.gaps", count=gaps))
    spread = int((low < high).sum()) - gaps
    if spread:
        notes.append(say("proof.note.spread", count=spread))
    return (*notes, *chosen.notes(model.problem.label(model.plan.method)))
