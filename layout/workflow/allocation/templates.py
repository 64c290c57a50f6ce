"""Templates of the tables of a layout plan: CSV one by one, or one workbook with a sheet of explanations."""

import pandas as pd

from geodata.text import Language
from geodata.write import to_csv_bytes, to_xlsx_bytes
from layout.i18n import catalogue
from layout.workflow.allocation.upload import TABLES

NOTES_SHEET = "说明 notes"
_EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "projects": (
        *(
            ("project_id", "p01"),
            ("name_zh", ""),
            ("name_en", ""),
            ("land_ha", "20"),
            ("output_cny", "1500000000"),
        ),
        *(
            ("cluster_id", "icnev"),
            ("chain_id", ""),
            ("year", ""),
            ("allowed_parks", ""),
            ("required", "false"),
        ),
        *(("max_parts", "1"), ("min_share", "0"), ("water_m3_per_day", ""), ("power_mw", "")),
        *(("discharge_m3_per_day", ""), ("needs", ""), ("chemical", "false"), ("move_weight", "1")),
    ),
    "parks": (
        *(("park_id", "yongchuan_htz"), ("available_ha", "60"), ("low_efficiency_ha", "0")),
        *(("release_cost_cny_per_ha", "0"), ("build_cost_cny_per_ha", "0"), ("opening_cost_cny", "0")),
        *(("base_land_ha", ""), ("base_output_cny", ""), ("water_m3_per_day", ""), ("power_mw", "")),
        ("discharge_m3_per_day", ""),
    ),
    "values": (
        *(("project_id", "p01"), ("park_id", "yongchuan_htz"), ("value", "0.8")),
        *(("value_low", "0.7"), ("value_high", "0.9")),
    ),
    "existing": (("project_id", "p01"), ("park_id", "yongchuan_htz")),
}


def template_csv(name: str) -> bytes:
    """Return the template of one table, with one line to be written over.

    Parameters
    ----------
    name
        `projects`, `parks`, `values` or `existing`.
    """
    return to_csv_bytes(template_frame(name))


def template_frame(name: str) -> pd.DataFrame:
    """Return the template of one table as text."""
    return pd.DataFrame([dict(_EXAMPLES[name])])


def template_workbook(language: Language) -> bytes:
    """Return all templates as sheets of one workbook, the last explains every column."""
    sheets = {name: template_frame(name).map(_number) for name in TABLES}
    words = catalogue()
    rows = [
        (name, column, words[f"plan.column.{column}"].pick(language))
        for name in TABLES
        for column, _ in _EXAMPLES[name]
    ]
    heads = [words[f"plan.template.{key}"].pick(language) for key in ("table", "column", "meaning")]
    return to_xlsx_bytes({**sheets, NOTES_SHEET: pd.DataFrame(rows, columns=heads)})


def _number(text: str) -> object:
    """Return a cell of a template as a number where it is one, None where it is blank."""
    if not text:
        return None
    return float(text) if text.replace(".", "", 1).isdigit() else text
