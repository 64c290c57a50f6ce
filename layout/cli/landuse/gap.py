"""`cqlayout landuse gap`: which parks, districts and zones lack how much output against the target."""

from typing import TYPE_CHECKING

from geodata.text import Language
from layout.cli.desk_option import desk_callback, workspace_option
from layout.cli.landuse.parts import (
    kept_lines,
    number,
    office_parks,
    percent,
    print_notes,
    print_table,
    write_csv,
)
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.i18n import catalogue, translate

if TYPE_CHECKING:
    from layout.workflow.landuse.efficiency import Efficiency

DEFAULT_PAIR = "gross_output-per-approved_area"


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "landuse.gap",
        language,
        callback=desk_callback(gap, language),
        params=[
            SpokenOption(
                ["--pair"],
                default=DEFAULT_PAIR,
                metavar="PAIR",
                help=translate("cli.landuse.gap.pair", language),
            ),
            SpokenOption(["--parks"], metavar="TABLE", help=translate("cli.landuse.gap.parks", language)),
            SpokenOption(
                ["--target"], type=float, metavar="X", help=translate("cli.landuse.gap.target", language)
            ),
            SpokenOption(
                ["--estimates"], is_flag=True, help=translate("cli.landuse.gap.estimates", language)
            ),
            workspace_option(language),
            SpokenOption(["--out"], metavar="FILE", help=translate("cli.landuse.word.out", language)),
        ],
        example="cqlayout landuse gap",
    )


def gap(
    *,
    pair: str,
    parks: str | None,
    target: float | None,
    estimates: bool,
    out: str | None,
    language: Language,
) -> None:
    """Print the gaps of parks, then the totals of city, zones and districts, then what limits them.

    Parameters
    ----------
    pair
        Id of the pair of definitions.
    parks
        The office's table of parks.
    target
        亿元/km², that of the plan when None.
    estimates
        Whether parks without a figure get an estimate, marked as such.
    out
        File for the table of parks.
    language
        Language of what is printed.
    """
    from layout.viz.charts import gap_chart  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.workflow.landuse.efficiency import basis_line, efficiency  # noqa: PLC0415 - as above

    result = efficiency(pair, office=office_parks(parks), estimates=estimates, target=target)
    rows = [
        (
            str(row[f"name_{language}"]),
            number(row["output_yi"], language),
            number(row["land_km2"], language),
            number(row["intensity_yi_per_km2"], language),
            number(row["gap_yi"], language),
            percent(row["share_of_shortfall"], language),
            translate(f"landuse.basis.{row['basis']}", language),
        )
        for row in result.parks.to_dict("records")
    ]
    print_table(("name", "output", "land", "intensity", "gap", "share", "basis"), rows, language=language)
    _print_levels(result, language)
    print_notes((result.pair, *result.notes), language)
    if parks is None:
        kept_lines(("parks",), language)
    write_csv(
        result.parks.assign(pair=result.pair_id, target=result.target),
        out,
        language=language,
        chart=lambda: gap_chart(result.parks, language),
        title=basis_line(result).pick(language),
    )


def _print_levels(result: "Efficiency", language: Language) -> None:
    """Print the totals of each level, then why zones and districts differ."""
    from layout.workflow.maps.park_places import LEVELS  # noqa: PLC0415 - as above

    for level in LEVELS:
        known = result.levels[level][result.levels[level]["value"].notna()]
        totals = [
            (
                str(row[f"name_{language}"]),
                number(row["value"], language),
                number(row["gap_yi"], language),
                f"{row['parks_covered']}/{row['parks_total']}",
                percent(row["land_share"], language),
            )
            for row in known.to_dict("records")
        ]
        print_table((level, "intensity", "gap", "parks_covered", "land_share"), totals, language=language)
    for level, part in result.parts.items():
        rows = [
            (
                str(row[f"name_{language}"]),
                *(number(row[name], language) for name in ("common", "structure", "intensity", "gap_yi")),
            )
            for row in part.to_dict("records")
        ]
        print_table((level, "common", "structure", "intensity_effect", "gap"), rows, language=language)
        print_notes((catalogue()[f"landuse.ui.parts_note.{level}"],), language)
