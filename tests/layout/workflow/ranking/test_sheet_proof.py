import pytest

from layout.entities.document import Paragraph, Table
from layout.workflow.ranking.proof import Proof, prove
from layout.workflow.ranking.rank import rank_sites
from layout.workflow.ranking.sheet_proof import proof_blocks
from tests.layout.workflow.ranked_cases import case


@pytest.fixture(scope="module")
def proof() -> Proof:
    return prove(rank_sites(case("chemical-new-materials")), draws=200, seed=1)


def test_tables_hold_the_numbers_of_the_proof(proof: Proof) -> None:
    tables = [block for block in proof_blocks(proof.result, proof, language="en") if isinstance(block, Table)]
    stability, acceptability, methods, spearman, kendall, ws = tables
    found = proof.certificate
    assert [row[1] for row in stability.rows] == pytest.approx(found.stability["weight"].tolist())
    assert [row[1] for row in acceptability.rows] == pytest.approx(
        found.around.acceptability.loc[proof.result.ranking.index].iloc[:15, 0].tolist()
    )
    assert len(methods.headings) == 1 + found.agreement.ranks.shape[1]
    for table, name in ((spearman, "spearman"), (kendall, "kendall"), (ws, "ws")):
        numbers = [row[1:] for row in table.rows]
        assert numbers == getattr(found.agreement, name).to_numpy().tolist()
    text = " ".join(str(row[0]) for row in acceptability.rows)
    assert proof.result.sites["name_en"].iloc[0] in text


def test_ranking_without_proof_says_so(proof: Proof) -> None:
    [only] = list(proof_blocks(proof.result, None, language="zh"))
    assert isinstance(only, Paragraph)
    assert "未作检验" in only.words
