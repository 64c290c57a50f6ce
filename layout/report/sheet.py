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
from layout.i18n import translate
from layout.report import page
from layout.report.curves import value_plot
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


def method_sheet(sheet: Sheet, language: Language) -> str:
    """Return the sheet as one HTML page that needs nothing else.

    Parameters
    ----------
    sheet
        What to print.
    language
        Language of the words; names come from the data and stay as they are.
    """
    title = translate("report.sheet.title", language, name=sheet.title)
    parts = [
        *_method(sheet, language),
        *_criteria(sheet, language),
        *_ranking(sheet, language),
        *_certificate(sheet, language),
        *_steps(sheet, language),
        *_data(sheet, language),
    ]
    return page.page(title, parts, language=language)


def _method(sheet: Sheet, language: Language) -> Iterator[str]:
    """Yield the method with its formula, the normalisation, the parameters, the weighting."""
    solution = sheet.solution
    yield page.heading(translate("report.sheet.method", language))
    yield page.paragraph(translate(f"report.method.{solution.method}", language))
    yield page.paragraph(translate(f"report.normalisation.{solution.normalisation}", language))
    chosen = sheet.spec.parameters.model_dump(exclude_none=True, exclude_defaults=True)
    if chosen:
        headings = [translate(f"report.sheet.{key}", language) for key in ("parameter", "value")]
        yield page.table(headings, [[name, value] for name, value in chosen.items()])
    yield page.heading(translate("report.sheet.weights", language))
    yield page.paragraph(translate(f"report.weighting.{sheet.spec.weights.method}", language))


def _criteria(sheet: Sheet, language: Language) -> Iterator[str]:
    """Yield the criteria with objective, unit, weight and scale, then the plots."""
    problem = sheet.solution.problem
    headings = ("criterion", "objective", "unit", "weight", "scale")
    rows = []
    for place, name in enumerate(map(str, problem.criteria)):
        item = sheet.spec.criteria[name]
        kind = "none" if item.value is None else item.value.kind
        sense = "max" if problem.sense[place] > 0 else "min"
        rows.append(
            [
                name,
                translate(f"report.objective.{sense}", language),
                item.unit or "–",
                float(problem.weights[place]),
                translate(f"report.scale.{kind}", language),
            ]
        )
    yield page.table([translate(f"report.sheet.{key}", language) for key in headings], rows)
    yield '<div class="plots">' + "".join(_plots(sheet)) + "</div>"


def _plots(sheet: Sheet) -> Iterator[str]:
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
        yield value_plot(raw[known], values[known], label=f"{name}{unit}", curve=curve)


def _ranking(sheet: Sheet, language: Language) -> Iterator[str]:
    """Yield the ranking, what was removed, and the notes."""
    solution = sheet.solution
    yield page.heading(translate("report.sheet.ranking", language))
    low = "" if solution.higher_is_better else "_low"
    yield page.paragraph(translate(f"report.sheet.score_sense{low}", language), quiet=True)
    order = solution.order[:MOST_ROWS]
    ranks, scores = solution.ranks.reindex(order), solution.scores.reindex(order)
    rows = [
        ["–" if rank is pd.NA else int(rank), str(name), float(score)]
        for name, rank, score in zip(order, ranks.tolist(), scores.tolist(), strict=True)
    ]
    headings = [translate(f"cli.mcda.column.{key}", language) for key in ("rank", "alternative", "score")]
    yield page.table(headings, rows)
    more = len(solution.order) - MOST_ROWS
    if more > 0:
        yield page.paragraph(translate("report.sheet.more", language, count=more), quiet=True)
    yield page.items(note.pick(language) for note in sheet.notes)
    if sheet.removed:
        yield page.heading(translate("report.sheet.removed", language))
        yield page.items(f"{name}: {reason.pick(language)}" for name, reason in sheet.removed.items())


def _certificate(sheet: Sheet, language: Language) -> Iterator[str]:
    """Yield the sentences of the certificate, where there is one."""
    for key, sentences in (("standing", sheet.standing), ("doubt", sheet.doubts)):
        if sentences:
            yield page.heading(translate(f"cli.certificate.{key}", language))
            yield page.items(sentence.pick(language) for sentence in sentences)


def _steps(sheet: Sheet, language: Language) -> Iterator[str]:
    """Yield the intermediate tables that fit on paper."""
    yield page.heading(translate("report.sheet.steps", language))
    for name, table in sheet.solution.tables.items():
        frame = table.to_frame(name) if isinstance(table, pd.Series) else table
        if len(frame) > MOST_ROWS or frame.shape[1] > MOST_COLUMNS:
            yield page.paragraph(translate("report.sheet.too_wide", language, name=name), quiet=True)
            continue
        cells = frame.to_numpy(dtype=object).tolist()
        rows = [[str(label), *row] for label, row in zip(frame.index, cells, strict=True)]
        yield f"<h3><code>{page.text(name)}</code></h3>"
        yield page.table(["", *map(str, frame.columns)], rows)


def _data(sheet: Sheet, language: Language) -> Iterator[str]:
    """Yield the inputs with their checksums and the versions."""
    yield page.heading(translate("report.sheet.data", language))
    inputs = [[name, value] for name, value in sheet.inputs.items()]
    yield page.table([translate("report.sheet.input", language), "SHA-256"], inputs)
    yield page.heading(translate("report.sheet.versions", language))
    headings = [translate(f"report.sheet.{key}", language) for key in ("software", "version")]
    yield page.table(headings, [[name, value] for name, value in sheet.environment.items()])
