from pathlib import Path

import pandas as pd
import pytest

from geodata.layer import Layer, Provenance
from geodata.quality.findings import Verdict
from geodata.read import Report
from geodata.text import Bilingual
from geodata.workspace import Version, Workspace
from layout.workflow.desk.roles import Incoming, Origin, PlainRole, Role

BLANK = Bilingual(en="", zh="")
NOTE = Bilingual(en="mended", zh="已修复")


@pytest.fixture
def incoming(tmp_path: Path) -> Incoming:
    original = tmp_path / "表.csv"
    original.write_bytes(b"a\n1\n2\n")
    provenance = Provenance("internal", BLANK, "2025", (), "0" * 64, BLANK, ("表.csv",))
    layer = Layer(
        "prices", Bilingual(en="Prices", zh="价格"), pd.DataFrame({"a": [1, 2]}, index=[2, 3]), provenance
    )
    return Incoming(
        layer, Report("表.csv", Verdict.ACCEPT, None, ()), original, "表.csv", (NOTE,), {"k": [1]}
    )


class HalfOf:
    """A role of the tests: keeps the first row alone and says so."""

    role_id = "half"
    table = True

    def keep(self, workspace: Workspace, incoming: Incoming) -> Version:
        layer = incoming.layer
        half = Layer(self.role_id, layer.title, layer.frame.iloc[:1], layer.provenance)
        return incoming.keep(workspace, half, notes=(Bilingual(en="one row", zh="一行"),))


def test_the_plain_role_keeps_a_file_as_it_is(tmp_path: Path, incoming: Incoming) -> None:
    workspace = Workspace.create(tmp_path / "w")
    role: Role = PlainRole("prices")
    version = role.keep(workspace, incoming)
    assert (version.item_id, version.kind, version.number, version.rows) == ("prices", "table", 1, 2)
    assert version.notes == (NOTE,)
    kept = workspace.original(version)
    assert kept is not None
    assert kept.read_bytes() == b"a\n1\n2\n"
    assert workspace.load("prices").frame["a"].tolist() == [1, 2]


def test_a_role_of_its_own_changes_the_layer_and_keeps_the_notes_of_the_file(
    tmp_path: Path, incoming: Incoming
) -> None:
    workspace = Workspace.create(tmp_path / "w")
    role: Role = HalfOf()
    version = role.keep(workspace, incoming)
    assert (version.item_id, version.rows) == ("half", 1)
    assert [note.en for note in version.notes] == ["mended", "one row"]
    assert version.original is not None
    assert version.original.name == "表.csv"


def test_nothing_is_known_of_the_origin_at_first() -> None:
    assert Origin() == Origin("", "", "", "", "")
