"""Figures of an office in a workspace, as an import leaves them there."""

from pathlib import Path

import pandas as pd

from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import Workspace
from layout.workflow.desk.tables import STATISTICS_ITEM
from layout.workflow.statistics.headings import indicator_unit

NAME = Bilingual(en="Figures", zh="数据")
Row = tuple[str, str, str, int, float]
WANZHOU: tuple[Row, ...] = (
    ("park", "wanzhou_etdz", "gross_output", 2023, 64.0),
    ("park", "wanzhou_etdz", "industrial_land_km2", 2023, 2.0),
)


def keep_office(folder: Path, rows: tuple[Row, ...] = WANZHOU) -> Workspace:
    """Keep figures (kind, id, indicator, year, value) as the newest version of a workspace, made where there is none."""
    frame = pd.DataFrame(rows, columns=["entity_kind", "entity_id", "indicator_id", "year", "value"])
    frame["unit"] = [indicator_unit(name).unit_id for name in frame["indicator_id"]]
    frame = frame.assign(
        source_ids="测试年鉴2024", confidence="office", note="测试列", period="FY", value_qualifier="exact"
    )
    workspace = Workspace.open(folder) if Workspace.exists(folder) else Workspace.create(folder)
    workspace.add_layer(
        Layer(STATISTICS_ITEM, NAME, frame, Provenance("x", NAME, "2023", (), "0" * 64, NAME))
    )
    return workspace
