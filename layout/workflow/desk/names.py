"""The names of the items of a workspace that have a meaning of their own on the desk."""

from typing import Final

STATISTICS_ITEM: Final = "statistics"
PARKS_ITEM: Final = "parks"
SITES_ITEM: Final = "sites"
