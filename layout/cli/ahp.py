"""`cqlayout ahp`: weights and consistency of a pairwise comparison matrix in CSV, or of a hierarchy in TOML."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodata.text import Language
from layout.cli.columns import text_table
from layout.cli.inputs import json_flag, say_json
from layout.cli.speech import SpokenCommand
from layout.i18n import translate
from layout.resources import find_case, shipped_cases

if TYPE_CHECKING:
    from layout.scoring.weighting.ahp import AhpResult
    from layout.scoring.weighting.group import GroupResult
    from layout.workflow.ranking.ahp_tree import AhpTree


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "ahp",
        language,
        callback=partial(ahp, language=language),
        params=[
            click.Argument(
                ["pairwise"], metavar="PAIRWISE|HIERARCHY|CASE", help=translate("cli.ahp.pairwise", language)
            ),
            json_flag("cli.ahp.json", language),
        ],
        example="cqlayout ahp cases/plain/judgements.csv --json",
    )


def ahp(*, pairwise: str, as_json: bool, language: Language) -> None:
    """Print the weights, the consistency and the judgement that fits worst.

    Parameters
    ----------
    pairwise
        Path of a square CSV matrix, fractions allowed, blanks where nobody judged; or of a hierarchy or a case in TOML,
        or the bare name of a shipped case.
    as_json
        Print as JSON.
    language
        Language of what is printed.

    Raises
    ------
    DataMissingError, DataFormatError
        The matrix cannot be read, or is not square with the same names both ways.
    CaseError
        A cell that is no judgement, a pair that is not reciprocal, or judgements that do not connect the items.
    WeightError
        A case that is not weighed by AHP.
    """
    if Path(pairwise).suffix == ".toml" or pairwise in {case.stem for case in shipped_cases()}:
        _of_tree(find_case(pairwise), as_json=as_json, language=language)
        return
    from layout.workflow.plain.ahp import run_ahp  # noqa: PLC0415 - pandas stays out of `cqlayout --help`
    from layout.workflow.plain.mcda_json import ahp_data  # noqa: PLC0415 - as above

    result = run_ahp(pairwise)
    if as_json:
        say_json(ahp_data(result))
        return
    for line in weight_lines(result, language):
        click.echo(line)


def _of_tree(path: Path, *, as_json: bool, language: Language) -> None:
    """Print a hierarchy."""
    from layout.workflow.ranking.ahp_tree import read_tree, tree_data  # noqa: PLC0415 - pandas stays out of `cqlayout --help`

    tree = read_tree(path)
    if as_json:
        say_json(tree_data(tree))
        return
    for line in tree_lines(tree, language):
        click.echo(line)


def tree_lines(tree: "AhpTree", language: Language) -> list[str]:
    """Return a hierarchy as an indented table, then the consistency of each comparison.

    Parameters
    ----------
    tree
        The hierarchy.
    language
        Language of the lines.
    """
    headings = [translate(f"cli.ahp.column.{name}", language) for name in ("item", "local", "weight")]
    rows = [
        [f"{'  ' * row.depth}{row.title.pick(language)}", _share(row.local), _share(row.share)]
        for row in tree.rows
    ]
    lines = [text_table(headings, rows)]
    for level, group in tree.levels.items():
        if len(group.joint.names) > 1:
            lines.append(translate("cli.ahp.level", language, level=tree.titles[level].pick(language)))
            lines += [f"  {line}" for line in consistency_lines(group.joint, language)]
            if len(tree.given.experts) > 1:
                lines += [f"  {line}" for line in expert_lines(group, language)]
    return lines


def expert_lines(group: "GroupResult", language: Language) -> list[str]:
    """Return what each expert judged of a level, and how consistent that is alone.

    Parameters
    ----------
    group
        Result of the level.
    language
        Language of the lines.
    """
    from layout.workflow.ranking.ahp_words import parts_of  # noqa: PLC0415 - numpy stays out of `cqlayout --help`

    lines = []
    for name, part in parts_of(group).items():
        kind = "expert_none" if not part.done else "expert_part" if part.ratio is None else "expert"
        ratio = "" if part.ratio is None else f"{part.ratio:.3f}"
        lines.append(
            translate(f"cli.ahp.{kind}", language, name=name, done=part.done, total=part.total, cr=ratio)
        )
    return lines


def _share(weight: float | None) -> str:
    """Return a weight with four decimals."""
    return "–" if weight is None else f"{weight:.4f}"


def weight_lines(result: "AhpResult", language: Language) -> list[str]:
    """Return the weights as a table, then what is to be said of their consistency.

    Parameters
    ----------
    result
        Weights and consistency.
    language
        Language of the lines.
    """
    headings = [translate(f"cli.ahp.column.{name}", language) for name in ("item", "weight")]
    rows = [
        [name, f"{weight:.4f}"] for name, weight in zip(result.names, result.weights.tolist(), strict=True)
    ]
    return [text_table(headings, rows), *consistency_lines(result, language)]


def consistency_lines(result: "AhpResult", language: Language) -> list[str]:
    """Return what is to be said of the consistency of a comparison.

    Parameters
    ----------
    result
        Weights and consistency.
    language
        Language of the lines.
    """
    from layout.scoring.weighting.ahp import ACCEPTED  # noqa: PLC0415 - numpy stays out of `cqlayout --help`

    consistency = translate(
        "cli.ahp.consistent" if result.cr <= ACCEPTED else "cli.ahp.inconsistent",
        language,
        cr=f"{result.cr:.3f}",
        limit=f"{ACCEPTED:g}",
        lambda_max=f"{result.lambda_max:.3f}",
        ci=f"{result.ci:.3f}",
        ri=f"{result.ri:.2f}",
        source=result.ri_source,
    )
    lines = [consistency]
    if result.missing:
        lines.append(translate("cli.ahp.missing", language, count=result.missing))
    if result.worst is not None:
        worst = result.worst
        lines.append(
            translate(
                "cli.ahp.worst",
                language,
                row=worst.row,
                column=worst.column,
                judgement=f"{worst.judgement:.3g}",
                implied=f"{worst.implied:.3g}",
                cr=f"{worst.cr_if_implied:.3f}",
            )
        )
    return lines
