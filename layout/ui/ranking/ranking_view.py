"""A ranking on the screen: the table, why a site has its rank, criteria, rules, gaps. All HTML is escaped here."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from geodata.text import Language
from layout.i18n import translate
from layout.ui.cells import cell_text, plain_row
from layout.ui.widgets import table_html
from layout.viz.escape import safe_html
from layout.viz.palette import GREY, OKABE_ITO

if TYPE_CHECKING:
    from layout.workflow.ranking.rank import RankingResult

CONTRIBUTION_COLOURS = (
    OKABE_ITO["blue"],
    OKABE_ITO["orange"],
    OKABE_ITO["bluish_green"],
    OKABE_ITO["reddish_purple"],
    OKABE_ITO["sky_blue"],
    OKABE_ITO["vermillion"],
    OKABE_ITO["yellow"],
    OKABE_ITO["black"],
    GREY,
)
Record = Mapping[str, Any]
_COLUMNS = ("rank", "site", "district", "score", "range", "parts")
_NUMERIC = ("rank", "score")


def ranking_html(result: "RankingResult", language: Language, *, rows: int, chosen: str) -> str:
    """Return the ranking as a table with score, range and the parts of each score.

    Parameters
    ----------
    result
        The ranking.
    language
        Language of every word.
    rows
        How many sites to show, from the best.
    chosen
        Site that is marked.
    """
    others = list(result.methods)[1:]
    heads = [(_word(name, language), name in _NUMERIC) for name in _COLUMNS]
    heads += [
        (translate("ui.sites.rank_by", language, method=result.methods[method].title.pick(language)), True)
        for method in others
    ]
    heads.append((_word("missing", language), False))
    head = "".join(
        f'<th class="cq-num">{safe_html(text)}</th>' if number else f"<th>{safe_html(text)}</th>"
        for text, number in heads
    )
    body = "".join(
        _ranking_row(result, str(site), language, others=others, chosen=chosen)
        for site in result.ranking.index[:rows]
    )
    return (
        f'<div class="cq-scroll"><table class="cq-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        f"{colour_key(result, language)}"
    )


def _ranking_row(
    result: "RankingResult", site: str, language: Language, *, others: Sequence[str], chosen: str
) -> str:
    """Return one site of the ranking."""
    row, about = plain_row(result.ranking, site), plain_row(result.sites, site)
    cells = [
        f'<td class="cq-num">{safe_html(_rank(row["rank"], language))}</td>',
        f"<td>{safe_html(about[f'name_{language}'])}</td>",
        f"<td>{safe_html(cell_text(about[f'district_{language}'], language))}</td>",
        f'<td class="cq-num">{safe_html(_score(row["score"], language))}</td>',
        f"<td>{_range_bar(row)}<span class='cq-quiet'>{safe_html(_rank_range(row, language))}</span></td>",
        f"<td>{stack_html(result, site)}</td>",
        *(
            f'<td class="cq-num">{safe_html(_rank(row[f"rank_{method}"], language))}</td>'
            for method in others
        ),
        f"<td>{safe_html(_missing(result, row['missing_criteria'], language))}</td>",
    ]
    mark = ' class="cq-on"' if site == chosen else ""
    return f"<tr{mark}>{''.join(cells)}</tr>"


def _range_bar(row: Record) -> str:
    """Return the score as a bar with the range that precision and gaps leave."""
    if row["score"] is None:
        return ""
    low, high = 100 * float(row["score_low"]), 100 * float(row["score_high"])
    return (
        f'<div class="cq-bar"><i style="width:{100 * float(row["score"]):.1f}%"></i>'
        f'<u style="left:{low:.1f}%;width:{max(high - low, 0.5):.1f}%"></u></div>'
    )


def _rank_range(row: Record, language: Language) -> str:
    """Return the ranks that a site can have."""
    if row["rank"] is None:
        return ""
    return translate("ui.sites.rank_range", language, best=row["rank_best"], worst=row["rank_worst"])


def stack_html(result: "RankingResult", site: str) -> str:
    """Return the parts of a site's weighted sum as one bar; its full length is a score of 1."""
    parts = plain_row(result.contributions, site).values()
    pieces = "".join(
        f'<i style="width:{100 * float(part):.2f}%;background:{colour}"></i>'
        for part, colour in zip(parts, CONTRIBUTION_COLOURS, strict=False)
        if part is not None and part > 0
    )
    return f'<div class="cq-stack" style="min-width:9rem">{pieces}</div>'


