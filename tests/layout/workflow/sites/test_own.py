import dataclasses

import pytest

from layout.workflow.sites.own import OwnLayer, Whereabouts
from tests.layout.workflow.own_cases import two_parks


def test_without_more_there_is_neither_folder_nor_workspace() -> None:
    assert (Whereabouts().home, Whereabouts().workspace) == (None, None)


def test_a_layer_that_was_read_cannot_be_changed_into_another() -> None:
    layer = OwnLayer(two_parks(), "parks.gpkg", "0" * 64)
    with pytest.raises(dataclasses.FrozenInstanceError):
        layer.sha256 = "1" * 64  # type: ignore[misc]
