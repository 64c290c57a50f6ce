"""`cqlayout landuse path`: the scenarios of a case year by year, and what each would need to meet the target."""

from functools import partial

import click

from geodata.text import Language
from layout.cli.landuse.parts import find_landuse_case, number, print_table, write_csv
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "landuse.path",
        language,
        callback=partial(path_command, language=language),
        params=[
            click.Argument(["case"], metavar="CASE", help=translate("cli.landuse.path.case", language)),
            SpokenOption(["--out"], metavar="FILE", help=translate("cli.landuse.word.out", language)),
        ],
        example="cqlayout landuse path paths-2027",
    )


def path_command(*, case: str, out: str | None, language: Language) -> None:
    """Print each scenario's path with its band, and each solution.

    Parameters
    ----------
    case
        A scenario case: path of a TOML file, or the name of a shipped one.
    out
        File for the paths.
    language
        Language of what is printed.
    """
    import pandas as pd  # noqa: PLC0415 - stays out of `cqlayout --help`

    from layout.config.landuse_cases import ScenarioCase, load_landuse_case  # noqa: PLC0415 - as above
    from layout.landuse.paths import path  # noqa: PLC0415 - as above
    from layout.landuse.solve import UNKNOWNS, solve_for  # noqa: PLC0415 - as above
    from layout.workflow.landuse.solutions import solution_text  # noqa: PLC0415 - as above

    found = load_landuse_case(find_landuse_case(case), ScenarioCase)
    target = found.target_yi_per_km2
    click.echo(found.note.pick(language))
    parts = []
    for scenario in found.scenarios:
        click.echo(f"\n{scenario.name.pick(language)}: {scenario.reason.pick(language)}")
        frame = path(scenario, target=target)
        parts.append(frame.assign(scenario_en=scenario.name.en, scenario_zh=scenario.name.zh, target=target))
        rows = [
            (
                str(row["year"]),
                number(row["output"], language),
                number(row["land"], language),
                number(row["intensity"], language),
                f"{number(row['intensity_low'], language)}–{number(row['intensity_high'], language)}",
                number(row["gap_yi"], language),
                translate(f"landuse.reached.{row['reached']}", language),
            )
            for row in frame.to_dict("records")
        ]
        print_table(
            ("year", "output", "land", "intensity", "band", "gap", "reached"), rows, language=language
        )
        for unknown in UNKNOWNS:
            solution = solve_for(unknown, scenario, target=target)
            click.echo(
                f"* {translate(f'landuse.unknown.{unknown}', language)}: {solution_text(solution).pick(language)}"
            )
    write_csv(pd.concat(parts, ignore_index=True), out, language=language)
