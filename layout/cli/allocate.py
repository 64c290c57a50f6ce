"""`cqlayout allocate`: lay out the projects of a case over its parks, or check a plan made elsewhere."""

import datetime as dt
import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import click

from geodata.text import Language
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.errors import CaseError
from layout.i18n import translate

if TYPE_CHECKING:
    from layout.workflow.allocation.allocate import AllocationRun
    from layout.workflow.allocation.studies import Studies

EXIT_BROKEN_PLAN = 2


class StudyOptions(TypedDict):
    """The options that ask for further studies, as click hands them over."""

    alternatives: int
    pareto: str | None
    force: tuple[str, ...]
    land_prices: bool
    draws: int


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""

    def words(key: str) -> str:
        return translate(f"cli.allocate.{key}", language)

    count = click.IntRange(0, 10_000)
    return SpokenCommand(
        "allocate",
        language,
        callback=partial(allocate, language=language),
        params=[
            click.Argument(["case"], metavar="CASE", help=words("case")),
            SpokenOption(["--out"], metavar="DIR", help=words("out")),
            SpokenOption(["--json", "as_json"], is_flag=True, help=words("json")),
            SpokenOption(["--check"], metavar="PLAN.csv", help=words("check")),
            SpokenOption(
                ["--time-limit"], type=click.FloatRange(min=0.1), metavar="S", help=words("time_limit")
            ),
            SpokenOption(["--alternatives"], type=count, default=0, metavar="N", help=words("alternatives")),
            SpokenOption(["--pareto"], metavar="A,B[,C]", help=words("pareto")),
            SpokenOption(["--force"], multiple=True, metavar="PROJECT=PARK", help=words("force")),
            SpokenOption(["--land-prices"], is_flag=True, help=words("land_prices")),
            SpokenOption(["--draws"], type=count, default=0, metavar="N", help=words("draws")),
        ],
        example="cqlayout allocate cases/layout-plan/forty-projects.toml --out out/",
    )


def allocate(
    *,
    case: str,
    out: str | None,
    as_json: bool,
    check: str | None,
    time_limit: float | None,
    language: Language,
    **wanted: Unpack[StudyOptions],
) -> None:
    """Lay out the projects of a case, or check a plan, and print the result.

    Parameters
    ----------
    case
        Path of the case.
    out
        Folder for the plan (CSV, GeoJSON, GeoPackage, XLSX), its effect, the report in both languages, run and case.
    as_json
        Whether to print JSON instead of lines.
    check
        A plan made elsewhere; then nothing is solved.
    time_limit
        Seconds; as the case says if not given.
    language
        Language of what is printed; the files carry both.
    wanted
        The options of the studies.

    Raises
    ------
    CaseError
        The case, a table or the plan cannot be used as written.
    WriteError
        The folder cannot be written.
    """
    if check is not None:
        _check(check, case, as_json=as_json, language=language)
        return
    if out is None:
        raise click.UsageError(translate("cli.allocate.out_needed", language))
    from dataclasses import replace  # noqa: PLC0415 - the solver stays out of `cqlayout --help`

    from layout.config.allocation_toml import load_allocation_case  # noqa: PLC0415 - as above
    from layout.workflow.allocation.allocate import options_of, run_case  # noqa: PLC0415 - as above
    from layout.workflow.allocation.files import summary  # noqa: PLC0415 - as above
    from layout.workflow.allocation.studies import run_studies  # noqa: PLC0415 - as above

    loaded = load_allocation_case(case)
    options = options_of(loaded)
    if time_limit is not None:
        options = replace(options, time_limit_s=time_limit)
    run = run_case(loaded, Path(case).parent, options=options)
    studies = run_studies(run, _studies(wanted), language=language)
    files = _write(run, out, studies)
    found = {**summary(run, language), **({"studies": studies} if studies else {})}
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False))
        return
    for line in _lines(found, language):
        click.echo(line)
    click.echo(translate("cli.allocate.wrote", language, files=", ".join(files), folder=out))


def _write(run: "AllocationRun", out: str, studies: dict[str, Any]) -> tuple[str, ...]:
    """Write every file of a run with its reports, all or none, and return their names."""
    from layout.report.plan_files import report_files  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.workflow.allocation.dossier import plan_dossier  # noqa: PLC0415 - as above
    from layout.workflow.allocation.export import exchange_files  # noqa: PLC0415 - as above
    from layout.workflow.allocation.files import write_run  # noqa: PLC0415 - as above

    dossier, when = plan_dossier(run, studies), dt.datetime.now(dt.UTC)
    further = exchange_files(dossier) | report_files(dossier)
    return write_run(run, out, when=when, studies=studies, further=further)


def _studies(wanted: StudyOptions) -> "Studies":
    """Return the studies that the options ask for."""
    from layout.workflow.allocation.studies import Studies  # noqa: PLC0415 - the solver stays out of `--help`

    forced: list[tuple[str, str | None]] = []
    for text in wanted["force"]:
        project, sign, park = text.partition("=")
        if not sign or not project:
            raise CaseError(
                en=f"--force {text!r}: expected PROJECT=PARK, or PROJECT= to keep the project out.",
                zh=f"--force {text!r}：应为 项目=园区；只写 项目= 表示该项目不落地。",
            )
        forced.append((project, park or None))
    names = tuple(name.strip() for name in (wanted["pareto"] or "").split(",") if name.strip())
    return Studies(wanted["alternatives"], names, tuple(forced), wanted["land_prices"], wanted["draws"])


def _check(plan: str, case: str, *, as_json: bool, language: Language) -> None:
    """Check a plan made elsewhere; a broken one ends with exit code 2 after its faults have been printed."""
    from geodata.write import json_value  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.workflow.allocation.allocate import check_plan  # noqa: PLC0415 - as above

    assembled, report = check_plan(plan, case)
    faults = [item.text.pick(language) for item in report.violations]
    first = min(assembled.problem.objectives, key=lambda term: term.priority).objective_id
    found = {
        "verified": not faults,
        "violations": faults,
        "objective": json_value(report.figures.get(first)),
        "figures": json_value(dict(report.figures)),
        "assignment": report.plan.assignment(project.project_id for project in assembled.problem.projects),
    }
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False))
    else:
        key = "cli.allocate.plan_broken" if faults else "cli.allocate.plan_valid"
        click.echo(translate(key, language, count=len(faults)))
        for fault in faults:
            click.echo(f"  - {fault}")
    if faults:
        click.get_current_context().exit(EXIT_BROKEN_PLAN)


def _lines(found: dict[str, Any], language: Language) -> list[str]:
    """Return the result as lines."""
    lines = [*found["warnings"], translate("cli.allocate.status", language, status=found["status"])]
    if found["objective"] is not None:
        figures = {
            "objective": f"{found['objective']:.6g}",
            "bound": f"{found['bound']:.6g}",
            "gap": f"{found['gap']:.2%}",
        }
        lines.append(translate("cli.allocate.figures", language, **figures))
    lines += [f"  - {text}" for text in (*found["conflict"], *found["violations"])]
    for project, park in found["assignment"].items():
        place = ", ".join(park) if isinstance(park, dict) else park
        lines.append(f"  {project} -> {place or found['reason'].get(project, '-')}")
    return lines
