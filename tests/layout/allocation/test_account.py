from pathlib import Path

from geodata.text import Bilingual
from layout.workflow.allocation.allocate import allocate
from layout.workflow.allocation.dossier import plan_dossier
from tests.layout.workflow.allocation_cases import write_rich


def test_a_dossier_names_what_it_knows_and_shows_the_key_of_the_rest(tmp_path: Path) -> None:
    dossier = plan_dossier(allocate(write_rich(tmp_path)), {})
    assert dossier.named("western_yu").zh == "渝西地区"
    assert dossier.named("nowhere_known") == Bilingual("nowhere_known", "nowhere_known")
    assert dossier.report is not None
    assert dossier.report.violations == ()
    assert set(dossier.report.figures) >= {"value", "new_land", "disruption"}
