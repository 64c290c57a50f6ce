"""What the tests of these commands share: a table of parks and one of enterprises of an invented office."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CQLAYOUT_LANG", "en")


@pytest.fixture
def parks(tmp_path: Path) -> str:
    """Return the path of a table of eight parks."""
    rows = ["park_id,name,adcode,output_yi,industrial_land_mu,employees_persons,tax_yi"]
    rows += [
        f"own{place},园区{place},500117,{100 + 40 * place},{3000 + 200 * place},{5000 + 900 * (place % 3)},{4 + place}"
        for place in range(8)
    ]
    path = tmp_path / "parks.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def firms(tmp_path: Path) -> str:
    """Return the path of a table of five enterprises, one without tax."""
    text = (
        "firm_id,name,land_mu,tax_wan,value_added_wan,employees_persons,rd_spend_wan,revenue_wan,veto\n"
        "f1,甲,100,2500,14000,700,900,40000,\nf2,乙,50,600,5000,300,100,15000,\nf3,丙,80,200,3000,250,,9000,\n"
        "f4,丁,20,,900,60,10,2000,\nf5,戊,30,900,6000,200,300,12000,是\n"
    )
    path = tmp_path / "firms.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)
