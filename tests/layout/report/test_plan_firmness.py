from dataclasses import replace

import pytest

from layout.report.plan_firmness import firmness, firmness_grid
from tests.layout.report.plan_dossiers import rich_dossier


def test_shares_of_a_project_add_up_and_come_from_the_draws() -> None:
    dossier = rich_dossier()
    rows = firmness(dossier)
    assert len(rows) == 4
    assert [row.stays for row in rows] == sorted(row.stays for row in rows)
    study = dossier.studies["robustness"]
    for row in rows:
        assert row.stays + row.elsewhere + row.out == pytest.approx(1.0)
        placed = dossier.report.plan.parts().get(row.project_id) if dossier.report else None
        if placed:
            expected = sum(study["acceptability"][row.project_id].get(park, 0.0) for park in placed)
            assert row.stays == pytest.approx(expected)
        else:
            assert row.stays == study["unplaced"][row.project_id]
    assert len(firmness_grid(dossier, language="zh").rows) == 4


def test_without_draws_there_is_nothing_to_say() -> None:
    assert firmness(replace(rich_dossier(), studies={})) == ()
