import pytest

from geodata.text import Language
from layout.entities.document import Block, Heading, Items, Paragraph, Plots, Table
from layout.i18n import translate
from layout.workflow.proof import Proof, prove
from layout.workflow.rank import RankingResult, rank_sites
from layout.workflow.ranking_sheet import ranking_sheet, sheet_name
from tests.layout.workflow.ranked_cases import case

LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture(scope="module")
def proof() -> Proof:
    return prove(rank_sites(case(scoring__methods=["weighted_sum", "topsis", "vikor"])), draws=200, seed=1)


def words(blocks: tuple[Block, ...]) -> str:
    parts: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                parts.append(block.title)
            case Paragraph():
                parts.append(block.words)
            case Items():
                parts += block.sentences
            case Table():
                parts += [*map(str, block.headings), *(str(cell) for row in block.rows for cell in row)]
            case Plots():
                parts += [plot.label for plot in block.plots]
    return "\n".join(parts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheet_holds_all_that_an_annex_needs(proof: Proof, language: Language) -> None:
    result = proof.result
    blocks = ranking_sheet(result, proof, language=language)
    text = words(blocks)
    for key in (
        "project",
        "method",
        "weights",
        "criteria",
        "ranking",
        "not_evaluated",
        "gaps",
        "data",
        "versions",
    ):
        assert translate(f"report.sheet.{key}", language) in text
    for key in ("stability", "acceptability", "methods"):
        assert translate(f"report.sheet.{key}", language) in text
    for measured in result.matrix.criteria.values():
        assert measured.title.pick(language) in text
        assert measured.description.pick(language) in text
    for checksum in result.inputs.values():
        assert checksum in text
    for method in result.methods.values():
        assert method.variant.pick(language) in text
    for warning in result.warnings:
        assert warning.pick(language) in text
    assert all(name in text for name in result.sites[f"name_{language}"].loc[result.ranking.index[:20]])
    assert "{" not in text
    assert "numpy" in text
    assert sheet_name(result, language).endswith(result.case.title.pick(language))


def test_every_table_is_rectangular_and_every_numeric_criterion_is_drawn(proof: Proof) -> None:
    blocks = ranking_sheet(proof.result, proof, language="en")
    for block in blocks:
        if isinstance(block, Table):
            assert all(len(row) == len(block.headings) for row in block.rows)
    [plots] = [block for block in blocks if isinstance(block, Plots)]
    numeric = [
        key for key, item in proof.result.case.active_criteria().items() if item.value.kind != "category"
    ]
    assert len(plots.plots) == len(numeric)
    for plot in plots.plots:
        assert plot.curve is not None
        assert plot.curve(plot.raw) == pytest.approx(plot.values)


def test_corners_of_value_functions_and_levels_are_written_out(proof: Proof) -> None:
    text = words(ranking_sheet(proof.result, proof, language="en"))
    assert "1 → 0; 3 → 0.5; 10 → 1" in text
    assert "cluster carried → 1; industry named → 0.8" in text


def test_relative_scale_has_no_line_and_no_proof_is_said() -> None:
    relative = {"kind": "minmax", "better": "higher", "reason": {"en": "relative", "zh": "相对"}}
    result: RankingResult = rank_sites(case(criteria__land_fit__value=relative))
    blocks = ranking_sheet(result, None, language="en")
    [plots] = [block for block in blocks if isinstance(block, Plots)]
    assert plots.plots[0].curve is None
    assert "No proof was made" in words(blocks)
