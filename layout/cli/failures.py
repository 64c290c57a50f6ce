"""The one edge where exceptions become an exit code and one line on stderr.

0 done · 1 our own fault · 2 the input is wrong · 130 interrupted at the keyboard (the shell's convention).
"""

from dataclasses import dataclass

import click

from geodata.errors import ExplainedError
from geodata.text import Language
from layout.i18n import translate

EXIT_DONE = 0
EXIT_OUR_FAULT = 1
EXIT_WRONG_INPUT = 2
EXIT_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Failure:
    """What the process says and returns when a command did not finish.

    Parameters
    ----------
    code
        The exit code.
    line
        One line for stderr, without the program's name.
    """

    code: int
    line: str


def explain(error: BaseException, language: Language) -> Failure:
    """Return the exit code and the one line that tell the user what `error` means.

    Parameters
    ----------
    error
        Whatever a command raised.
    language
        Language of the line.
    """
    if isinstance(error, ExplainedError):
        return Failure(EXIT_WRONG_INPUT, _one_line(error.message(language)))
    if isinstance(error, click.ClickException):
        return Failure(EXIT_WRONG_INPUT, _one_line(_usage_text(error, language)))
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return Failure(EXIT_INTERRUPTED, translate("cli.error.interrupted", language))
    kind, detail = type(error).__name__, str(error) or "-"
    return Failure(
        EXIT_OUR_FAULT, _one_line(translate("cli.error.internal", language, kind=kind, detail=detail))
    )


def _usage_text(error: click.ClickException, language: Language) -> str:
    """Return what is wrong with the words that were typed, and where the help is."""
    text = _usage_problem(error, language)
    if isinstance(error, click.UsageError) and error.ctx is not None:
        text += translate("cli.error.see_help", language, command=error.ctx.command_path)
    return text


def _usage_problem(error: click.ClickException, language: Language) -> str:
    """Return click's complaint in the chosen language."""
    if isinstance(error, click.NoSuchOption):
        return translate("cli.error.no_such_option", language, name=error.option_name)
    if isinstance(error, click.BadParameter) and error.param is not None:
        name = error.param.get_error_hint(error.ctx).strip("'")
        if isinstance(error, click.MissingParameter):
            return translate("cli.error.missing", language, name=name)
        return translate(
            "cli.error.bad_value", language, name=name, expected=_expected(error.param.type, language)
        )
    return error.format_message()


def _expected(kind: click.ParamType[object], language: Language) -> str:
    """Return what values a parameter of this type takes."""
    if isinstance(kind, click.Choice):
        return " | ".join(str(choice) for choice in kind.choices)
    if isinstance(kind, click.IntRange):
        return translate("cli.error.whole_number", language, low=kind.min, high=kind.max)
    return kind.name


def _one_line(text: str) -> str:
    """Return `text` without line breaks."""
    return " ".join(text.split())
