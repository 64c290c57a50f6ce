"""Rows of totals held against the sum of their parts."""

from collections.abc import Iterable, Mapping
from typing import Final

from geodata.embedded import table
from geodata.text import Bilingual
from layout.entities.matching import Match
from layout.entities.wording import plain, say
from layout.workflow.statistics.column_plans import ColumnPlan
from layout.workflow.statistics.join import Join

_PARTS: Final = frozenset({"district", "park"})
_SUM_TOLERANCE: Final = 0.005


def compare_sums(join: Join, settled: Mapping[str, ColumnPlan]) -> Iterable[Bilingual]:
    """Yield what a row of totals says that is not the sum of its parts; rates are never summed.

    Parameters
    ----------
    join
        A table with its matches.
    settled
        The columns that are settled, by heading.
    """
    rows = table("indicators")
    additive = set(rows.loc[rows["additive"] == "yes", "indicator_id"])
    for heading, plan in settled.items():
        if plan.indicator not in additive:
            continue
        cells = [cell for cell in join.table.cells if cell.heading == heading and cell.value is not None]
        for total in (cell for cell in cells if join.matches[cell.row].status == "total"):
            year = join.table.rows[total.row].year
            parts = [
                cell.value or 0.0
                for cell in cells
                if _is_part(join.matches[cell.row]) and join.table.rows[cell.row].year == year
            ]
            stated, summed = total.value or 0.0, sum(parts)
            if len(parts) > 1 and abs(stated - summed) > _SUM_TOLERANCE * max(abs(stated), abs(summed)):
                yield say(
                    "join.note.sum",
                    row=join.table.rows[total.row].number,
                    name=join.table.rows[total.row].name,
                    column=heading,
                    stated=plain(stated, 8),
                    summed=plain(summed, 8),
                    count=len(parts),
                    difference=plain(stated - summed, 6),
                )


def _is_part(match: Match) -> bool:
    """Return whether a row is one of the parts of a total."""
    return match.status == "sure" and match.kind in _PARTS
