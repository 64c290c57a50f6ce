import numpy as np
import pytest

from layout.errors import EmptyCandidatesError
from layout.scoring.methods.plan import solve
from layout.workflow.ranking.proof import Proof, other_plans, prove, site_smaa, why_site_before
from layout.workflow.ranking.rank import rank_sites
from tests.layout.workflow.ranked_cases import SHIPPED, case

LIGHT = {"draws": 400, "seed": 3}


@pytest.fixture(scope="module", params=SHIPPED)
def proof(request: pytest.FixtureRequest) -> Proof:
    return prove(rank_sites(case(request.param)), draws=400, seed=3)


def test_certificate_is_of_the_ranking(proof: Proof) -> None:
    ranking = proof.result.ranking
    assert set(proof.certificate.recommended) == set(ranking.index[ranking["rank"] == 1])
    assert proof.certificate.around.acceptability.sum(axis=1).to_numpy() == pytest.approx(1)
    assert next(iter(proof.certificate.agreement.ranks)) == proof.result.case.scoring.methods[0]
    assert {"topsis", "vikor", "promethee2"} <= set(proof.certificate.agreement.ranks)
    assert proof.certificate.around.settings.draws == 400


def test_changes_of_weights_do_what_they_say_when_scored_anew(proof: Proof) -> None:
    model = proof.result.model
    tried = 0
    for rival in proof.certificate.rivals:
        assert rival.weights is not None
        if rival.weights.possible:
            weights = np.array([rival.weights.weights[str(name)] for name in model.problem.criteria])
            assert solve(model.problem.with_weights(weights), model.plan).ranks[rival.name] == 1
            tried += 1
    assert tried


def test_changes_of_attributes_do_what_they_say_when_scored_anew(proof: Proof) -> None:
    model = proof.result.model
    for rival in proof.certificate.rivals:
        for change in rival.attributes:
            values = model.problem.matrix.copy()
            place = (
                model.problem.place(change.alternative),
                list(model.problem.criteria).index(change.criterion),
            )
            assert values[place] == change.present
            values[place] = change.needed
            assert solve(model.problem.with_values(values), model.plan).ranks[rival.name] == 1
            values[place] = change.needed - 1e-6
            assert solve(model.problem.with_values(values), model.plan).ranks[rival.name] > 1


def test_stability_ends_are_where_the_first_changes(proof: Proof) -> None:
    model, first = proof.result.model, proof.certificate.recommended[0]
    for place, row in enumerate(proof.certificate.stability.to_dict("records")):
        for end, outwards, taker in ((row["low"], -1e-6, row["below"]), (row["high"], 1e-6, row["above"])):
            for step, expected in ((-outwards, first), (outwards, taker)):
                if not expected or not 0 <= end + step <= 1:
                    continue
                weights = model.problem.weights.copy()
                weights *= (1 - end - step) / (1 - weights[place])
                weights[place] = end + step
                assert solve(model.problem.with_weights(weights), model.plan).ranks[expected] == 1


def test_words_name_sites_and_raw_values_in_both_languages(proof: Proof) -> None:
    texts = [*proof.standing, *proof.doubts, *proof.notes, *(reason.text for reason in proof.reasons)]
    english, chinese = " ".join(text.en for text in texts), "".join(text.zh for text in texts)
    first = proof.certificate.recommended[0]
    assert proof.result.sites.loc[first, "name_en"] in english
    assert proof.result.sites.loc[first, "name_zh"] in chinese
    assert first not in english.replace(proof.result.sites.loc[first, "name_en"], "")
    assert "{" not in english + chinese
    assert "km" in english


def test_same_seed_same_proof_and_values_vary_where_positions_are_coarse(proof: Proof) -> None:
    again = prove(proof.result, draws=400, seed=3)
    assert again.certificate.around.acceptability.equals(proof.certificate.around.acceptability)
    found, notes = site_smaa(proof.result, draws=400, seed=3)
    assert found.acceptability.equals(proof.certificate.around.acceptability)
    assert any("precision of positions" in note.en for note in notes)
    assert not (proof.result.model.low == proof.result.model.high).all()


@pytest.mark.parametrize("method", ["topsis", "vikor", "promethee2", "owa"])
@pytest.mark.parametrize("missing", ["neutral", "renormalise"])
def test_every_method_and_policy_is_proved(method: str, missing: str) -> None:
    given = case(
        "chemical-new-materials",
        scoring__methods=[method],
        scoring__missing=missing,
        scoring__parameters={"alpha": 2.0, "preference": {"type": "linear", "q": 0.02, "p": 0.3}},
        robustness=LIGHT,
    )
    result = rank_sites(given)
    proof = prove(result)
    assert set(proof.certificate.recommended) == set(result.ranking.index[result.ranking["rank"] == 1])
    assert proof.certificate.around.model == proof.certificate.anywhere.model == method
    assert any("the method that ranks" in note.en for note in proof.notes)
    name = proof.certificate.label(method).zh
    assert any(f"（{name}）" in text.zh for text in proof.standing)
    for rival in proof.certificate.rivals:
        assert rival.weights is not None
        assert not rival.weights.exact or method == "promethee2"
        if rival.weights.possible:
            weights = np.array(list(rival.weights.weights.values()))
            found = solve(result.model.problem.with_weights(weights), result.model.plan)
            assert found.ranks[rival.name] == 1


def test_spaces_of_the_case_are_drawn_from() -> None:
    interval = case(
        "chemical-new-materials",
        robustness={**LIGHT, "space": "interval", "weight_range": {"land_fit": [0.5, 1.0]}},
    )
    proof = prove(rank_sites(interval))
    assert proof.certificate.around.settings.space.kind == "interval"
    winner = proof.certificate.around.central_weights.dropna()
    assert (winner["land_fit"] >= 0.5).all()
    assert any("stated intervals" in text.en for text in proof.standing)
    uniform = prove(rank_sites(case("chemical-new-materials", robustness={**LIGHT, "space": "uniform"})))
    assert sum("draws" in text.en for text in uniform.standing) == 1


def test_why_one_site_before_another(proof: Proof) -> None:
    best, third = map(str, proof.result.ranking.index[[0, 2]])
    reason = why_site_before(proof.result, third, other=best)
    assert (reason.better, reason.worse) == (best, third)
    gap = proof.result.ranking["score"].iloc[0] - proof.result.ranking["score"].iloc[2]
    assert reason.difference.sum() == pytest.approx(gap)


def test_dominated_sites_are_never_first_in_sure_draws(proof: Proof) -> None:
    screening = proof.certificate.screening
    assert screening.dominated is not None
    values = proof.result.model.problem
    for name, better in screening.dominated.items():
        worse_row, better_row = values.matrix[values.place(name)], values.matrix[values.place(better)]
        assert (better_row >= worse_row).all()
        assert (better_row > worse_row).any()


def test_many_sites_leave_pairwise_methods_out(proof: Proof) -> None:
    assert "promethee2" not in other_plans(proof.result, count=5000)
    assert "promethee2" in other_plans(proof.result, count=50)


def test_nothing_known_is_nothing_proved(monkeypatch: pytest.MonkeyPatch, proof: Proof) -> None:
    monkeypatch.setattr(
        "layout.workflow.ranking.proof.known_sites",
        lambda problem: np.zeros(len(problem.alternatives), dtype=bool),
    )
    with pytest.raises(EmptyCandidatesError, match="nothing to prove"):
        prove(proof.result)
