"""What must be known before the command line is parsed: the language of every word, and whether to show tracebacks."""

import locale
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import click

from geodata.text import LANGUAGES, Language

LANGUAGE_VARIABLE = "CQLAYOUT_LANG"
LANGUAGE_OPTION = "--lang"
DEBUG_OPTION = "--debug"


@dataclass(frozen=True, slots=True)
class Preamble:
    """The global options, which may stand anywhere on the line, and the words that remain.

    Parameters
    ----------
    language
        Language of help, results and errors.
    chosen
        Whether the language was named on the line, not taken from the environment or the system.
    debug
        Whether an error shows its traceback.
    rest
        The arguments without the global options.
    """

    language: Language
    chosen: bool
    debug: bool
    rest: tuple[str, ...]


def read_preamble(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Preamble:
    """Return the global options found in `arguments` and what remains for the commands.

    Parameters
    ----------
    arguments
        The words after the program's name.
    environment
        The environment variables; those of this process when None.

    Raises
    ------
    click.BadOptionUsage
        `--lang`, or the variable `CQLAYOUT_LANG`, names no language of this product.
    """
    variables = os.environ if environment is None else environment
    asked: str | None = None
    debug = False
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == DEBUG_OPTION:
            debug = True
        elif word == LANGUAGE_OPTION:
            asked = next(words, "")
        elif word.startswith(f"{LANGUAGE_OPTION}="):
            asked = word.partition("=")[2]
        else:
            rest.append(word)
    named = variables.get(LANGUAGE_VARIABLE, "") if asked is None else asked
    language = _system_language(variables) if asked is None and not named else _known_language(named)
    return Preamble(language=language, chosen=asked is not None, debug=debug, rest=tuple(rest))


def _known_language(asked: str) -> Language:
    """Return `asked` as a language, or say which there are."""
    for language in LANGUAGES:
        if asked.lower() == language:
            return language
    message = f"{LANGUAGE_OPTION} {asked}: expected one of / 应为 {' | '.join(LANGUAGES)}"
    raise click.BadOptionUsage(LANGUAGE_OPTION, message)


def _system_language(variables: Mapping[str, str]) -> Language:
    """Return Chinese where the system is set to Chinese, English everywhere else."""
    named = (variables.get("LC_ALL") or variables.get("LC_MESSAGES") or variables.get("LANG") or "").lower()
    if not named and os.name == "nt":
        named = (locale.getlocale()[0] or "").lower()
    return "zh" if named.startswith(("zh", "chinese")) else "en"
