import pytest

from geodata.text import Language
from layout.config import dump_case, parse_case
from layout.entities.document import Block, Heading, Items, Paragraph, Plots, Table
from layout.errors import CaseError
from layout.i18n import translate
from layout.workflow.ranking.proof import Proof, prove
from layout.workflow.ranking.rank import RankingResult, rank_sites
from layout.workflow.ranking.sheet import ranking_sheet, sheet_name
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


def test_shapes_rank_are_proved_and_stand_with_their_formula() -> None:
    reason = {"en": "test", "zh": "测试"}
    logistic = {"kind": "logistic", "middle": 30, "reach": -8, "reason": reason}
    steps = {"kind": "step", "below": 1, "steps": [[20, 0.4], [60, 0.1]], "reason": reason}
    ideal = {"kind": "ideal", "least": 0, "ideal": 3, "greatest": 40, "reason": reason}
    shaped = case(
        criteria__access_power__value=logistic,
        criteria__access_river_port__value=steps,
        criteria__land_fit__value=ideal,
    )
    again = parse_case(dump_case(shaped), origin="again")
    assert again == shaped
    result = rank_sites(again)
    matrix = result.matrix
    power = matrix.raw["access_power"].to_numpy(dtype="float64")
    assert matrix.value["access_power"].to_numpy() == pytest.approx(
        1 / (1 + 9 ** ((power - 30) / 8)), nan_ok=True
    )
    port = matrix.raw["access_river_port"].dropna().astype(float)
    expected = port.map(lambda km: 1.0 if km < 20 else 0.4 if km < 60 else 0.1)
    assert matrix.value["access_river_port"].dropna().tolist() == expected.tolist()
    assert (matrix.value_low <= matrix.value + 1e-12).where(matrix.value.notna(), other=True).all(axis=None)
    assert (matrix.value_high >= matrix.value - 1e-12).where(matrix.value.notna(), other=True).all(axis=None)
    found = prove(result, draws=200, seed=1)
    text = words(ranking_sheet(result, found, language="en"))
    assert "v = 1 / (1 + 9^(−(x − m) / r)) with m = 30, r = -8: 0.1 at 38, 0.5 at 30, 0.9 at 22" in text
    assert "steps at thresholds: below 20: 1; from 20 on: 0.4; from 60 on: 0.1" in text
    assert "自 60 起：0.1" in words(ranking_sheet(result, found, language="zh"))


def test_flat_shape_is_refused_with_its_place() -> None:
    flat = {"kind": "logistic", "middle": 30, "reach": 0, "reason": {"en": "test", "zh": "测试"}}
    with pytest.raises(CaseError, match=r"criteria\.access_power\.value: found reach = 0"):
        case(criteria__access_power__value=flat)
