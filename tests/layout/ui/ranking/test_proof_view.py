import numpy as np
import pytest

from layout.ui.kept.runs import Run, proof_of
from layout.ui.ranking.proof_view import SHOWN, correlations_html, grouped_shares, smaa_table
from layout.ui.ranking.reasons_view import site_names


def test_groups_of_ranks_hold_all_draws(run: Run) -> None:
    smaa = proof_of(run).certificate.around
    names = site_names(run.result, "en")
    shares = grouped_shares(smaa, names, language="en")
    assert list(shares.columns) == ["1", "2", "3", "4–5", "6–10", "11 and later"]
    assert len(shares) == SHOWN
    np.testing.assert_allclose(shares.sum(axis=1), 1.0)
    first = str(run.result.ranking.index[0])
    assert shares.iloc[0, 3] == pytest.approx(float(smaa.acceptability.loc[first].iloc[3:5].sum()))


def test_the_table_names_every_site(run: Run) -> None:
    smaa = proof_of(run).certificate.anywhere
    table = smaa_table(smaa, site_names(run.result, "zh"))
    assert len(table) == len(smaa.acceptability)
    assert table["name"].notna().all()
    assert {"rank_1", "expected_rank", "confidence"} <= set(table.columns)


def test_every_pair_of_methods_is_correlated_once(run: Run) -> None:
    agreement = proof_of(run).certificate.agreement
    words = {str(name): f"<{name}>" for name in agreement.ranks}
    html = correlations_html(agreement.spearman, agreement.kendall, words=words, language="en")
    count = len(words)
    assert html.count("<tr>") == count * (count - 1) // 2 + 1
    assert "<topsis>" not in html
