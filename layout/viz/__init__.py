"""Colours, classes, style specifications and legends of the maps: plain data, no map library and no screen.

escape     data made inert for HTML and for templates
numbers    figures as text
palette    colour values that colour-blind readers can tell apart, and the look of "no data"
classes    where one class of a choropleth ends and the next begins
spec       the vocabulary of a style specification (JSON for the browser's layer)
areas      style specifications of polygon layers
parks      style specifications of the parks
nodes      style specification of infrastructure
ranking    style specification of ranked sites
legend     the legend of a style specification as HTML
"""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from layout.viz.areas import choropleth_style as choropleth_style
    from layout.viz.areas import intensity_style as intensity_style
    from layout.viz.areas import prefecture_style as prefecture_style
    from layout.viz.areas import zone_style as zone_style
    from layout.viz.escape import safe_html as safe_html
    from layout.viz.legend import legend_html as legend_html
    from layout.viz.nodes import infrastructure_style as infrastructure_style
    from layout.viz.numbers import format_number as format_number
    from layout.viz.parks import by_cluster as by_cluster
    from layout.viz.parks import by_intensity as by_intensity
    from layout.viz.parks import by_level as by_level
    from layout.viz.parks import park_style as park_style
    from layout.viz.ranking import ranking_style as ranking_style
    from layout.viz.spec import class_of as class_of
    from layout.viz.spec import radius_px as radius_px

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "areas": ["choropleth_style", "intensity_style", "prefecture_style", "zone_style"],
        "escape": ["safe_html"],
        "legend": ["legend_html"],
        "nodes": ["infrastructure_style"],
        "numbers": ["format_number"],
        "parks": ["by_cluster", "by_intensity", "by_level", "park_style"],
        "ranking": ["ranking_style"],
        "spec": ["class_of", "radius_px"],
    },
)
