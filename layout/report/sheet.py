"""The method sheet: formulas, scales, weights and where they come from, ranking, doubts, data, versions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd

from geodata.text import Bilingual, Language
from layout.config.mcda_spec import McdaSpec
from layout.config.mcda_values import apply_value
from layout.criteria.value_functions import CategoryValue
from layout.criteria.value_shapes import ShapedValue
from layout.criteria.value_words import scale_words
from layout.entities.document import Block, Heading, Items, Paragraph, Plot, Plots, Table
from layout.i18n import translate
from layout.scoring.solution import Solution

MOST_ROWS = 60
MOST_COLUMNS = 14


@dataclass(frozen=True, eq=False)
class Sheet:
    """What a method sheet prints.

    Parameters
    ----------
    title
        Title, such as the name of the table.
    solution, spec
        The ranking, and the specification that it follows.
    raw
        Raw numbers of the criteria that have numbers, alternatives × criteria.
    notes, removed
        What was done to the table, and what was removed before scoring, with reasons.
    inputs, environment
        SHA-256 of each input, and versions.
    standing, doubts
        The sentences of the certificate; empty where none was made.
    """

    title: str
    solution: Solution
    spec: McdaSpec
    raw: pd.DataFrame
    notes: tuple[Bilingual, ...]
    removed: Mapping[str, Bilingual]
    inputs: Mapping[str, str]
    environment: Mapping[str, str]
    standing: tuple[Bilingual, ...] = field(default=())
    doubts: tuple[Bilingual, ...] = field(default=())


def sheet_title(sheet: Sheet, language: Language) -> str:
    """Return the title of the sheet."""
    return translate("report.sheet.title", language, name=sheet.title)


def method_sheet(sheet: Sheet, language: Language) -> tuple[Block, ...]:
    """Return the sheet as blocks of a document.

    Parameters
    ----------
    sheet
        What to print.
    language
        Language of the words; names come from the data and stay as they are.
    """
    return (
        *_method(sheet, language),
        *_criteria(sheet, language),
        *_ranking(sheet, language),
        *_certificate(sheet, language),
        *_steps(sheet, language),
        *_data(sheet, language),
    )


def _method(sheet: Sheet, language: Language) -> Iterator[Block]:
    """Yield the method with its formula, the normalisation, the parameters, the weighting."""
    solution = sheet.solution
    yield Heading(translate("report.sheet.method", language))
    yield Paragraph(translate(f"report.method.{solution.method}", language))
    yield Paragraph(translate(f"report.normalisation.{solution.normalisation}", language))
    chosen = sheet.spec.parameters.model_dump(exclude_none=True, exclude_defaults=True)
    if chosen:
        headings = [translate(f"report.sheet.{key}", language) for key in ("parameter", "value")]
        yield Table(headings, [[name, value] for name, value in chosen.items()])
    yield Heading(translate("report.sheet.weights", language))
    yield Paragraph(translate(f"report.weighting.{sheet.spec.weights.method}", language))


def _criteria(sheet: Sheet, language: Language) -> Iterator[Block]:
    """Yield the criteria with objective, unit, weight and scale, then the plots."""
    problem = sheet.solution.problem
    headings = ("criterion", "objective", "unit", "weight", "scale")
    rows = []
    for place, name in enumerate(map(str, problem.criteria)):
        item = sheet.spec.criteria[name]
        kind = "none" if item.value is None else item.value.kind
        scale = translate(f"report.scale.{kind}", language)
        if isinstance(item.value, ShapedValue):
            scale = scale_words(item.value).pick(language)
        sense = "max" if problem.sense[place] > 0 else "min"
        rows.append(
            [
                name,
                translate(f"report.objective.{sense}", language),
                item.unit or "–",
                float(problem.weights[place]),
                scale,
            ]
        )
    yield Table([translate(f"report.sheet.{key}", language) for key in headings], rows)
    yield Plots(tuple(_plots(sheet)))


def _plots(sheet: Sheet) -> Iterator[Plot]:
    """Yield one plot for each criterion with numbers."""
    problem = sheet.solution.problem
    scaled = sheet.solution.tables.get("normalised")
    plain = scaled is None or sheet.solution.normalisation == "none"
    table = problem.matrix if plain else np.asarray(scaled, dtype=np.float64)
    for place, name in enumerate(map(str, problem.criteria)):
        if name not in sheet.raw:
            continue
        item = sheet.spec.criteria[name]
        function = item.value
        values = table[:, place]
        raw = np.asarray(sheet.raw[name], dtype=np.float64)
        curve = None
        if function is not None and not isinstance(function, CategoryValue):
            values = apply_value(function, raw)
            # a min-max function is fitted to what it is given: its line is told by the dots themselves
            curve = None if function.kind == "minmax" else partial(apply_value, function)
        known = np.isfinite(raw)
        unit = f" ({item.unit})" if item.unit else ""
        yield Plot(f"{name}{unit}", raw[known], values[known], curve)


def _ranking(sheet: Sheet, language: Language) -> Iterator[Block]:
    """Yield the ranking, what was removed, and the notes."""
    solution = sheet.solution
    yield Heading(translate("report.sheet.ranking", language))
    low = "" if solution.higher_is_better else "_low"
    yield Paragraph(translate(f"report.sheet.score_sense{low}", language), quiet=True)
    order = solution.order[:MOST_ROWS]
    ranks, scores = solution.ranks.reindex(order), solution.scores.reindex(order)
    rows = [
        ["–" if rank is pd.NA else int(rank), str(name), float(score)]
        for name, rank, score in zip(order, ranks.tolist(), scores.tolist(), strict=True)
    ]
    headings = [translate(f"cli.mcda.column.{key}", language) for key in ("rank", "alternative", "score")]
    yield Table(headings, rows)
    more = len(solution.order) - MOST_ROWS
    if more > 0:
        yield Paragraph(translate("report.sheet.more", language, count=more), quiet=True)
    yield Items(tuple(note.pick(language) for note in sheet.notes))
    if sheet.removed:
        yield Heading(translate("report.sheet.removed", language))
        yield Items(tuple(f"{name}: {reason.pick(language)}" for name, reason in sheet.removed.items()))


def _certificate(sheet: Sheet, language: Language) -> Iterator[Block]:
    """Yield the sentences of the certificate, where there is one."""
    for key, sentences in (("standing", sheet.standing), ("doubt", sheet.doubts)):
        if sentences:
            yield Heading(translate(f"cli.certificate.{key}", language))
            yield Items(tuple(sentence.pick(language) for sentence in sentences))


def _steps(sheet: Sheet, language: Language) -> Iterator[Block]:
    """Yield the intermediate tables that fit on paper."""
    yield Heading(translate("report.sheet.steps", language))
    for name, table in sheet.solution.tables.items():
        frame = table.to_frame(name) if isinstance(table, pd.Series) else table
        if len(frame) > MOST_ROWS or frame.shape[1] > MOST_COLUMNS:
            yield Paragraph(translate("report.sheet.too_wide", language, name=name), quiet=True)
            continue
        cells = frame.to_numpy(dtype=object).tolist()
        rows = [[str(label), *row] for label, row in zip(frame.index, cells, strict=True)]
        yield Heading(name, level=3)
        yield Table(["", *map(str, frame.columns)], rows)


def _data(sheet: Sheet, language: Language) -> Iterator[Block]:
    """Yield the inputs with their checksums and the versions."""
    yield Heading(translate("report.sheet.data", language))
    inputs = [[name, value] for name, value in sheet.inputs.items()]
    yield Table([translate("report.sheet.input", language), "SHA-256"], inputs)
    yield Heading(translate("report.sheet.versions", language))
    headings = [translate(f"report.sheet.{key}", language) for key in ("software", "version")]
    yield Table(headings, [[name, value] for name, value in sheet.environment.items()])
