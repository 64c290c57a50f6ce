import pytest

from layout.errors import LayoutError
from layout.ui.maps import run_layers


@pytest.mark.parametrize(
    "layer",
    [run_layers.ranked_layer, run_layers.plan_layer, run_layers.plan_lines_layer, run_layers.areas_layer],
)
def test_a_run_that_is_not_there_is_named(layer: object) -> None:
    with pytest.raises((LayoutError, KeyError)):
        layer({"run": "0" * 16, "found": "0" * 16})


def test_a_desk_without_own_sites_draws_an_empty_layer() -> None:
    frame, style = run_layers.own_sites_layer({})
    assert frame.empty
    assert style["id"]
