import pytest

from layout.ui.maps.efficiency_layers import CHOICES, efficiency_districts_layer, efficiency_parks_layer
from layout.ui.maps.questions import UnknownPayloadError
from layout.workflow.landuse.efficiency import ESTIMATE_PAIR

QUESTION = {"pair": ESTIMATE_PAIR, "target": "75"}


def test_the_parks_with_figures_are_drawn_and_estimates_are_pale_and_told() -> None:
    plain, style = efficiency_parks_layer(QUESTION)
    assert "hollow" not in style
    with_estimates, pale = efficiency_parks_layer(QUESTION | {"estimates": "yes"})
    assert pale["hollow"]["count"] == int((with_estimates["status"] == "estimate").sum()) > 0
    assert len(with_estimates) >= len(plain)


def test_districts_are_the_sums_of_their_parks() -> None:
    frame, _ = efficiency_districts_layer(QUESTION)
    assert frame["value"].notna().sum() == 3


@pytest.mark.parametrize("target", ["", "x", "-1", "inf", "nan"])
def test_a_target_that_is_none_is_refused(target: str) -> None:
    assert "target" in CHOICES
    with pytest.raises(UnknownPayloadError, match="positive target"):
        efficiency_parks_layer(QUESTION | {"target": target})
