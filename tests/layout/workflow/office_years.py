"""A table of an office's parks over three years, in which one park stops and one source changes."""

from pathlib import Path

TABLE = """park_id,year,output_yi,industrial_land_km2,source
wanzhou_etdz,2022,100,4,年鉴2022
wanzhou_etdz,2023,132,4.4,年鉴2023
fuling_ip,2022,300,6,年鉴2022
fuling_ip,2023,330,6,年鉴2023
fuling_ip,2024,350,6.25,园区上报
"""


def write_years(folder: Path) -> Path:
    """Write the table into a folder and return its path."""
    path = folder / "years.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path