def colour_key(result: "RankingResult", language: Language) -> str:
    """Return which colour stands for which criterion."""
    items = "".join(
        f'<span class="cq-key"><i style="background:{colour}"></i>'
        f"{safe_html(result.matrix.criteria[criterion].title.pick(language))}</span>"
        for criterion, colour in zip(result.contributions.columns, CONTRIBUTION_COLOURS, strict=False)
    )
    return f'<div class="cq-keys">{items}</div>'


def site_html(result: "RankingResult", site: str, *, language: Language) -> str:
    """Return why a site has its rank: the sentences, and each criterion with value, weight and contribution."""
    sentences = safe_html(result.explanations[site].pick(language))
    columns = [_word(name, language) for name in ("criterion", "raw", "value", "weight", "contribution")]
    rows = [_criterion_row(result, site, criterion, language) for criterion in result.matrix.criterion_ids]
    return f'<p class="cq-text">{sentences}</p>{stack_html(result, site)}{table_html(columns, rows, numeric=(2, 3, 4))}'


def _criterion_row(result: "RankingResult", site: str, criterion: str, language: Language) -> tuple[str, ...]:
    """Return what one criterion says of a site."""
    matrix = result.matrix
    about = matrix.criteria[criterion]
    gap = matrix.missing.get((site, criterion))
    said = about.phrases.get(site) if gap is None else gap
    nothing = translate("domain.no_data", language)
    raw = said.pick(language) if said is not None else nothing
    return (
        about.title.pick(language),
        raw if gap is None else f"{nothing}: {raw}",
        _number(plain_row(matrix.value, site)[criterion], nothing),
        f"{100 * float(matrix.weights[criterion]):.3g} %",
        _number(plain_row(result.contributions, site)[criterion], nothing),
    )


def outcomes_html(result: "RankingResult", site: str, *, language: Language) -> str:
    """Return the rules that could be evaluated for a site, with their outcome."""
    outcomes = result.rule_outcomes
    known = outcomes[(outcomes["site_id"] == site) & (outcomes["outcome"] != "not_evaluated")]
    columns = [_word(name, language) for name in ("outcome", "reason")]
    rows = [
        (translate(f"ui.sites.outcome.{row['outcome']}", language), row[f"reason_{language}"])
        for row in known.to_dict("records")
    ]
    return table_html(columns, rows) if rows else ""


def excluded_html(result: "RankingResult", language: Language) -> str:
    """Return the candidates that rules removed, with the reason; "" where there are none."""
    rows = [
        (row[f"name_{language}"], row[f"reason_{language}"]) for row in result.excluded.to_dict("records")
    ]
    return table_html([_word(name, language) for name in ("site", "reason")], rows) if rows else ""


def _rank(rank: int | None, language: Language) -> str:
    """Return a rank, or that there is none."""
    return translate("map.legend.not_ranked", language) if rank is None else str(rank)


def _score(score: float | None, language: Language) -> str:
    """Return a score, or "no data"."""
    return _number(score, translate("domain.no_data", language))


def _number(value: float | None, nothing: str) -> str:
    """Return a value between 0 and 1 with three decimals, or `nothing`."""
    return nothing if value is None else f"{float(value):.3f}"


def _missing(result: "RankingResult", criteria: tuple[str, ...], language: Language) -> str:
    """Return the titles of the criteria that are missing."""
    separator = "、" if language == "zh" else ", "
    return separator.join(result.matrix.criteria[criterion].title.pick(language) for criterion in criteria)


def _word(name: str, language: Language) -> str:
    """Return a heading."""
    return translate(f"ui.sites.column.{name}", language)
