import pytest

from layout.config.toml import load_case
from layout.resources import find_case
from layout.runs.model import Run
from layout.scoring.robustness.model_choice import DrawnBy
from layout.workflow.ranking.proof import site_smaa
from layout.workflow.ranking.rank import RankingResult, rank_sites
from layout.workflow.runs.kept_ranking import CASE
from layout.workflow.runs.kept_runs import repeat_run
from layout.workflow.runs.kept_smaa import site_smaa_data, site_smaa_run


@pytest.fixture(scope="module")
def ranked() -> RankingResult:
    case = load_case(find_case("power-semiconductor"))
    scoring = case.scoring.model_copy(update={"methods": ("vikor", "weighted_sum")})
    return rank_sites(case.model_copy(update={"scoring": scoring}))


def _kept(ranked: RankingResult, *, drawn_by: DrawnBy, seed: int = 4) -> Run:
    found, notes = site_smaa(ranked, draws=60, seed=seed, drawn_by=drawn_by)
    return site_smaa_run(ranked, site_smaa_data(ranked, found, notes=notes), drawn_by=drawn_by)


@pytest.mark.parametrize("drawn_by", ["method", "additive"])
def test_kept_smaa_of_a_case_repeats_to_the_last_bit(ranked: RankingResult, drawn_by: DrawnBy) -> None:
    run = _kept(ranked, drawn_by=drawn_by)
    assert (run.kind, list(run.inputs)) == ("smaa", [CASE])
    assert run.result["model"] == ("vikor" if drawn_by == "method" else "weighted_sum")
    assert (run.settings["draws"], run.settings["seed"], run.settings["model"]) == (60, 4, drawn_by)
    assert repeat_run(run).identical


def test_another_seed_is_another_result(ranked: RankingResult) -> None:
    one, other = (_kept(ranked, drawn_by="method", seed=seed) for seed in (4, 5))
    assert one.digest != other.digest
