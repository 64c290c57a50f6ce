"""Where the weights of a ranking come from, on its method sheet: sentences, judgements as they were given, experts."""

import math
from collections.abc import Iterator, Mapping

from geodata.text import Bilingual, Language
from layout.config.case_weights import AhpWeights, Expert
from layout.config.weighing import FoundWeights
from layout.entities.document import Block, Figure, Heading, Items, Paragraph, Table
from layout.entities.wording import both
from layout.i18n import translate
from layout.scoring.weighting.group import GroupResult
from layout.workflow.ranking.ahp_words import level_titles, local_weights, parts_of
from layout.workflow.ranking.rank import RankingResult
from layout.workflow.ranking.weights import weight_sentences

HEADS = {
    "best_to_others": "best_to_others",
    "others_to_worst": "others_to_worst",
    "points": "points",
    "ranks": "ranks_stated",
}
"""What was stated of each criterion, and the words that stand above it."""


def weight_blocks(result: RankingResult, *, language: Language) -> Iterator[Block]:
    """Yield the blocks on the weights of a ranking.

    Parameters
    ----------
    result
        A ranking.
    language
        Language of the words.
    """
    titles = {key: measured.title for key, measured in result.matrix.criteria.items()}
    yield Heading(translate("report.sheet.weights", language))
    yield Items(tuple(text.pick(language) for text in weight_sentences(result.weighting, titles)))
    rows = []
    for key, setting in result.case.active_criteria().items():
        weight = float(result.matrix.weights[key])
        reason, source = setting.reason.pick(language), setting.source.pick(language)
        rows.append([titles[key].pick(language), weight, f"{setting.weight:g}", reason, source])
    keys = ("criterion", "weight", "direct", "reason", "source")
    yield Table([translate(f"report.sheet.{key}", language) for key in keys], rows)
    for part in (result.weighting, *(found for _, found in result.weighting.parts)):
        yield from _given(part, titles, language)


def _given(found: FoundWeights, titles: Mapping[str, Bilingual], language: Language) -> Iterator[Block]:
    """Yield what people stated, as they stated it."""
    given = found.given
    if isinstance(given, AhpWeights):
        yield from _ahp(given, found.levels, level_titles(given, titles), language)
        if given.groups:
            yield _levels(found, level_titles(given, titles), language)
        yield from _experts(given, found.levels, level_titles(given, titles), language)
    columns = [column for column in HEADS if hasattr(given, column)]
    if columns:
        tables = [dict(getattr(given, column)) for column in columns]
        rows = [
            [title.pick(language), *(f"{table[key]:g}" for table in tables)] for key, title in titles.items()
        ]
        heads = [
            translate(f"report.sheet.{key}", language)
            for key in ("criterion", *map(HEADS.__getitem__, columns))
        ]
        yield Table(heads, rows)


def _ahp(
    given: AhpWeights, levels: Mapping[str, GroupResult], named: Mapping[str, Bilingual], language: Language
) -> Iterator[Block]:
    """Yield the judgements of each expert level by level; levels that an expert left out are not drawn."""
    for expert in given.experts:
        yield Heading(translate("report.sheet.judgements", language, name=expert.name), level=3)
        silent = True
        for level, group in levels.items():
            items = {name: named[name] for name in group.joint.names}
            if parts_of(group)[expert.name].done or (len(given.experts) == 1 and not given.groups):
                silent = False
                yield _judgements(expert, items, language, corner=named[level] if given.groups else both(""))
        if silent:
            yield Paragraph(translate("report.sheet.nothing_judged", language), quiet=True)


def _levels(found: FoundWeights, named: Mapping[str, Bilingual], language: Language) -> Table:
    """Return the weights within each level with the consistency of its judgements, and what they come to."""
    given = found.given
    if not isinstance(given, AhpWeights):
        message = "only AHP has levels"
        raise TypeError(message)
    rows = [
        [
            named[level].pick(language),
            named[name].pick(language),
            weight,
            found.weights.get(name, "–"),
            group.joint.cr,
        ]
        for level, group in found.levels.items()
        for name, weight in local_weights(given, group).items()
    ]
    keys = ("level", "criterion", "local_weight", "weight")
    return Table([*(translate(f"report.sheet.{key}", language) for key in keys), "CR"], rows)


def _judgements(
    expert: Expert, titles: Mapping[str, Bilingual], language: Language, *, corner: Bilingual
) -> Table:
    """Return the judgements of one expert as they stand in the case, blank where none was given."""
    cells = {row: dict(columns) for row, columns in expert.judgements}
    heads = [title.pick(language) for title in titles.values()]
    rows = [
        [
            title.pick(language),
            *("1" if row == column else cells.get(row, {}).get(column, "") for column in titles),
        ]
        for row, title in titles.items()
    ]
    return Table([corner.pick(language), *heads], rows)


def _experts(
    given: AhpWeights, levels: Mapping[str, GroupResult], named: Mapping[str, Bilingual], language: Language
) -> Iterator[Block]:
    """Yield what each expert judged, with weights and consistency ratio alone and those of all together."""
    if len(given.experts) < 2:  # noqa: PLR2004 - side by side takes two
        return
    shown = [
        (level, group) for level, group in levels.items() if len(group.joint.names) > 1 or not given.groups
    ]
    for level, group in shown:
        items = group.joint.names
        corner = named[level].pick(language) if given.groups else translate("report.sheet.expert", language)
        heads = [corner, translate("report.sheet.pairs", language)]
        own = group.experts[list(items)].to_numpy(dtype="float64").tolist()
        rows: list[list[object]] = [
            [
                name,
                Figure(f"{part.done}/{part.total}"),
                *weights,
                math.nan if part.ratio is None else part.ratio,
            ]
            for (name, part), weights in zip(parts_of(group).items(), own, strict=True)
        ]
        total = len(items) * (len(items) - 1) // 2
        together = Figure(f"{total - group.joint.missing}/{total}")
        local = local_weights(given, group).values()
        rows.append([translate("report.sheet.together", language), together, *local, group.joint.cr])
        yield Table([*heads, *(named[name].pick(language) for name in items), "CR"], rows)
    if any(group.partial for _, group in shown):
        yield Paragraph(translate("report.sheet.not_alone", language), quiet=True)
