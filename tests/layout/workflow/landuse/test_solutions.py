import math

from geodata.text import Bilingual
from layout.landuse.solve import Solution
from layout.workflow.landuse.solutions import solution_text


def test_each_outcome_has_its_sentence() -> None:
    assert "10.46 % a year (assumed 6 %)" in solution_text(Solution("growth", 10.4567, 6.0, None)).en
    assert "54.2" in solution_text(Solution("pipeline", -54.2, 0.0, None)).zh
    assert "余量" in solution_text(Solution("pipeline", -54.2, 0.0, None)).zh
    assert "再增产出 5 亿元" in solution_text(Solution("pipeline", 5.0, 0.0, None)).zh
    reason = Bilingual(en="why", zh="缘由")
    assert solution_text(Solution("added", math.nan, 0.0, reason)) == reason
    assert solution_text(Solution("added", math.nan, 0.0, None)).en == "no data"
