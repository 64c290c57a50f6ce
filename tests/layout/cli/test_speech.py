import re
from collections.abc import Iterator

import click
import pytest

from geodata.text import Language
from layout.cli.main import PROGRAM, build

HAN = re.compile(r"[一-鿿]")


def walk(command: click.Command, ctx: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    """Yield every command below `command` with its context."""
    yield command, ctx
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from walk(child, click.Context(child, info_name=name, parent=ctx))


def pages(language: Language) -> dict[str, str]:
    """Return the help of every command by its path."""
    tree = build(language)
    root = click.Context(tree, info_name=PROGRAM)
    return {ctx.command_path: command.get_help(ctx) for command, ctx in walk(tree, root)}


PROMISED = (
    *("score", "layers", "layers list", "export", "app"),
    *("data", "data check", "data convert"),
    *("landuse", *(f"landuse {name}" for name in ("gap", "frontier", "path", "check"))),
    *(*(f"landuse {name}" for name in ("grade", "indicators", "series", "template")), "targets"),
    *("workspace", *(f"workspace {name}" for name in ("init", "list", "check", "export", "import"))),
)


def test_every_promised_command_is_there() -> None:
    assert {PROGRAM, *(f"{PROGRAM} {words}" for words in PROMISED)} <= set(pages("en"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_of_each_shows_an_example_that_names_the_command(language: Language) -> None:
    heading = {"en": "Example:", "zh": "示例:"}[language]
    for path, text in pages(language).items():
        example = text.partition(heading)[2].strip()
        assert example.startswith(PROGRAM), path
        assert all(word in example.split() for word in path.split()), path
        assert "\n" not in example


def test_english_help_has_no_chinese_and_chinese_help_no_english_sentence() -> None:
    for path, text in pages("en").items():
        assert not HAN.search(text), path
    for path, text in pages("zh").items():
        assert HAN.search(text)
        assert not re.search(
            r"\b(?:Usage|Options|Commands|Arguments|arguments|Show|this|required|default)\b", text
        ), path


def test_every_parameter_explains_itself() -> None:
    tree = build("en")
    for command, ctx in walk(tree, click.Context(tree, info_name=PROGRAM)):
        for param in command.get_params(ctx):
            record = param.get_help_record(ctx)
            assert record, f"{ctx.command_path} {param.name}"
            assert record[1], f"{ctx.command_path} {param.name}"


def test_unknown_command_lists_the_known_ones() -> None:
    known = ", ".join(build("en").commands)
    assert {"score", "layers", "export", "app"} <= set(known.split(", "))
    with pytest.raises(click.UsageError, match=f"no command rank; expected one of: {known}"):
        build("en").main(["rank"], prog_name=PROGRAM, standalone_mode=False)
    with pytest.raises(click.UsageError, match="没有命令 show，可用的命令：list"):
        build("zh").main(["layers", "show"], prog_name=PROGRAM, standalone_mode=False)
