import pytest

from layout.config import Case, parse_case
from layout.ui.kept import runs
from layout.ui.kept.runs import (
    KEPT_RUNS,
    Run,
    UnknownRunError,
    find_run,
    proof_of,
    ranked_frame,
    run_case,
    run_files_of,
)
from layout.workflow.ranking.proof_files import PROOF_FILES


def test_the_same_case_is_run_once(case: Case, run: Run) -> None:
    assert run_case(case) is run
    assert find_run(run.token) is run


def test_a_run_is_proved_once(run: Run) -> None:
    assert proof_of(run) is proof_of(run)
    assert proof_of(run).result is run.result


def test_an_unknown_run_says_what_to_do() -> None:
    with pytest.raises(UnknownRunError, match="run the case again"):
        find_run("0" * 20)


def test_the_files_are_those_of_the_command_line(case: Case, run: Run) -> None:
    files = run_files_of(run)
    assert set(files) == {"ranking.csv", "sites.geojson", "run.json", "case.toml", *PROOF_FILES}
    assert parse_case(files["case.toml"].decode(), origin="case.toml") == case


def test_the_best_site_is_drawn_last_and_labelled_first(run: Run) -> None:
    frame = ranked_frame(run.token)
    assert len(frame) == len(run.result.ranking)
    assert frame["site_id"].iloc[-1] == run.result.ranking.index[0]
    assert frame["label_weight"].iloc[-1] == frame["label_weight"].max()
    assert frame["label_zh"].iloc[-1].startswith("1 ")


def test_a_site_without_position_has_no_geometry(run: Run) -> None:
    frame = ranked_frame(run.token).set_index("site_id")
    unplaced = run.result.sites.index[run.result.sites["lon"].isna()]
    assert len(unplaced) > 0
    assert frame.loc[unplaced].geometry.isna().all()
    placed = frame.drop(index=unplaced).geometry
    assert placed.notna().all()
    assert placed.x.between(105, 111).all()


def test_only_the_latest_runs_are_kept(monkeypatch: pytest.MonkeyPatch, case: Case, run: Run) -> None:
    monkeypatch.setattr(runs, "_runs", type(runs._runs)(KEPT_RUNS))
    monkeypatch.setattr(runs, "rank_sites", lambda *_, **__: run.result)
    for seed in range(KEPT_RUNS + 3):
        scoring = case.scoring.model_copy(update={"seed": seed})
        run_case(case.model_copy(update={"scoring": scoring}))
    assert len(runs._runs) == KEPT_RUNS
