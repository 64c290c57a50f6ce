"""`cqlayout landuse frontier`: how far each park is from the best practice of the same table, and who shows it."""

from geodata.text import Language
from layout.cli.desk_option import desk_callback, workspace_option
from layout.cli.landuse.parts import kept_lines, number, office_parks, print_notes, print_table, write_csv
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import translate


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "landuse.frontier",
        language,
        callback=desk_callback(frontier_command, language),
        params=[
            SpokenOption(
                ["--parks"], metavar="TABLE", help=translate("cli.landuse.frontier.parks", language)
            ),
            SpokenOption(
                ["--inputs"], metavar="LIST", help=translate("cli.landuse.frontier.inputs", language)
            ),
            SpokenOption(
                ["--outputs"], metavar="LIST", help=translate("cli.landuse.frontier.outputs", language)
            ),
            workspace_option(language),
            SpokenOption(["--out"], metavar="FILE", help=translate("cli.landuse.word.out", language)),
        ],
        example="cqlayout landuse frontier",
    )


def frontier_command(
    *, parks: str | None, inputs: str | None, outputs: str | None, out: str | None, language: Language
) -> None:
    """Print the efficiency of each park with its reference parks, the least efficient first.

    Parameters
    ----------
    parks
        The office's table of parks; the embedded figures when None.
    inputs, outputs
        Quantities separated by commas; all that the table has when None.
    out
        File for the whole table with targets and slacks.
    language
        Language of what is printed.
    """
    from layout.workflow.landuse.frontier import frontier, scale_name, usable  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.workflow.landuse.frontier_input import frontier_parks, known_quantities  # noqa: PLC0415 - as above

    table = frontier_parks(office_parks(parks))
    found_inputs, found_outputs = usable(table)
    result = frontier(
        table,
        inputs=known_quantities(inputs) or found_inputs or ("industrial_land",),
        outputs=known_quantities(outputs) or found_outputs or ("output",),
    )
    rows = [
        (
            str(park),
            number(row["efficiency_vrs"], language),
            number(row["efficiency_crs"], language),
            number(row["scale_efficiency"], language),
            scale_name(str(row["returns_to_scale"])).pick(language),
            ", ".join(f"{name} {weight:.2f}" for name, weight in row["reference"]),
        )
        for park, row in zip(result.table.index, result.table.to_dict("records"), strict=True)
    ]
    print_table(("name", "vrs", "crs", "scale", "returns", "reference"), rows, language=language)
    print_notes(result.notes, language)
    if parks is None:
        kept_lines(("parks",), language)
    write_csv(result.table.rename_axis("park_id"), out, language=language)
