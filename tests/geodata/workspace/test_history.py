from collections.abc import Callable
from dataclasses import replace

import pytest

from geodata.errors import UnknownLayerError
from geodata.layer import Layer
from geodata.workspace import Workspace, WorkspaceError
from geodata.workspace.history import items, record, set_binned, versions


def test_numbers_count_up_for_each_item_and_times_are_given(
    workspace: Workspace, make_layer: Callable[..., Layer]
) -> None:
    first = workspace.add_layer(make_layer("a"))
    again = record(workspace.folder, replace(first, number=77, created="never"))
    other = workspace.add_layer(make_layer("b"))
    assert (first.number, again.number, other.number) == (1, 2, 1)
    assert again.created >= first.created
    assert versions(workspace.folder, "a") == (first, again)
    assert [
        (item.item_id, item.versions, item.current) for item in items(workspace.folder, binned=False)
    ] == [("a", 2, again), ("b", 1, other)]


def test_the_bin_hides_an_item_with_its_versions_and_gives_it_back(
    workspace: Workspace, make_layer: Callable[..., Layer]
) -> None:
    version = workspace.add_layer(make_layer("a"))
    set_binned(workspace.folder, "a", binned=True)
    (binned,) = items(workspace.folder, binned=True)
    set_binned(workspace.folder, "a", binned=True)
    assert items(workspace.folder, binned=True) == (binned,)
    assert items(workspace.folder, binned=False) == ()
    assert versions(workspace.folder, "a") == (version,)
    with pytest.raises(WorkspaceError, match="in the bin"):
        record(workspace.folder, version)
    set_binned(workspace.folder, "a", binned=False)
    assert items(workspace.folder, binned=False)[0].current == version


def test_an_item_keeps_its_kind(workspace: Workspace, make_layer: Callable[..., Layer]) -> None:
    version = workspace.add_layer(make_layer("a"))
    with pytest.raises(WorkspaceError, match="a is a layer, found a text"):
        record(workspace.folder, replace(version, kind="text"))
    assert len(versions(workspace.folder, "a")) == 1


def test_items_that_are_not_there_are_named(workspace: Workspace) -> None:
    for step in (
        lambda: versions(workspace.folder, "none"),
        lambda: set_binned(workspace.folder, "none", binned=True),
    ):
        with pytest.raises(UnknownLayerError, match="none") as caught:
            step()
        assert "workspace list" in caught.value.message("zh")
