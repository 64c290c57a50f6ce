import csv
import io
import json

import pytest

from layout.workflow.ranking.proof import Proof, prove
from layout.workflow.ranking.proof_files import (
    PROOF_FILES,
    certificate_lines,
    certificate_text,
    proof_files,
    robustness_table,
)
from layout.workflow.ranking.rank import rank_sites
from tests.layout.workflow.ranked_cases import case


@pytest.fixture(scope="module")
def proof() -> Proof:
    return prove(rank_sites(case()), draws=300, seed=1)


@pytest.fixture(scope="module")
def files(proof: Proof) -> dict[str, bytes]:
    return proof_files(proof)


def test_csv_has_a_row_a_site_and_shares_that_add_up(proof: Proof, files: dict[str, bytes]) -> None:
    assert tuple(files) == PROOF_FILES
    rows = list(csv.DictReader(io.StringIO(files["robustness.csv"].decode("utf-8-sig"))))
    assert [row["site_id"] for row in rows] == list(proof.result.ranking.index)
    assert sum(float(row["first_share_case_weights"]) for row in rows) == pytest.approx(1, abs=1e-4)
    assert sum(float(row["share_rank_2"]) for row in rows) == pytest.approx(1, abs=1e-4)
    assert any(row["dominated_by"] for row in rows)
    table = robustness_table(proof)
    shown = [name for name in table if name.startswith("central_weight_")]
    assert table[shown].dropna().sum(axis=1).to_numpy() == pytest.approx(1, abs=1e-5)


def test_json_is_plain_and_holds_both_spaces(files: dict[str, bytes]) -> None:
    data = json.loads(files["robustness.json"])
    for part in ("weights_of_the_case", "all_weights"):
        assert {"acceptability", "central_weights", "confidence", "pairwise"} <= set(data[part])
        assert data[part]["draws"] == 300
    assert {"spearman", "kendall", "ws", "ranks"} <= set(data["comparison"])
    assert data["screening"]["dominated"]
    assert all({"en", "zh"} <= set(pair) for pair in data["opposites"])


def test_certificate_names_the_sites_and_says_what_would_be_wrong(
    proof: Proof, files: dict[str, bytes]
) -> None:
    data = json.loads(files["certificate.json"])
    first = data["recommended"][0]
    assert data["names"][first]["zh"] == proof.result.sites.loc[first, "name_zh"]
    assert data["illustrative"] is True
    rival = data["rivals"][0]
    assert set(rival["weights"]["weights"]) == set(proof.result.matrix.criterion_ids)
    assert data["names"][rival["name"]]["en"] in rival["weights"]["en"]


def test_text_is_whole_in_both_languages(proof: Proof) -> None:
    text = certificate_text(proof)
    assert text.index("推荐的依据") < text.index("What holds the recommendation up")
    for language in ("zh", "en"):
        lines = certificate_lines(proof, language)  # type: ignore[arg-type] # a language
        assert sum(not line.startswith("* ") for line in lines) >= 5
        assert all("{" not in line for line in lines)
