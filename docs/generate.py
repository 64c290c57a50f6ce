"""Writes docs/commands.md from the command line's own help and docs/data.md from the catalogue: `make docs`."""  # noqa: INP001 - a script, not a package

from collections.abc import Iterator
from pathlib import Path

import click

from geodata.catalog import Entry, entries
from geodata.text import Language
from geodata.write import write_file
from layout.cli.main import PROGRAM, build

FOLDER = Path(__file__).resolve().parent
MARK = "<!-- Written by docs/generate.py (`make docs`); change the code or the catalogue, not this file. -->"
LANGUAGES: tuple[Language, ...] = ("en", "zh")
HELP_WIDTH = 100

COMMANDS_HEAD = f"""{MARK}
# The command line 命令行

Global options may stand anywhere on the line. Exit codes: **0** done; **2** the input is wrong (one line on stderr,
no traceback); **1** our own fault (one line; `--debug` shows the traceback); 130 interrupted at the keyboard.
Files are written beside their place and renamed: they appear whole or not at all.

全局选项可放在命令行任意位置。退出码：**0** 完成；**2** 输入有误（标准错误输出一行说明，无调用栈）；**1** 程序内部错误
（一行说明，加 `--debug` 显示调用栈）；130 键盘中断。文件先写在旁边再改名，要么完整出现，要么不出现。
"""

DATA_HEAD = f"""{MARK}
# The data 数据

What the product carries, under which terms, how old, how sure and how precise. `cqlayout layers list --json` gives the
same for machines, `cqlayout export <id>` writes one dataset to a file with its credit inside, and the page **Data 数据** shows it.
[limits.md](limits.md) says what is missing and where sources contradict each other.

Confidence counts rows: *read in the original*, *read in a copy or report*, *from memory*. The checksum is the SHA-256 of
the files named, one after the other.

| id | title | 名称 | kind | vintage |
| --- | --- | --- | --- | --- |
"""


def commands_text() -> str:
    """Return docs/commands.md: the help of every command in both languages."""
    parts = [COMMANDS_HEAD]
    trees = {language: dict(_walk(language)) for language in LANGUAGES}
    for path in trees["en"]:
        parts.append(f"\n## `{path}`\n")
        parts += [f"\n```text\n{trees[language][path]}\n```\n" for language in LANGUAGES]
    return "".join(parts)


def _walk(language: Language) -> Iterator[tuple[str, str]]:
    """Yield (command path, help text) of the whole tree in `language`."""
    root = build(language)
    waiting: list[tuple[click.Command, click.Context]] = [(root, _context(root, PROGRAM, None))]
    while waiting:
        command, context = waiting.pop(0)
        yield context.command_path, command.get_help(context)
        if isinstance(command, click.Group):
            children = [(child, _context(child, name, context)) for name, child in command.commands.items()]
            waiting = children + waiting


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    """Return a context with the width of the page, whatever terminal this runs in."""
    return click.Context(
        command, info_name=name, parent=parent, terminal_width=HELP_WIDTH, max_content_width=HELP_WIDTH
    )


def data_text() -> str:
    """Return docs/data.md: every dataset of the catalogue."""
    found = entries()
    rows = [
        f"| [{entry.layer_id}](#{entry.layer_id}) | {entry.title.en} | {entry.title.zh} | {entry.kind} | {entry.vintage} |"
        for entry in found
    ]
    return DATA_HEAD + "\n".join(rows) + "\n" + "".join(_section(entry) for entry in found)


def _section(entry: Entry) -> str:
    """Return what there is to say of one dataset."""
    sources = str(len(entry.source_ids)) if entry.source_ids else "–"
    facts = [
        ("Kind, vintage 类型与时点", f"{entry.kind}, {entry.vintage}"),
        ("Licence 许可", entry.licence),
        ("Attribution 署名", f"{entry.attribution.en}<br>{entry.attribution.zh}"),
        ("Confidence 可信度", f"{entry.confidence_summary.en}<br>{entry.confidence_summary.zh}"),
        ("Sources cited 引用来源数", sources),
        ("Position 点位精度", _two_lines(entry.precision_note.en, entry.precision_note.zh)),
        ("Note 说明", _two_lines(entry.note.en, entry.note.zh)),
        ("Files 文件", "<br>".join(f"`{file}`" for file in entry.files)),
        ("SHA-256", f"`{entry.checksum_sha256}`"),
    ]
    table = "\n".join(f"| {name} | {value} |" for name, value in facts if value)
    return (
        f"\n## {entry.layer_id}\n\n**{entry.title.en}** {entry.title.zh}\n\n| | |\n| --- | --- |\n{table}\n"
    )


def _two_lines(english: str, chinese: str) -> str:
    """Return a text in both languages for one cell, or nothing when there is none."""
    return f"{english}<br>{chinese}" if english else ""


def main() -> None:
    """Write both pages."""
    for name, text in (("commands.md", commands_text()), ("data.md", data_text())):
        write_file(FOLDER / name, text.encode("utf-8"))


if __name__ == "__main__":
    main()
