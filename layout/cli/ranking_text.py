"""A ranking as lines for a terminal: the best sites, what was removed, what was not evaluated, what to know first."""

import math
from collections.abc import Hashable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from geodata.text import Language
from layout.cli.columns import text_table
from layout.i18n import translate

if TYPE_CHECKING:
    from layout.workflow.ranking.rank import RankingResult

_COLUMNS = ("rank", "ranks", "score", "scores", "site", "missing")
_RANKS = ("rank", "rank_best", "rank_worst")
_NOTHING = "–"


def ranking_lines(result: "RankingResult", *, top: int, language: Language) -> Iterator[str]:
    """Yield the lines that `cqlayout score` prints.

    Parameters
    ----------
    result
        A ranking.
    top
        How many sites to list.
    language
        Language of the lines.
    """
    primary = next(iter(result.methods.values()))
    yield result.case.title.pick(language)
    yield translate(
        "cli.score.summary",
        language,
        shown=min(top, len(result.ranking)),
        count=len(result.ranking),
        method=primary.title.pick(language),
    )
    # <NA> of the whole-number columns becomes NaN, which the cells show as a dash
    best = result.ranking.head(top).rename_axis("site_id").astype(dict.fromkeys(_RANKS, "float64"))
    yield text_table(
        [translate(f"cli.score.column.{name}", language) for name in _COLUMNS],
        [_row(result, site, language) for site in best.reset_index().to_dict("records")],
    )
    for line in _reservations(result, language):
        yield f"* {line}"


def _row(result: "RankingResult", site: Mapping[Hashable, Any], language: Language) -> list[str]:
    """Return one site as cells: rank, possible ranks, score, interval, name, missing criteria."""
    missing = [result.matrix.criteria[key].title.pick(language) for key in site["missing_criteria"]]
    return [
        _whole(site["rank"]),
        f"{_whole(site['rank_best'])}–{_whole(site['rank_worst'])}",
        _score(site["score"]),
        f"{_score(site['score_low'])}–{_score(site['score_high'])}",
        str(result.sites.loc[site["site_id"], f"name_{language}"]),
        translate("cli.score.separator", language).join(missing) or _NOTHING,
    ]


def _whole(value: float) -> str:
    """Return a rank, or a dash when there is none."""
    return _NOTHING if math.isnan(value) else f"{value:.0f}"


def _score(value: float) -> str:
    """Return a score with three decimals, or a dash when there is none."""
    return _NOTHING if math.isnan(value) else f"{value:.3f}"


def _reservations(result: "RankingResult", language: Language) -> Iterator[str]:
    """Yield what qualifies the ranking: removed sites, rules not evaluated, warnings."""
    for row in result.excluded.to_dict("records"):
        yield translate(
            "cli.score.excluded", language, name=row[f"name_{language}"], reason=row[f"reason_{language}"]
        )
    if len(result.rules_not_evaluated):
        yield translate("cli.score.not_evaluated", language, count=len(result.rules_not_evaluated))
    for warning in result.warnings:
        yield warning.pick(language)
