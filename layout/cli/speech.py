"""Click's commands with every word of their help taken from the message catalogue."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import click
from click.types import OptionHelpExtra

from geodata.text import Language
from layout.i18n import translate

Callback: TypeAlias = Callable[..., object]


class SpokenOption(click.Option):
    """An option that leaves no English remark of click in its help: the help text itself says what is required."""

    def get_help_extra(self, ctx: click.Context) -> OptionHelpExtra:
        """Return no remarks."""
        del ctx
        return {}


class _Spoken(click.Command):
    """What a command and a group have in common: the language, and help whose headings are translated."""

    language: Language

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help` with its own words translated."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = translate("cli.word.help_option", self.language)
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        prefix = f"{translate('cli.word.usage', self.language)}: "
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=prefix)

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of arguments."""
        arguments = [param for param in self.get_params(ctx) if isinstance(param, click.Argument)]
        self._write_section("cli.word.arguments", arguments, ctx=ctx, formatter=formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of options."""
        options = [param for param in self.get_params(ctx) if not isinstance(param, click.Argument)]
        self._write_section("cli.word.options", options, ctx=ctx, formatter=formatter)

    def _write_section(
        self,
        key: str,
        params: Sequence[click.Parameter],
        *,
        ctx: click.Context,
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the help of `params` under a translated heading."""
        records = [record for param in params if (record := param.get_help_record(ctx)) is not None]
        if records:
            with formatter.section(translate(key, self.language)):
                formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example as it is to be typed, unwrapped."""
        del ctx
        formatter.write_paragraph()
        formatter.write(f"{self.epilog}\n")


class SpokenCommand(_Spoken):
    """A command whose usage, headings and `--help` speak the chosen language, and which shows an example.

    Parameters
    ----------
    name
        The word typed; also the key of its help text (`cli.<name>.help`).
    language
        Language of the help.
    callback
        What runs.
    params
        Arguments and options.
    example
        One line that works as it stands.
    """

    def __init__(
        self,
        name: str,
        language: Language,
        *,
        callback: Callback,
        params: Sequence[click.Parameter],
        example: str,
    ) -> None:
        self.language = language
        super().__init__(
            name.rpartition(".")[2],
            callback=callback,
            params=list(params),
            help=translate(f"cli.{name}.help", language),
            epilog=_example(language, example),
            options_metavar=translate("cli.word.options_metavar", language),
        )


class SpokenGroup(_Spoken, click.Group):
    """A group of commands whose help speaks the chosen language.

    Parameters
    ----------
    name
        The word typed; also the key of its help text (`cli.<name>.help`).
    language
        Language of the help.
    commands
        The commands of the group, listed in this order.
    params
        Options of the group itself.
    example
        One line that works as it stands.
    """

    def __init__(
        self,
        name: str,
        language: Language,
        *,
        commands: Sequence[click.Command],
        example: str,
        params: Sequence[click.Parameter] = (),
    ) -> None:
        self.language = language
        super().__init__(
            name,
            commands=list(commands),
            params=list(params),
            help=translate(f"cli.{name}.help", language),
            epilog=_example(language, example),
            options_metavar=translate("cli.word.options_metavar", language),
            subcommand_metavar=translate("cli.word.command_metavar", language),
        )

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of a working day, not of the alphabet."""
        del ctx
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first word names.

        Raises
        ------
        click.UsageError
            There is no such command; the message lists those there are.
        """
        if args[0] not in self.commands and not args[0].startswith("-"):
            known = ", ".join(self.commands)
            ctx.fail(translate("cli.error.no_such_command", self.language, name=args[0], known=known))
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands with what each does."""
        del ctx
        rows = [(name, command.get_short_help_str(limit=300)) for name, command in self.commands.items()]
        with formatter.section(translate("cli.word.commands", self.language)):
            formatter.write_dl(rows)


def _example(language: Language, example: str) -> str:
    """Return the example under its heading."""
    return f"{translate('cli.word.example', language)}:\n  {example}"
