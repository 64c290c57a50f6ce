"""The effect of weights while they are moved: the weights as shares, and the first ten sites with how they moved."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from geodata.text import Language
from layout.i18n import translate
from layout.ui.ranking.ranking_view import CONTRIBUTION_COLOURS
from layout.viz.escape import safe_html
from layout.workflow.ranking.live_rank import LiveRanking

FIRST: Final = 10
_NUMERIC: Final = (0, 3)
"""Columns of the first ten that are set flush right: rank and score."""


def shares_html(now: pd.Series, before: pd.Series, *, titles: Mapping[str, str], language: Language) -> str:
    """Return the weights as bars in per cent, each with its change.

    Parameters
    ----------
    now, before
        Weights by criterion, sum 1: as they stand, and those of the case.
    titles
        Words of the criteria.
    language
        Language of the heads.
    """
    heads = [translate(f"sites.column.{name}", language) for name in ("criterion", "share", "change")]
    colours = dict(zip(now.index, CONTRIBUTION_COLOURS, strict=False))
    widest = max(float(now.max()), 1e-9)
    rows = "".join(
        f"<tr><td>{safe_html(titles[str(name)])}</td>"
        f'<td><div class="cq-bar cq-share"><i style="width:{100 * share / widest:.1f}%;background:{colours.get(name, "#64748b")}">'
        f'</i></div></td><td class="cq-num">{100 * share:.1f} %</td>'
        f'<td class="cq-num">{safe_html(_points(share - float(before[name])))}</td></tr>'
        for name, share in zip(now.index, now.tolist(), strict=True)
    )
    return (
        f'<table class="cq-table cq-live-weights"><thead><tr><th>{safe_html(heads[0])}</th><th></th>'
        f'<th class="cq-num">{safe_html(heads[1])}</th><th class="cq-num">{safe_html(heads[2])}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _points(change: float) -> str:
    """Return a change of a share in points, nothing where there is none."""
    return f"{100 * change:+.1f}" if abs(change) >= 0.0005 else "·"  # noqa: PLR2004 - what one decimal shows


def first_html(now: LiveRanking, before: LiveRanking, *, names: Mapping[str, str], language: Language) -> str:
    """Return the first ten sites with rank, how they moved, score and its parts.

    Parameters
    ----------
    now, before
        The ranking under the weights as they stand, and under those of the case.
    names
        Names of the sites.
    language
        Language of the heads.
    """
    heads = [
        translate(f"sites.column.{name}", language) for name in ("rank", "moved", "site", "score", "parts")
    ]
    old = before.ranking["rank"]
    rows = "".join(
        f'<tr><td class="cq-num">{_rank(rank)}</td><td>{_moved_html(rank, old[site], language)}</td>'
        f'<td>{safe_html(names[str(site)])}</td><td class="cq-num">{float(score):.3f}</td>'
        f"<td>{_parts_html(now.contributions.loc[site])}</td></tr>"
        for site, rank, score in zip(
            now.ranking.index[:FIRST], now.ranking["rank"], now.ranking["score"], strict=False
        )
    )
    head = "".join(
        f'<th class="cq-num">{safe_html(word)}</th>' if place in _NUMERIC else f"<th>{safe_html(word)}</th>"
        for place, word in enumerate(heads)
    )
    return (
        f'<table class="cq-table cq-live-ranks"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _rank(rank: Any) -> str:  # noqa: ANN401 - a cell of an Int64 column
    """Return a rank, a dash without one."""
    return "–" if pd.isna(rank) else str(int(rank))


def _moved_html(rank: Any, old: Any, language: Language) -> str:  # noqa: ANN401 - cells of an Int64 column
    """Return how many places a site went up or down."""
    places = 0 if pd.isna(rank) or pd.isna(old) else int(old) - int(rank)
    if not places:
        return '<span class="cq-same">·</span>'
    up = places > 0
    words = translate(
        "sites.live.up" if up else "sites.live.down", language, places=abs(places), old=int(old)
    )
    mark = f"{'▲' if up else '▼'} {abs(places)}"
    return f'<span class="{"cq-up" if up else "cq-down"}" title="{safe_html(words)}">{mark}</span>'


def _parts_html(parts: pd.Series) -> str:
    """Return the parts of a score as one bar."""
    pieces = "".join(
        f'<i style="width:{100 * float(part):.2f}%;background:{colour}"></i>'
        for part, colour in zip(parts, CONTRIBUTION_COLOURS, strict=False)
        if part > 0
    )
    return f'<div class="cq-stack cq-stack-live">{pieces}</div>'
