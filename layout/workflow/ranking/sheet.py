"""The method sheet of a ranking as blocks: project, methods, criteria with value functions, weights, result, proof, data."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from geodata.catalog import load
from geodata.embedded import source_citation
from geodata.text import Language
from layout.criteria.value_functions import CategoryValue
from layout.criteria.value_kinds import numeric_values
from layout.criteria.value_shapes import ShapedValue
from layout.criteria.value_words import scale_words
from layout.entities.document import Block, Heading, Items, Paragraph, Plot, Plots, Table
from layout.entities.wording import both, clauses, listing, plain, say
from layout.i18n import translate
from layout.rules.article import article_text
from layout.runs.model import environment
from layout.workflow.ranking.export import INPUT_LAYERS
from layout.workflow.ranking.proof import Proof
from layout.workflow.ranking.rank import RankingResult
from layout.workflow.ranking.sheet_proof import proof_blocks
from layout.workflow.ranking.sheet_weights import weight_blocks

MOST_SITES = 100


def ranking_sheet(result: RankingResult, proof: Proof | None, *, language: Language) -> tuple[Block, ...]:
    """Return the method sheet of a ranking.

    Parameters
    ----------
    result
        A ranking.
    proof
        Its proof; where None, the sheet says that none was made.
    language
        Language of the words.
    """
    return (
        *_project(result, language),
        *_method(result, language),
        *weight_blocks(result, language=language),
        *_criteria(result, language),
        *_ranking(result, language),
        *proof_blocks(result, proof, language=language),
        *_gaps(result, language),
        *_data(result, language),
    )


def sheet_name(result: RankingResult, language: Language) -> str:
    """Return the title of the sheet."""
    return translate("report.sheet.title", language, name=result.case.title.pick(language))


def _words(keys: tuple[str, ...], language: Language) -> list[str]:
    """Return head words of a table."""
    return [translate(f"report.sheet.{key}", language) for key in keys]


def _project(result: RankingResult, language: Language) -> Iterator[Block]:
    """Yield what is to be placed, and what the reader must know first."""
    case = result.case
    project, target = case.project, case.target
    yield Paragraph(case.note.pick(language), quiet=not case.illustrative)
    yield Heading(translate("report.sheet.project", language))
    rows = [
        ["project", project.name.pick(language)],
        ["basis", project.basis.pick(language)],
        ["output", f"{project.output_yi:g}"],
        ["land_need", f"{case.land_need_ha():.1f}"],
        ["target", f"{target.intensity_yi_per_km2:g} ({target.year}): {target.reason.pick(language)}"],
        [
            "candidates",
            f"{len(result.sites)} + {len(result.excluded)}: {case.candidates.reason.pick(language)}",
        ],
    ]
    yield Table(
        _words(("parameter", "value"), language),
        [[translate(f"report.sheet.fact.{key}", language), value] for key, value in rows],
    )
    if result.warnings:
        yield Items(tuple(warning.pick(language) for warning in result.warnings))


def _method(result: RankingResult, language: Language) -> Iterator[Block]:
    """Yield each method with its formula and variant, and the missing-data policy."""
    scoring = result.case.scoring
    yield Heading(translate("report.sheet.method", language))
    for place, (key, found) in enumerate(result.methods.items()):
        role = translate("report.sheet.ranks" if place == 0 else "report.sheet.beside", language)
        title = found.title.pick(language)
        yield Paragraph(translate("report.sheet.remark", language, words=title, remark=role))
        yield Paragraph(translate(f"report.method.{key}", language))
        yield Paragraph(found.variant.pick(language), quiet=True)
    policy = translate(f"report.missing.{scoring.missing}", language)
    yield Paragraph(f"{policy} {scoring.missing_reason.pick(language)}")


def _criteria(result: RankingResult, language: Language) -> Iterator[Block]:
    """Yield what each criterion measures and its value function, in words and drawn."""
    yield Heading(translate("report.sheet.criteria", language))
    rows = []
    for key, setting in result.case.active_criteria().items():
        measured, function = result.matrix.criteria[key], setting.value
        rows.append(
            [
                measured.title.pick(language),
                measured.description.pick(language),
                measured.unit.pick(language),
                _scale(result, key, language),
                function.reason.pick(language),
            ]
        )
    yield Table(_words(("criterion", "measures", "unit", "scale", "reason"), language), rows)
    yield Plots(tuple(_plots(result, language)))


def _scale(result: RankingResult, key: str, language: Language) -> str:
    """Return a value function in words: raw → value at every corner, or the value of every level."""
    function = {str(name): setting.value for name, setting in result.case.active_criteria().items()}[key]
    labels = result.model.labels
    if isinstance(function, ShapedValue):
        return scale_words(function).pick(language)
    if isinstance(function, CategoryValue):
        corners = [
            f"{labels.level(level).pick(language)} → {plain(value)}" for level, value in function.levels
        ]
    else:
        observed = result.matrix.raw[key].to_numpy(dtype=np.float64, na_value=np.nan)
        knots, values = function.knots(observed)
        corners = [
            f"{plain(raw, 4)} → {plain(value)}"
            for raw, value in zip(knots.tolist(), values.tolist(), strict=True)
        ]
    kind = say(f"report.scale.{function.kind}")
    return say("report.sheet.told", words=kind, parts=clauses(map(both, corners))).pick(language)


def _plots(result: RankingResult, language: Language) -> Iterator[Plot]:
    """Yield one plot for each criterion with numbers."""
    for key, setting in result.case.active_criteria().items():
        function, measured = setting.value, result.matrix.criteria[key]
        if isinstance(function, CategoryValue):
            continue
        raw = result.matrix.raw[key].to_numpy(dtype=np.float64, na_value=np.nan)
        values = result.matrix.value[key].to_numpy(dtype=np.float64)
        known = np.isfinite(raw)
        # a min-max function is fitted to what it is given: its line is told by the dots themselves
        curve = None if function.kind == "minmax" else partial(numeric_values, function)
        label = say("report.sheet.remark", words=measured.title, remark=measured.unit).pick(language)
        yield Plot(label, raw[known], values[known], curve)


def _ranking(result: RankingResult, language: Language) -> Iterator[Block]:
    """Yield the ranking with the range of score and rank, the methods beside it, and what was excluded."""
    yield Heading(translate("report.sheet.ranking", language))
    best = result.ranking.head(MOST_SITES)
    others = list(result.methods)[1:]
    names = [found.title.pick(language) for found in result.methods.values()][1:]
    rows = []
    for site, row in zip(map(str, best.index), best.astype(object).to_dict("records"), strict=True):
        gaps = listing(result.matrix.criteria[key].title for key in row["missing_criteria"])
        rows.append(
            [
                _whole(row["rank"]),
                result.model.problem.label(site).pick(language),
                float(row["score"]),
                _span(f"{float(row['score_low']):.3f}", f"{float(row['score_high']):.3f}"),
                _span(_whole(row["rank_best"]), _whole(row["rank_worst"])),
                *(_whole(row[f"rank_{key}"]) for key in others),
                gaps.pick(language) or "–",
            ]
        )
    headings = _words(("rank", "site", "score", "score_range", "rank_range"), language)
    yield Table([*headings, *names, translate("report.sheet.missing", language)], rows)
    if len(result.ranking) > MOST_SITES:
        count = len(result.ranking) - MOST_SITES
        yield Paragraph(translate("report.sheet.more", language, count=count), quiet=True)
    if len(result.excluded):
        yield Heading(translate("report.sheet.removed", language), level=3)
        yield Items(
            tuple(
                f"{row[f'name_{language}']}: {row[f'reason_{language}']}"
                for row in result.excluded.to_dict("records")
            )
        )


def _span(low: str, high: str) -> str:
    """Return a range that no line break tears apart."""
    return f"{low}\u2060–\u2060{high}"


def _whole(rank: object) -> str:
    """Return a rank, or a dash where there is none."""
    return "–" if str(rank) in ("<NA>", "nan") else f"{float(str(rank)):.0f}"


def _gaps(result: RankingResult, language: Language) -> Iterator[Block]:
    """Yield the rules that were not evaluated, and every missing value with its reason."""
    yield Heading(translate("report.sheet.not_evaluated", language))
    rows = [
        [
            row[f"name_{language}"],
            f"{row['document']} {article_text(row['article']).pick(language)} ({row['year']})",
            row[f"needs_{language}"],
            int(row["sites"]),
        ]
        for row in result.rules_not_evaluated.to_dict("records")
    ]
    if rows:
        yield Table(_words(("rule", "document", "needs", "sites"), language), rows)
    else:
        yield Paragraph(translate("report.sheet.all_evaluated", language))
    missing = result.matrix.missing
    if missing:
        yield Heading(translate("report.sheet.gaps", language))
        label = result.model.problem.label
        yield Items(
            tuple(
                f"{label(site).pick(language)}, {label(key).pick(language)}: {reason.pick(language)}"
                for (site, key), reason in missing.items()
            )
        )


def _data(result: RankingResult, language: Language) -> Iterator[Block]:
    """Yield the sources with year and licence, checksums of the tables, and versions."""
    yield Heading(translate("report.sheet.data", language))
    layers = [load(layer) for layer in INPUT_LAYERS]
    rows = [
        [
            layer.title.pick(language),
            layer.provenance.vintage,
            layer.provenance.licence,
            layer.provenance.attribution.pick(language),
        ]
        for layer in layers
    ]
    yield Table(_words(("layer", "vintage", "licence", "attribution"), language), rows)
    sources = dict.fromkeys(
        key for measured in result.matrix.criteria.values() for key in measured.source_ids
    )
    sources |= dict.fromkeys(
        key for setting in result.case.active_criteria().values() for key in setting.source_ids
    )
    if sources:
        yield Items(tuple(f"{key}: {source_citation(key).pick(language)}" for key in sources))
    yield Table(
        _words(("input", "checksum"), language), [[name, value] for name, value in result.inputs.items()]
    )
    yield Heading(translate("report.sheet.versions", language))
    versions = environment()
    packages = [[name, version or "–"] for name, version in versions["packages"].items()]
    yield Table(_words(("software", "version"), language), [["Python", versions["python"]], *packages])
