"""The `cqlayout` program: reads the global options, runs one command, turns every exception into one line."""

import contextlib
import importlib.metadata
import io
import os
import sys
import traceback
from collections.abc import Sequence

import click

from geodata.text import Language
from layout.cli import (
    ahp,
    allocate,
    app,
    certificate,
    data,
    export,
    layers,
    mcda,
    regions,
    score,
    sheet,
    smaa,
    suitability,
    targets,
    why,
    zonal,
)
from layout.cli.failures import EXIT_DONE, EXIT_OUR_FAULT, EXIT_WRONG_INPUT, explain
from layout.cli.landuse import group as landuse
from layout.cli.preamble import LANGUAGE_VARIABLE, Preamble, read_preamble
from layout.cli.runs import group as runs
from layout.cli.speech import SpokenGroup, SpokenOption
from layout.cli.workspace import group as workspace
from layout.i18n import translate
from layout.workflow.desk.choice import use_workspace

PROGRAM = "cqlayout"
DISTRIBUTION = "chongqing-industrial-layout"
# in the order of the help
COMMANDS = (
    score,
    landuse,
    targets,
    allocate,
    suitability,
    regions,
    why,
    zonal,
    layers,
    export,
    data,
    workspace,
    mcda,
    ahp,
    smaa,
    certificate,
    sheet,
    runs,
    app,
)


def build(language: Language) -> SpokenGroup:
    """Return the whole command tree with its help in `language`."""

    def show_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's signature
        if wanted and not ctx.resilient_parsing:
            click.echo(f"{PROGRAM} {_version(language)}")
            ctx.exit()

    return SpokenGroup(
        PROGRAM,
        language,
        commands=[room.command(language) for room in COMMANDS],
        params=[
            # --lang and --debug may stand anywhere: preamble.py has read and removed them before click parses
            SpokenOption(["--lang"], metavar="zh|en", help=translate("cli.cqlayout.lang", language)),
            SpokenOption(["--debug"], is_flag=True, help=translate("cli.cqlayout.debug", language)),
            SpokenOption(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=show_version,
                help=translate("cli.cqlayout.version", language),
            ),
        ],
        example="cqlayout --lang zh score cases/nev-battery.toml --out out/",
    )


def _version(language: Language) -> str:
    """Return the installed version, or say that this is a source tree which was not installed."""
    try:
        return importlib.metadata.version(DISTRIBUTION)
    except importlib.metadata.PackageNotFoundError:
        return translate("cli.cqlayout.not_installed", language)


def run(arguments: Sequence[str]) -> int:
    """Return the exit code of the command line `arguments` after running it.

    Parameters
    ----------
    arguments
        The words after the program's name.
    """
    try:
        preamble = read_preamble(arguments)
    except click.UsageError as error:
        click.echo(f"{PROGRAM}: {error.format_message()}", err=True)
        return EXIT_WRONG_INPUT
    try:
        return _invoke(preamble)
    except BrokenPipeError:
        # the reader of a pipe (`| head`) went away: nothing more can be said, and nothing is wrong
        sys.stdout = io.StringIO()
        return EXIT_OUR_FAULT
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the outermost edge: every fault becomes one line
        failure = explain(error, preamble.language)
        if preamble.debug:
            traceback.print_exception(error)
        click.echo(f"{PROGRAM}: {failure.line}", err=True)
        return failure.code


def _invoke(preamble: Preamble) -> int:
    """Run the command; help that was not asked for (no words at all) is help all the same."""
    if preamble.chosen:
        os.environ[LANGUAGE_VARIABLE] = preamble.language  # the pages begin in it too
    try:
        with use_workspace(None):  # a command reads a workspace only where `--workspace` names one
            code = build(preamble.language).main(
                list(preamble.rest), prog_name=PROGRAM, standalone_mode=False
            )
    except click.exceptions.NoArgsIsHelpError as helped:
        click.echo(helped.ctx.get_help())
        return EXIT_DONE
    return code if isinstance(code, int) else EXIT_DONE


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a console that lacks a character shows a question mark instead of ending the program
            with contextlib.suppress(io.UnsupportedOperation):
                stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
