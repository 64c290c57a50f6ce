import sqlite3
import threading
from pathlib import Path

import pytest
import shapely

from geodata.workspace import ReadOnlyError, Workspace
from layout.errors import OwnSiteError
from layout.workflow.sites import kept_sites
from layout.workflow.sites.drawn_sites import Drawn, check_drawn
from layout.workflow.sites.kept_sites import Label, column_of, drop_site, keep_drawn, site_ids
from layout.workflow.sites.user_sites import kept_own
from tests.layout.workflow.own_cases import kept, parcels


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "w")


def shape(west: float = 106.35) -> Drawn:
    return check_drawn(shapely.geometry.mapping(shapely.box(west, 29.5, west + 0.01, 29.51)))


def names(workspace: Workspace) -> list[str]:
    frame = kept_own(workspace, "sites").frame
    return [str(cell) for cell in frame[column_of(frame, "name_zh")]]


def test_each_site_is_a_new_version_and_the_older_ones_stay(workspace: Workspace) -> None:
    first = keep_drawn(workspace, shape(), label=Label("甲", ("icnev", "advanced_materials"), "cq_htz", 12.5))
    second = keep_drawn(workspace, shape(106.4), label=Label(" 乙 "))
    assert (first.number, second.number) == (1, 2)
    assert names(workspace) == ["甲", "乙"]
    frame = kept_own(workspace, "sites").frame
    assert (frame.loc[1, "cluster_ids"], frame.loc[1, "free_land_ha"]) == ("icnev;advanced_materials", 12.5)
    assert len(workspace.load("sites", 1).frame) == 1


def test_a_drawn_site_speaks_in_the_columns_of_the_layer_that_is_there(workspace: Workspace) -> None:
    own = parcels().rename(columns={"land_ha": "面积(亩)"}).assign(**{"可供地(亩)": [1500.0, None, None]})
    workspace.add_layer(kept(own))
    keep_drawn(workspace, shape(106.45), label=Label("丁", free_land_ha=10.0))
    frame = kept_own(workspace, "sites").frame
    assert frame.loc[4, "名称"] == "丁"
    assert frame.loc[4, "可供地(亩)"] == pytest.approx(150.0)
    assert "name_zh" not in frame
    assert frame.loc[1, "可供地(亩)"] == 1500.0


def test_errors_no_name_and_a_taken_name_keep_nothing(workspace: Workspace) -> None:
    keep_drawn(workspace, shape(), label=Label("甲"))
    for drawn, label, said in (
        (check_drawn(shapely.geometry.mapping(shapely.box(100, 29, 101, 30))), Label("乙"), "outside"),
        (shape(106.4), Label("  "), "no name"),
        (shape(106.4), Label("甲"), "already"),
    ):
        with pytest.raises(OwnSiteError, match=said):
            keep_drawn(workspace, drawn, label=label)
    assert workspace.version("sites").number == 1


def test_six_sessions_at_once_lose_nothing(workspace: Workspace) -> None:
    def keep(number: int) -> None:
        keep_drawn(workspace, shape(106.3 + 0.02 * number), label=Label(f"地块{number}"))

    threads = [threading.Thread(target=keep, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(names(workspace)) == [f"地块{number}" for number in range(6)]


def test_a_site_that_is_taken_out_leaves_the_others_their_ids(workspace: Workspace) -> None:
    workspace.add_layer(kept(parcels().drop(columns="id")))
    drop_site(workspace, "site_1")
    frame = kept_own(workspace, "sites").frame
    assert site_ids(frame) == ["site_2", "site_3"]
    with pytest.raises(OwnSiteError, match="site_1"):
        drop_site(workspace, "site_1")


def test_the_last_site_goes_to_the_bin_and_a_new_one_begins_anew(workspace: Workspace) -> None:
    keep_drawn(workspace, shape(), label=Label("甲"))
    drop_site(workspace, site_ids(kept_own(workspace, "sites").frame)[0])
    assert workspace.items() == ()
    keep_drawn(workspace, shape(106.4), label=Label("乙"))
    assert names(workspace) == ["乙"]
    assert len(workspace.load("sites", 1).frame) == 1


def test_a_read_only_workspace_and_a_busy_one_say_so(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_sites, "_PATIENCE_S", 0.1)
    base = sqlite3.connect(workspace.folder / "sites.lock", isolation_level=None)
    base.execute("BEGIN EXCLUSIVE")
    with pytest.raises(OwnSiteError, match="Other sessions"):
        keep_drawn(workspace, shape(), label=Label("甲"))
    base.close()
    keep_drawn(workspace, shape(), label=Label("甲"))
    monkeypatch.setattr(kept_sites, "refuse_read_only", _refuse)
    with pytest.raises(ReadOnlyError):
        keep_drawn(workspace, shape(106.4), label=Label("乙"))
    assert names(workspace) == ["甲"]


def _refuse(folder: Path) -> None:
    raise ReadOnlyError(en=f"{folder}: read-only", zh=f"{folder}：只读")
