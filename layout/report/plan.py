"""The report of a layout plan: what was asked, what came out, what it does, what stays open; page and Word alike."""

from collections.abc import Iterator

from geodata.text import Language
from layout.allocation.account import Dossier, PlanReport
from layout.allocation.words import describe_target, describe_term
from layout.entities.document import Block, Figure, Heading, Items, Paragraph, Table
from layout.i18n import translate
from layout.report.plan_firmness import firmness_grid
from layout.report.plan_tables import (
    assignment_grid,
    cluster_grid,
    effect_grid,
    figure,
    forced_grid,
    grid,
    land_grid,
    objective_figure,
    percent,
    plans_grid,
    target_words,
    unplaced_grid,
)


def plan_report(dossier: Dossier, language: Language) -> tuple[str, tuple[Block, ...]]:
    """Return title and blocks of the report of a layout plan.

    Parameters
    ----------
    dossier
        All that it prints.
    language
        Language of the words.
    """
    title = translate("plan.report.title", language, name=dossier.title.pick(language))
    parts = (_summary, _assignments, _effects, _studies, _method, _sources)
    return title, tuple(block for part in parts for block in part(dossier, language))


def status_words(dossier: Dossier, language: Language) -> str:
    """Return status and verification in one sentence; a plan that failed is never called valid."""
    status = translate(f"plan.status.{dossier.solution.status}", language)
    if dossier.report is None:
        return status
    key = "broken" if dossier.report.violations else "verified"
    return f"{status} {translate(f'plan.badge.{key}', language)}"


def _summary(dossier: Dossier, language: Language) -> Iterator[Block]:
    """Yield what must be known first: illustrative or not, status, levels, conflict, warnings."""
    if dossier.illustrative:
        yield Paragraph(translate("allocation.warning.illustrative", language), strong=True)
    if dossier.note is not None:
        yield Paragraph(dossier.note.pick(language), quiet=True)
    yield Heading(translate("plan.report.summary", language))
    yield Paragraph(status_words(dossier, language), strong=True)
    if dossier.solution.levels:
        yield levels_grid(dossier, language)
    conflict = dossier.solution.conflict
    if conflict is not None:
        yield Paragraph(translate(f"plan.conflict.{'minimal' if conflict.minimal else 'open'}", language))
        yield Items(tuple(text.pick(language) for text in conflict.sentences))
    if dossier.refused:
        yield Items(tuple(item.text.pick(language) for item in dossier.refused))
    if dossier.report is not None:
        yield Paragraph(translate("plan.report.beside", language))
        yield plans_grid(dossier, named_plans(dossier, dossier.report, language=language), language=language)
    yield Items(tuple(text.pick(language) for text in dossier.warnings))


def named_plans(dossier: Dossier, report: PlanReport, *, language: Language) -> dict[str, PlanReport]:
    """Return the plan and the one made by hand, by their names."""
    return {
        translate("plan.word.this_plan", language): report,
        translate("plan.word.by_hand", language): dossier.baseline,
    }


def levels_grid(dossier: Dossier, language: Language) -> Table:
    """Return what each priority reached, with bound and gap, and what the plan keeps of it after the later priorities."""
    rows = []
    kept = {} if dossier.report is None else dossier.report.figures
    for place, level in enumerate(dossier.solution.levels, start=1):
        words = (" + " if language == "en" else "＋").join(
            translate(f"plan.objective.{key}", language) for key in level.objectives
        )
        single = level.objectives[0] if len(level.objectives) == 1 else None
        value, bound = (
            figure(one, language) if single is None else objective_figure(single, one, language=language)
            for one in (level.value, level.bound)
        )
        proof = translate(f"plan.word.{'proved' if level.proved else 'not_proved'}", language)
        final = (
            objective_figure(single, kept[single], language=language)
            if single is not None and single in kept
            else ""
        )
        gap = percent(level.gap, language, digits=2)
        rows.append((Figure(str(place)), words, value, bound, gap, proof, final))
    heads = ("priority", "measure", "reached", "bound", "relative_gap", "proof", "final")
    return grid(heads, rows, language=language)


def _assignments(dossier: Dossier, language: Language) -> Iterator[Block]:
    """Yield who goes where, and who stays out and why."""
    if dossier.report is None:
        return
    yield Heading(translate("plan.report.assignments", language))
    yield assignment_grid(dossier, dossier.report, language=language)
    if dossier.report.reasons:
        yield Heading(translate("plan.report.unplaced", language))
        yield unplaced_grid(dossier, dossier.report, language=language)


def _effects(dossier: Dossier, language: Language) -> Iterator[Block]:
    """Yield what the plan does to city, zones, districts, parks and clusters."""
    if dossier.report is None:
        return
    yield Heading(translate("plan.report.effect", language))
    yield Paragraph(target_words(language), quiet=True)
    yield effect_grid(dossier, dossier.report, kind="city", language=language)
    for kind in ("zone", "district", "park"):
        yield Paragraph(translate(f"plan.scope.{kind}", language), strong=True)
        yield effect_grid(dossier, dossier.report, kind=kind, language=language)
    yield Heading(translate("plan.report.clusters", language))
    yield Paragraph(translate("plan.note.clusters", language), quiet=True)
    yield cluster_grid(dossier, dossier.report, language=language)


def _studies(dossier: Dossier, language: Language) -> Iterator[Block]:
    """Yield the further studies that were made."""
    grids = {
        "forced": forced_grid(dossier, dossier.studies, language=language),
        "land": land_grid(dossier, dossier.studies, language=language),
        "robust": firmness_grid(dossier, language=language),
    }
    for key, found in grids.items():
        if found.rows:
            yield Heading(translate(f"plan.report.{key}", language))
            yield Paragraph(translate(f"plan.note.{key}", language), quiet=True)
            yield found


def _method(dossier: Dossier, language: Language) -> Iterator[Block]:
    """Yield how the plan was found and what held."""
    problem, solution = dossier.problem, dossier.solution
    yield Heading(translate("plan.report.method", language))
    yield Paragraph(translate("plan.note.method", language))
    terms = sorted(problem.objectives, key=lambda term: term.priority)
    yield Items(tuple(describe_term(term).pick(language) for term in terms))
    limits = [describe_target(problem, target).pick(language) for target in problem.side.targets]
    if limits:
        yield Items(tuple(limits))
    repeat = translate(f"plan.note.{'repeats' if solution.reproducible else 'clock'}", language)
    seconds = translate("plan.note.seconds", language, seconds=f"{solution.elapsed_s:.1f}")
    yield Paragraph(f"{repeat} {seconds}", quiet=True)


def _sources(dossier: Dossier, language: Language) -> Iterator[Block]:
    """Yield what the figures rest on, checksums and versions."""
    yield Heading(translate("plan.report.sources", language))
    yield Items(tuple(text.pick(language) for text in dossier.sources))
    rows = [(name, digest) for name, digest in dossier.inputs.items()]
    if rows:
        yield grid(("table", "sha256"), list(rows), language=language)
    versions = ", ".join(f"{name} {version}" for name, version in dossier.environment.items())
    if versions:
        yield Paragraph(versions, quiet=True)
