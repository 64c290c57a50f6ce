from pathlib import Path

import pandas as pd
import pytest

from geodata.embedded import table
from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import Workspace
from layout.workflow.desk import tables as desk
from layout.workflow.facts.entity import park_facts
from layout.workflow.landuse.efficiency import efficiency
from layout.workflow.landuse.park_rows import approved_land
from layout.workflow.maps.layers import park_frame
from layout.workflow.statistics.join import desk_register
from tests.layout.workflow.office_parks import KNOWN, NEW_NAME, keep_parks

PROVENANCE = Provenance(
    licence="office",
    attribution=Bilingual(en="Office", zh="规划局"),
    vintage="2025",
    source_ids=("office_2025",),
    checksum_sha256="0" * 64,
    note=Bilingual(en="invented for the test", zh="测试用虚构数据"),
)


def office_figures(value: float) -> Layer:
    row = (
        table("statistics")
        .iloc[:1]
        .assign(entity_kind="park", entity_id="bishan_hitech", value=value, year=2031)
    )
    row["source_ids"] = ["office_2025;yearbook"]
    return Layer(desk.STATISTICS_ITEM, Bilingual(en="Figures", zh="数据"), row, PROVENANCE)


def test_without_a_workspace_the_desk_holds_the_embedded_facts_alone() -> None:
    assert desk.desk_workspace() is None
    assert desk.desk_state() == ""
    pd.testing.assert_frame_equal(desk.desk_table("statistics"), table("statistics"))


def test_the_offices_figures_stand_below_the_embedded_ones(own_workspace: Path) -> None:
    workspace = Workspace.create(own_workspace)
    workspace.add_layer(office_figures(123.5))
    found = desk.desk_table("statistics")
    embedded = table("statistics")
    assert len(found) == len(embedded) + 1
    last = found.iloc[-1]
    assert (last["value"], last["year"], last["source_ids"]) == (123.5, 2031, ("office_2025", "yearbook"))
    assert found["year"].dtype == embedded["year"].dtype
    pd.testing.assert_frame_equal(desk.desk_table("parks"), table("parks"))


def test_a_new_version_or_the_bin_changes_the_state_and_the_table(own_workspace: Path) -> None:
    workspace = Workspace.create(own_workspace)
    workspace.add_layer(office_figures(1.0))
    first = desk.desk_state()
    workspace.add_layer(office_figures(2.0))
    second = desk.desk_state()
    assert len({"", first, second}) == 3
    assert desk.desk_table("statistics").iloc[-1]["value"] == 2.0
    workspace.remove(desk.STATISTICS_ITEM)
    assert desk.desk_state() == ""
    assert len(desk.desk_table("statistics")) == len(table("statistics"))


def test_without_the_variable_the_workspace_is_in_the_users_data_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(desk.WORKSPACE_VARIABLE)
    assert desk.workspace_folder().parts[-2:] == ("cqlayout", "workspace")


def test_a_chosen_workspace_lies_on_the_desk_instead_of_the_apps(own_workspace: Path, tmp_path: Path) -> None:
    Workspace.create(own_workspace).add_layer(office_figures(1.0))
    Workspace.create(tmp_path / "other").add_layer(office_figures(2.0))
    with desk.use_workspace(tmp_path / "other"):
        assert desk.desk_table("statistics").iloc[-1]["value"] == 2.0
    with desk.use_workspace(None):
        assert desk.desk_state() == ""
        assert len(desk.desk_table("statistics")) == len(table("statistics"))
    assert desk.desk_table("statistics").iloc[-1]["value"] == 1.0


def test_the_record_names_version_and_checksum(own_workspace: Path) -> None:
    workspace = Workspace.create(own_workspace)
    workspace.add_layer(office_figures(1.0))
    version = workspace.add_layer(office_figures(2.0))
    assert desk.desk_record() == (desk.DeskItem("statistics", 2, version.sha256),)


def test_a_cached_result_holds_until_the_workspace_changes(own_workspace: Path) -> None:
    calls: list[float] = []

    @desk.desk_cached(maxsize=8)
    def latest(factor: float, *, shift: float = 0.0) -> float:
        value = factor * float(desk.desk_table("statistics").iloc[-1]["value"]) + shift
        calls.append(value)
        return value

    workspace = Workspace.create(own_workspace)
    workspace.add_layer(office_figures(1.0))
    assert [latest(2.0), latest(2.0), latest(2.0, shift=1.0)] == [2.0, 2.0, 3.0]
    assert calls == [2.0, 3.0]
    workspace.add_layer(office_figures(5.0))
    assert latest(2.0) == 10.0
    workspace.restore(desk.STATISTICS_ITEM, 1)
    assert latest(2.0) == 2.0


def test_one_computation_sees_one_state(own_workspace: Path) -> None:
    workspace = Workspace.create(own_workspace)
    workspace.add_layer(office_figures(1.0))

    @desk.desk_cached(maxsize=8)
    def twice() -> tuple[float, float]:
        first = float(desk.desk_table("statistics").iloc[-1]["value"])
        workspace.add_layer(office_figures(2.0))
        return first, float(desk.desk_table("statistics").iloc[-1]["value"])

    assert twice() == (1.0, 1.0)
    assert desk.desk_table("statistics").iloc[-1]["value"] == 2.0


def test_sources_of_the_office_are_cited_as_written() -> None:
    assert desk.cite("重庆统计年鉴2024").zh == "重庆统计年鉴2024"
    assert desk.cite("recalled").zh == "凭记忆，未核实"


def test_imported_parks_are_laid_over_the_table_until_they_are_removed(own_workspace: Path) -> None:
    before = park_frame()
    new = keep_parks(own_workspace)
    parks = desk.desk_table("parks").set_index("park_id")
    assert len(parks) == len(table("parks")) + 1
    assert parks.loc[new, ["name_zh", "level", "type", "confidence"]].tolist() == [NEW_NAME, "", "", "office"]
    assert pd.isna(parks.loc[new, "approved_area_ha"])
    assert parks.loc[KNOWN, "free_land_ha"] == 12.5
    shown = park_frame().set_index("park_id")
    assert set(shown.index) - set(before["park_id"]) == {new}
    assert shown.geometry[KNOWN].x == pytest.approx(106.325, abs=0.001)
    assert new in approved_land().index
    assert efficiency("gross_output-per-approved_area").places.loc[new, "adcode"] == "500101"
    assert ("park", new) in desk_register("38").entities
    Workspace.open(own_workspace).remove(desk.PARKS_ITEM)
    pd.testing.assert_frame_equal(park_frame(), before)


def test_what_the_office_says_of_a_park_cites_the_office(own_workspace: Path) -> None:
    embedded = {fact.fact_id: fact for fact in park_facts(KNOWN)}
    new = keep_parks(own_workspace)
    laid = {fact.fact_id: fact for fact in park_facts(KNOWN)}
    own = {fact.fact_id: fact for fact in park_facts(new)}
    assert laid["approved_area"] == embedded["approved_area"]
    assert (laid["position"].confidence, laid["position"].sources[0].zh) == ("office", "本单位的园区图层")
    assert laid["measured_area"].value == pytest.approx(2689, abs=1)
    assert "本单位边界" in laid["position"].note.zh
    assert (own["level"].text("en"), own["type"].text("zh")) == ("not stated", "未说明")
    assert own["approved_area"].text("en") == "no data"
