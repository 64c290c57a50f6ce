import hashlib
from pathlib import Path

from layout.workflow.allocation.allocate import allocate
from layout.workflow.allocation.dossier import plan_dossier, plan_names
from tests.layout.workflow.allocation_cases import RICH_PARKS, write_case, write_rich


def test_a_dossier_tells_title_sources_checksums_and_versions(tmp_path: Path) -> None:
    dossier = plan_dossier(allocate(write_rich(tmp_path)), {"x": 1})
    assert dossier.title.en == "Four {{7*7}}"
    assert dossier.illustrative
    assert dossier.inputs["parks.csv"] == hashlib.sha256(RICH_PARKS.encode()).hexdigest()
    assert any("values.csv" in text.en for text in dossier.sources)
    assert any(text.zh == "west：自拟。" for text in dossier.sources)
    assert "Python" in dossier.environment
    assert dossier.studies == {"x": 1}


def test_a_case_without_title_is_called_by_its_kind(tmp_path: Path) -> None:
    assert plan_dossier(allocate(write_case(tmp_path)), {}).title.zh == "布局方案"


def test_names_cover_zones_districts_and_clusters() -> None:
    names = plan_names()
    assert names["western_yu"].en
    assert names["500101"].zh == "万州区"
    assert names["icnev"].zh
