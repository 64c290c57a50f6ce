from layout.ui.plan.source import shipped
from layout.workflow.allocation.upload import named_files


def test_the_shipped_case_is_whole_and_marked_illustrative() -> None:
    bundle = shipped()
    assert bundle.case.illustrative
    assert set(bundle.files) == set(named_files(bundle.case.allocation)) == {"projects.csv", "scoring.toml"}
    assert shipped() is bundle
