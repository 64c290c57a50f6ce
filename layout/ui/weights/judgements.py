"""Pairwise judgements as people write them: read from either cell of a pair, shown as a matrix."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from layout.viz.escape import safe_html

SCALE: Final = ("9", "7", "5", "3", "1", "1/3", "1/5", "1/7", "1/9")
FINE: Final = (
    "9",
    "8",
    "7",
    "6",
    "5",
    "4",
    "3",
    "2",
    "1",
    "1/2",
    "1/3",
    "1/4",
    "1/5",
    "1/6",
    "1/7",
    "1/8",
    "1/9",
)
Titles = Mapping[str, str]
Cells = Mapping[str, Mapping[str, str]]


def judgement(cells: Cells, row: str, *, other: str) -> str | None:
    """Return the judgement of a pair as text, from either cell, None where nobody judged."""
    own = str(cells.get(row, {}).get(other, "")).strip()
    if own:
        return as_text(fraction_of(own))
    turned = str(cells.get(other, {}).get(row, "")).strip()
    return as_text(1 / fraction_of(turned)) if turned else None


def pairs(names: Sequence[str]) -> list[tuple[str, str]]:
    """Return all pairs of criteria."""
    return [(one, other) for place, one in enumerate(names) for other in names[place + 1 :]]


def fraction_of(text: str) -> Fraction:
    """Return a judgement as a fraction with a small denominator."""
    return Fraction(text.replace(" ", "")).limit_denominator(1000)


def as_text(value: Fraction) -> str:
    """Return a judgement as people write it."""
    return str(value)


def size_of(text: str) -> float:
    """Return a judgement as a number."""
    return float(Fraction(text))


def matrix_html(cells: Cells, titles: Titles) -> str:
    """Return all judgements as a matrix; blanks are blanks."""
    head = "".join(f'<th class="cq-num">{place}</th>' for place in range(1, len(titles) + 1))
    lines = []
    for place, (row, title) in enumerate(titles.items(), start=1):
        values = "".join(
            f'<td class="cq-num">{"1" if row == other else safe_html(judgement(cells, row, other=other) or "·")}</td>'
            for other in titles
        )
        lines.append(f"<tr><td>{place} {safe_html(title)}</td>{values}</tr>")
    return (
        '<div class="cq-scroll"><table class="cq-table cq-matrix"><thead><tr><th></th>'
        f"{head}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
    )


def scale_html(words: Sequence[str]) -> str:
    """Return what the ends and the middle of the row of judgements mean, from the one end to the other."""
    return '<div class="cq-scale">' + "".join(f"<span>{safe_html(word)}</span>" for word in words) + "</div>"


def row_html(row: str, other: str, *, note: str = "") -> str:
    """Return the two items of a comparison, and a quiet note below them where there is one."""
    below = f'<div class="cq-quiet">{safe_html(note)}</div>' if note else ""
    return f'<div class="cq-pair"><b>{safe_html(row)}</b> : {safe_html(other)}{below}</div>'
