from pathlib import Path

import pandas as pd

from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import Version, Workspace
from layout.workflow.desk.tables import desk_table, office_rows_of, use_workspace
from layout.workflow.statistics.answers import Answers
from layout.workflow.statistics.figures import join_table
from layout.workflow.statistics.join import desk_register
from layout.workflow.statistics.store import keep_figures, merge_figures
from layout.workflow.statistics.table import figure_table

NAME = Bilingual(en="Figures", zh="数据")
ORIGIN = Provenance("office", NAME, "2023", (), "0" * 64, NAME)


def figures(source: str = "年鉴", **values: float) -> pd.DataFrame:
    """Return the GDP of 2023 by district code."""
    frame = pd.DataFrame(
        {"code": [key.removeprefix("d") for key in values], "GDP（亿元）2023": list(values.values())}
    )
    register = desk_register("38")
    return join_table(figure_table(frame, register), Answers(source=source, vintage="38")).figures


def keep(workspace: Workspace, new: pd.DataFrame) -> Version:
    layer = Layer("statistics", NAME, pd.DataFrame(), ORIGIN)
    return keep_figures(
        workspace, new, layer=layer, keep=lambda one, notes: workspace.add_layer(one, notes=notes)
    )


def values(frame: pd.DataFrame) -> dict[str, float]:
    return dict(zip(frame["entity_id"], frame["value"], strict=True))


def test_new_figures_replace_those_of_the_same_key() -> None:
    first = merge_figures(None, figures(d500101=1.0, d500102=2.0, d500103=3.0))
    assert (first.added, first.replaced, first.unchanged) == (3, 0, 0)
    second = merge_figures(first.frame, figures(d500102=5.0, d500103=3.0, d500104=4.0))
    assert (second.added, second.replaced, second.unchanged) == (1, 1, 1)
    assert values(second.frame) == {"500101": 1.0, "500102": 5.0, "500103": 3.0, "500104": 4.0}


def test_another_source_for_the_same_value_is_a_change() -> None:
    first = merge_figures(None, figures(d500101=1.0))
    assert merge_figures(first.frame, figures("公报", d500101=1.0)).replaced == 1


def test_each_import_is_a_version_and_the_desk_shows_the_newest(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    keep(workspace, figures(d500101=1.25, d500102=2.0))
    version = keep(workspace, figures(d500102=7.0))
    assert version.number == 2
    assert "1" in version.notes[0].en
    assert values(office_rows_of(workspace)) == {"500101": 1.25, "500102": 7.0}
    assert values(office_rows_of(workspace, 1)) == {"500101": 1.25, "500102": 2.0}
    with use_workspace(workspace.folder):
        office = desk_table("statistics").query("confidence == 'office'")
        assert values(office) == {"500101": 1.25, "500102": 7.0}
        assert office["source_ids"].tolist() == [("年鉴",)] * 2
        assert office["vintage" if "vintage" in office else "year"].tolist() == [2023, 2023]


def test_an_import_that_came_in_between_is_not_lost(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    keep(workspace, figures(d500101=1.0))
    between = [figures(d500102=2.0), figures(d500103=3.0)]

    def slow(layer: Layer, notes: tuple[Bilingual, ...]) -> Version:
        if between:  # another session is faster, twice
            keep(workspace, between.pop())
        return workspace.add_layer(layer, notes=notes)

    layer = Layer("statistics", NAME, pd.DataFrame(), ORIGIN)
    keep_figures(workspace, figures(d500104=4.0), layer=layer, keep=slow)
    assert values(office_rows_of(workspace)) == {"500101": 1.0, "500102": 2.0, "500103": 3.0, "500104": 4.0}
