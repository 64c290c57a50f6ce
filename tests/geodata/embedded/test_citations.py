import re

import pytest

from geodata.embedded import source_citation, table
from geodata.errors import UnknownLayerError

SOURCES = table("sources")


@pytest.mark.parametrize("key", SOURCES["source_id"])
def test_a_citation_names_document_and_year_and_carries_no_link(key: str) -> None:
    row = SOURCES.set_index("source_id").loc[key]
    citation = source_citation(key)
    for text in (citation.en, citation.zh):
        assert "http" not in text
        assert not re.search(r"[0-9a-f]{16}\.txt", text)
        if key != "recalled":
            assert str(row["year"]) in text
            assert row["title"].rpartition(".txt: ")[2] in text


def test_a_mirror_is_not_cited_but_said() -> None:
    citation = source_citation("off_lci_2004")
    assert citation.en == (
        "工业项目建设用地控制指标(试行), four-indicator text (Ministry of Land and Resources, 2004; read in a copy)"
    )
    assert citation.zh.endswith("（Ministry of Land and Resources，2004；据转载）")
    assert "zyxdaj" not in source_citation("off_boundary_2025").en
    assert "People's Daily 2025-11-07" in source_citation("off_boundary_2025").en


def test_an_original_is_not_called_a_copy() -> None:
    assert source_citation("off_census_2020").en.endswith("(Chongqing Statistics Bureau, 2021)")


def test_what_is_recalled_is_called_so() -> None:
    assert source_citation("recalled").en == "From memory, not verified"
    assert source_citation("recalled").zh == "凭记忆，未核实"


def test_an_unknown_source_is_refused() -> None:
    with pytest.raises(UnknownLayerError, match="'seed_999'") as caught:
        source_citation("seed_999")
    assert "seed_999" in caught.value.message("zh")
